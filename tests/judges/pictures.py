"""Judges a few pages as pictures, against those of tests/pictures that were looked at by eye.

pdftoppm draws the page anew at the same resolution. Both pictures are blurred by a pixel, so that another version's
smoothing of edges does not count, and compared in squares of 8 pixels, some 4 mm; a finding says where on the page
they differ. Only folders named as in `PAGES` are judged.

    python tests/judges/pictures.py DIR...            compare
    python tests/judges/pictures.py --bless DIR...    take the pages as they are now: look at them before and after
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

import report

NAME = "pictures"
RESOLUTION = 50  # dots per inch
SQUARE = 8  # pixels
LIMIT = 14  # mean difference of a square, of 255: a line that moved by a pixel gives 30 and more
PAGES = {
    "plan-first.png": ("diem-thuy-2023", "ke-hoach.pdf", 1),
    "plan-signature.png": ("diem-thuy-2023", "ke-hoach.pdf", 4),
    "annex-first.png": ("diem-thuy-2023", "ke-hoach.pdf", 5),
    "portrait-first.png": ("portrait", "ke-hoach.pdf", 1),
}


def arguments(parser) -> None:
    """Options of this judge alone."""
    parser.add_argument("--bless", action="store_true", help="replace the kept pictures by the pages as they are now")


def judge(paths, given) -> report.Report:
    """Every kept picture against its page."""
    result = report.Report(NAME)
    kept = given.root / "tests" / "pictures"
    files = report.outputs(paths, ".pdf")
    for picture, (folder, name, page) in PAGES.items():
        there = [file for file in files if (file.parent.name, file.name) == (folder, name)]
        if not there:
            result.find(f"{folder}/{name}", "not among the files to judge")
        for file in there:
            drawn = draw(file, page)
            result.count("pages")
            if drawn is None:
                result.find(file, f"pdftoppm could not draw page {page}")
            elif getattr(given, "bless", False):
                drawn.save(kept / picture, optimize=True)
                result.notes.append(f"pictures: wrote tests/pictures/{picture}")
            else:
                compare(file, page, drawn, kept / picture, result)
    return result


def draw(file: Path, page: int) -> Image.Image | None:
    """A page in shades of grey."""
    tool = report.tool("pdftoppm")
    if tool is None:
        return None
    with report.scratch() as folder:
        target = Path(folder) / "page"
        command = [tool, "-r", str(RESOLUTION), "-gray", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
        subprocess.run([*command, str(file), str(target)], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        drawn = target.with_suffix(".png")
        if not drawn.exists():
            return None
        with Image.open(drawn) as image:
            return image.convert("L")


def compare(file: Path, page: int, drawn: Image.Image, kept: Path, result: report.Report) -> None:
    """One page against its picture."""
    if not kept.exists():
        result.find(file, f"tests/pictures/{kept.name} is missing: look at page {page}, then run with --bless")
        return
    with Image.open(kept) as image:
        wanted = image.convert("L")
    if drawn.size != wanted.size:
        result.find(file, f"page {page} is {drawn.size} pixels, {wanted.size} in tests/pictures/{kept.name}")
        return
    places = differing(drawn, wanted)
    if places:
        shown = "; ".join(places[:6]) + (f"; and {len(places) - 6} more" if len(places) > 6 else "")
        result.find(file, f"page {page} does not look like tests/pictures/{kept.name}: {shown}")


def differing(one: Image.Image, two: Image.Image) -> list[str]:
    """The bands of the page in which the pictures differ, in millimetres from its upper left corner."""
    blurred = [image.filter(ImageFilter.BoxBlur(1)) for image in (one, two)]
    squares = ImageChops.difference(*blurred).reduce(SQUARE).point(lambda mean: 255 if mean > LIMIT else 0)
    side = SQUARE * 25.4 / RESOLUTION
    rows = [row for row in range(squares.height) if squares.crop((0, row, squares.width, row + 1)).getbbox()]
    bands: list[list[int]] = []
    for row in rows:
        if bands and row == bands[-1][1]:
            bands[-1][1] = row + 1
        else:
            bands.append([row, row + 1])
    found = []
    for top, bottom in bands:
        left, _, right, _ = squares.crop((0, top, squares.width, bottom)).getbbox()
        found.append(f"{top * side:.0f}–{bottom * side:.0f} mm down, {left * side:.0f}–{right * side:.0f} mm across")
    return found


if __name__ == "__main__":
    import pictures

    report.main(pictures)
