"""Renders DOCX files with LibreOffice, the one judge that lays out pages by itself.

LibreOffice sees only the Liberation 2 fonts, through a fontconfig file of its own: their letters are
as wide as Times New Roman's and they have every Vietnamese letter. Its exit code says nothing;
a file is rendered when its PDF is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import report

FONTS = "/usr/share/fonts/truetype/liberation2"
BATCH = 8  # files in one call: starting takes longer than rendering
CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>Times New Roman</family><accept><family>Liberation Serif</family></accept></alias>
</fontconfig>
"""


def render(files: list[Path], folder: Path) -> dict[Path, Path]:
    """Renders the files into `folder`; those that are missing in the answer could not be rendered."""
    soffice = shutil.which("soffice")
    if not soffice:
        raise FileNotFoundError("soffice is not installed")
    if not Path(FONTS).is_dir():
        raise FileNotFoundError(f"no fonts in {FONTS}: fonts-liberation2 is not installed")
    config = folder / "fonts.conf"
    config.write_text(CONFIG.format(fonts=FONTS, cache=folder / "font-cache"))
    named = {file: folder / f"{number:04}.docx" for number, file in enumerate(files)}
    for file, copy in named.items():
        shutil.copyfile(file, copy)
    copies = list(named.values())
    for start in range(0, len(copies), BATCH):
        call(soffice, copies[start : start + BATCH], folder)
    for copy in copies:  # whatever a batch dropped gets a second try of its own
        if not copy.with_suffix(".pdf").exists():
            call(soffice, [copy], folder)
    done = {file: copy.with_suffix(".pdf") for file, copy in named.items()}
    return {file: pdf for file, pdf in done.items() if pdf.exists()}


def call(soffice: str, files: list[Path], folder: Path) -> None:
    """One run of LibreOffice over several files."""
    profile = (folder / "profile").as_uri()
    command = [soffice, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), *map(str, files)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}
    try:
        subprocess.run(
            command, env=environment, timeout=120 + 60 * len(files), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        pass  # the missing PDF is what counts


def version() -> str:
    """LibreOffice's version, for the record."""
    with report.scratch() as folder:
        profile = f"-env:UserInstallation={Path(folder).as_uri()}"
        said = subprocess.run(["soffice", profile, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return " ".join(said.stdout.split()[:2])
