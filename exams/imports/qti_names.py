"""QTI 2.1, 2.2 and 3.0 under one set of names: those of 2.x."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from exams.imports.xml import local, namespace

SPACES = {
    "http://www.imsglobal.org/xsd/imsqti_v2p1": "2.1",
    "http://www.imsglobal.org/xsd/imsqti_v2p2": "2.2",
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0": "3.0",
}
"""The namespaces of items, by their version."""
_WORD = re.compile(r"-([a-z])")
_CAPITAL = re.compile(r"([A-Z])")


def name(element: Element) -> str:
    """Return the name of an element as QTI 2 writes it: ``qti-simple-choice`` is ``simpleChoice``."""
    found = local(element)
    return _WORD.sub(lambda word: word[1].upper(), found[4:]) if found.startswith("qti-") else found


def attribute(element: Element, camel: str) -> str:
    """Return an attribute by its name of QTI 2, written in either way; "" where there is none."""
    return element.get(camel) or element.get(_CAPITAL.sub(lambda sign: f"-{sign[1].lower()}", camel)) or ""


def version_of(root: Element) -> str:
    """Return the version of QTI that a file is written in, "" for none that is known."""
    return SPACES.get(namespace(root), "")


def inside(element: Element, *names: str) -> list[Element]:
    """Return the children with one of these names."""
    return [child for child in element if name(child) in names]
