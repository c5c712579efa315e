"""What a phone sent, read with care: everything is a text, a number or bytes in base64."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Any

from django.http import HttpRequest

from certification.display.announce_visit import Said
from certification.display.proof import Proof
from enforcement.errors import Invalid

LARGEST = 8192


def body_of(request: HttpRequest) -> dict[str, Any]:
    """Return the object that was sent.

    Raises:
        Invalid: for anything else.
    """
    return object_in(request.body if len(request.body) <= LARGEST else b"")


def object_in(words: bytes | str) -> dict[str, Any]:
    """Return the object written in JSON.

    Raises:
        Invalid: for anything else.
    """
    try:
        given = json.loads(words)
    except ValueError as fault:
        raise Invalid from fault
    if not isinstance(given, dict):
        raise Invalid
    return given


def answer_of(given: dict[str, Any], words: str = "") -> Proof:
    """Return the proof in what was sent."""
    return Proof(text(given, "challenge"), raw(given, "signature"), words)


def said_in(words: str) -> Said:
    """Return what an officer says of a visit."""
    given = object_in(words)
    latitude, longitude = (given.get(name) for name in ("latitude", "longitude"))
    return Said(
        enterprise=text(given, "enterprise"), purpose=text(given, "purpose"), reference=text(given, "reference"),
        latitude=float(latitude) if isinstance(latitude, int | float) else None,
        longitude=float(longitude) if isinstance(longitude, int | float) else None,
    )  # fmt: skip


def text(given: dict[str, Any], name: str) -> str:
    """Return a text that was sent, or ""."""
    found = given.get(name)
    return found.replace("\x00", "") if isinstance(found, str) else ""


def number(given: dict[str, Any], name: str) -> int:
    """Return a row's number that was sent, or 0."""
    found = given.get(name)
    return found if isinstance(found, int) and 0 <= found < 2**31 else 0


def raw(given: dict[str, Any], name: str) -> bytes:
    """Return bytes that were sent in base64.

    Raises:
        Invalid: if they were not.
    """
    try:
        return b64decode(text(given, name), validate=True)
    except ValueError as fault:
        raise Invalid from fault
