"""Takes what only some documents carry off their pages and measures it; called by measure.py.

Boxed stamps (mật, khẩn, lưu hành, dự thảo), the contact lines at the foot of page 1, and `Kính gửi:`.
"""

from __future__ import annotations

import re

from measure_sheet import Sheet
from pdftext import MM, Line, Page, Rule, lines

CIRCULATION = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
URGENT = {"HỎA TỐC": (30, 8), "THƯỢNG KHẨN": (40, 8), "KHẨN": (20, 8)}


def stamps(pages: list[Page], sheet: Sheet) -> None:
    """Takes one-line boxes off the pages: letters and rules."""
    for page in pages:
        for sides in boxes(page):
            left, right = sides
            inside = [one for one in page.letters if left.at < one.x0 < right.at and left.start < one.baseline < left.end]
            edges = [
                rule for rule in page.rules
                if rule.horizontal and abs(rule.start - left.at) < 2 and abs(rule.end - right.at) < 2
                and min(abs(rule.at - left.start), abs(rule.at - left.end)) < 2
            ]
            found = lines(inside)
            if len(found) != 1 or len(edges) != 2:
                continue
            gone = set(map(id, inside))
            page.letters = [one for one in page.letters if id(one) not in gone]
            page.rules = [rule for rule in page.rules if rule not in (*sides, *edges)]
            page.__dict__.pop("lines", None)  # cut anew from the letters that are left
            stamp(found[0], right.at - left.at, left.length, page, sheet)


def boxes(page: Page) -> list[tuple[Rule, Rule]]:
    """Pairs of short upright rules of one height with no third beside them."""
    upright = [rule for rule in page.rules if not rule.horizontal and rule.length < 12 * MM]
    found = []
    for rule in upright:
        level = [one for one in page.rules if not one.horizontal and one.start < rule.end and rule.start < one.end]
        if len(level) == 2 and rule is min(level, key=lambda one: one.at) and abs(level[0].length - level[1].length) < 1:
            found.append((rule, max(level, key=lambda one: one.at)))
    return found


def stamp(line: Line, width: float, height: float, page: Page, sheet: Sheet) -> None:
    """A boxed word: 13–14 pt, bold capitals; for the degrees of urgency the decree gives the box too."""
    name = f"stamp {line.text}, page {page.number}"
    sheet.style(name, [line], (13, 14), "bold", caps=True)
    shown = f"{width / MM:.1f} × {height / MM:.1f} mm"
    wanted = URGENT.get(line.text)
    if wanted is None:
        sheet.row(f"{name}: box", shown, "not regulated", None)
    else:
        good = abs(width / MM - wanted[0]) <= 0.5 and abs(height / MM - wanted[1]) <= 0.5
        sheet.row(f"{name}: box", shown, f"{wanted[0]} × {wanted[1]} mm ± 0.5", good)
    place(name, line, page, sheet)


def place(name: str, line: Line, page: Page, sheet: Sheet) -> None:
    """Circulation stands over the right half, above everything; secrecy, urgency and draft on the left."""
    off = (line.centre - page.width / 2) / MM
    shown = f"middle {off:+.1f} mm from the page's, {line.top / MM:.1f} mm from the top"
    if line.text in CIRCULATION:
        above = page.lines[0].top
        sheet.row(f"{name}: place", shown, "right half, above ô 1", off > 0 and line.bottom < above)
    else:
        sheet.row(f"{name}: place", shown, "left half", off < 0)


def pictures(pages: list[Page], sheet: Sheet) -> None:
    """Signature and seal (Mục II.7.d, II.8.a): the first centred between title and name, the second over its left third."""
    for page in pages:
        if len(page.images) not in (1, 2):
            if page.images:
                sheet.row(f"pictures, page {page.number}", str(len(page.images)), "signature and seal", False)
            continue
        signature = page.images[-1]
        near = lines([one for one in page.letters if one.x0 > page.width / 2])
        above = max((line for line in near if line.baseline < signature.middle), key=lambda line: line.baseline, default=None)
        below = min((line for line in near if line.baseline > signature.middle), key=lambda line: line.baseline, default=None)
        size = f"{(signature.x1 - signature.x0) / MM:.1f} × {(signature.bottom - signature.top) / MM:.1f} mm"
        sheet.row("signature: size", size, "not regulated", None)
        if above and below:
            aside = max(abs(line.centre - signature.centre) for line in (above, below)) / MM
            off = abs(signature.middle - (above.bottom + below.top) / 2) / MM
            shown = f"{aside:.2f} mm aside, {off:.2f} mm off the middle"
            sheet.row("signature: place", shown, "centred between title and name ± 1 mm", aside <= 1 and off <= 1)
        else:
            sheet.row("signature: place", "no line above or below", "between title and name", False)
        if len(page.images) == 2:
            seal(page.images[0], signature, sheet)


def seal(seal, signature, sheet: Sheet) -> None:
    """At real size, over about a third of the signature."""
    wide, high = (seal.x1 - seal.x0) / MM, (seal.bottom - seal.top) / MM
    sheet.row("seal: size", f"{wide:.1f} × {high:.1f} mm", "a seal's real size, 20–42 mm", 19.9 <= wide <= 42.1 and 19.9 <= high <= 42.1)
    share = (seal.x1 - signature.x0) / (signature.x1 - signature.x0)
    shown = f"{share * 100:.0f} % of the signature, on its left"
    sheet.row("seal: over the signature", shown, "about a third: 30–37 %", 0.30 <= share <= 0.37 and seal.x0 < signature.x0)


def contact(section, sheet: Sheet) -> None:
    """Address lines under a full-width rule at the foot of page 1: 11–12 pt, taken off the page."""
    page = section.pages[0]
    wide = [rule for rule in page.rules if rule.horizontal and rule.length > 0.6 * page.width and rule.at > page.height / 2]
    if not wide or any(not rule.horizontal and rule.end > wide[-1].at for rule in page.rules):
        return
    rule = max(wide, key=lambda one: one.at)
    below = lines([one for one in page.letters if one.baseline > rule.at])
    if not below:
        return
    page.letters = [one for one in page.letters if one.baseline < rule.at]
    page.rules = [one for one in page.rules if one is not rule]
    page.__dict__.pop("lines", None)
    sheet.style("contact lines", below, (11, 12), "upright")
    ends = max(abs(rule.start - section.left), abs(rule.end - section.right)) / MM
    sheet.row("contact lines: rule above", f"{rule.length / MM:.1f} mm, {ends:.2f} mm off the text area", "across the text area ± 0.5 mm", ends <= 0.5)
    low = (page.height - max(line.bottom for line in below)) / MM
    sheet.row("contact lines: place", f"end {low:.1f} mm above the edge of page 1", "20–25 mm + leading", 19.95 <= low <= 25 + 2.2)


def addressees(flow: list[Line], section, sheet: Sheet) -> list[Line]:
    """Measures `Kính gửi:` and its list; returns the lines without them."""
    start = next((i for i, line in enumerate(flow) if line.text.startswith("Kính gửi:")), None)
    if start is None:
        return flow
    end = start + 1
    while end < len(flow) and flow[end].x0 - section.left > 20 * MM:
        end += 1
    sheet.style("Kính gửi", flow[start:end], (13, 14), "upright")
    dashes = [line.x0 for line in flow[start + 1:end] if re.match(r"[-–] ?", line.text)]
    if dashes:
        colon = flow[start].letters[len("Kínhgửi:") - 1]
        off = max(max(abs(x - colon.x0), 0) for x in dashes) / MM
        sheet.row("Kính gửi: dashes", f"{off:.2f} mm from the colon", "under the colon, ≤ 2 mm", off <= 2)
    return flow[:start] + flow[end:]
