"""The page of an answer: each kind of it is rendered once, then only its places are filled.

Rendering the whole template for every scan took as long as the signature, the query and the middleware together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.html import escape

from certification.fields import titles
from certification.verification import WORDS, Answer, State
from enforcement import clock
from enforcement.web.times import say_day, say_moment

PLACES: Final = (
    "number", "name", "agency", "fields", "area", "from_on", "to_on", "photo", "phone", "read_at", "switch",
    "complaint",
)  # fmt: skip
OPEN, SHUT = "\ue000", "\ue001"  # characters for private use, which no credential may have
PLACE: Final = re.compile(f"{OPEN}([a-z_]+){SHUT}")
ANY_PHOTO: Final = "0" * 64


def render(answer: Answer, *, language: str, switch: str) -> str:
    """Return the page in a language; ``switch`` is the query that asks for the other one."""
    with translation.override(language):
        values = _values(answer, switch, english=language.startswith("en"))
        parts = _skeleton(
            language, answer.state, str(answer.reason), answer.photo_proven, answer.row is not None,
            tuple(name for name in ("phone", "complaint") if values[name]),
        )  # fmt: skip
    return "".join(values[part] if at % 2 else part for at, part in enumerate(parts))


def _values(answer: Answer, switch: str, *, english: bool) -> Mapping[str, str]:
    """Return what fills the places, escaped."""
    card, complaint = answer.row, complaint_address()
    values = {"read_at": say_moment(clock.now()), "switch": switch, "complaint": complaint, "phone": ""}
    if card is not None:
        values |= {
            "number": card.number, "name": card.name, "area": card.area, "phone": card.phone,
            "agency": (card.agency_en if english else "") or card.agency_name, "fields": titles(card.fields),
            "from_on": _day(card.valid_from, english), "to_on": _day(card.valid_to, english),
            "photo": _photo_address().replace(ANY_PHOTO, card.photo_sha256),
            "complaint": f"{complaint}?credential={card.number}" if complaint else "",
        }  # fmt: skip
    return {name: escape(value) for name, value in values.items()}


def _skeleton(
    language: str,
    state: State,
    reason: str,
    proven: bool,
    known: bool,
    ways: tuple[str, ...],  # noqa: FBT001
) -> list[str]:
    """Return the page's text and, at the odd positions, the names of the places between."""
    made = _made if not settings.DEBUG else _made.__wrapped__
    return made(language, state, reason, proven, known, ways)


@lru_cache(maxsize=256)
def _made(
    language: str,
    state: State,
    reason: str,
    proven: bool,
    known: bool,
    ways: tuple[str, ...],  # noqa: FBT001
) -> list[str]:
    places = {name: f"{OPEN}{name}{SHUT}" for name in PLACES}
    context = {
        **places, "words": WORDS[state], "reason": reason, "proven": proven, "known": known,
        "english": language.startswith("en"),
        **{name: places[name] if name in ways else "" for name in ("phone", "complaint")},
    }  # fmt: skip
    return PLACE.split(get_template("certification/verified.html").render(context))


@lru_cache(maxsize=4096)
def _day(given: date, english: bool) -> str:  # noqa: ARG001, FBT001 (days are said again and again, in two languages)
    return say_day(given)


@lru_cache(maxsize=1)
def complaint_address() -> str:
    """Return where complaints are made, or "" where that page is not installed."""
    try:
        return reverse("complain")
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=1)
def _photo_address() -> str:
    return reverse("officer_photo", args=[ANY_PHOTO])
