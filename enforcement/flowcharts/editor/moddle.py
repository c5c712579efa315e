"""The ``law:`` extension as bpmn-js wants it described, made from the vocabulary that files are read by."""

from __future__ import annotations

from typing import Any

from enforcement.flowcharts import guards
from enforcement.flowcharts.bpmn.law import ATTRIBUTES, PARTS
from enforcement.flowcharts.bpmn.vocabulary import LAW


def descriptor() -> dict[str, Any]:
    """Return the moddle descriptor: every element with its attributes, so that none is lost in the modeler."""
    return {
        "name": "law",
        "prefix": "law",
        "uri": LAW,
        "xml": {"tagAlias": "lowerCase"},
        "associations": [],
        "types": [_type(tag, *names) for tag, names in ATTRIBUTES.items()],
    }


def _type(tag: str, required: str, optional: str) -> dict[str, Any]:
    names = [*required.split(), *optional.split()]
    if tag == "guard":
        names += sorted({p.name for guard in guards.GUARDS.values() for p in guard.params})
    properties: list[dict[str, Any]] = [{"name": name, "isAttr": True, "type": "String"} for name in names]
    if tag == "step":
        properties += [{"name": part, "type": _named(part), "isMany": True} for part in PARTS]
    return {"name": _named(tag), "superClass": ["Element"], "properties": properties}


def _named(tag: str) -> str:
    return tag.capitalize()
