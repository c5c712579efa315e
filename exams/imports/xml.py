"""XML from outside, read without its dangers: no document types, entities or other files, and not without end."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid

MOST_ELEMENTS: Final = 1_000_000
DEEPEST: Final = 60


class XmlRefused(Invalid):
    """Refuse XML that is broken or would do harm."""

    sentence = _("this is no XML that can be read; export it again")


class _Builder(TreeBuilder):
    """Builds the tree and stops where it grows without end."""

    def __init__(self) -> None:
        super().__init__()
        self.count = self.depth = 0

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        self.count += 1
        self.depth += 1
        if self.count > MOST_ELEMENTS:
            raise XmlRefused(_("the XML has more than %(most)d elements") % {"most": MOST_ELEMENTS})
        if self.depth > DEEPEST:
            raise XmlRefused(_("the XML is nested more than %(most)d deep") % {"most": DEEPEST})
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def read_xml(data: bytes) -> Element:
    """Return the root of an XML file.

    Raises:
        XmlRefused: saying what is wrong with it.
    """
    parser = XMLParser(target=_Builder(), forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data)
        root = parser.close()
    except DefusedXmlException as fault:
        raise XmlRefused(
            _("the XML has a document type or entities, which are not accepted; delete the line with <!DOCTYPE")
        ) from fault
    except (ParseError, ValueError, LookupError) as fault:
        raise XmlRefused(_("the XML is not well formed (%(fault)s); export it again") % {"fault": fault}) from fault
    if not isinstance(root, Element):
        raise XmlRefused
    return root


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: Element) -> str:
    """Return the namespace of an element, "" for none."""
    return str(element.tag)[1:].rpartition("}")[0]


def children(element: Element, *names: str) -> list[Element]:
    """Return the children with one of these names, whatever their namespace; all of them without names."""
    return [child for child in element if not names or local(child) in names]


def first(element: Element, *path: str) -> Element | None:
    """Return the first element along a path of names, or None."""
    found: Element | None = element
    for name in path:
        found = next(iter(children(found, name)), None) if found is not None else None
    return found


def text_at(element: Element, *path: str) -> str:
    """Return the text of the first element along a path, "" where there is none."""
    found = first(element, *path)
    return (found.text or "") if found is not None else ""
