"""Counts the reports of a project anew, by its own reading of the YAML, and holds every figure in their tables and
sentences against it, in the DOCX and in the PDF.

Only folders named like a project of plans/ or tests/projects/ are judged: the reports that its plan.yaml lists, and every
other one that lies there. Nothing of the program is used: periods, states, sums, shares and wordings are computed here
from the definitions.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import report
import seed_docx
import seed_pdf
from ruamel.yaml import YAML

NAME = "recount"
PROJECTS = ("plans", "tests/projects")
ON_TIME, LATE, GOING, OVERDUE, IDLE, ALWAYS = STATES = (
    "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang thực hiện", "Quá hạn", "Chưa thực hiện", "Thường xuyên",
)
WORDS = {"chưa thực hiện": "not-started", "đang thực hiện": "in-progress", "hoàn thành": "done"}


def judge(paths, given) -> report.Report:
    """All reports of the folders that belong to a project."""
    result = report.Report(NAME)
    for folder in sorted({file.parent for file in report.outputs(paths, ".docx")}):
        project = next((given.root / home / folder.name for home in PROJECTS
                        if (given.root / home / folder.name / "plan.yaml").is_file()), None)
        plan = load(project / "plan.yaml") if project else {}
        periods = {str(period).lower() for period in listed((plan.get("reports") or {}).get("periods"))}
        if project:
            periods |= {file.stem.removeprefix("bao-cao-") for file in folder.glob("bao-cao-*.*")}
        for period in sorted(periods):
            counted = Count(project, plan, period)
            for read, suffix in ((docx_text, ".docx"), (pdf_text, ".pdf")):
                file = folder / f"bao-cao-{period}{suffix}"
                if not file.is_file():
                    result.find(file, "the report was not built")
                    continue
                result.count("reports")
                compare(result, file, counted, *read(file))
    return result


def load(file: Path) -> dict:
    """The YAML with every scalar as it was typed, so that no number is rounded; nothing where there is no such file."""
    if not file.is_file():
        return {}
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.constructor.yaml_constructors["tag:yaml.org,2002:float"] = lambda loader, node: node.value
    yaml.constructor.yaml_constructors["tag:yaml.org,2002:int"] = lambda loader, node: node.value
    return yaml.load(file.read_text(encoding="utf-8")) or {}


def listed(value) -> list:
    """A list, or its only item."""
    return [] if value is None else list(value) if isinstance(value, (list, tuple)) else [value]


def roman(count: int) -> str:
    """Up to 99."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[count // 10] + ones[count % 10]


def number(written) -> Decimal:
    """A number with either decimal mark."""
    return Decimal(str(written).replace(",", ".").rstrip("% "))


def shown(value: Decimal) -> str:
    """In Vietnamese form: 1.234,5."""
    whole, _, rest = f"{value.normalize():f}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + ("," + rest if rest else "")


def in_unit(value: Decimal, unit: str) -> str:
    """With its unit: 90%, but 90 điểm."""
    return shown(value) + (unit if unit in ("%", "‰", "") else " " + unit)


def figures(day: date) -> str:
    """A day in figures: 05/3/2023, 15/01/2024."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


def bare(text: str) -> str:
    """Without any space, as lines may break anywhere; small letters, as titles may be set in capitals."""
    return re.sub(r"\s+", "", text.replace("\u00a0", " ")).lower()


class Period:
    """A period's days by Decree 09: from the 15th of the month before to the 14th of its last month."""

    def __init__(self, name: str):
        self.name = name
        year, _, rest = name.upper().partition("-")
        self.year = int(year)
        quarter, half = re.fullmatch(r"Q([1-4])", rest), re.fullmatch(r"H([12])", rest)
        if quarter:
            self.first_month, self.months = int(quarter[1]) * 3 - 2, 3
            self.words = f"quý {roman(int(quarter[1]))} năm {year}"
        elif half:
            self.first_month, self.months = int(half[1]) * 6 - 5, 6
            self.words = f"6 tháng {('đầu', 'cuối')[int(half[1]) - 1]} năm {year}"
        elif rest == "9M":
            self.first_month, self.months, self.words = 1, 9, f"9 tháng năm {year}"
        elif not rest:
            self.first_month, self.months, self.words = 1, 12, f"năm {year}"
        else:
            self.first_month, self.months, self.words = int(rest), 1, f"tháng {int(rest)} năm {year}"
        self.first = self.fifteenth(self.first_month - 1)
        self.last = self.fifteenth(self.first_month + self.months - 1) - timedelta(days=1)

    def fifteenth(self, month: int) -> date:
        """The 15th of a month counted from January of the year, below 1 in the year before."""
        return date(self.year + (month - 1) // 12, (month - 1) % 12 + 1, 15)

    def moved(self, step: int) -> "Period":
        """The period before or after; nine months follow those of the year before, and a quarter follows them."""
        if self.months == 9:
            return Period(f"{self.year}-Q4" if step > 0 else f"{self.year - 1}-9M")
        if self.months == 12:
            return Period(str(self.year + step))
        in_year = 12 // self.months
        year, at = divmod(self.year * in_year + (self.first_month - 1) // self.months + step, in_year)
        return Period(f"{year}-{ {1: '', 3: 'Q', 6: 'H'}[self.months]}{at + 1:0{2 if self.months == 1 else 1}}")


def last_day(deadline) -> date | None:
    """The last day on which a task is in time."""
    if isinstance(deadline, str):
        return None
    if "by" in deadline:
        return day_of(deadline["by"])
    if "before" in deadline:
        return day_of(deadline["before"]) - timedelta(days=1)
    if "within" not in deadline:
        return None
    year, _, rest = str(deadline["within"]).partition("-")
    month = 12 if not rest else int(rest[1]) * {"Q": 3, "H": 6}[rest[0].upper()] if rest[0].isalpha() else int(rest)
    return date(int(year) + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def deadline_words(deadline) -> str:
    """Thời hạn as printed: the office's own wording, else that of its kind."""
    if isinstance(deadline, str):
        return {"continuous": "Thường xuyên", "as_scheduled": "Theo tiến độ"}[deadline]
    if deadline.get("wording"):
        return deadline["wording"]
    if "by" in deadline:
        return f"Chậm nhất ngày {figures(day_of(deadline['by']))}"
    if "before" in deadline:
        return f"Trước ngày {figures(day_of(deadline['before']))}"
    if "within" in deadline:
        return f"Trong {Period(str(deadline['within'])).words}"
    return deadline_words("continuous" if "continuous" in deadline else "as_scheduled")


def asked_for(asked) -> str:
    """Yêu cầu as printed: the bound, and what is to be beaten."""
    unit, words = asked.get("unit") or "", []
    for key, phrase in (("at_least", "từ {} trở lên"), ("at_most", "không quá {}"), ("exactly", "đúng {}")):
        if key in asked:
            value = number(asked[key])
            whole = key == "at_least" and unit == "%" and value == 100
            words.append((phrase if not whole else "{}").format(in_unit(value, unit)))
    earlier = asked.get("better_than")
    if earlier:
        known = [in_unit(number(earlier["value"]), unit)] if earlier.get("value") else []
        known += [f"xếp thứ {earlier['rank']}"] if earlier.get("rank") else []
        words.append(f"tăng so với năm {earlier['year']}" + (f" ({', '.join(known)})" if known else ""))
    return "; ".join(words)


def told(entry: dict, task: "Task") -> str:
    """Kết quả of an entry: its words, else its values, else how much is done."""
    if entry.get("done"):
        return one_line(entry["done"]).rstrip(".;,")
    measures = {measure["id"]: measure for measure in task.measures}
    values = []
    for name, value in (entry.get("values") or {}).items():
        amount = in_unit(number(value), measures[name].get("unit") or "")
        values.append(f"{measures[name]['name']}: {amount}" if measures[name].get("name") else f"đạt {amount}")
    if values:
        return ", ".join(values)
    if entry.get("percent") is not None:
        return f"đã thực hiện {shown(number(entry['percent']))}%"
    said = WORDS.get(entry.get("status"), entry.get("status"))
    return {"done": "đã hoàn thành", "in-progress": "đang thực hiện"}.get(said, "chưa thực hiện")


def proofs(entries: list[dict]) -> str:
    """Minh chứng of entries, each once."""
    all_ = []
    for proof in (proof for entry in entries for proof in entry.get("evidence") or []):
        if isinstance(proof, str):
            one = one_line(proof).rstrip(".;")
        else:
            one = one_line(proof["document"])
            one += f" số {proof['number']}" if proof.get("number") else ""
            one += f" ngày {figures(day_of(proof['date']))}" if proof.get("date") else ""
        all_ += [one] if one not in all_ else []
    return "; ".join(all_)


def one_line(text: str) -> str:
    """Without line breaks of its own."""
    return " ".join(str(text).split())


def begun(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


def day_of(written) -> date:
    """A day as typed."""
    return date.fromisoformat(str(written)[:10])


def is_continuous(deadline) -> bool:
    """Thường xuyên."""
    return deadline == "continuous" if isinstance(deadline, str) else "continuous" in deadline


class Task:
    """A task with its numbers, its measures and its entries."""

    def __init__(self, node, field: int, short: str, above: "Task | None"):
        self.id, self.name, self.field, self.short = node["id"], node["name"], field, short
        self.full = f"{roman(field + 1)}.{short}"
        self.continuous, self.last = is_continuous(node["deadline"]), last_day(node["deadline"])
        self.deadline = deadline_words(node["deadline"])
        self.leads = listed(node["lead"])
        measures = node.get("measures") or []
        self.measures = above.measures if "target_of" in node and not measures and above else measures
        self.entries: list[dict] = []

    def up_to(self, day: date) -> list[dict]:
        """Entries of days up to this one that no entry by then has replaced."""
        by_then = [entry for entry in self.entries if entry["at"] <= day]
        wrong = [entry["wrong"] for entry in by_then if entry["wrong"] is not None]
        return [entry for entry in by_then if not any(entry is one for one in wrong)]

    def stands(self, day: date) -> tuple[str, date | None, Decimal | None]:
        """State, day on which it was done, percent."""
        said, done, percent = None, None, None
        for entry in self.up_to(day):
            now = WORDS.get(entry.get("status"), entry.get("status"))
            if now is None and entry.get("percent") is not None:
                share = number(entry["percent"])
                now = "done" if share >= 100 else "in-progress" if share > 0 else "not-started"
            said = now or said or "in-progress"
            done = (done or entry["at"]) if said == "done" else None
            percent = number(entry["percent"]) if entry.get("percent") is not None else percent
        percent = Decimal(100) if done else percent
        if self.continuous:
            return ALWAYS, done, percent
        if said == "done":
            return (LATE if self.last and done > self.last else ON_TIME), done, percent
        if self.last and self.last < day:
            return OVERDUE, None, percent
        return (GOING if said == "in-progress" else IDLE), None, percent

    def value(self, measure: str, day: date) -> tuple[Decimal, date] | None:
        """The newest value of a measure."""
        for entry in reversed(self.up_to(day)):
            if measure in (entry.get("values") or {}):
                return number(entry["values"][measure]), entry["at"]
        return None


def share(done: int, of: int) -> Decimal | None:
    """Percent with one decimal, half up."""
    if not of:
        return None
    return (Decimal(100 * done) / of).quantize(Decimal("0.1"), ROUND_HALF_UP)


def percent(value: Decimal | None) -> str:
    """As printed."""
    return "–" if value is None else f"{value}%".replace(".", ",")


def change(before, now, unit: str = "") -> str:
    """tăng 5, giảm 2, không đổi."""
    if before is None or now is None:
        return "không so sánh được"
    step = now - before
    size = f"{abs(step)}".replace(".", ",")
    return "không đổi" if not step else ("tăng " if step > 0 else "giảm ") + size + unit


class Count:
    """Everything that a report of a period must say."""

    def __init__(self, project: Path, plan: dict, name: str):
        self.plan, self.period = plan, Period(name)
        self.fields = [field["title"] for field in plan["annex"]["fields"]]
        self.tasks: list[Task] = []
        for at, field in enumerate(plan["annex"]["fields"]):
            for i, item in enumerate(field["items"], 1):
                rows = item["tasks"] if "group" in item else [item]
                for t, node in enumerate(rows, 1):
                    short = f"{i}.{t}" if "group" in item else f"{i}"
                    self.tasks.append(Task(node, at, short, self.tasks[-1] if self.tasks else None))
        logs = [load(project / "progress.yaml"), *(load(file) for file in sorted((project / "progress").glob("*.yaml")))]
        self.read_log([entry for log in logs for entry in log.get("entries") or []])
        self.goal_log = [entry for log in logs for entry in log.get("goals") or []]
        reports = [load(file) for file in sorted((project / "reports").glob("*.yaml"))]
        of = {str(one["period"]).upper(): one for one in reports}
        self.report, before = of.get(name.upper(), {}), of.get(self.period.moved(-1).name.upper(), {})
        # A report that counts up to an earlier day, and the one after it, which begins the day after.
        self.partial, self.last = "as_of" in self.report, self.period.last
        if self.partial:
            self.last = day_of(self.report["as_of"])
        self.last_before = day_of(before["as_of"]) if "as_of" in before else self.period.moved(-1).last
        self.first = self.last_before + timedelta(days=1) if "as_of" in before else self.period.first
        self.at_risk_days = int((plan.get("reporting") or {}).get("at_risk_days", 30))

    def read_log(self, log: list[dict]) -> None:
        """Entries to their tasks, corrections to what they correct."""
        names = {task.full: task for task in self.tasks} | {task.id: task for task in self.tasks}
        entries = [dict(entry) | {"at": day_of(entry["day"]), "wrong": None} for entry in log]
        for entry in entries:
            names[entry["task"]].entries.append(entry)
        for task in self.tasks:
            for entry in task.entries:
                if "replaces" in entry:
                    wrong = str(entry["replaces"])[:10]
                    entry["wrong"] = next(one for one in entries if one.get("id") == entry["replaces"] or (
                        one in task.entries and one is not entry and str(one["day"])[:10] == wrong))
            task.entries.sort(key=lambda entry: entry["at"])

    def tally(self, field: int | None, day: date) -> Counter:
        """How many tasks of a field are in each state."""
        return Counter(task.stands(day)[0] for task in self.tasks if field is None or task.field == field)

    def leads(self, task: Task) -> str:
        """Chủ trì by the names of the offices."""
        return "; ".join(self.plan["offices"][lead]["name"] for lead in task.leads)

    def goals(self) -> list[tuple[list[str], str, str]]:
        """Rows of goals and measures with their verdicts, and what is said of an earlier year."""
        rows = []
        for at, goal in enumerate(self.plan.get("goals") or [], 1):
            told = [one for one in self.goal_log if one["goal"] == goal["id"] and day_of(one["day"]) <= self.last]
            wrong = {(str(one["replaces"])[:10], id(one)) for one in told if "replaces" in one}
            told = [one for one in told if not any(day == str(one["day"])[:10] and id(one) != by for day, by in wrong)]
            entry = max(told, key=lambda one: day_of(one["day"]), default=None)
            value = in_unit(number(entry["value"]), goal.get("unit") or "") if entry else "–"
            value += f", xếp thứ {entry['rank']}" if entry and entry.get("rank") else ""
            day = figures(day_of(entry["day"])) if entry else "–"
            rows.append(([str(at), goal["name"], asked_for(goal), value, day], *goal_reached(goal, entry)))
        for task in self.tasks:
            for at, measure in enumerate(task.measures, 1):
                value = task.value(measure["id"], self.last)
                short = task.short if len(task.measures) == 1 else f"{task.short}.{at}"
                unit = measure.get("unit") or ""
                cells = [short, measure.get("name") or task.name, asked_for(measure),
                         in_unit(value[0], unit) if value else "–", figures(value[1]) if value else "–"]
                rows.append((cells, reached(measure, value), ""))
        return rows


def reached(asked, value) -> str:
    """Whether a value reaches its bound."""
    if value is None:
        return "Chưa có số liệu"
    value = value[0]
    met = (("at_least" in asked and value >= number(asked["at_least"])) or
           ("at_most" in asked and value <= number(asked["at_most"])) or
           ("exactly" in asked and value == number(asked["exactly"])))
    return "Đạt" if met else "Chưa đạt"


def goal_reached(goal, entry) -> tuple[str, str]:
    """Whether a goal reaches its bound and beats the earlier year, and what is said of that year."""
    earlier = goal.get("better_than")
    bound = {"at_least", "at_most", "exactly"} & set(goal)
    if entry is None:
        return "Chưa có số liệu", ""
    met = [reached(goal, (number(entry["value"]), None)) == "Đạt"] if bound else []
    if not earlier:
        return ("Đạt" if all(met) else "Chưa đạt"), ""
    beaten = []
    if earlier.get("value"):
        step = number(entry["value"]) - number(earlier["value"])
        beaten.append(step < 0 if "at_most" in goal else step > 0)
    if earlier.get("rank") and entry.get("rank"):
        beaten.append(int(entry["rank"]) < int(earlier["rank"]))
    if not beaten:
        said = f"chưa có số liệu năm {earlier['year']} để so sánh"
        return ("Chưa có số liệu" if not met else "Đạt" if all(met) else "Chưa đạt"), f" ({said})"
    said = f" ({'tốt hơn' if all(beaten) else 'không tốt hơn'} năm {earlier['year']})"
    return ("Đạt" if all(met + beaten) else "Chưa đạt"), said


def compare(result: report.Report, file: Path, count: Count, prose: str, rows: list[list[str]]) -> None:
    """Sentences, then tables."""
    rows = [[bare(cell or "") for cell in row] for row in rows]
    prose = bare(prose)

    def says(sentence: str) -> None:
        result.count("sentences")
        if bare(sentence) not in prose:
            result.find(file, f"the text does not say: {sentence}")

    def has(cells: list[str | None], width: int) -> None:
        """A row with these cells; None stands for any."""
        result.count("rows")
        wanted = [None if cell is None else bare(cell) for cell in cells]
        fits = [row for row in rows if len(row) == width and len(wanted) == width
                and all(want is None or want == cell for want, cell in zip(wanted, row))]
        if not fits:
            result.find(file, f"no table has the row {' | '.join('…' if c is None else c for c in cells)}")

    general(count, says, has)
    compared(count, says, has)
    measured(count, says, has)
    moved(count, says)
    troubled(count, says, has)
    ahead(count, says, has)
    every_task(count, has)
    procedures(count, has)


def general(count: Count, says, has) -> None:
    """The first sentence of the results, and the table of states."""
    all_ = count.tally(None, count.last)
    states = [f"{all_[state]} nhiệm vụ {state.lower()}" for state in STATES if all_[state]]
    joined = ", ".join(states[:-1]) + (" và " if len(states) > 1 else "") + states[-1]
    says(f"Đến hết ngày {figures(count.last)}, trong tổng số {len(count.tasks)} nhiệm vụ có {joined}.")
    done, of = all_[ON_TIME] + all_[LATE], len(count.tasks) - all_[ALWAYS]
    says(f"Tỷ lệ hoàn thành đạt {percent(share(done, of))} ({done}/{of} nhiệm vụ")
    says(f"(từ ngày {figures(count.first)} đến ngày {figures(count.last)})"
         + (f", số liệu tính đến ngày {figures(count.last)} như sau:" if count.partial else " như sau:"))
    for at, title in [*enumerate(count.fields), (None, "Tổng số")]:
        tally = count.tally(at, count.last)
        total = sum(tally.values())
        cells = ["" if at is None else roman(at + 1), title, str(total), *(str(tally[state]) for state in STATES)]
        has([*cells, percent(share(tally[ON_TIME] + tally[LATE], total - tally[ALWAYS]))], 10)


def compared(count: Count, says, has) -> None:
    """The period before."""
    before = count.period.moved(-1)
    if not any(before.first <= entry["at"] <= count.last_before for task in count.tasks for entry in task.entries):
        says(f"Không so sánh với {before.words} vì kỳ ấy không có số liệu.")
        return

    def both(field):
        for day in (count.last_before, count.last):
            tally = count.tally(field, day)
            done = tally[ON_TIME] + tally[LATE]
            yield done, share(done, sum(tally.values()) - tally[ALWAYS]), tally[OVERDUE]

    then, now = both(None)
    says(f"So với {before.words} (số liệu đến hết ngày {figures(count.last_before)}): "
         f"số nhiệm vụ hoàn thành {change(then[0], now[0])} (kỳ trước {then[0]}, kỳ này {now[0]}); "
         f"tỷ lệ hoàn thành {change(then[1], now[1], ' điểm %')} (kỳ trước {percent(then[1])}, kỳ này {percent(now[1])}); "
         f"số nhiệm vụ quá hạn {change(then[2], now[2])} (kỳ trước {then[2]}, kỳ này {now[2]}).")
    for at, title in [*enumerate(count.fields), (None, "Tổng số")]:
        then, now = both(at)
        has(["" if at is None else roman(at + 1), title, str(then[0]), str(now[0]), change(then[0], now[0]),
             percent(then[1]), percent(now[1]), change(then[1], now[1], " điểm %")], 8)


def measured(count: Count, says, has) -> None:
    """Goals and measures."""
    rows = count.goals()
    verdicts = Counter(verdict for _, verdict, _ in rows)
    says(f"Trong {len(rows)} mục tiêu, chỉ tiêu đo được có {verdicts['Đạt']} đạt, {verdicts['Chưa đạt']} chưa đạt, "
         f"{verdicts['Chưa có số liệu']} chưa có số liệu.")
    for cells, verdict, compared in rows:
        has([*cells, verdict + compared], 6)


def moved(count: Count, says) -> None:
    """Tasks of which something was recorded in the period."""
    days = (count.first, count.last)
    recorded = [task for task in count.tasks if any(days[0] <= entry["at"] for entry in task.up_to(days[1]))]
    if not recorded:
        says("Trong kỳ không có nhiệm vụ nào được ghi nhận tiến độ.")
        return
    says(f"Trong kỳ có {len(recorded)}/{len(count.tasks)} nhiệm vụ được ghi nhận tiến độ:")
    for at, title in enumerate(count.fields):
        own = [task for task in recorded if task.field == at]
        if own:
            says(f"{title} ({len(own)} nhiệm vụ):")
        for task in own:
            entries = [entry for entry in task.up_to(days[1]) if days[0] <= entry["at"]]
            results = [told(entry, task) for entry in entries]
            if len(entries) > 1:
                results = [f"ngày {figures(entry['at'])}: {one}" for entry, one in zip(entries, results)]
            state, evidence = task.stands(count.last)[0], proofs(entries)
            # A bare word of the state is not said twice.
            bare_word = len(entries) == 1 and not {"done", "values", "percent"} & {key for key in entries[0] if entries[0][key]}
            said = [] if bare_word and state not in (OVERDUE, ALWAYS) else [begun("; ".join(results))]
            says(f"- {task.name}: {'. '.join([state.lower(), *said])}" + (f" ({evidence})." if evidence else "."))


def troubled(count: Count, says, has) -> None:
    """Overdue and at risk."""
    late = [task for task in count.tasks if task.stands(count.last)[0] == OVERDUE]
    soon = [task for task in count.tasks if task.stands(count.last)[0] in (GOING, IDLE) and task.last
            and 0 <= (task.last - count.last).days <= count.at_risk_days]
    if late or soon:
        words = [f"có {len(late)} nhiệm vụ quá hạn" if late else "không có nhiệm vụ quá hạn",
                 f"có {len(soon)} nhiệm vụ có nguy cơ quá hạn" if soon else "không có nhiệm vụ có nguy cơ quá hạn"]
        says(f"Đến hết ngày {figures(count.last)}, {', '.join(words)} (còn không quá {count.at_risk_days} ngày):")
    causes = 0
    for task, days in [*((one, f"Quá hạn {(count.last - one.last).days} ngày") for one in late),
                       *((one, f"Còn {(one.last - count.last).days} ngày") for one in soon)]:
        entries = task.up_to(count.last)[::-1]
        cause = next((one["cause"] for one in entries if one.get("cause")), None)
        cause = cause or next((one["difficulty"] for one in entries if one.get("difficulty")), None)
        causes += cause is not None
        has([task.full, task.name, count.leads(task), task.deadline, days, one_line(cause or "Chưa ghi nhận")], 6)
    if not count.report.get("causes"):
        says(f"Nguyên nhân của {causes} nhiệm vụ đã được ghi nhận" if causes
             else "Nhật ký tiến độ chưa ghi nhận nguyên nhân." if late or soon
             else "Không có nhiệm vụ quá hạn, có nguy cơ quá hạn phải nêu nguyên nhân.")


def ahead(count: Count, says, has) -> None:
    """The next period."""
    after = count.period.moved(1)
    still = [task for task in count.tasks if task.stands(count.last)[0] in (GOING, IDLE, OVERDUE)]
    carried = [task for task in still if task.stands(count.last)[0] == OVERDUE]
    due = [task for task in still if task not in carried and task.last and task.last <= after.last]
    rest = len(still) - len(carried) - len(due)
    words = [f"có {len(due)} nhiệm vụ đến hạn" if due else "không có nhiệm vụ đến hạn",
             f"có {len(carried)} nhiệm vụ quá hạn chuyển sang" if carried else "không có nhiệm vụ quá hạn chuyển sang",
             f"còn {rest} nhiệm vụ khác tiếp tục thực hiện" if rest else "không còn nhiệm vụ nào khác phải tiếp tục"]
    says(f"Trong {after.words}, {', '.join(words)}")
    for task in due + carried:
        has([task.full, task.name, count.leads(task), task.deadline, task.stands(count.last)[0]], 5)


def every_task(count: Count, has) -> None:
    """The annex."""
    for task in count.tasks:
        state, _, done = task.stands(count.last)
        shown_percent = "" if done is None else f"{shown(done)}%"
        entries = task.up_to(count.last)
        result = begun(told(entries[-1], task)) if entries else ""
        has([task.short, task.name, count.leads(task), task.deadline, state, shown_percent, result, proofs(entries)], 8)


def procedures(count: Count, has) -> None:
    """Biểu 06: 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13, the last row the sum of all."""
    form = count.report.get("procedures")
    if not form:
        return
    keys = ("online", "direct", "carried", "early", "on_time", "late", "pending", "pending_late")
    total = Counter()
    for at, row in enumerate(form["rows"], 1):
        parts = {key: int(row.get(key) or 0) for key in keys}
        total.update(parts)
        has([str(at), row["field"], *columns(parts)], 13)
    has(["", "Tổng cộng", *columns(total)], 13)


def columns(parts) -> list[str]:
    """Columns 3 to 13 as printed."""
    received = [parts[key] for key in ("online", "direct", "carried")]
    settled = [parts[key] for key in ("early", "on_time", "late")]
    waiting = [parts[key] for key in ("pending", "pending_late")]
    all_ = [sum(received), *received, sum(settled), *settled, sum(waiting), *waiting]
    return [shown(Decimal(one)) for one in all_]


def docx_text(file: Path) -> tuple[str, list[list[str]]]:
    """Prose and rows of a DOCX."""
    texts, rows = seed_docx.read(file)
    return "\n".join(text.text for text in texts if not text.table), rows


def pdf_text(file: Path) -> tuple[str, list[list[str]]]:
    """Prose and rows of a PDF."""
    text, rows = seed_pdf.read(file)
    return text.whole, rows


if __name__ == "__main__":
    import recount

    report.main(recount)
