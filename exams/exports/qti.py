"""Items as a content package of QTI 3.0; what QTI has no place for stands in ``data-`` attributes of the body."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from exams.bank.pictures import Drawn
from exams.exports.names import name_of
from exams.exports.qti_item import NAMESPACE, paragraphs, show_picture, write_item
from exams.imports.draft import Case, Draft, Picture
from exams.imports.qti import MANIFEST

_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,40}")
_DAY = (2000, 1, 1, 0, 0, 0)
"""The date of every file of a package, so that the same items give the same bytes."""


def write(drafts: Sequence[Draft], pictures: Mapping[str, Drawn]) -> bytes:
    """Return a package of items with their pictures, by SHA-256."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        _Writer(package, pictures).write(drafts)
    return stream.getvalue()


class _Writer:
    """Writes the files of a package and keeps the list of them."""

    def __init__(self, package: zipfile.ZipFile, pictures: Mapping[str, Drawn]) -> None:
        self.package, self.pictures = package, pictures
        self.manifest = Element("manifest", {"xmlns": _PACKAGE, "identifier": "items"})
        about = SubElement(self.manifest, "metadata")
        SubElement(about, "schema").text = "QTI Package"
        SubElement(about, "schemaversion").text = "3.0.0"
        SubElement(self.manifest, "organizations")
        self.resources = SubElement(self.manifest, "resources")
        self.kept: dict[str, str] = {}

    def write(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            identifier = identifier_of("item", draft.code)
            stimulus = self._stimulus(draft.case) if draft.case else ""
            root = write_item(draft, identifier, stimulus, {p.sha256: self._name(p) for p in draft.pictures})
            beside = [*(self._image(picture) for picture in draft.pictures), *([stimulus] if stimulus else [])]
            self._add("imsqti_item_xmlv3p0", identifier, f"items/{identifier}.xml", root, beside)
        self._file(MANIFEST, self.manifest)

    def _stimulus(self, case: Case) -> str:
        identifier = identifier_of("case", case.code)
        if identifier not in self.kept:
            root = Element(
                "qti-assessment-stimulus",
                {"xmlns": NAMESPACE, "identifier": identifier, "title": case.code, "xml:lang": "zh-CN"},
            )
            body = SubElement(root, "qti-stimulus-body", {"data-case": case.code})
            paragraphs(body, case.stem)
            for picture in case.pictures:
                show_picture(body, picture, self._name(picture))
            beside = [self._image(picture) for picture in case.pictures]
            self._add("imsqti_stimulus_xmlv3p0", identifier, f"stimuli/{identifier}.xml", root, beside)
        return identifier

    def _name(self, picture: Picture) -> str:
        return name_of(self.pictures[picture.sha256])

    def _image(self, picture: Picture) -> str:
        identifier = f"image-{picture.sha256[:40]}"
        if identifier not in self.kept:
            href = f"images/{self._name(picture)}"
            self.package.writestr(zipfile.ZipInfo(href, _DAY), self.pictures[picture.sha256].data)
            self._resource("webcontent", identifier, href, [])
        return identifier

    def _add(self, kind: str, identifier: str, href: str, root: Element, beside: Iterable[str]) -> None:
        self._resource(kind, identifier, href, beside)
        self._file(href, root)

    def _resource(self, kind: str, identifier: str, href: str, beside: Iterable[str]) -> None:
        self.kept[identifier] = href
        resource = SubElement(self.resources, "resource", {"identifier": identifier, "type": kind, "href": href})
        SubElement(resource, "file", {"href": href})
        for other in dict.fromkeys(beside):
            SubElement(resource, "dependency", {"identifierref": other})

    def _file(self, href: str, root: Element) -> None:
        if root is self.manifest:
            indent(root, " ")
        info = zipfile.ZipInfo(href, _DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        self.package.writestr(info, tostring(root, encoding="utf-8", xml_declaration=True))


def identifier_of(kind: str, code: str) -> str:
    """Return a name fit for XML and files: the code where it is one, else one that the code gives."""
    fit = code if _NAME.fullmatch(code) else hashlib.sha256(code.encode()).hexdigest()[:20]
    return f"{kind}-{fit}"
