"""Judges the revisions of an annex: LibreOffice accepts them all, and rejects them all.

In a folder that holds `phu-luc-thay-doi.docx`, the annex with its changes marked, accepted it must be `phu-luc.docx` and
rejected `phu-luc-ban-hanh.docx`, paragraph by paragraph and cell by cell.

LibreOffice is driven over UNO by `revisions_office.py`, which runs under the system's own Python (python3-uno).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from lxml import etree

import report

NAME = "revisions"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PYTHON = "/usr/bin/python3"  # the one that Debian's python3-uno belongs to
MARKED, NEW, OLD = "phu-luc-thay-doi.docx", "phu-luc.docx", "phu-luc-ban-hanh.docx"


def judge(paths, given) -> report.Report:
    """Every folder with a marked annex."""
    result = report.Report(NAME)
    marked = [file for file in report.outputs(paths, ".docx") if file.name == MARKED]
    if not marked:
        result.find("revisions", "no annex with marked changes found to judge")
    for file in marked:
        siblings = [file.with_name(name) for name in (NEW, OLD)]
        missing = [sibling.name for sibling in siblings if not sibling.exists()]
        if missing:
            result.find(file, f"not judged: {', '.join(missing)} is not beside it")
            continue
        with report.scratch() as folder:
            compare(result, file, siblings, Path(folder))
    return result


def compare(result: report.Report, file: Path, siblings: list[Path], folder: Path) -> None:
    """Accepts and rejects, and holds what comes out against the two annexes."""
    done = {name: folder / f"{name}.docx" for name in ("accepted", "rejected")}
    environment = {**os.environ, "HOME": str(folder)}
    command = [PYTHON, str(Path(__file__).with_name("revisions_office.py")), str(folder), str(file)]
    if not shutil.which("soffice"):
        return result.find(file, "not judged: soffice is not installed")
    ran = subprocess.run(
        command + [str(path) for path in done.values()], capture_output=True, text=True, env=environment,
        stdin=subprocess.DEVNULL, timeout=300,
    )
    if ran.returncode or not all(path.exists() for path in done.values()):
        return result.find(file, f"not judged: LibreOffice could not be driven: {(ran.stdout + ran.stderr).strip()}")
    for (name, path), wanted in zip(done.items(), siblings):
        left = [f"{part}: {element}" for part, element in remains(path)]
        if left:
            result.find(file, f"{name}, it still has revisions: {left[:3]}")
        got, want = text_of(path), text_of(wanted)
        result.count("rows", sum(1 for line in want if isinstance(line, list)))
        if got != want:
            at = next((i for i, pair in enumerate(zip(got, want)) if pair[0] != pair[1]), min(len(got), len(want)))
            result.find(file, f"{name}, it is not {wanted.name} at {at}: {got[at:at + 1]} for {want[at:at + 1]}")


def remains(path: Path):
    """Revision marks that are left."""
    root = body_of(path)
    for element in root.iter(f"{W}ins", f"{W}del"):
        yield path.name, etree.tostring(element)[:80]


def body_of(path: Path):
    """The body of a DOCX."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml")).find(f"{W}body")


def text_of(path: Path) -> list:
    """Paragraphs as texts, rows as lists of texts; what says nothing outside of tables is left out."""
    lines: list = []
    for block in body_of(path):
        if block.tag == f"{W}p":
            if words(block).strip():
                lines.append(words(block))
        elif block.tag == f"{W}tbl":
            for row in block.iter(f"{W}tr"):
                lines.append([cell(tc) for tc in row.iter(f"{W}tc")])
    return lines


def cell(tc) -> str:
    """The text of a cell; one that a cell above covers has none."""
    return "\n".join(words(paragraph) for paragraph in tc.iter(f"{W}p"))


def words(paragraph) -> str:
    """The text of a paragraph, a break as a line."""
    said = ""
    for element in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        said += element.text or "" if element.tag == f"{W}t" else "\n"
    return said


if __name__ == "__main__":
    import revisions

    report.main(revisions)
