"""Runs every judge over folders of built documents and closes with one table.

    python tests/judges/judge.py DIR...        exit code 1 if any judge finds anything

Each judge can also be run alone: `python tests/judges/twins.py DIR...`.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed

import forms
import measure
import ooxml
import pdfa
import pictures
import recount
import report
import revisions
import schema
import seed
import signed
import twins

# The slowest first, so that they run while the others take turns.
JUDGES = [twins, measure, ooxml, pdfa, signed, forms, seed, revisions, recount, schema, pictures]


def run(name: str, paths, given) -> tuple[report.Report, float]:
    """One judge; its own crash is a finding too."""
    module = next(judge for judge in JUDGES if judge.NAME == name)
    started = time.monotonic()
    try:
        result = module.judge(paths, given)
    except Exception:  # a judge that breaks down has not judged: that must fail the run
        result = report.Report(name)
        result.find(__file__, f"the judge broke down:\n{traceback.format_exc()}")
    return result, time.monotonic() - started


def main() -> None:
    """Command line."""
    parser = report.options(__doc__)
    given = parser.parse_args()
    reports: dict[str, report.Report] = {}
    with ProcessPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        waiting = [pool.submit(run, judge.NAME, given.paths, given) for judge in JUDGES]
        for done in as_completed(waiting):
            result, seconds = done.result()
            reports[result.judge] = result
            verdict = f"{len(result.findings)} findings" if result.findings else "clean"
            print(f"{result.judge}: {verdict} ({seconds:.0f} s)", flush=True)
    ordered = [reports[judge.NAME] for judge in JUDGES]
    for result in ordered:
        if result.show():
            print(f"\n{result.show()}")
    print(f"\n{report.table(ordered)}")
    failed = sum(1 for result in ordered if result.findings)
    print(f"\njudges: {len(ordered) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
