"""Reads letters, lines and rules off a PDF page, for the judges that measure.

Everything is in points from the page's upper left corner. A line is what stands on one baseline,
read from left to right, table cells included. Positions are advance widths and baselines, not
letter shapes, so two fonts of equal metrics read equally.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pdfplumber

DRIFT = 1.5  # how far baselines of one line may lie apart
MM = 72 / 25.4


@dataclass(frozen=True)
class Letter:
    """One printed character; spaces are left out and found again by the gaps."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    colour: tuple
    artifact: bool

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font or "Oblique" in self.font

    @property
    def top(self) -> float:
        """Top of the letter box: the font's ascent is 0.891 of its size."""
        return self.baseline - 0.891 * self.size

    @property
    def bottom(self) -> float:
        """Bottom of the letter box: the font's descent is 0.216 of its size."""
        return self.baseline + 0.216 * self.size


@dataclass
class Line:
    """Letters on one baseline, from left to right."""

    letters: list[Letter]

    @cached_property
    def text(self) -> str:
        """The words, one space between them."""
        return joined(self.letters)

    @property
    def x0(self) -> float:
        return self.letters[0].x0

    @property
    def x1(self) -> float:
        return max(letter.x1 for letter in self.letters)

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def baseline(self) -> float:
        return self.letters[0].baseline

    @property
    def top(self) -> float:
        return min(letter.top for letter in self.letters)

    @property
    def bottom(self) -> float:
        return max(letter.bottom for letter in self.letters)

    @property
    def size(self) -> float:
        """The size, if all letters have one size; else 0."""
        sizes = {round(letter.size, 2) for letter in self.letters}
        return sizes.pop() if len(sizes) == 1 else 0.0

    @property
    def bold(self) -> bool:
        return all(letter.bold for letter in self.letters)

    @property
    def italic(self) -> bool:
        return all(letter.italic for letter in self.letters)

    @property
    def upright(self) -> bool:
        return not any(letter.italic for letter in self.letters)

    @property
    def plain(self) -> bool:
        """Neither bold nor italic anywhere."""
        return not any(letter.bold or letter.italic for letter in self.letters)

    def part(self, keep) -> "Line | None":
        """The letters that `keep` takes, as a line."""
        letters = [letter for letter in self.letters if keep(letter)]
        return Line(letters) if letters else None


@dataclass(frozen=True)
class Rule:
    """A straight line, horizontal or vertical, along its middle."""

    horizontal: bool
    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start

    @property
    def centre(self) -> float:
        return (self.start + self.end) / 2


@dataclass
class Image:
    """A picture on a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass
class Page:
    """A page as letters and rules."""

    number: int
    width: float
    height: float
    letters: list[Letter]
    rules: list[Rule] = field(default_factory=list)
    figures: list[tuple[float, float]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[Line]:
        return lines(self.letters)


def joined(letters: list[Letter]) -> str:
    """Text with a space wherever a gap is wider than a hair."""
    text, before = "", None
    for letter in letters:
        if before and letter.x0 - before.x1 > 0.12 * max(letter.size, before.size):
            text += " "
        text += letter.text
        before = letter
    return unicodedata.normalize("NFC", text)


def lines(letters: list[Letter]) -> list[Line]:
    """Clusters letters by baseline, top to bottom."""
    found: list[list[Letter]] = []
    last = None
    for letter in sorted(letters, key=lambda one: one.baseline):
        if last is None or letter.baseline - last > DRIFT:
            found.append([])
        found[-1].append(letter)
        last = letter.baseline
    return [Line(sorted(group, key=lambda one: (one.x0, one.x1))) for group in found]


def read(file: Path) -> list[Page]:
    """All pages of a PDF."""
    pages = []
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            letters = [letter(page, char) for char in page.chars if char["text"].strip(" \u00a0\u200b\t")]
            size = float(page.width), float(page.height)
            pages.append(Page(page.page_number, *size, letters, rules(page), figures(page), images(page)))
            page.close()
    return pages


def letter(page, char: dict) -> Letter:
    """pdfplumber's character as ours."""
    colour = char.get("non_stroking_color")
    colour = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    font = char["fontname"].split("+", 1)[-1]
    baseline = float(page.height) - char["matrix"][5]
    tag = char.get("tag") == "Artifact"
    return Letter(char["text"], char["x0"], char["x1"], baseline, char["size"], font, colour, tag)


def figures(page) -> list[tuple[float, float]]:
    """Top and bottom of every drawing that the structure knows as one."""
    marked: dict = {}
    for shape in [*page.rects, *page.chars]:
        if shape.get("tag") == "Figure":
            top, bottom = marked.get(shape["mcid"], (shape["top"], shape["bottom"]))
            marked[shape["mcid"]] = min(top, shape["top"]), max(bottom, shape["bottom"])
    return list(marked.values())


def images(page) -> list[Image]:
    """Every picture, left to right."""
    found = [Image(one["x0"], one["top"], one["x1"], one["bottom"]) for one in page.images]
    return sorted(found, key=lambda one: (one.x0, one.top))


def rules(page) -> list[Rule]:
    """Every drawn line, thin box and box edge, with touching pieces joined."""
    pieces = []
    for shape in [*page.lines, *page.rects, *page.curves]:
        x0, x1, top, bottom = shape["x0"], shape["x1"], shape["top"], shape["bottom"]
        wide, high = x1 - x0, bottom - top
        if high <= 3 and wide > high:
            pieces.append(Rule(True, (top + bottom) / 2, x0, x1))
        elif wide <= 3 and high > wide:
            pieces.append(Rule(False, (x0 + x1) / 2, top, bottom))
        elif shape["object_type"] == "rect" and shape.get("stroke"):
            pieces += [Rule(True, y, x0, x1) for y in (top, bottom)]
            pieces += [Rule(False, x, top, bottom) for x in (x0, x1)]
    return joined_rules(pieces)


def joined_rules(pieces: list[Rule]) -> list[Rule]:
    """Pieces of one line that touch or overlap become one rule; shorter than 2 pt is a joint, no rule."""
    lanes: list[list[Rule]] = []
    for piece in sorted(pieces, key=lambda rule: (rule.horizontal, rule.at)):
        last = lanes[-1][-1] if lanes else None
        if last is None or last.horizontal != piece.horizontal or piece.at - last.at > 0.75:
            lanes.append([])
        lanes[-1].append(piece)
    found = []
    for lane in lanes:
        at = sum(rule.at * rule.length for rule in lane) / max(sum(rule.length for rule in lane), 1e-9)
        run = None
        for rule in sorted(lane, key=lambda one: one.start):
            if run and rule.start <= run.end + 1.5:
                run = Rule(run.horizontal, at, run.start, max(run.end, rule.end))
                continue
            found += [run] if run else []
            run = Rule(rule.horizontal, at, rule.start, rule.end)
        found += [run] if run else []
    return [rule for rule in found if rule.length >= 2]
