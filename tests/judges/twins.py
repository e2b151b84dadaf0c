"""Judges whether DOCX and PDF are twins: the DOCX, as LibreOffice lays it out, against our PDF.

For every DOCX that has a PDF of the same name beside it:
* the same number of pages, of the same size;
* on every page the same first and last line, in the same place (1 pt), and every other line the same, in order;
* every rule of a table and every drawn line in the same place (1 pt), and so every picture;
* in neither of the two does a rule run through letters, as where a cell is too low for its text;
* where changes are marked, the same letters are struck and the same underlined.

Drawings (charts) are each program's own to draw: what stands at their height is left out of both, so that
only their height is judged, by what follows them. One thing more is left out by name: a merged cell's text that our PDF repeats after a page break.
The PDF marks it as an artifact inside the table; it is left out where LibreOffice has no such text at
that place, and counted in the closing note. Repeated heads and page numbers are artifacts too but
stand in both, so they are compared like all else.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import marks
import office
import pdftext
import report
from pdftext import Line, Page, Rule

NAME = "twins"
TOLERANCE = 1.0  # points
SHOWN = 3  # pages whose differences are printed in full, for each file


def judge(paths, given) -> report.Report:
    """All pairs in the folders."""
    result = report.Report(NAME)
    files = report.outputs(paths, ".docx")
    pairs = [file for file in files if file.with_suffix(".pdf").exists()]
    for file in sorted(set(files) - set(pairs)):
        result.find(file, "no PDF of the same name beside it")
    for file in report.outputs(paths, ".pdf"):
        if not file.with_suffix(".docx").exists():
            result.find(file, "no DOCX of the same name beside it")
    if not pairs:
        result.find("twins", "no pair to judge")
        return result
    with report.scratch() as folder:
        try:
            rendered = office.render(pairs, Path(folder))
        except FileNotFoundError as missing:
            result.find("twins", f"not judged: {missing}")
            return result
        result.notes.append(f"twins: rendered with {office.version()}")
        for file in pairs:
            if file not in rendered:
                result.find(file, "LibreOffice could not render it")
                continue
            result.count("pairs")
            compare(file, pdftext.read(file.with_suffix(".pdf")), pdftext.read(rendered[file]), result)
    return result


def compare(file: Path, ours: list[Page], theirs: list[Page], result: report.Report) -> None:
    """One pair, page by page."""
    if len(ours) != len(theirs):
        result.find(file, f"{len(ours)} pages in the PDF, {len(theirs)} in LibreOffice")
    left_out, wrong = [], []
    changes = marks.revised(file)
    for pair in zip(ours, theirs):
        mine, other = pair
        states: dict[int, str] = {}
        if changes:
            (mine, own), (other, its) = map(marks.apart, pair)
            states = own | its
            result.count("marked letters", len(own))
        mine, other = without_figures(mine, mine.figures), without_figures(other, mine.figures)
        mine, dropped = without_repeats(mine, other)
        left_out += dropped
        result.count("pages")
        result.count("lines", len(other.lines))
        result.count("rules", len(other.rules))
        found = page_differences(mine, other) + image_differences(*pair) + mark_differences(mine, other, states)
        if found:
            wrong.append(mine.number)
        if found and len(wrong) <= SHOWN:
            for text in found:
                result.find(file, f"page {mine.number}: {text}")
    if len(wrong) > SHOWN:
        result.find(file, f"differs on {len(wrong)} pages in all: {wrong}")
    result.count("pictures", sum(len(page.images) for page in theirs))
    if left_out:
        shown = "; ".join(sorted(set(left_out))[:5])
        result.notes.append(
            f"twins: {report.short(file)}: {len(left_out)} lines of merged cells repeated after a page break left out: {shown}"
        )


def page_differences(mine: Page, other: Page) -> list[str]:
    """What differs on one page."""
    found = []
    if abs(mine.width - other.width) > TOLERANCE or abs(mine.height - other.height) > TOLERANCE:
        found.append(f"size {mine.width:.1f} x {mine.height:.1f} pt, in LibreOffice {other.width:.1f} x {other.height:.1f}")
    if bool(mine.lines) != bool(other.lines):
        return [*found, "text in only one of the two"]
    texts = [line.text for line in mine.lines], [line.text for line in other.lines]
    if texts[0] != texts[1] and not same_together(mine, other):
        found += text_differences(*texts)
    elif mine.lines:
        for name, index in (("first", 0), ("last", -1)):
            found += place_differences(name, mine.lines[index], other.lines[index])
        found += worst_letter(mine, other)
    found += struck("the PDF", mine) + struck("LibreOffice", other)
    return found + rule_differences(mine.rules, other.rules)


def mark_differences(mine: Page, other: Page, states: dict[int, str]) -> list[str]:
    """Letters that one of the two strikes or underlines and the other does not; both have the same lines."""
    pairs = [pair for lines in zip(mine.lines, other.lines) for pair in zip(lines[0].letters, lines[1].letters)]
    wrong = [a for a, b in pairs if states.get(id(a)) != states.get(id(b))]
    return [f"marked otherwise in LibreOffice: {pdftext.joined(wrong)[:80]!r}"] if wrong else []


def image_differences(mine: Page, other: Page) -> list[str]:
    """Pictures that are missing or stand elsewhere."""
    if len(mine.images) != len(other.images):
        return [f"{len(mine.images)} pictures, in LibreOffice {len(other.images)}"]
    found = []
    for one, two in zip(mine.images, other.images):
        sides = [(one.x0, two.x0), (one.top, two.top), (one.x1, two.x1), (one.bottom, two.bottom)]
        if max(abs(a - b) for a, b in sides) > TOLERANCE:
            shown = ", ".join(f"{a:.1f} / {b:.1f}" for a, b in sides)
            found.append(f"a picture (left, top, right, bottom) in the PDF / in LibreOffice: {shown}")
    return found


def struck(where: str, page: Page) -> list[str]:
    """Letters that a rule runs through."""
    found = []
    across = [rule for rule in page.rules if rule.horizontal]
    for line in page.lines:
        rules = [rule for rule in across if line.top - 2 < rule.at < line.bottom]
        hit = line.part(lambda one: any(runs_through(rule, one) for rule in rules)) if rules else None
        found += [f"in {where} a rule runs through {hit.text[:60]!r}"] if hit else []
    return found


def runs_through(rule: Rule, one) -> bool:
    """Whether a rule crosses a letter's body: between its base and the height of small letters and more."""
    covers = rule.start <= (one.x0 + one.x1) / 2 <= rule.end
    return covers and one.baseline - 0.7 * one.size < rule.at < one.baseline - 0.05 * one.size


def text_differences(mine: list[str], other: list[str]) -> list[str]:
    """First and last line by name, then every line as a diff (- LibreOffice, + PDF)."""
    found = []
    for name, index in (("first", 0), ("last", -1)):
        if mine[index] != other[index]:
            found.append(f"{name} line {mine[index]!r}, in LibreOffice {other[index]!r}")
    diff = difflib.unified_diff(other, mine, "LibreOffice", "PDF", lineterm="", n=0)
    return [*found, "lines differ:\n" + "\n".join(f"    {line}" for line in diff)]


def same_together(mine: Page, other: Page) -> bool:
    """Lines cut from both pages' letters at once: unlike two cuts, this cannot fall on two sides of a limit."""
    own = set(map(id, mine.letters))
    for line in pdftext.lines(mine.letters + other.letters):
        parts = line.part(lambda one: id(one) in own), line.part(lambda one: id(one) not in own)
        if not all(parts) or parts[0].text != parts[1].text:
            return False
    return True


def place_differences(name: str, mine: Line, other: Line) -> list[str]:
    """How far a line's start and baseline lie from where they should."""
    across, down = mine.x0 - other.x0, mine.baseline - other.baseline
    if max(abs(across), abs(down)) <= TOLERANCE:
        return []
    return [f"{name} line {mine.text[:40]!r} is {across:+.2f} pt across and {down:+.2f} pt down from LibreOffice's"]


def worst_letter(mine: Page, other: Page) -> list[str]:
    """With all lines equal, letters pair up one to one: none may stray by more than three tolerances."""
    pairs = [pair for lines in zip(mine.lines, other.lines) for pair in zip(lines[0].letters, lines[1].letters)]
    strays = [(max(abs(a.x0 - b.x0), abs(a.baseline - b.baseline)), a, b) for a, b in pairs]
    far = max(strays, key=lambda stray: stray[0], default=None)
    if far is None or far[0] <= 3 * TOLERANCE:
        return []
    distance, a, b = far
    return [f"letter {a.text!r} at x {a.x0:.1f}, y {a.baseline:.1f} strays {distance:.2f} pt from LibreOffice's ({b.text!r})"]


def rule_differences(mine: list[Rule], other: list[Rule]) -> list[str]:
    """Rules that only one of the two has."""
    extra = [rule for rule in mine if not any(close(rule, one) for one in other)]
    missing = [rule for rule in other if not any(close(rule, one) for one in mine)]
    found = []
    for name, rules in (("only in the PDF", extra), ("only in LibreOffice", missing)):
        if rules:
            shown = ", ".join(map(rule_text, rules[:6])) + (" …" if len(rules) > 6 else "")
            found.append(f"{len(rules)} rule(s) {name}: {shown}")
    return found


def close(one: Rule, two: Rule) -> bool:
    """The same rule, within the tolerance."""
    if one.horizontal != two.horizontal:
        return False
    return max(abs(one.at - two.at), abs(one.start - two.start), abs(one.end - two.end)) <= TOLERANCE


def rule_text(rule: Rule) -> str:
    """A rule in words."""
    axis = ("y", "x") if rule.horizontal else ("x", "y")
    return f"{axis[0]} {rule.at:.1f} from {axis[1]} {rule.start:.1f} to {rule.end:.1f}"


def without_repeats(mine: Page, other: Page) -> tuple[Page, list[str]]:
    """Leaves out artifact text inside a table where LibreOffice has no text; says what was left out."""
    upright = [rule for rule in mine.rules if not rule.horizontal]
    marked = [
        letter for letter in mine.letters
        if letter.artifact and any(rule.start <= letter.baseline <= rule.end for rule in upright)
        and not any(same_place(letter, one) for one in other.letters)
    ]
    if not marked:
        return mine, []
    gone = set(map(id, marked))
    kept = [letter for letter in mine.letters if id(letter) not in gone]
    return Page(mine.number, mine.width, mine.height, kept, mine.rules), [line.text for line in pdftext.lines(marked)]


def without_figures(page: Page, figures: list[tuple[float, float]]) -> Page:
    """A page without what stands at the height of drawings."""
    if not figures:
        return page

    def beside(place: float) -> bool:
        return any(top - 4 <= place <= bottom + 6 for top, bottom in figures)

    letters = [letter for letter in page.letters if not beside(letter.baseline)]
    rules = [rule for rule in page.rules if not beside(rule.at if rule.horizontal else rule.centre)]
    return Page(page.number, page.width, page.height, letters, rules)


def same_place(one, two) -> bool:
    """The same letter, within three tolerances."""
    return (
        one.text == two.text
        and abs(one.x0 - two.x0) <= 3 * TOLERANCE
        and abs(one.baseline - two.baseline) <= 3 * TOLERANCE
    )


if __name__ == "__main__":
    import twins

    report.main(twins)
