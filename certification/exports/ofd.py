"""A credential as an OFD document (GB/T 33190-2016): a ZIP of XML with one page, the photo and the code as a path.

It carries no electronic seal, which a seal service (签章服务) puts on and this system does not; its page says so.
The font is named, not embedded: every OFD reader brings 宋体.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from certification.exports.facts import Facts
from certification.exports.ofd_page import HIGH, MEDIA_ID, SERIF_ID, WIDE, content

NAMESPACE: Final = "http://www.ofdspec.org/2016"
TYPE: Final = "application/ofd"
_STAMP: Final = (2020, 1, 1, 0, 0, 0)


def document(facts: Facts, photo: bytes | None, *, on: date) -> bytes:
    """Return the file; the same facts on the same day give the same bytes."""
    page, last = content(facts, photo=photo is not None, on=on)
    parts = {
        "OFD.xml": _xml(_entry(facts, on)),
        "Doc_0/Document.xml": _xml(_root(last)),
        "Doc_0/PublicRes.xml": _xml(_fonts()),
        "Doc_0/DocumentRes.xml": _xml(_media(photo is not None)),
        "Doc_0/Pages/Page_0/Content.xml": _xml(page),
    }
    if photo is not None:
        parts["Doc_0/Res/photo.jpg"] = photo
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _entry(facts: Facts, on: date) -> Element:
    root = Element("OFD", {"Version": "1.0", "DocType": "OFD"})
    body = SubElement(root, "DocBody")
    info = SubElement(body, "DocInfo")
    said = {
        "DocID": uuid5(NAMESPACE_URL, facts.url).hex,
        "Title": f"行政执法证 {facts.number}",
        "CreationDate": on.isoformat(),
    }
    for name, value in said.items():
        SubElement(info, name).text = value
    SubElement(body, "DocRoot").text = "Doc_0/Document.xml"
    return root


def _root(last: int) -> Element:
    root = Element("Document")
    common = SubElement(root, "CommonData")
    SubElement(common, "MaxUnitID").text = str(last)
    SubElement(SubElement(common, "PageArea"), "PhysicalBox").text = f"0 0 {WIDE} {HIGH}"
    SubElement(common, "PublicRes").text = "PublicRes.xml"
    SubElement(common, "DocumentRes").text = "DocumentRes.xml"
    SubElement(SubElement(root, "Pages"), "Page", {"ID": "1", "BaseLoc": "Pages/Page_0/Content.xml"})
    return root


def _fonts() -> Element:
    root = Element("Res", {"BaseLoc": "Res"})
    fonts = SubElement(root, "Fonts")
    SubElement(fonts, "Font", {"ID": str(SERIF_ID), "FontName": "宋体", "FamilyName": "宋体"})
    return root


def _media(has_photo: bool) -> Element:  # noqa: FBT001 (one caller, beside it)
    root = Element("Res", {"BaseLoc": "Res"})
    if has_photo:
        one = SubElement(
            SubElement(root, "MultiMedias"), "MultiMedia", {"ID": str(MEDIA_ID), "Type": "Image", "Format": "JPG"}
        )
        SubElement(one, "MediaFile").text = "photo.jpg"
    return root


def _xml(root: Element) -> bytes:
    """Return the XML with every element in the standard's namespace, under its usual prefix."""
    for element in root.iter():
        element.tag = f"ofd:{element.tag}"
    root.set("xmlns:ofd", NAMESPACE)
    text: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return text
