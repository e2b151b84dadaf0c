"""Marks of revisions as they are drawn: rules that run through letters or right under them, and bars in the margin.

Each program draws them its own way: LibreOffice sets moved words twice underlined and puts bars beside changed lines. What
must agree is which letters are struck and which are underlined.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

from pdftext import Letter, Page, Rule

STRUCK, UNDERLINED = "struck", "underlined"


def revised(docx: Path) -> bool:
    """Whether a DOCX has revisions."""
    with zipfile.ZipFile(docx) as package:
        body = package.read("word/document.xml")
    return b"<w:ins " in body or b"<w:del " in body


def apart(page: Page) -> tuple[Page, dict[int, str]]:
    """The page without marks, and the state of every letter that is marked, by its identity."""
    states: dict[int, str] = {}
    marks: set[Rule] = set()
    across = [rule for rule in page.rules if rule.horizontal]
    for letter in page.letters:
        for rule in across:
            if state := state_by(rule, letter):
                marks.add(rule)
                # Struck words may be underlined as well, where they came and went.
                states[id(letter)] = STRUCK if STRUCK in (state, states.get(id(letter))) else state
    left = min((letter.x0 for letter in page.letters), default=0.0)
    tables = min((rule.start for rule in across if rule not in marks), default=left)
    marks |= {rule for rule in page.rules if not rule.horizontal and rule.at < min(left, tables) - 2}
    return replace(page, rules=[rule for rule in page.rules if rule not in marks]), states


def state_by(rule: Rule, letter: Letter) -> str | None:
    """What a rule makes of a letter: struck through its body, underlined within the letter box, or nothing."""
    if not rule.start - 0.5 <= (letter.x0 + letter.x1) / 2 <= rule.end + 0.5:
        return None
    height = (letter.baseline - rule.at) / letter.size
    if 0.05 < height < 0.7:
        return STRUCK
    return UNDERLINED if -0.25 < height <= 0.05 else None
