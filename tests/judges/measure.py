"""Judges our PDFs against Decree 30/2020, Appendix I, by measuring them from the outside.

Each component is found on the page by its words, then its size, style and position are measured with
pdfplumber and held against the decree's range: one row a component, in millimetres and points.
Files whose name begins with `phu-luc` hold annexes only; all others must hold a whole document.

    python tests/judges/measure.py DIR...             the table
    python tests/judges/measure.py --json DIR...      the same rows as JSON
    python tests/judges/measure.py --ledger DIR...    writes the figures quoted in docs/decree-30.md anew
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from lxml import etree

import marks
import measure_annex
import measure_body
import measure_extras
import measure_frame
import measure_ledger
import pdftext
import report
from measure_sheet import Sheet
from pdftext import MM

NAME = "measure"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def arguments(parser) -> None:
    """Options of this judge alone."""
    parser.add_argument("--json", action="store_true", help="print every row as JSON")
    parser.add_argument("--ledger", action="store_true", help="write the figures quoted in docs/decree-30.md anew")


def judge(paths, given) -> report.Report:
    """All PDFs in the folders; prints the rows when run alone."""
    result = report.Report(NAME)
    files = report.outputs(paths, ".pdf")
    if not files:
        result.find("measure", "no PDF found to judge")
    sheets = {file: measured(file) for file in files}
    for file, sheet in sheets.items():
        result.count("files")
        result.count("rows", len(sheet.rows))
        for row in sheet.rows:
            if row.ok is False:
                result.find(file, f"{row.component}: {row.measured}; allowed: {row.allowed}")
    measure_ledger.judge({report.short(file): sheet for file, sheet in sheets.items()}, given, result)
    if getattr(given, "json", False):
        rows = [{"file": report.short(file), **vars(row)} for file, sheet in sheets.items() for row in sheet.rows]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif hasattr(given, "json") and not given.ledger:
        for file, sheet in sheets.items():
            print(f"\n{report.short(file)}\n\n{sheet.table()}\n")
    return result


def measured(file: Path) -> Sheet:
    """All rows of one PDF."""
    sheet = Sheet()
    pages = pdftext.read(file)
    if file.with_suffix(".docx").exists() and marks.revised(file.with_suffix(".docx")):
        pages = [marks.apart(page)[0] for page in pages]
    whole(pages, sheet)
    measure_extras.stamps(pages, sheet)
    measure_extras.pictures(pages, sheet)
    sections = measure_annex.sections(pages)
    if file.with_suffix(".docx").exists():
        docx_margins(file.with_suffix(".docx"), sheet)
    main = [section for section in sections if section.label is None]
    annexes = [section for section in sections if section.label is not None]
    if file.name.startswith("phu-luc"):
        sheet.row("annex file", f"{len(main)} sections that are no annex", "annexes only", not main and bool(annexes))
    else:
        sheet.row("document", f"{len(main)} main section", "1", len(main) == 1)
        for section in main:
            measure_extras.contact(section, sheet)
            rest = measure_frame.letterhead(section, sheet)
            measure_body.body(section, rest, sheet)
            measure_frame.signature(section, sheet)
    for section in main:
        measure_body.page_numbers(section, "", sheet)
    for section in annexes:
        measure_annex.annex(section, sheet)
    return sheet


def whole(pages, sheet: Sheet) -> None:
    """What holds for every page: paper, faces, ink."""
    sizes = sorted({(round(page.width / MM), round(page.height / MM)) for page in pages})
    shown = ", ".join(f"{width} × {height} mm" for width, height in sizes)
    sheet.row("paper", shown, "A4", set(sizes) <= {(210, 297), (297, 210)})
    letters = [letter for page in pages for letter in page.letters]
    faces = sorted({letter.font for letter in letters})
    sheet.row("faces", ", ".join(faces), "Tinos", all(face.startswith("Tinos") for face in faces))
    inks = {letter.colour for letter in letters}
    black = {(0,), (0, 0, 0), (0, 0, 0, 1)}
    strange = {ink for ink in inks if tuple(round(part, 3) for part in ink if part is not None) not in black}
    sheet.row("ink", "black" if not strange else f"{len(strange)} other colours: {sorted(strange)[:3]}", "black", not strange)


def docx_margins(file: Path, sheet: Sheet) -> None:
    """The margins as the DOCX states them: what the PDF shows is only where text came to stand."""
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    allowed = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
    for number, margins in enumerate(root.iter(f"{W}pgMar"), 1):
        sides = {side: int(margins.get(f"{W}{side}", "0")) / 20 / MM for side in allowed}
        shown = ", ".join(f"{side} {value:.1f}" for side, value in sides.items())
        good = all(low - 0.02 <= sides[side] <= high + 0.02 for side, (low, high) in allowed.items())
        wanted = ", ".join(f"{side} {low}–{high}" for side, (low, high) in allowed.items())
        sheet.row(f"margins stated in the DOCX, section {number}", f"{shown} mm", f"{wanted} mm", good)


if __name__ == "__main__":
    import measure

    report.main(measure)
