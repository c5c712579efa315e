"""The pictures on the sheet 图片 of a workbook: each by the name in its row.

A picture lies over its row, as spreadsheet programs keep it; or it is kept in the cell, as WPS does; or its bytes stand
in the cells to the right as Base64, which the export does for kinds that workbooks do not know.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from exams.imports.found import Found, Given
from exams.imports.package import Package
from exams.imports.text import tidy_line
from exams.imports.xml import children, first, local, read_xml, text_at

SHEET = "图片"
HEADINGS = ("名称", "图片", "说明文字", "原文件")
_IN_CELL = re.compile(r'DISPIMG\("([^"]+)"')
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_DRAWING = "/drawing"
_CELL_PICTURES = "xl/cellimages.xml"


@dataclass(frozen=True, slots=True)
class Named:
    """A picture of the sheet: the SHA-256 of its bytes and what it shows in words."""

    sha256: str
    alt: str


def named_pictures(package: Package, sheet: Any, found: Found, given: Given) -> dict[str, Named]:
    """Return the pictures of the sheet by their names; what is wrong is noted by its cell.

    Raises:
        PackageRefused, XmlRefused
    """
    over, within = _over_rows(package, sheet), _within_cells(package)
    pictures: dict[str, Named] = {}
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
        texts = [str(value) if value is not None else "" for value in row] + [""] * len(HEADINGS)
        name, place = tidy_line(texts[0]), f"{SHEET}!A{number}"
        if not name:
            continue
        if name in pictures:
            found.refuse(place, _("the name of this picture stands above already"))
            continue
        data = _bytes("".join(texts[3:]), over.get(number), within, texts[1])
        if data is None:
            found.refuse(place, _("there is no picture in this row: insert it into column B"))
            continue
        sha256 = found.take_picture(place, data, most_kb=given.most_picture_kb)
        pictures[name] = Named(sha256, tidy_line(texts[2]))
    return pictures


def _bytes(encoded: str, over: bytes | None, within: dict[str, bytes], cell: str) -> bytes | None:
    if encoded.strip():
        try:
            return base64.b64decode(encoded, validate=True)
        except binascii.Error:
            return None
    in_cell = _IN_CELL.search(cell)
    return within.get(in_cell[1]) if in_cell else over


def _over_rows(package: Package, sheet: Any) -> dict[int, bytes]:
    """Return the pictures that lie over the sheet by the number of the row where each begins."""
    path = str(sheet._worksheet_path).lstrip("/")  # noqa: SLF001 (no public name leads to the drawings)
    found: dict[int, bytes] = {}
    for kind, drawing in _related(package, path).values():
        if not kind.endswith(_DRAWING) or drawing not in package:
            continue
        targets = _related(package, drawing)
        for anchor in read_xml(package.read(drawing)):
            row, blip = text_at(anchor, "from", "row"), _blip(anchor)
            target = targets.get(blip.get(_EMBED, ""), ("", ""))[1] if blip is not None else ""
            if row.isdecimal() and target in package:
                found.setdefault(int(row) + 1, package.read(target))
    return found


def _within_cells(package: Package) -> dict[str, bytes]:
    """Return the pictures that WPS keeps in cells, by the names that their formulas say."""
    if _CELL_PICTURES not in package:
        return {}
    targets, found = _related(package, _CELL_PICTURES), {}
    for picture in children(read_xml(package.read(_CELL_PICTURES)), "cellImage"):
        about, blip = first(picture, "pic", "nvPicPr", "cNvPr"), _blip(picture)
        target = targets.get(blip.get(_EMBED, ""), ("", ""))[1] if blip is not None else ""
        if about is not None and target in package:
            found[about.get("name", "")] = package.read(target)
    return found


def _blip(element: Element) -> Element | None:
    return next((inner for inner in element.iter() if local(inner) == "blip"), None)


def _related(package: Package, path: str) -> dict[str, tuple[str, str]]:
    """Return what a part of the package refers to: by its id, the kind and the path."""
    folder, name = posixpath.split(path)
    rels = f"{folder}/_rels/{name}.rels"
    return dict(_relations(read_xml(package.read(rels)), folder)) if rels in package else {}


def _relations(root: Element, folder: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for relation in root:
        if relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            yield relation.get("Id", ""), (relation.get("Type", ""), path)
