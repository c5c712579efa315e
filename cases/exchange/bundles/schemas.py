"""The JSON Schemas of the format, written from the shapes: ``python manage.py bundle_schemas`` keeps the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from cases.exchange.bundles.shapes import FORMAT, PARTS, VERSION
from cases.outside import OutsideCase

FOLDER: Final = Path(__file__).resolve().parents[3] / "docs" / "exchange" / "schemas" / VERSION
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
SHA256: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
CODE: Final = {"type": "string", "pattern": "^[0-9A-Z]{18}$"}
BODY: Final = {
    "type": "object", "required": ["name", "credit_code"], "additionalProperties": False,
    "properties": {"name": {"type": "string"}, "credit_code": CODE},
}  # fmt: skip
PART: Final = {
    "type": "object", "required": ["name", "rows", "bytes", "sha256"], "additionalProperties": False,
    "properties": {
        "name": {"enum": [f"{name}.jsonl" for name in PARTS]}, "rows": {"type": "integer", "minimum": 0},
        "bytes": {"type": "integer", "minimum": 0}, "sha256": SHA256,
    },
}  # fmt: skip
SINCE: Final = {
    "type": ["object", "null"], "required": ["bundle", "cursor"], "additionalProperties": False,
    "properties": {"bundle": SHA256, "cursor": {"type": "integer", "minimum": 0}},
}  # fmt: skip


def all_schemas() -> dict[str, dict[str, Any]]:
    """Return each schema by the name of its file."""
    case = TypeAdapter(OutsideCase).json_schema()
    for shape in [case, *case.get("$defs", {}).values()]:
        shape["additionalProperties"] = False
    found = {name: shape.model_json_schema(mode="serialization") for name, shape in PARTS.items()}
    found |= {"case_record": case, "manifest": _manifest(), "signature": _signature()}
    return {f"{name}.json": {"$schema": DIALECT, **schema} for name, schema in found.items()}


def _manifest() -> dict[str, Any]:
    properties: dict[str, Any] = {
        "format": {"const": FORMAT}, "version": {"type": "string", "pattern": "^1\\.[0-9]+$"}, "sender": BODY,
        "receiver": BODY, "agency": CODE,
        "made_at": {"type": "string", "format": "date-time"},
        "cursor": {"type": "integer", "minimum": 0}, "since": SINCE, "identifiers": {"enum": ["omitted", "encrypted"]},
        "parts": {"type": "array", "items": PART},
    }  # fmt: skip
    return {
        "title": "Manifest", "type": "object", "required": list(properties), "additionalProperties": False,
        "properties": properties,
    }  # fmt: skip


def _signature() -> dict[str, Any]:
    properties: dict[str, Any] = {
        "algorithm": {"const": "Ed25519"}, "key_id": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "signature": {"type": "string", "description": "Base64 of the 64 bytes"},
    }  # fmt: skip
    return {
        "title": "Signature", "type": "object", "required": list(properties), "additionalProperties": False,
        "properties": properties,
    }  # fmt: skip
