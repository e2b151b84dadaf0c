"""Judges the real plan's outputs against its corrected text, tests/seed-corrected.txt, word for word.

Every line of that file must stand in ke-hoach.docx and ke-hoach.pdf, the annex's lines also in phu-luc.docx
and phu-luc.pdf: text in the same order, table rows cell by cell. Only folders named `diem-thuy-2023`
are judged. `{blank}` stands for six or more spaces, dots or underscores; in a PDF only the words around it count
(measure.py measures the blank). `{merged}` is a cell merged with the one above.
"""

from __future__ import annotations

import re
from pathlib import Path

import report
import seed_docx
import seed_pdf

NAME = "seed"
FOLDER = "diem-thuy-2023"
ROWS = ("field", "group", "task")


def judge(paths, given) -> report.Report:
    """The four files of the real plan."""
    result = report.Report(NAME)
    lines = corrected(given.root / "tests" / "seed-corrected.txt")
    files = [file for suffix in (".docx", ".pdf") for file in report.outputs(paths, suffix)]
    files = [file for file in files if file.parent.name == FOLDER]
    annex = next(index for index, (tag, _) in enumerate(lines) if tag.startswith("annex-"))
    for name, wanted in (("ke-hoach", lines), ("phu-luc", lines[annex:])):
        for suffix, reader in ((".docx", seed_docx), (".pdf", seed_pdf)):
            there = [file for file in files if file.name == name + suffix]
            if not there:
                result.find(f"{FOLDER}/{name}{suffix}", "not among the files to judge")
            for file in there:
                result.count("files")
                compare(file, reader, wanted, result)
    return result


def corrected(file: Path) -> list[tuple[str, list[str]]]:
    """The lines of the corrected text as tag and cells."""
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"]
    return [(tag, cells) for tag, *cells in rows]


def compare(file: Path, reader, wanted, result: report.Report) -> None:
    """Text lines and table rows of one file."""
    text, rows = reader.read(file)
    texts(file, reader, text, [cells[0] for tag, cells in wanted if tag not in (*ROWS, "head")], result)
    head = [cells[0] for tag, cells in wanted if tag == "head"]
    body = [(tag, cells) for tag, cells in wanted if tag in ROWS]
    known = [cells for _, cells in body if "{merged}" not in cells]
    first = next((i for i, row in enumerate(rows) if any(matches(reader, cells, row, []) for cells in known)), len(rows))
    above = [cell for row in rows[:first] for cell in row if cell]
    for cell in head:
        result.count("lines")
        if not any(re.fullmatch(reader.pattern(cell), one) for one in above):
            result.find(file, f"table head {cell!r} is missing")
    table(file, reader, rows[first:], body, result)


def texts(file: Path, reader, text, wanted: list[str], result: report.Report) -> None:
    """Paragraphs in order. Letterhead and signature stand side by side, so they may come either way round."""
    position = 0
    for line in wanted:
        result.count("lines")
        found = reader.find(text, line, position)
        if found is not None:
            position = max(position, found)
        elif reader.find(text, line, 0) is None:
            result.find(file, f"missing: {line!r}{nearest(line, reader.plain(text))}")
        elif not reader.beside(text, line):
            result.find(file, f"out of order: {line!r}")


def nearest(line: str, there: list[str]) -> str:
    """What stands in the file instead, if anything is like it."""
    import difflib

    like = difflib.get_close_matches(line, there, 1, 0.6)
    return f"\n    there is {like[0]!r}" if like else ""


def matches(reader, cells: list[str], row: list[str | None], above: list[str]) -> bool:
    """Whether a table row holds these cells and nothing else; `above` is what merged cells continue."""
    if len(cells) == 2:  # a field or group: number and title, in two cells or in one
        filled = [cell for cell in row if cell]
        pair = len(filled) == 2 and all(re.fullmatch(reader.pattern(a), b) for a, b in zip(cells, filled))
        return pair or (len(filled) == 1 and bool(re.fullmatch(reader.pattern(" ".join(cells)), filled[0])))
    if len(cells) != len(row):
        return False
    return all(
        reader.continues(cell, above[column]) if want == "{merged}"
        else cell is not None and re.fullmatch(reader.pattern(want), cell) is not None
        for column, (want, cell) in enumerate(zip(cells, row))
    )


def table(file: Path, reader, rows: list[list[str | None]], wanted, result: report.Report) -> None:
    """Rows one by one; after a miss the search goes on where the next row fits."""
    position, above = 0, []
    for tag, cells in wanted:
        result.count("rows")
        found = next((i for i in range(position, len(rows)) if matches(reader, cells, rows[i], above)), None)
        above = [old if new == "{merged}" else new for new, old in zip(cells, above or cells)] if tag == "task" else []
        if found is None:
            there = rows[position] if position < len(rows) else "no row"
            result.find(file, f"{tag} row missing: {cells}\n    there is {there}")
            continue
        if found > position:
            result.find(file, f"{found - position} row(s) too many before {cells[:2]}: {rows[position:found][:2]}")
        position = found + 1
    if position < len(rows):
        result.find(file, f"{len(rows) - position} row(s) too many at the end: {rows[position:][:2]}")


if __name__ == "__main__":
    import seed

    report.main(seed)
