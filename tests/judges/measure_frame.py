"""Measures the frame of a document: letterhead, kind and title, signature block; called by measure.py."""

from __future__ import annotations

import re

from measure_body import SINGLE
from measure_sheet import Sheet, rule_below, short_rule, spread
from pdftext import MM, Line, Page, lines

NATION = re.compile(r"CỘNG (HÒA|HOÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM$")
MOTTO = re.compile(r"Độc lập - Tự do - Hạnh phúc$")


def ending(page: Page, pattern) -> tuple[int, Line | None, Line | None]:
    """The line that ends in these words: its index, what stands left of them, and the words."""
    for index, line in enumerate(page.lines):
        match = pattern.search(line.text)
        if match:
            count = len(match.group().replace(" ", ""))
            left = Line(line.letters[:-count]) if len(line.letters) > count else None
            return index, left, Line(line.letters[-count:])
    return -1, None, None


def letterhead(section, sheet: Sheet) -> int:
    """Quốc hiệu to title; returns the index of the first body line on page 1."""
    page = section.pages[0]
    first, agency_1, nation = ending(page, NATION)
    second, agency_2, motto = ending(page, MOTTO)
    number_at = next((i for i, line in enumerate(page.lines) if line.text.startswith("Số:")), -1)
    if nation is None or motto is None or number_at < 0:
        missing = [name for name, there in (("Quốc hiệu", nation), ("Tiêu ngữ", motto), ("Số", number_at >= 0)) if not there]
        sheet.missing(", ".join(missing), "on one line of page 1")
        return 0
    sheet.style("Quốc hiệu (on one line)", [nation], (12, 13), "bold", caps=True)
    right_half("Quốc hiệu", nation, page, sheet)
    sheet.style("Tiêu ngữ", [motto], (13, 14), "bold")
    sheet.centred("Tiêu ngữ", [motto], nation.centre, "Quốc hiệu's middle")
    motto_rule(page, motto, sheet)
    single_spaced("Quốc hiệu to Tiêu ngữ", [nation, motto], sheet)
    level = page.lines[number_at].baseline - 6
    between = [line for i, line in enumerate(page.lines[:number_at]) if i not in (first, second) and line.baseline < level]
    agency = sorted([part for part in (agency_1, agency_2, *between) if part], key=lambda line: line.baseline)
    agencies(page, agency, sheet)
    number_and_date(page, page.lines[number_at], agency, nation, sheet)
    reach(page, page.lines[: number_at + 1], sheet)
    return kind_and_title(section, page, number_at, sheet)


def single_spaced(component: str, parts: list[Line], sheet: Sheet) -> None:
    """Lines of one name stand a single line apart; exact lines of full twips may differ by a hair."""
    pairs = list(zip(parts, parts[1:]))
    if not pairs:
        return
    steps = [(low.baseline - high.baseline) / (low.size * SINGLE) for high, low in pairs]
    good = all(abs(step - 1) <= 0.05 for step in steps)
    sheet.row(f"{component}: distance", f"{spread(steps, 2)} times single", "single line ± 0.05", good)


def reach(page: Page, head: list[Line], sheet: Sheet) -> None:
    """The letterhead may be wider than the text, but not go beyond the decree's least margins."""
    left = min(line.x0 for line in head) / MM
    right = (page.width - max(line.x1 for line in head)) / MM
    shown = f"{left:.1f} mm from the left edge, {right:.1f} mm from the right"
    sheet.row("letterhead: outermost letters", shown, "left ≥ 30, right ≥ 15 mm", left >= 29.95 and right >= 14.95)


def right_half(component: str, line: Line, page: Page, sheet: Sheet) -> None:
    """Quốc hiệu alone is wider than half the text area, so its middle decides on which half it stands."""
    off = (line.centre - page.width / 2) / MM
    shown = f"{line.x0 / MM:.1f} to {line.x1 / MM:.1f} mm, middle {off:+.1f} mm from the page's"
    sheet.row(f"{component}: place", shown, "right half of the page", off > 0)


def motto_rule(page: Page, motto: Line, sheet: Sheet) -> None:
    """The rule under the Tiêu ngữ is as long as its text."""
    rule = rule_below(page, motto)
    if rule is None:
        sheet.missing("Tiêu ngữ: rule", "below it")
        return
    longer, off = (rule.length - motto.width) / MM, abs(rule.centre - motto.centre) / MM
    shown = f"{rule.length / MM:.1f} mm, {longer:+.2f} mm against the text, {off:.2f} mm off its middle"
    sheet.row("Tiêu ngữ: rule", shown, "as long as the text ± 0.5 mm, ≤ 0.5 mm off", abs(longer) <= 0.5 and off <= 0.5)


def agencies(page: Page, agency: list[Line], sheet: Sheet) -> None:
    """The parent body (not bold) if any, then the issuing agency (bold) and its rule."""
    parents = [line for line in agency if not line.bold]
    own = [line for line in agency if line.bold]
    if not own:
        sheet.missing("agency", "in bold, left of Quốc hiệu")
        return
    single_spaced("parent body, agency", [*parents, *own], sheet)
    if parents:
        sheet.style("parent body", parents, (12, 13), "upright", caps=True)
        sheet.row("parent body: place", "above the agency", "above the agency", parents[-1].baseline < own[0].baseline)
    sheet.style("agency", own, (12, 13), "bold", caps=True)
    sheet.centred("agency", own, own[-1].centre, "its last line's middle")
    short_rule(sheet, "agency", page, own)


def number_and_date(page: Page, number_line: Line, agency: list[Line], nation: Line, sheet: Sheet) -> None:
    """Số stands upright on the left, place and date in italics on the right, on one row."""
    row = [one for one in page.letters if abs(one.baseline - number_line.baseline) <= 6]
    numbers = lines([one for one in row if not one.italic])
    dates = lines([one for one in row if one.italic])
    sheet.style("Số, ký hiệu", numbers, (13, 13), "upright")
    blank = re.match(r"Số: ?/", numbers[0].text)
    slash = next((i for i, one in enumerate(numbers[0].letters) if one.text == "/"), 0)
    if blank and slash:
        gap = numbers[0].letters[slash].x0 - numbers[0].letters[slash - 1].x1
        width = 0.25 * numbers[0].letters[0].size
        sheet.row("Số: blank to fill", f"{gap / MM:.1f} mm = {gap / width:.1f} spaces", "≥ 6 spaces", gap >= 5.95 * width)
    if agency:
        sheet.centred("Số, ký hiệu", numbers, agency[-1].centre, "the agency's middle")
    if len(dates) != 1:
        sheet.missing("place and date", "on one line in italics beside Số")
        return
    sheet.style("place and date", dates, (13, 14), "italic")
    if dates[0].text.endswith(" năm"):
        # The year is open: the line is centred with the room to fill it in, twelve blanks and the space before them.
        room = 13 * 0.25 * dates[0].size
        off = abs(dates[0].centre + room / 2 - nation.centre) / MM
        sheet.row("place and date: centred", f"{off:.2f} mm off Quốc hiệu's middle, with room for the year", "≤ 0.5 mm", off <= 0.5)
    else:
        sheet.centred("place and date", dates, nation.centre, "Quốc hiệu's middle")
    right_half("place and date", dates[0], page, sheet)


def kind_and_title(section, page: Page, number_at: int, sheet: Sheet) -> int:
    """Tên loại in capitals, the title under it, both bold, and the rule."""
    low = page.lines[number_at].baseline + 6
    start = next((i for i, line in enumerate(page.lines) if line.baseline > low), len(page.lines))
    end = start
    while end < len(page.lines) and page.lines[end].bold and not rule_between(page, start, end):
        end += 1
    bold = page.lines[start:end]
    if not bold:
        sheet.missing("kind", "in bold below Số")
        return start
    sheet.style("kind", bold[:1], (13, 14), "bold", caps=True)
    sheet.centred("kind", bold[:1], section.centre, "the text area's middle")
    if not bold[1:]:
        sheet.missing("title", "in bold below the kind")
        return end
    sheet.style("title", bold[1:], (13, 14), "bold")
    sheet.centred("title", bold[1:], section.centre, "the text area's middle")
    short_rule(sheet, "title", page, bold[1:])
    return end


def rule_between(page: Page, start: int, end: int) -> bool:
    """Whether the title's rule lies above line `end`: then that line is body already."""
    top, bottom = page.lines[start].baseline, page.lines[end].baseline
    return any(rule.horizontal and top < rule.at < bottom for rule in page.rules)


def signature(section, sheet: Sheet) -> None:
    """`Nơi nhận:` with its list on the left, who signs on the right."""
    page, label = section.signing()
    if label is None:
        sheet.missing("Nơi nhận:", "in the main section")
        return
    region = [one for one in page.letters if one.baseline > label.baseline - 8]
    right = [line for line in lines([one for one in region if one.bold and not one.italic])]
    left = [line for line in lines([one for one in region if not one.bold and not one.italic])]
    sheet.style("Nơi nhận:", [label], (12, 12), "bold italic")
    sheet.row("Nơi nhận: place", f"{(label.x0 - section.left) / MM:+.2f} mm from the left margin", "≤ 0.5 mm", abs(label.x0 - section.left) <= 0.5 * MM)
    if left:
        sheet.style("recipients", left, (11, 11), "upright")
        wrong = abs(min(line.x0 for line in left) - section.left) / MM
        sheet.row("recipients: place", f"{wrong:.2f} mm from the left margin", "≤ 0.5 mm", wrong <= 0.5)
    else:
        sheet.missing("recipients", "under Nơi nhận:")
    signer(section, right, label, sheet)


def signer(section, right: list[Line], label: Line, sheet: Sheet) -> None:
    """Authority and position in capitals, the name last, all bold and in the right half."""
    posts = [line for line in right if line.text == line.text.upper()]
    names = [line for line in right if line.text != line.text.upper()]
    if not posts or not names:
        sheet.missing("signature block", "in bold right of Nơi nhận:")
        return
    sheet.style("authority and position", posts, (13, 14), "bold", caps=True)
    sheet.style("signer's name", names[-1:], (13, 14), "bold")
    start = min(line.x0 for line in right) - section.centre
    sheet.row("signature block: place", f"from {start / MM:+.1f} mm of the text area's middle", "right half", start >= -0.5 * MM)
    sheet.centred("signature block", right, posts[0].centre, "its first line's middle")
    level = posts[0].baseline - label.baseline
    sheet.row("Nơi nhận: level", f"{level:+.1f} pt from the authority's line", "≤ 3 pt", abs(level) <= 3)
    room = names[-1].top - posts[-1].bottom
    sheet.row("room for the signature", f"{spread([room / MM])} mm", "not regulated", None)
