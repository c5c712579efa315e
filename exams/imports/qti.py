"""Items from QTI 2.1, 2.2 and 3.0: a content package, or one item as a file of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from exams.imports.draft import Case, Draft
from exams.imports.found import CODE_DIGITS, MOST_ITEMS, Found, Given, Unreadable
from exams.imports.labels import Reading
from exams.imports.markup import refuse_lost
from exams.imports.package import NotAPackage, Package, PackageRefused, open_package
from exams.imports.qti_item import Body, Place, item_of
from exams.imports.qti_names import SPACES, attribute, inside, name, version_of
from exams.imports.xml import XmlRefused, children, local, read_xml

MANIFEST = "imsmanifest.xml"
_ITEM, _STIMULUS = "imsqti_item_xmlv", "imsqti_stimulus_xmlv"
_TESTS = ("imsqti_test_xmlv", "imsqti_assessment_xmlv")
_BESIDE = ("webcontent", "associatedcontent", "css", "imsqti_rptemplate_xmlv", "resourcemetadata", "imsqti_stimulus")
"""Resources that matter only where an item refers to them."""


def read(data: bytes, given: Given) -> Found:
    """Return the items of a package or file of QTI and what could not be read."""
    reading = Reading(given)
    found = reading.found
    try:
        package = open_package(data) if data.startswith(b"PK") else None
        drafts = list(_of_package(reading, package) if package else _alone(reading, data))
    except NotAPackage:
        found.refuse(_("file"), str(PackageRefused.sentence))
    except (PackageRefused, XmlRefused) as refusal:
        found.refuse(_("file"), str(refusal))
    else:
        found.add(drafts)
        if not drafts and not found.problems:
            found.refuse(_("file"), _("there is no question in this file"))
    return found


def _alone(reading: Reading, data: bytes) -> Iterator[Draft]:
    def fetch(path: str) -> bytes:
        raise PackageRefused(_("the file %(name)s is not in the package") % {"name": path})

    root = read_xml(data)
    place = Place(reading, "", fetch, attribute(root, "identifier") or _("file"))
    draft = _item(root, place)
    if draft:
        yield draft


def _of_package(reading: Reading, package: Package) -> Iterator[Draft]:
    if MANIFEST not in package:
        raise PackageRefused(_("the package has no %(name)s at its top") % {"name": MANIFEST})
    items = list(_items(reading, package))
    if len(items) > MOST_ITEMS:
        raise PackageRefused(_("a file may bring at most %(count)d items") % {"count": MOST_ITEMS})
    for number, href in enumerate(items):
        if number % 50 == 0:
            reading.given.tick(number, len(items))
        draft = _item_at(reading, package, href)
        if draft:
            yield draft


def _items(reading: Reading, package: Package) -> Iterator[str]:
    """Yield the paths of the items; what else a package may bring is passed over or refused."""
    for kind, href in _resources(read_xml(package.read(MANIFEST))):
        if kind.startswith(_ITEM):
            yield href
        elif kind.startswith(_TESTS):
            _refuse_shared_text(reading, package, href)
        elif not kind.startswith(_BESIDE):
            reading.found.refuse(f"{MANIFEST} {href}", _("the resource type %(kind)s is not taken") % {"kind": kind})


def _item_at(reading: Reading, package: Package, href: str) -> Draft | None:
    try:
        root = read_xml(package.read(href))
    except (PackageRefused, XmlRefused) as refusal:
        reading.found.refuse(href, str(refusal))
        return None
    return _item(root, Place(reading, href, package.read, f"{href} {attribute(root, 'identifier')}"))


def _resources(manifest: Element) -> Iterator[tuple[str, str]]:
    for resources in children(manifest, "resources"):
        for resource in children(resources, "resource"):
            yield resource.get("type", ""), resource.get("href", "")


def _refuse_shared_text(reading: Reading, package: Package, href: str) -> None:
    """A test is not taken: papers are put together here. But text that it shows to candidates must not be lost."""
    for element in read_xml(package.read(href)).iter():
        if name(element) == "rubricBlock":
            reading.found.refuse(href, _("the text in <rubricBlock> of the test would be lost; use a shared stimulus"))
            return


def _item(root: Element, place: Place) -> Draft | None:
    found = place.reading.found
    if name(root) != "assessmentItem" or not version_of(root):
        facts = {"tag": local(root), "versions": ", ".join(SPACES.values())}
        found.refuse(place.said, _("this is no item of QTI %(versions)s: it begins with <%(tag)s>") % facts)
        return None
    try:
        return item_of(root, place, case=_stimulus(root, place))
    except Unreadable as fault:
        found.refuse(place.said, str(fault))
        return None


def _stimulus(root: Element, place: Place) -> str:
    """Return the code of the case that an item belongs to, "" for none; its text is kept with the reading."""
    references = inside(root, "assessmentStimulusRef")
    if not references:
        return ""
    if len(references) > 1:
        raise Unreadable(_("an item belongs to one <assessmentStimulusRef>, this one has several"))
    path = place.beside(attribute(references[0], "href"))
    try:
        stimulus = read_xml(place.fetch(path))
    except (PackageRefused, XmlRefused) as refusal:
        raise Unreadable(str(refusal)) from None
    body = Body()
    for part in inside(stimulus, "stimulusBody"):
        body.walk(part)
    refuse_lost(body.prose, pictures=True)
    if body.interactions or name(stimulus) != "assessmentStimulus":
        raise Unreadable(_("the file %(name)s is no shared stimulus") % {"name": path})
    said = next((part.get("data-case", "") for part in inside(stimulus, "stimulusBody")), "")
    code = said or "C-" + hashlib.sha256(body.prose.text.encode()).hexdigest()[:CODE_DIGITS]
    inner = Place(place.reading, path, place.fetch, place.said)
    place.reading.cases.known.setdefault(code, Case(code, body.prose.text, inner.pictures(body.prose)))
    return code
