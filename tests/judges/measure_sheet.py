"""The rows that measure.py collects, and the checks that many components share."""

from __future__ import annotations

from dataclasses import dataclass, field

from pdftext import MM, Line, Page, Rule


@dataclass
class Row:
    """One component: what was measured, what is allowed, and the verdict (None: for information)."""

    component: str
    measured: str
    allowed: str
    ok: bool | None


@dataclass
class Sheet:
    """All rows of one file."""

    rows: list[Row] = field(default_factory=list)

    def row(self, component: str, measured: str, allowed: str, ok: bool | None) -> None:
        """Adds a row."""
        self.rows.append(Row(component, measured, allowed, ok))

    def missing(self, component: str, where: str) -> None:
        """A component that should be there and is not."""
        self.row(component, f"not found {where}", "present", False)

    def table(self) -> str:
        """The rows as a Markdown table."""
        marks = {True: "within", False: "**outside**", None: "–"}
        lines = ["| component | measured | allowed | verdict |", "|---|---|---|---|"]
        lines += [f"| {r.component} | {r.measured} | {r.allowed} | {marks[r.ok]} |" for r in self.rows]
        return "\n".join(lines)

    def style(self, component: str, lines: list[Line], sizes: tuple[float, float], face: str, caps: bool = False) -> None:
        """Size and face (`bold`, `italic`, `bold italic`, `upright`) of a component's lines."""
        found = sorted({letter.size for line in lines for letter in line.letters})
        faces = sorted({named(letter) for line in lines for letter in line.letters})
        text = " ".join(line.text for line in lines)
        good = all(sizes[0] - 0.05 <= size <= sizes[1] + 0.05 for size in found) and faces == [face]
        shown = f"{spread(found)} pt, {' + '.join(faces)}"
        wanted = f"{sizes[0]:g}–{sizes[1]:g} pt, {face}" if sizes[0] != sizes[1] else f"{sizes[0]:g} pt, {face}"
        if caps:
            good, wanted = good and text == text.upper(), f"{wanted}, capitals"
            shown += ", capitals" if text == text.upper() else ", not all capitals"
        self.row(component, shown, wanted, good)

    def centred(self, component: str, lines: list[Line], centre: float, on: str, tolerance: float = 0.5) -> None:
        """How far each line's middle lies from where it should, in millimetres."""
        off = max((abs(line.centre - centre) / MM for line in lines), default=0.0)
        self.row(f"{component}: centred", f"{off:.2f} mm off {on}", f"≤ {tolerance} mm", off <= tolerance)


def named(letter) -> str:
    """A face in words; `upright` means neither bold nor italic."""
    return {(0, 0): "upright", (1, 0): "bold", (0, 1): "italic", (1, 1): "bold italic"}[
        (int(letter.bold), int(letter.italic))
    ]


def spread(values, digits: int = 1) -> str:
    """`14` or `13–14`: the range of what was measured."""
    low, high = f"{min(values):.{digits}f}", f"{max(values):.{digits}f}"
    return low if low == high else f"{low}–{high}"


def rule_below(page: Page, line: Line, reach: float = 16) -> Rule | None:
    """The nearest horizontal rule under a line, not far below it, whose middle is under the line."""
    under = [
        rule for rule in page.rules
        if rule.horizontal and 0 < rule.at - line.baseline <= reach and line.x0 - 5 <= rule.centre <= line.x1 + 5
    ]
    return min(under, key=lambda rule: rule.at, default=None)


def short_rule(sheet: Sheet, component: str, page: Page, lines: list[Line]) -> None:
    """The rule under a name or a title: a third to a half of the text's length, centred under it.

    For a text of several lines the decree does not say which line counts: the last or the longest will do.
    """
    rule = rule_below(page, lines[-1])
    if rule is None:
        sheet.missing(f"{component}: rule", "below it")
        return
    shares = [rule.length / lines[-1].width, rule.length / max(line.width for line in lines)]
    good = any(1 / 3 - 0.005 <= share <= 1 / 2 + 0.005 for share in shares)
    off = abs(rule.centre - lines[-1].centre) / MM
    shown = " or ".join(dict.fromkeys(f"{share:.2f}" for share in shares))
    sheet.row(
        f"{component}: rule",
        f"{rule.length / MM:.1f} mm = {shown} of the text, {off:.2f} mm off its middle",
        "1/3–1/2 of the text, ≤ 0.5 mm off", good and off <= 0.5,
    )
