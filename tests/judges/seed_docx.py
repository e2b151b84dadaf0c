"""Reads a DOCX for seed.py: paragraphs and cells in document order, as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.oxml.ns import qn

BLANK = r"[\s\u00a0._…]{6,}"


@dataclass
class Text:
    """One paragraph, and the table it stands in (0: none)."""

    text: str
    table: int


def read(file: Path) -> tuple[list[Text], list[list[str | None]]]:
    """All paragraphs, and the rows of every table with borders of its own (None: merged with the cell above)."""
    document = docx.Document(str(file))
    texts: list[Text] = []
    rows: list[list[str | None]] = []
    tables = 0
    for block in document.element.body:
        if block.tag == qn("w:p"):
            texts.append(Text(words(block, document), 0))
        elif block.tag == qn("w:tbl"):
            tables += 1
            for row in block.iterchildren(qn("w:tr")):
                cells = [cell for cell in row.iterchildren(qn("w:tc"))]
                texts += [Text(words(p, document), tables) for cell in cells for p in cell.iter(qn("w:p"))]
                if block.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is not None or len(cells) > 2:
                    rows.append([content(cell, document) for cell in cells])
    return [text for text in texts if text.text.strip()], rows


def content(cell, document) -> str | None:
    """A cell's text; None for a cell merged with the one above."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merge is not None and merge.get(qn("w:val")) != "restart":
        return None
    return " ".join(filter(None, (words(p, document).strip() for p in cell.iter(qn("w:p")))))


def continues(cell: str | None, above: str) -> bool:
    """Whether a cell is merged with the one above: in a DOCX it says so."""
    return cell is None


def words(paragraph, document) -> str:
    """The text as printed: breaks and tabs are spaces, w:caps is applied, field codes are left out."""
    text = ""
    for run in paragraph.iter(qn("w:r")):
        piece = "".join(
            node.text or "" if node.tag == qn("w:t") else " " if node.tag in (qn("w:br"), qn("w:tab"), qn("w:cr")) else ""
            for node in run
        )
        text += piece.upper() if capitals(run, paragraph, document) else piece
    return text


def capitals(run, paragraph, document) -> bool:
    """Whether the run or its styles say w:caps."""
    own = run.find(f"{qn('w:rPr')}/{qn('w:caps')}")
    if own is not None:
        return own.get(qn("w:val")) not in ("0", "false")
    names = [run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}"), paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")]
    ids = [node.get(qn("w:val")) for node in names if node is not None]
    styles = {style.style_id: style for style in document.styles}
    for style in (styles.get(one) for one in ids):
        while style is not None:
            if getattr(style, "font", None) is not None and style.font.all_caps is not None:
                return style.font.all_caps
            style = style.base_style
    return False


def pattern(line: str) -> str:
    """The line as a pattern: any space for a space, a wide blank for {blank}."""
    parts = re.split(r"\s*\{blank\}\s*", line)
    return BLANK.join(re.escape(part).replace(r"\ ", r"[\s\u00a0]+") for part in parts)


def find(texts: list[Text], line: str, position: int) -> int | None:
    """Where the paragraph stands, from a position on: the next position."""
    for index in range(position, len(texts)):
        if re.fullmatch(pattern(line), texts[index].text.strip()):
            return index + 1
    return joined(texts, line, position)


def joined(texts: list[Text], line: str, position: int) -> int | None:
    """A long line may be set as two or three paragraphs, as a title is."""
    for count in (2, 3):
        for index in range(position, len(texts) - count + 1):
            together = " ".join(text.text.strip() for text in texts[index : index + count])
            if re.fullmatch(pattern(line), together):
                return index + count
    return None


def beside(texts: list[Text], line: str) -> bool:
    """Whether the line stands in a table, where columns may be read in another order."""
    return any(text.table and re.fullmatch(pattern(line), text.text.strip()) for text in texts)


def plain(texts: list[Text]) -> list[str]:
    """All paragraphs, to look for what is like a missing one."""
    return [text.text for text in texts]
