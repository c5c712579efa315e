"""An OpenAPI description as a page lists it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter or a field: its name, kind, and what it says."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Described:
    """An operation."""

    method: str
    address: str
    words: str
    parameters: tuple[Named, ...]
    fields: tuple[Named, ...]


def operations(description: Mapping[str, Any]) -> list[Described]:
    """Return the operations of a description in its order, with the fields of a row of their answers."""
    schemas = description["components"]["schemas"]
    return [
        Described(
            method=method.upper(), address=address, words=gettext(one["summary"]),
            parameters=tuple(Named(p["name"], kind_of(p["schema"]), _said(p)) for p in one["parameters"]),
            fields=_fields(one, schemas),
        )
        for address, methods in description["paths"].items()
        for method, one in methods.items()
    ]  # fmt: skip


def kind_of(schema: Mapping[str, Any]) -> str:
    """Return the kind of a value in a few words."""
    if "anyOf" in schema:
        return " | ".join(kind_of(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"[{kind_of(schema['items'])}]"
    return str(schema.get("format") or schema.get("type", ""))


def _fields(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> tuple[Named, ...]:
    schema = operation["responses"][200].get("content", {}).get("application/json", {}).get("schema", {})
    shape = schemas.get(str(schema.get("$ref", "")).rsplit("/", 1)[-1], {})
    items = shape.get("properties", {}).get("items", {}).get("items", {})
    shape = schemas.get(str(items.get("$ref", "")).rsplit("/", 1)[-1], shape)
    return tuple(Named(n, kind_of(f), _said(f)) for n, f in shape.get("properties", {}).items())


def _said(described: Mapping[str, Any]) -> str:
    """Return a description in the reader's language."""
    return gettext(described["description"]) if described.get("description") else ""
