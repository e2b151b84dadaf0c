"""Judges progress forms (bieu-*.xlsx): valid, locked where they must be, and nothing lost on the way back.

* the Open XML SDK's validator finds no error in any form, and openxml-audit none either;
* a spreadsheet library (openpyxl) and LibreOffice see what an office needs: drop-downs, hidden ids that are texts, locked
  cells, repeated headings, A4 landscape on one page's width;
* filled in by a script, saved by openpyxl, saved again by LibreOffice, and exported by it as CSV, each form goes back
  into a copy of its project: `vanthu status` and the log then say of every task exactly what was filled in.
"""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import ooxml
import report
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from ruamel.yaml import YAML

NAME = "forms"
HEADING = 8  # the row of the headings, from 1
WORDS = {"Chưa thực hiện": "not-started", "Đang thực hiện": "in-progress", "Hoàn thành": "done"}


def judge(paths, given) -> report.Report:
    """All checks over all forms."""
    result = report.Report(NAME)
    forms = [file for file in report.outputs(paths, ".xlsx") if file.name.startswith("bieu-tien-do-")]
    if not forms:
        result.find("forms", "no form found to judge")
    for form in forms:
        result.count("forms")
        for finding in ooxml.sdk(form) + ooxml.audit(form) + look(form, result):
            result.find(form, finding)
    for folder in sorted({form.parent for form in forms}):
        project = source(folder.name, given.root)
        if not project:
            result.find(folder, "no project of that name to import into")
            continue
        round_trip(folder, project, [form for form in forms if form.parent == folder], given, result)
    return result


def source(name: str, root: Path) -> Path | None:
    """The project that a folder of outputs was built from."""
    for place in (root / "plans" / name, root / "tests" / "projects" / name):
        if (place / "plan.yaml").exists():
            return place
    return None


def look(form: Path, result: report.Report) -> list[str]:
    """The form as a spreadsheet library sees it."""
    found = []
    sheet = load_workbook(form).active
    columns = headings(sheet)
    tasks = rows(sheet, columns)
    result.count("rows", len(tasks))
    if not sheet.protection.sheet:
        found.append("the sheet is not protected")
    for name in ("Mã nhiệm vụ", "Mã chỉ tiêu", "Số liệu trước"):
        if not hidden(sheet, columns[name]):
            found.append(f"the column {name} is not hidden")
    setup = sheet.page_setup
    if (setup.orientation, str(setup.paperSize), setup.fitToWidth) != ("landscape", "9", 1) and setup.fitToWidth is not None:
        found.append(f"it does not print on A4 landscape: {setup.orientation}, {setup.paperSize}, {setup.fitToWidth}")
    if sheet.print_title_rows not in (f"{HEADING}:{HEADING}", f"${HEADING}:${HEADING}"):
        found.append(f"the headings are not repeated: {sheet.print_title_rows}")
    if not sheet.freeze_panes:
        found.append("no panes are frozen")
    open_columns = {columns[name] for name in ("Ngày", "Tình trạng", "% hoàn thành", "Kết quả thực hiện", "Minh chứng",
                                               "Khó khăn, vướng mắc", "Nguyên nhân")}
    for row in tasks:
        cell = sheet[f"{columns['Mã nhiệm vụ']}{row}"]
        if cell.data_type != "s" or cell.number_format != "@":
            found.append(f"the id in {cell.coordinate} is no text")
        first = sheet[f"{columns['STT']}{row}"].value is not None
        for letter in columns.values():
            cell = sheet[f"{letter}{row}"]
            measured = letter == columns["Kết quả đo được"] and sheet[f"{columns['Mã chỉ tiêu']}{row}"].value
            should = (first and letter in open_columns) or bool(measured)
            if cell.protection.locked == should:
                found.append(f"{cell.coordinate} is {'locked' if should else 'open'}")
    found += validations(sheet, columns, tasks)
    return found


def hidden(sheet, letter: str) -> bool:
    """Whether a column is hidden, by itself or among neighbours that the file describes together."""
    column = column_index_from_string(letter)
    dimensions = sheet.column_dimensions.values()
    return any(one.hidden for one in dimensions if one.min and one.min <= column <= one.max)


def validations(sheet, columns, tasks) -> list[str]:
    """Every cell that takes one kind of thing says so."""
    found = []
    wanted = {"Tình trạng": "list", "% hoàn thành": "decimal", "Kết quả đo được": "decimal", "Ngày": "date"}
    for name, kind in wanted.items():
        rules = [rule for rule in sheet.data_validations.dataValidation if rule.type == kind]
        for row in tasks:
            cell = f"{columns[name]}{row}"
            if not any(cell in rule.sqref for rule in rules):
                found.append(f"{cell} takes anything, not only a {kind}")
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    if lists != ['"' + ",".join(WORDS) + '"']:
        found.append(f"the drop-down is {lists}")
    return found


def headings(sheet) -> dict[str, str]:
    """The letter of each column by its heading."""
    return {cell.value: cell.column_letter for cell in sheet[HEADING] if cell.value}


def rows(sheet, columns) -> list[int]:
    """The rows that have a task."""
    ids = columns["Mã nhiệm vụ"]
    return [row for row in range(HEADING + 1, sheet.max_row + 1) if sheet[f"{ids}{row}"].value]


def fill(form: Path, into: Path) -> dict[str, dict]:
    """Fills every row in, each another way; what was filled in by task."""
    book = load_workbook(form)
    sheet = book.active
    columns = headings(sheet)
    last = sheet[f"{columns['Ngày']}6"]
    period = sheet["B1"].value.removeprefix("ky:")
    year, quarter = period.split("-Q")
    day = datetime.date(int(year), int(quarter) * 3, 14)
    last.value = day
    said: dict[str, dict] = {}
    for number, row in enumerate(rows(sheet, columns)):
        at = {name: sheet[f"{letter}{row}"] for name, letter in columns.items()}
        task = at["Mã nhiệm vụ"].value
        if task not in said:
            word = list(WORDS)[1 + number % 2]
            said[task] = {"status": WORDS[word], "values": {}, "day": day.isoformat()}
            at["Tình trạng"].value = word
            if word == "Đang thực hiện":
                at["% hoàn thành"].value = (number % 99 + 0.5) / 100
                said[task]["percent"] = number % 99 + 0.5
            if number % 3 == 0:
                earlier = day - datetime.timedelta(days=1)
                at["Ngày"].value = earlier
                said[task]["day"] = earlier.isoformat()
            result = f"Kết quả {number}: đạt 99,9% \"đúng hẹn\"; ổn\nTiếp tục làm"
            at["Kết quả thực hiện"].value = said[task]["result"] = result
            at["Minh chứng"].value = f"Báo cáo kết quả số {number}/BC-UBND ngày 09/9/2023\nẢnh chụp"
            shown = {"document": "Báo cáo kết quả", "number": f"{number}/BC-UBND", "date": "2023-09-09"}
            said[task]["evidence"] = [shown, "Ảnh chụp"]
            at["Khó khăn, vướng mắc"].value = said[task]["difficulty"] = f"Khó khăn {number}, thiếu người"
            at["Nguyên nhân"].value = said[task]["cause"] = "Vì = bận"
        if at["Mã chỉ tiêu"].value:
            whole = number + 1001  # no value that the log has already
            percent = "%" in at["Kết quả đo được"].number_format
            at["Kết quả đo được"].value = 0.9925 if percent else whole
            said[task]["values"][at["Mã chỉ tiêu"].value] = 99.25 if percent else whole
    book.save(into)
    return said


def round_trip(folder: Path, project: Path, forms: list[Path], given, result: report.Report) -> None:
    """Fills the forms, sends them three ways, and asks the program what it knows then."""
    with report.scratch() as scratch:
        scratch = Path(scratch)
        filled, said, days = [], {}, set()
        for form in forms:
            into = scratch / form.name
            for task, what in fill(form, into).items():
                said[(form.name[13:20], task)] = what
            filled.append(into)
        resaved = convert(filled, "xlsx", scratch / "resaved")
        exported = convert(filled, "csv", scratch / "csv")
        opened = convert(forms, "ods", scratch / "ods")
        for form in forms:
            ods = opened.get(form.name)
            if not ods or "cell-content-is-in-list" not in zipfile.ZipFile(ods).read("content.xml").decode():
                result.find(form, "LibreOffice shows no drop-down")
        ways = {"openpyxl": filled, "LibreOffice": list(resaved.values()), "CSV": list(exported.values())}
        periods = sorted({name[13:20] for name in (form.name for form in forms)})
        for way, files in ways.items():
            if len(files) != len(forms):
                result.find(folder, f"{way}: {len(files)} of {len(forms)} forms came out")
                continue
            copy = scratch / f"project-{way}"
            copy.mkdir()
            shutil.copy(project / "plan.yaml", copy)
            # What is recorded stays out, so that everything that is known afterwards came by these forms.
            for period in periods:
                result.count("imports")
                trip(way, period, [f for f in files if f.name[13:20] == period], copy, said, given, result, folder)


def trip(way, period, files, copy, said, given, result, folder) -> None:
    """One import and what is known after it."""
    ran = program(given, "progress", "import", *files, copy)
    if ran.returncode:
        result.find(folder, f"{way}: the import failed: {ran.stderr.strip()}")
        return
    before = {file.name: file.read_bytes() for file in (copy / "progress").iterdir()}
    again = program(given, "progress", "import", *files, copy)
    after = {file.name: file.read_bytes() for file in (copy / "progress").iterdir()}
    if again.returncode or before != after:
        result.find(folder, f"{way}: a second import changed something")
    day = max(what["day"] for (of, _), what in said.items() if of == period)
    shown = evidence(copy / "progress", day)
    status = program(given, "status", copy, "--as-of", day, "--format", "json")
    tasks = {task["id"]: task for task in json.loads(status.stdout)["tasks"]}
    for (of, task), what in said.items():
        if of == period:
            result.count("tasks")
            for finding in differences(what, tasks[task] | {"evidence": shown.get(task)}):
                result.find(folder, f"{way}, {period}, {task}: {finding}")


def evidence(folder: Path, day: str) -> dict[str, list]:
    """What shows it by task, as the imported files have it up to a day."""
    yaml = YAML(typ="safe", pure=True)
    logs = [yaml.load(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.yaml"))]

    def plain(one):
        return one if isinstance(one, str) else {key: str(value) for key, value in one.items()}

    entries = [entry for log in logs for entry in log["entries"] if str(entry["day"]) <= day]
    entries.sort(key=lambda entry: str(entry["day"]))
    return {entry["task"]: [plain(one) for one in entry.get("evidence", [])] for entry in entries}


def differences(what: dict, known: dict) -> list[str]:
    """Where what is known is not what was filled in."""
    last = known["last_entry"] or {}
    pairs = [(key, what[key], last.get(key)) for key in ("day", "status", "result", "difficulty", "cause")]
    if "percent" in what:
        pairs.append(("percent", what["percent"], known["percent"]))
    pairs.append(("evidence", what["evidence"], known["evidence"]))
    values = {measure["id"]: measure["value"] for measure in known["measures"]}
    pairs += [(measure, value, values.get(measure)) for measure, value in what["values"].items()]
    return [f"{name}: {filled!r} became {now!r}" for name, filled, now in pairs if filled != now]


def convert(files: list[Path], suffix: str, into: Path) -> dict[str, Path]:
    """The files as LibreOffice saves them, by their first names."""
    into.mkdir()
    # CSV with semicolons, in UTF-8, cells as they are shown: else days come out in the order of the machine's own country.
    target = {"csv": "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true"}.get(suffix, suffix)
    profile = f"-env:UserInstallation={(into / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--norestore", "--convert-to", target, "--outdir", into, *files],
        capture_output=True, stdin=subprocess.DEVNULL, timeout=300,
    )
    out = {file.name: into / f"{file.stem}.{suffix}" for file in files}
    return {name: file for name, file in out.items() if file.exists()}


def program(given, *arguments) -> subprocess.CompletedProcess:
    """Runs vanthu."""
    command = [given.vanthu or given.root / "target/release/vanthu", *map(str, arguments), "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    import forms

    report.main(forms)
