"""Judges every PDF from the outside, as an archive and a screen reader would.

* PDF/A-2a and PDF/UA-1 by page-validation;
* poppler's pdffonts: every font embedded and subset;
* qpdf --check: no error and no warning;
* poppler's pdftotext: text is there, NFC, and without U+FFFD, private-use or control characters.
"""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

import report

NAME = "pdfa"


def judge(paths, given) -> report.Report:
    """All checks over all PDF files."""
    result = report.Report(NAME)
    files = report.outputs(paths, ".pdf")
    if not files:
        result.find("pdfa", "no PDF found to judge")
    for file in files:
        result.count("files")
        for check in (conforms, fonts, structure, text):
            check(file, result)
    return result


def conforms(file: Path, result: report.Report) -> None:
    """PDF/A-2a and PDF/UA-1."""
    import page

    for profile in ("2a", "ua1"):
        try:
            verdict = page.validate_pdf(str(file), profile=profile)
        except page.PageError as error:
            result.find(file, f"{profile}: not readable: {error}")
            continue
        result.count("profiles")
        for failure in [] if verdict.is_compliant else verdict.failures:
            result.find(file, f"{profile}: {failure}")
        if not verdict.is_compliant and not verdict.failures:
            result.find(file, f"{profile}: not compliant")


def command(file: Path, result: report.Report, *words: str) -> str | None:
    """What a tool prints; a tool that is missing or complains is a finding."""
    if not report.tool(words[0]):
        result.find(file, f"not judged: {words[0]} is not installed")
        return None
    ran = subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL)
    said = ran.stderr.decode(errors="replace").strip()
    if ran.returncode or said:
        result.find(file, f"{words[0]}: exit {ran.returncode}: {said or ran.stdout.decode(errors='replace').strip()}")
    return ran.stdout.decode("utf-8", errors="replace")


def fonts(file: Path, result: report.Report) -> None:
    """Every font embedded, and only the letters used."""
    printed = command(file, result, "pdffonts", str(file))
    rows = (printed or "").splitlines()[2:]
    if printed is not None and not rows:
        result.find(file, "pdffonts: no font at all")
    for row in rows:
        embedded, subset, unicode = row.split()[-5:-2]
        result.count("fonts")
        if (embedded, subset, unicode) != ("yes", "yes", "yes"):
            result.find(file, f"pdffonts: embedded {embedded}, subset {subset}, to Unicode {unicode}: {row}")


def structure(file: Path, result: report.Report) -> None:
    """A file that qpdf has nothing to say about."""
    printed = command(file, result, "qpdf", "--check", str(file))
    if printed is not None and "WARNING" in printed:
        result.find(file, f"qpdf: {printed.strip()}")


def text(file: Path, result: report.Report) -> None:
    """Text that can be searched and copied."""
    printed = command(file, result, "pdftotext", "-enc", "UTF-8", str(file), "-")
    if printed is None:
        return
    result.count("characters", len(printed))
    if not printed.strip():
        result.find(file, "pdftotext: no text")
    if not unicodedata.is_normalized("NFC", printed):
        bad = next(line for line in printed.splitlines() if not unicodedata.is_normalized("NFC", line))
        result.find(file, f"pdftotext: not NFC: {bad!r}")
    strange = {char for char in printed if char == "\ufffd" or unicodedata.category(char) in ("Co", "Cc", "Cn")}
    for char in sorted(strange - set("\n\f\r\t")):
        result.find(file, f"pdftotext: U+{ord(char):04X} in the text")


if __name__ == "__main__":
    import pdfa

    report.main(pdfa)
