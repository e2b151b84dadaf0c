"""Holds the figures of docs/decree-30.md against fresh measurements; called by measure.py.

The last cell of a row there names components of measure.py in backticks, each followed by what was measured on the real
plan and on the portrait plan. `measure.py --ledger DIR...` writes the figures anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from measure_sheet import Sheet

LEDGER = Path("docs", "decree-30.md")
PLANS = ("diem-thuy-2023/ke-hoach.pdf", "portrait/ke-hoach.pdf")
NAMES = re.compile(r"`([^`]+)`")


def judge(sheets: dict[str, Sheet], given, result) -> None:
    """Compares, or writes with `--ledger`; both plans must be among the files, else nothing is judged."""
    if not all(plan in sheets for plan in PLANS):
        return
    measured = [{row.component: row.measured for row in sheets[plan].rows} for plan in PLANS]
    file = given.root / LEDGER
    old = file.read_text("utf-8").splitlines()
    new = [refreshed(line, measured, number, result) for number, line in enumerate(old, 1)]
    if getattr(given, "ledger", False):
        file.write_text("\n".join(new) + "\n", "utf-8")
        return
    for number, (was, now) in enumerate(zip(old, new), 1):
        if was != now:
            result.find(LEDGER, f"line {number} shows other figures than were measured: {last_cell(now)}")


def refreshed(line: str, measured, number: int, result) -> str:
    """A line of the ledger with the figures as they are now."""
    cells = line.split(" | ")
    names = NAMES.findall(last_cell(line)) if len(cells) == 5 and line.startswith("| ") else []
    if not names:
        return line
    for name in names:
        if not any(name in rows for rows in measured):
            result.find(LEDGER, f"line {number}: nothing measured is called {name!r}")
    return " | ".join([*cells[:-1], "<br>".join(figure(name, measured) for name in names) + " |"])


def figure(name: str, measured) -> str:
    """A component with what was measured on both plans, once where they agree."""
    found = [rows.get(name, "–") for rows in measured]
    return f"`{name}` " + " / ".join(dict.fromkeys(found))


def last_cell(line: str) -> str:
    """The last cell of a table's row."""
    return line.split(" | ")[-1].removesuffix("|").strip()
