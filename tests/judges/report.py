"""What all judges share: the files they judge, a finding, a report, the closing table.

A judge is a module with `NAME`, `judge(paths, options) -> Report` and a docstring
that says what it judges. It never stops at the first finding.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Finding:
    """One thing that is wrong: in which file, and what."""

    file: str
    text: str


@dataclass
class Report:
    """What one judge looked at (`counts`) and what it found."""

    judge: str
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def find(self, file, text: str) -> None:
        """Adds a finding."""
        self.findings.append(Finding(short(file), text))

    def count(self, what: str, number: int = 1) -> None:
        """Adds to the number of things looked at."""
        self.counts[what] = self.counts.get(what, 0) + number

    def show(self) -> str:
        """The findings and notes as text, one finding a paragraph."""
        lines = [f"note: {note}" for note in self.notes]
        lines += [f"{self.judge}: {f.file}: {f.text}" for f in self.findings]
        return "\n".join(lines)


def short(path) -> str:
    """A file's name with its folder: enough to find it, the same on every machine."""
    path = Path(path)
    return "/".join(path.parts[-2:])


def outputs(paths, suffix: str) -> list[Path]:
    """All files with this suffix in the folders (and files) given, sorted."""
    found: set[Path] = set()
    for path in map(Path, paths):
        found.update(path.rglob(f"*{suffix}") if path.is_dir() else [path] * (path.suffix == suffix))
    return sorted(file for file in found if not file.name.startswith((".", "~")))


def tool(name: str) -> str | None:
    """Where a command is: beside this Python first, then on the PATH."""
    beside = Path(sys.executable).parent / name
    return str(beside) if os.access(beside, os.X_OK) else shutil.which(name)


def scratch() -> tempfile.TemporaryDirectory:
    """A temporary folder that goes away by itself."""
    return tempfile.TemporaryDirectory(prefix="vanthu-judge-", ignore_cleanup_errors=True)


def table(reports: list[Report]) -> str:
    """The closing table: a line per judge with what it counted and found."""
    rows = [("judge", "looked at", "findings")]
    for report in reports:
        counts = ", ".join(f"{number} {what}" for what, number in report.counts.items())
        rows.append((report.judge, counts or "nothing", str(len(report.findings))))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def options(description: str) -> argparse.ArgumentParser:
    """The command line that every judge has."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", metavar="DIR", help="folders with .docx and .pdf files, or such files")
    parser.add_argument("--root", default=Path(__file__).parents[2], type=Path, help="the project's root folder")
    parser.add_argument("--vanthu", default=None, help="the program itself, for judges that ask it something")
    return parser


def main(module) -> None:
    """Runs one judge alone."""
    parser = options(module.__doc__)
    if hasattr(module, "arguments"):
        module.arguments(parser)
    given = parser.parse_args()
    report = module.judge(given.paths, given)
    if report.show():
        print(report.show())
    if not getattr(given, "json", False):
        print(table([report]))
    sys.exit(1 if report.findings else 0)
