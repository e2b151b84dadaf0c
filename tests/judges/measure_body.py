"""Measures the body of a document: margins, paragraphs, headings, page numbers; called by measure.py."""

from __future__ import annotations

import re
from statistics import median

import measure_extras
from measure_sheet import Sheet, spread
from pdftext import MM, Line, Page

HEADING = re.compile(r"[IVXLC]+\. ")
HEADER = 20 * MM  # what stands above the narrowest top margin is a page number
SINGLE = 2355 / 2048  # single line spacing of the face, in sizes
NEAR = 1.0  # points


def text_lines(page: Page) -> list[Line]:
    """A page's lines without its page number."""
    return [line for line in page.lines if line.baseline > HEADER]


def body(section, rest: int, sheet: Sheet) -> None:
    """Everything between title and signature block."""
    signing_page, label = section.signing()
    flows: list[list[Line]] = []
    for page in section.pages:
        found = page.lines[rest:] if page is section.pages[0] else text_lines(page)
        if page is signing_page:
            found = [line for line in found if line.baseline <= label.baseline - 8]
        if page is section.pages[0]:
            found = measure_extras.addressees(found, section, sheet)
        flows.append([line for line in found if not in_table(page, line) and not in_figure(page, line)])
    if not any(flows):
        sheet.missing("body", "after the title")
        return
    margins(section, flows, signing_page, sheet)
    every = [line for flow in flows for line in flow]
    headings = [line for line in every if HEADING.match(line.text) and line.bold]
    running = [line for line in every if line not in headings]
    sizes = sorted({round(letter.size, 1) for line in running for letter in line.letters})
    sheet.row("body: size", f"{spread(sizes)} pt in {len(running)} lines", "13–14 pt, one size", len(sizes) == 1 and 12.95 <= sizes[0] <= 14.05)
    paragraphs(section, flows, sheet)
    loud = [line for line in every if HEADING.match(line.text) and not line.bold]
    if headings:
        sheet.style(f"section headings ({len(headings)})", headings, (13, 14), "bold", caps=True)
    closing(flows, signing_page, section, sheet)
    for line in loud:
        sheet.row("section heading", f"{line.text[:30]!r} is not bold", "bold", False)


def closing(flows: list[list[Line]], signing_page: Page, section, sheet: Sheet) -> None:
    """The text ends in `./.`, and two of its lines at least stand on the page of the signature block."""
    last = [line for flow in flows for line in flow][-1].text
    sheet.row("end of the text", f"ends in {last[-8:]!r}", "`./.`, as in the forms of Appendix III", last.endswith("./."))
    above = next((len(flow) for page, flow in zip(section.pages, flows) if page is signing_page), 0)
    sheet.row("text on the page of the signature", f"{above} lines", "≥ 2, our own rule", above >= 2)


def in_table(page: Page, line: Line) -> bool:
    """Whether a line stands between vertical rules."""
    return any(not rule.horizontal and rule.start <= line.baseline <= rule.end for rule in page.rules)


def in_figure(page: Page, line: Line) -> bool:
    """Whether a line is part of a drawing."""
    return any(top <= line.baseline <= bottom + 1 for top, bottom in page.figures)


def margins(section, flows, signing_page: Page, sheet: Sheet) -> None:
    """Where body text begins and ends on the page; below and above, one line's leading is free."""
    lines = [line for flow in flows for line in flow]
    width, height = section.pages[0].width, section.pages[0].height
    left, right = min(line.x0 for line in lines) / MM, (width - max(line.x1 for line in lines)) / MM
    sheet.row("left margin", f"{left:.2f} mm", "30–35 mm", 29.95 <= left <= 35.05)
    sheet.row("right margin", f"{right:.2f} mm", "15–20 mm", 14.95 <= right <= 20.05)
    tops = [flow[0].top for flow in flows[1:] if flow] + [section.pages[0].lines[0].top]
    top = min(tops) / MM
    sheet.row("top margin (to the letters)", f"{top:.2f} mm", "20–25 mm + leading", 19.95 <= top <= 25 + 2.2)
    ends = [
        max([flow[-1].bottom, *(line.bottom for line in page.lines if in_table(page, line))])
        for page, flow in zip(section.pages, flows) if flow
    ]
    low = (height - max(ends)) / MM
    full = len(section.pages) > 1
    leading = 25 + 3 * 1.5 * 14 * SINGLE / MM  # two lines kept together can leave room for two more
    if len(section.pages) == 2 and section.pages[1] is signing_page:
        # The only page that could be full may lack the block of the signature, which takes its last lines along.
        leading += (signing_page.lines[-1].bottom - flows[1][-1].bottom) / MM if flows[1] else 0
    sheet.row("bottom margin (to the letters)", f"{low:.2f} mm", "20–25 mm + what a kept line leaves" if full else "≥ 20 mm", low >= 19.95 and (not full or low <= leading))


def paragraphs(section, flows, sheet: Sheet) -> None:
    """First-line indents, justification, line distance and the gap between paragraphs."""
    indents, strays, ragged, pitches, gaps = [], [], [], [], []
    for flow in flows:
        for line, after in zip(flow, [*flow[1:], None]):
            indent = line.x0 - section.left
            continued = after is not None and abs(after.x0 - section.left) <= NEAR
            if abs(indent) > NEAR:
                (strays if off_indent(line, section) else indents).append((indent / MM, line))
            if continued and abs(line.x1 - section.right) > 0.5 * MM:
                ragged.append(line)
            if continued:
                pitches.append((after.baseline - line.baseline) / max(one.size for one in line.letters))
    size = max(one.size for flow in flows for line in flow for one in line.letters)
    step = size * (median(pitches) if pitches else SINGLE)
    for flow in flows:
        gaps += [(b.baseline - a.baseline) - step for a, b in zip(flow, flow[1:]) if abs(b.x0 - section.left) > NEAR]
    found = sorted({round(indent, 1) for indent, _ in indents})
    sheet.row("first-line indent", f"{spread([i for i, _ in indents], 2)} mm in {len(indents)} paragraphs" if indents else "none", "10 or 12.7 mm ± 0.3, one of them", bool(found) and (found[-1] - found[0]) <= 0.3)
    if strays:
        shown = f"{spread([i for i, _ in strays], 2)} mm in {len(strays)} paragraphs, first {strays[0][1].text[:30]!r}"
        sheet.row("first-line indent, others", shown, "10 or 12.7 mm ± 0.3, or centred", False)
    first = f", first {ragged[0].text[:30]!r}" if ragged else ""
    sheet.row("justified", f"{len(ragged)} of {len(pitches)} full lines end short of the right margin{first}", "0", not ragged)
    if pitches:
        low, high = min(pitches) / SINGLE, max(pitches) / SINGLE
        sheet.row("line distance", f"{spread([low, high], 2)} times single ({step:.1f} pt)", "1–1.5 times single", low >= 0.995 and high <= 1.505)
    if gaps:
        sheet.row("gap between paragraphs", f"{spread(gaps)} pt", "≥ 6 pt", min(gaps) >= 5.9)


def off_indent(line: Line, section) -> bool:
    """Whether a line begins neither at the left margin nor at an indent, and is not centred either."""
    indent = (line.x0 - section.left) / MM
    return min(abs(indent - 10), abs(indent - 12.7)) > 0.3 and abs(line.centre - section.centre) > NEAR


def page_numbers(section, name: str, sheet: Sheet) -> None:
    """None on a section's first page; from its second on 2, 3, …, upright, centred in the top margin."""
    wrong, numbers = [], []
    for count, page in enumerate(section.pages, 1):
        above = [line for line in page.lines if line.baseline <= HEADER]
        texts = [line.text for line in above]
        if texts != ([] if count == 1 else [str(count)]):
            wrong.append(f"page {page.number} of the file shows {texts}")
        numbers += above
    shown = "; ".join(wrong[:3]) or f"none on the first page, then 2 to {len(section.pages)}"
    if len(section.pages) == 1 and not wrong:
        shown = "one page, no number"
    sheet.row(f"{name}page number", shown, "from the second page, counted from 1", not wrong)
    if numbers:
        sheet.style(f"{name}page number: style", numbers, (13, 14), "upright")
        sheet.centred(f"{name}page number", numbers, section.centre, "the text area's middle")
        heights = [number.top / MM for number in numbers]
        low = max(number.bottom / MM for number in numbers)
        sheet.row(f"{name}page number: height", f"{spread(heights)} to {low:.1f} mm from the top", "inside the top margin", min(heights) > 0 and low <= 25)
