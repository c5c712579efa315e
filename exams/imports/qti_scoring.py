"""How a QTI item is scored, as far as it says which answers are right: pure."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from exams.imports.found import Unreadable
from exams.imports.qti_names import attribute, inside, name
from exams.imports.text import tidy_line

TEMPLATES = ("match_correct", "map_response")
_KNOWN = frozenset({
    "responseProcessing", "responseCondition", "responseIf", "responseElse", "match", "isNull", "and", "variable",
    "correct", "mapResponse", "setOutcomeValue", "sum", "baseValue", "null",
})  # fmt: skip
_SCORES = frozenset({"SCORE", "MAXSCORE"})


def refuse_unknown_scoring(item: Element) -> None:
    """Refuse scoring other than "as the correct response says" and "as the mapping says", written out or by template.

    Raises:
        Unreadable: naming the element.
    """
    for processing in inside(item, "responseProcessing"):
        template = processing.get("template", "").rpartition("/")[2].removesuffix(".xml")
        if template and template not in TEMPLATES:
            raise Unreadable(_("the scoring template %(name)s is not known") % {"name": template})
        for element in processing.iter():
            _refuse(element)


def _refuse(element: Element) -> None:
    found = name(element)
    whole = found in _KNOWN
    if found == "match":
        whole = [name(child) for child in element] == ["variable", "correct"] and _of(element[0]) == _of(element[1])
    elif found == "setOutcomeValue":
        whole = _of(element) in _SCORES
    elif found == "responseIf":
        values = [value for child in inside(element, "setOutcomeValue") for value in inside(child, "baseValue")]
        whole = not values or not inside(element, "match", "and") or all(_number(v.text) > 0 for v in values)
    if not whole:
        raise Unreadable(_("the scoring rule <%(name)s> is not one of those that are taken") % {"name": found})


def _of(element: Element) -> str:
    return attribute(element, "identifier")


def right_of(declaration: Element, *, by_map: bool) -> list[str]:
    """Return the values of a response that are right: the correct ones, or those that the mapping gives full marks.

    Raises:
        Unreadable: if a value gives part of the marks, or the two disagree.
    """
    correct = [
        tidy_line(value.text or "")
        for response in inside(declaration, "correctResponse")
        for value in inside(response, "value")
    ]
    mapped = {
        tidy_line(attribute(entry, "mapKey")): _number(attribute(entry, "mappedValue"))
        for mapping in inside(declaration, "mapping")
        for entry in inside(mapping, "mapEntry")
    }
    gained = {key: value for key, value in mapped.items() if value > 0}
    if not gained or not (by_map or not correct):
        return correct
    several = attribute(declaration, "cardinality") in {"multiple", "ordered"}
    if not several and len(set(gained.values())) > 1:
        raise Unreadable(_("an answer gives part of the marks, which this system does not know"))
    if set(correct) - set(gained):
        raise Unreadable(_("the correct response and the mapping disagree"))
    return list(gained)


def maps(item: Element) -> bool:
    """Return whether an item is scored by the mapping."""
    return any(
        processing.get("template", "").rpartition("/")[2].removesuffix(".xml") == "map_response"
        or any(name(element) == "mapResponse" for element in processing.iter())
        for processing in inside(item, "responseProcessing")
    )


def _number(text: str | None) -> float:
    try:
        return float(text or "0")
    except ValueError:
        raise Unreadable(_("a mark is no number")) from None
