"""Reads a PDF for seed.py: text lines in order, and table rows cell by cell, as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pdftext
from measure_body import HEADER, in_table
from pdftext import Letter, Page

BREAKS = "-–—/…?!|\\"  # after these a line may end inside a word


@dataclass
class Text:
    """The lines of all pages as one string; beside it the left and the right halves, each by itself."""

    whole: str
    halves: str


def read(file: Path) -> tuple[Text, list[list[str | None]]]:
    """Text outside tables, and the rows of ruled tables (None: merged with the cell above)."""
    whole, halves, rows = [], [], []
    for page in pdftext.read(file):
        letters = [one for one in page.letters if one.baseline > HEADER]
        outside = [line for line in pdftext.lines(letters) if not in_table(page, line)]
        whole += [line.text for line in outside]
        free = [one for line in outside for one in line.letters]
        for column in columns(page, free):
            halves += [line.text for line in pdftext.lines(column)] + [""]
        rows += table_rows(page, letters)
    return Text("\n".join(whole), "\n".join(halves)), without_repeated_heads(rows)


def columns(page: Page, letters: list[Letter]) -> list[list[Letter]]:
    """Left and right part of lines that are split by a wide gap near the page's middle."""
    left, right = [], []
    for line in pdftext.lines(letters):
        side = left
        for before, letter in zip([None, *line.letters], line.letters):
            wide = before is None or letter.x0 - before.x1 > 8
            if wide and letter.x0 > 0.38 * page.width:
                side = right
            side.append(letter)
    return [left, right]


def table_rows(page: Page, letters: list[Letter]) -> list[list[str | None]]:
    """Cells are cut by the upright rules, rows by the rules across; a rule may stop short of a merged cell."""
    upright = [rule for rule in page.rules if not rule.horizontal]
    across = [rule for rule in page.rules if rule.horizontal]
    if len(upright) < 2:
        return []
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    edges = sorted({round(rule.at, 1) for rule in across if top - 2 <= rule.at <= bottom + 2})
    rows: list[list[str | None]] = []
    for high, low in zip(edges, edges[1:]):
        if low - high < 3:
            continue
        middle = (high + low) / 2
        sides = sorted(rule.at for rule in upright if rule.start <= middle <= rule.end)
        rows.append([cell(left, right, high, low, across, letters) for left, right in zip(sides, sides[1:])])
    return rows


def cell(left: float, right: float, high: float, low: float, across, letters: list[Letter]) -> str | None:
    """A cell's text; None if no rule parts it from the cell above."""
    middle = (left + right) / 2

    def crossing(rule) -> bool:
        return rule.start <= middle <= rule.end

    if not any(crossing(rule) and abs(rule.at - high) < 2 for rule in across):
        return None
    floor = min((rule.at for rule in across if crossing(rule) and rule.at > low - 2), default=low)
    inside = [one for one in letters if left <= (one.x0 + one.x1) / 2 <= right and high < one.baseline < floor]
    return "\n".join(line.text for line in pdftext.lines(inside))


def continues(cell: str | None, above: str) -> bool:
    """Whether a cell is merged with the one above: no rule between, or after a page break empty or the text again."""
    return not cell or re.fullmatch(pattern(above), cell) is not None


def without_repeated_heads(rows: list[list[str | None]]) -> list[list[str | None]]:
    """The head's rows stand on every page: later copies are dropped."""
    head = []
    for row in rows[:3]:
        if len(rows) > 3 and rows.count(row) > 1:
            head.append(row)
    kept = [row for row in rows if row not in head]
    return head + kept


def pattern(line: str) -> str:
    """The line as a pattern: a line's end for any space and after a hyphen or dash, anything for {blank}."""
    parts = re.split(r"\s*\{blank\}\s*", line)
    escaped = []
    for part in parts:
        text = "".join(re.escape(char) + (r"\n?" if char in BREAKS else "") for char in part)
        escaped.append(text.replace(r"\ ", r"[ \n]+"))
    return r"[ \n._…]*".join(escaped)


def find(text: Text, line: str, position: int) -> int | None:
    """Where the words stand, from a position on; whole words only."""
    match = re.compile(rf"(?<!\S){pattern(line)}(?!\S)").search(text.whole, position)
    if match:
        return match.end()
    halves = re.search(rf"(?<!\S){pattern(line)}(?!\S)", text.halves)
    return position if halves else None


def beside(text: Text, line: str) -> bool:
    """Whether the line stands in a column of its own, where the order of reading is open."""
    return re.search(rf"(?m)^{pattern(line)}$", text.halves) is not None


def plain(text: Text) -> list[str]:
    """All lines, to look for what is like a missing one."""
    return text.whole.split("\n")
