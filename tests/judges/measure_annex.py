"""Cuts a PDF into its main section and annexes, and measures an annex's head; called by measure.py."""

from __future__ import annotations

import re
from dataclasses import dataclass

import measure_body
from measure_sheet import Sheet, rule_below, short_rule
from pdftext import MM, Line, Page

LABEL = re.compile(r"(Trích )?Phụ lục( [IVXLC]+)?$")


@dataclass
class Section:
    """Pages that count on: the main text, or one annex with its label."""

    pages: list[Page]
    label: Line | None

    def lines(self) -> list[Line]:
        """All lines but page numbers and, on the main text's first page, the letterhead that may hang out."""
        found = [line for page in self.pages for line in measure_body.text_lines(page)]
        if self.label is None:
            number = next((line for line in found if line.text.startswith("Số:")), None)
            found = [line for line in found if number is None or line not in self.pages[0].lines or line.baseline > number.baseline + 6]
        return found

    def tables(self) -> list[float]:
        """Where upright rules stand."""
        return [rule.at for page in self.pages for rule in page.rules if not rule.horizontal]

    @property
    def left(self) -> float:
        """The text area's left edge: table rules in an annex, else where the outermost lines begin."""
        rules = self.tables() if self.label is not None else []
        return min(rules or [line.x0 for line in self.lines()], default=0.0)

    @property
    def right(self) -> float:
        """The text area's right edge."""
        rules = self.tables() if self.label is not None else []
        return max(rules or [line.x1 for line in self.lines()], default=0.0)

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def signing(self) -> tuple[Page, Line] | tuple[None, None]:
        """The page of the signature block and its `Nơi nhận:`."""
        for page in reversed(self.pages):
            for line in reversed(page.lines):
                if line.text.startswith("Nơi nhận:"):
                    return page, Line(line.letters[: len("Nơinhận:")])
        return None, None


def sections(pages: list[Page]) -> list[Section]:
    """A page whose first line is an annex label begins a section."""
    found: list[Section] = []
    for page in pages:
        lines = measure_body.text_lines(page)
        label = lines[0] if lines and LABEL.match(lines[0].text) and lines[0].bold else None
        if label is not None or not found:
            found.append(Section([], label))
        found[-1].pages.append(page)
    return found


def annex(section: Section, sheet: Sheet) -> None:
    """Label, title, reference to the document, page numbers, margins."""
    page = section.pages[0]
    name = section.label.text
    lines = measure_body.text_lines(page)
    title = []
    for line in lines[1:]:
        if not line.bold or measure_body.in_table(page, line):
            break
        title.append(line)
    reference = []
    for line in lines[1 + len(title):]:
        if not line.italic or measure_body.in_table(page, line):
            break
        reference.append(line)
        if line.text.endswith(")"):
            break  # what follows in italics is a note
    sheet.style(f"{name}: label", [section.label], (14, 14), "bold")
    sheet.centred(f"{name}: label", [section.label], section.centre, "the text area's middle")
    if title:
        sheet.style(f"{name}: title", title, (13, 14), "bold", caps=True)
        sheet.centred(f"{name}: title", title, section.centre, "the text area's middle")
    else:
        sheet.missing(f"{name}: title", "in bold below the label")
    if reference:
        sheet.style(f"{name}: reference", reference, (13, 14), "italic")
        sheet.centred(f"{name}: reference", reference, section.centre, "the text area's middle")
        reference_rule(section, page, reference, name, sheet)
    else:
        sheet.missing(f"{name}: reference", "in italics below the title")
    measure_body.page_numbers(section, f"{name}: ", sheet)
    margins(section, name, sheet)


def reference_rule(section: Section, page: Page, reference: list[Line], name: str, sheet: Sheet) -> None:
    """A short rule stands below the reference, in the middle."""
    rule = rule_below(page, reference[-1])
    if rule is None or rule.length > 0.9 * (section.right - section.left):
        sheet.missing(f"{name}: rule below the reference", "on its first page")
        return
    off = abs(rule.centre - section.centre) / MM
    share = rule.length / max(line.width for line in reference)
    sheet.row(f"{name}: rule below the reference", f"{rule.length / MM:.1f} mm = {share:.2f} of the text, {off:.2f} mm off the middle", "short, ≤ 0.5 mm off", off <= 0.5 and share <= 0.505)


def margins(section: Section, name: str, sheet: Sheet) -> None:
    """Table rules and letters keep the decree's margins, on paper of either direction."""
    left, right, top, bottom = [], [], [], []
    for page in section.pages:
        lines = measure_body.text_lines(page)
        across = [rule for rule in page.rules if rule.horizontal]
        upright = [rule for rule in page.rules if not rule.horizontal]
        left.append(min([line.x0 for line in lines] + [rule.at for rule in upright]))
        right.append(page.width - max([line.x1 for line in lines] + [rule.at for rule in upright]))
        top.append(min([line.top for line in lines] + [rule.at for rule in across]))
        bottom.append(page.height - max([line.bottom for line in lines] + [rule.at for rule in across]))
    sides = {"left": min(left), "right": min(right), "top": min(top), "bottom": min(bottom)}
    allowed = {"left": (30, 35), "right": (15, 20), "top": (20, 27.2), "bottom": (20, None)}
    good = all(
        sides[side] / MM >= low - 0.15 and (high is None or sides[side] / MM <= high + 0.15)
        for side, (low, high) in allowed.items()
    )
    shown = ", ".join(f"{side} {value / MM:.2f}" for side, value in sides.items())
    sheet.row(f"{name}: margins", f"{shown} mm", "left 30–35, right 15–20, top 20–25 + leading, bottom ≥ 20 mm", good)
