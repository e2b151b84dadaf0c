"""Checks on a DOCX that the schema validators do not make; called by ooxml.py.

Each check is a function from a package to a list of findings, its docstring says what must hold.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {
    "w": W,
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
}
FONT = "Times New Roman"


class Package:
    """The parts of a DOCX as trees."""

    def __init__(self, file: Path):
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.endswith(".xml")]
            self.parts = {name: etree.fromstring(archive.read(name)) for name in names}
        self.document = self.parts["word/document.xml"]
        self.styles = self.parts["word/styles.xml"]

    def word(self):
        """The WordprocessingML parts, with their names."""
        return {name: root for name, root in self.parts.items() if etree.QName(root).namespace == W}


def w(name: str) -> str:
    """A name in the w: namespace."""
    return f"{{{W}}}{name}"


def val(node, name: str = "val") -> str:
    """A w: attribute, or nothing."""
    return node.get(w(name), "") if node is not None else ""


def place(node) -> str:
    """Where a finding is: the start of the text of the nearest paragraph, cell or table."""
    while node is not None and node.tag not in (w("p"), w("tc"), w("tr"), w("tbl")):
        node = node.getparent()
    text = "".join(node.itertext(w("t"))) if node is not None else ""
    return f"at {text[:60]!r}"


def cells_end_in_a_paragraph(package: Package) -> list[str]:
    """Every w:tc ends in a w:p, or Word calls the file damaged."""
    return [
        f"{name}: cell without a last paragraph {place(cell)}"
        for name, root in package.word().items()
        for cell in root.iter(w("tc"))
        if len(cell) == 0 or cell[-1].tag != w("p")
    ]


def styles_exist(package: Package) -> list[str]:
    """Every style that is used is defined, with the right type."""
    defined = {(val(s, "type"), val(s, "styleId")) for s in package.styles.iter(w("style"))}
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    ids = {style for _, style in defined}
    found = []
    for name, root in package.word().items():
        for tag, kind in kinds.items():
            used = {val(node) for node in root.iter(w(tag))}
            found += [f"{name}: {tag} {style!r} is not defined" for style in sorted(used) if (kind, style) not in defined]
        for tag in ("basedOn", "next", "link"):
            used = {val(node) for node in root.iter(w(tag))}
            found += [f"{name}: {tag} {style!r} is not defined" for style in sorted(used - ids)]
    return found


def fields_are_closed(package: Package) -> list[str]:
    """fldChar begin, separate and end nest, in each part."""
    found = []
    for name, root in package.word().items():
        open_fields: list[str] = []
        for node in root.iter(w("fldChar")):
            kind = val(node, "fldCharType")
            if kind == "begin":
                open_fields.append("begin")
            elif not open_fields or (kind == "separate" and open_fields[-1] != "begin"):
                found.append(f"{name}: stray field {kind} {place(node)}")
            elif kind == "separate":
                open_fields[-1] = "separate"
            else:
                open_fields.pop()
        if open_fields:
            found.append(f"{name}: {len(open_fields)} field(s) never closed")
    return found


def columns(row) -> int:
    """How many grid columns a row covers."""
    total = sum(int(val(row.find(f"w:trPr/w:{side}", NS)) or 0) for side in ("gridBefore", "gridAfter"))
    return total + sum(span(cell) for cell in row.findall("w:tc", NS))


def span(cell) -> int:
    """How many grid columns a cell covers."""
    return int(val(cell.find("w:tcPr/w:gridSpan", NS)) or 1)


def rows_fill_the_grid(package: Package) -> list[str]:
    """The cells of each row add up to the table's grid columns."""
    found = []
    for table in package.document.iter(w("tbl")):
        grid = len(table.findall("w:tblGrid/w:gridCol", NS))
        for number, row in enumerate(table.findall("w:tr", NS), 1):
            if columns(row) != grid:
                found.append(f"row {number} covers {columns(row)} of {grid} grid columns {place(row)}")
    return found


def merges_have_a_start(package: Package) -> list[str]:
    """A vertically merged cell continues a merge in the row above, at the same column and width."""
    found = []
    for table in package.document.iter(w("tbl")):
        above: set[tuple[int, int]] = set()
        for number, row in enumerate(table.findall("w:tr", NS), 1):
            here, column = set(), int(val(row.find("w:trPr/w:gridBefore", NS)) or 0)
            for cell in row.findall("w:tc", NS):
                merge, key = cell.find("w:tcPr/w:vMerge", NS), (column, span(cell))
                column += span(cell)
                if merge is None:
                    continue
                if val(merge) != "restart" and key not in above:
                    found.append(f"row {number}: merged cell continues nothing {place(row)}")
                here.add(key)
            above = here
    return found


def fonts_are_named(package: Package) -> list[str]:
    """docDefaults names the decree's font in all four slots; nowhere a theme font or another one."""
    slots = ("ascii", "hAnsi", "cs", "eastAsia")
    default = package.styles.find("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts", NS)
    found = [f"docDefaults: {slot} is {val(default, slot)!r}" for slot in slots if val(default, slot) != FONT]
    for name, root in package.word().items():
        for node in root.iter(w("rFonts")):
            for attribute, font in node.attrib.items():
                if "Theme" in attribute or attribute.endswith("cstheme"):
                    found.append(f"{name}: theme font {etree.QName(attribute).localname} {place(node)}")
                elif attribute in [w(slot) for slot in slots] and font != FONT:
                    found.append(f"{name}: font {font!r} {place(node)}")
    return found


def runs_carry_no_font_or_size(package: Package) -> list[str]:
    """Fonts and sizes come from styles: no w:rFonts, w:sz or w:szCs on runs of the text."""
    return [
        f"direct w:{tag} on a run {place(node)}"
        for tag in ("rFonts", "sz", "szCs")
        for node in package.document.iterfind(f".//w:r/w:rPr/w:{tag}", NS)
    ]


def language_is_vietnamese(package: Package) -> list[str]:
    """w:lang is vi-VN in docDefaults, and no part says otherwise."""
    default = package.styles.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NS)
    found = [] if val(default) == "vi-VN" else [f"docDefaults: w:lang is {val(default)!r}"]
    for name, root in package.word().items():
        others = {val(node) for node in root.iter(w("lang"))} - {"", "vi-VN"}
        found += [f"{name}: w:lang {other!r}" for other in sorted(others)]
    return found


def on(node) -> bool:
    """Whether an on/off property is there and on."""
    return node is not None and val(node) not in ("0", "false", "off")


def long_tables_repeat_their_head(package: Package) -> list[str]:
    """A table of more than ten rows marks its first row as a repeated head."""
    found = []
    for table in package.document.iter(w("tbl")):
        rows = table.findall("w:tr", NS)
        if len(rows) > 10 and not on(rows[0].find("w:trPr/w:tblHeader", NS)):
            found.append(f"{len(rows)} rows and no repeated head {place(table)}")
        heads = [on(row.find("w:trPr/w:tblHeader", NS)) for row in rows]
        if heads != sorted(heads, reverse=True):
            found.append(f"a head row stands below a body row {place(table)}")
    return found


def properties_are_filled(package: Package) -> list[str]:
    """Title, subject and author are not empty."""
    core = package.parts.get("docProps/core.xml")
    if core is None:
        return ["no docProps/core.xml"]
    names = ("dc:title", "dc:subject", "dc:creator")
    return [f"{name} is empty" for name in names if not (core.findtext(name, "", NS) or "").strip()]


def a_header_counts_pages(package: Package) -> list[str]:
    """A header part holds a PAGE field."""
    for name, root in package.word().items():
        if root.tag == w("hdr"):
            codes = ["".join(root.itertext(w("instrText")))] + [val(f, "instr") for f in root.iter(w("fldSimple"))]
            if any("PAGE" in code.split() for code in codes):
                return []
    return ["no PAGE field in any header"]


CHECKS = [
    cells_end_in_a_paragraph,
    styles_exist,
    fields_are_closed,
    rows_fill_the_grid,
    merges_have_a_start,
    fonts_are_named,
    runs_carry_no_font_or_size,
    language_is_vietnamese,
    long_tables_repeat_their_head,
    properties_are_filled,
    a_header_counts_pages,
]
