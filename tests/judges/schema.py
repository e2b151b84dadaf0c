"""Judges the plans and progress logs of this repository against the JSON Schemas that the program prints.

check-jsonschema reads every plans/*/plan.yaml, tests/projects/*/plan.yaml, progress log and report file with its own YAML
reader and its own schema engine: a file that the program takes must also please an editor
that follows the schema.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import report

NAME = "schema"


def program(given) -> str | None:
    """The program: as given, or where cargo puts a release build."""
    if given.vanthu:
        return given.vanthu
    target = Path(os.environ.get("CARGO_TARGET_DIR", given.root / "target"))
    built = target / "release" / "vanthu"
    return str(built) if built.exists() else None


def judge(paths, given) -> report.Report:
    """The folders given do not matter here: the plans are the repository's own."""
    result = report.Report(NAME)
    vanthu, checker = program(given), report.tool("check-jsonschema")
    if not vanthu or not checker:
        result.find("schema", f"not judged: {'check-jsonschema' if vanthu else 'the program'} is not there")
        return result
    plans = sorted(given.root.glob("plans/*/plan.yaml")) + sorted(given.root.glob("tests/projects/*/plan.yaml"))
    if not plans:
        result.find("schema", "no plan found to judge")
        return result
    logs = sorted(given.root.glob("plans/*/progress.yaml")) + sorted(given.root.glob("plans/*/progress/*.yaml"))
    reports = sorted(given.root.glob("plans/*/reports/*.yaml"))
    changes = sorted(given.root.glob("plans/*/reassignments.yaml"))
    changes += sorted(given.root.glob("tests/projects/*/reassignments.yaml"))
    told = [("plan", plans), ("progress", logs), ("report", reports), ("reassignments", changes)]
    for document, files in told:
        printed = subprocess.run([vanthu, "schema", "--document", document], capture_output=True, stdin=subprocess.DEVNULL)
        if printed.returncode:
            result.find("schema", f"`vanthu schema` failed: {printed.stderr.decode(errors='replace').strip()}")
            continue
        with report.scratch() as folder:
            schema = Path(folder) / f"{document}.schema.json"
            schema.write_bytes(printed.stdout)
            check(result, [checker, "--check-metaschema", str(schema)], f"the schema of {document}.yaml itself")
            for file in files:
                check(result, [checker, "--schemafile", str(schema), str(file)], report.short(file))
                result.count("files")
    return result


def check(result: report.Report, command: list[str], what: str) -> None:
    """Runs the checker once; what it prints is the finding."""
    ran = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if ran.returncode:
        result.find(what, (ran.stdout + ran.stderr).strip())


if __name__ == "__main__":
    import schema

    report.main(schema)
