"""The page of an answer: each kind of it is rendered once, then only its places are filled.

Rendering the whole template for every scan took as long as the signature, the query and the middleware together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.html import escape

from certification.fields import titles
from certification.scan import words
from certification.scan.parameters import DEFAULT
from certification.verification import Answer
from enforcement import clock
from enforcement.web.times import say_day, say_moment

PLACES: Final = (
    "number", "name", "agency", "fields", "area", "from_on", "to_on", "photo", "phone", "read_at", "switch", "larger",
    "complaint", "contact", "visit",
)  # fmt: skip
OPEN, SHUT = "\ue000", "\ue001"  # characters for private use, which no credential may have
PLACE: Final = re.compile(f"{OPEN}([a-z_]+){SHUT}")
ANY_PHOTO: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Kind:
    """What pages of one kind have in common."""

    language: str
    state: str
    reason: str
    proven: bool
    known: bool
    live: bool
    care: bool
    ways: tuple[str, ...]

    @property
    def english(self) -> bool:
        """Whether the page speaks English."""
        return self.language.startswith("en")


def render(answer: Answer, *, language: str, care: bool, switch: str, larger: str) -> str:
    """Return the page in a language; ``switch`` and ``larger`` are the queries that change language and care mode."""
    with translation.override(language):
        values = _values(answer, switch, larger, english=language.startswith("en"))
        kind = Kind(
            language=language, state=answer.state, reason=answer.reason, proven=answer.photo_proven,
            known=answer.row is not None, live=bool(answer.live), care=care,
            ways=tuple(name for name in ("phone", "complaint") if values[name]),
        )  # fmt: skip
        parts = _skeleton.__wrapped__(kind) if settings.DEBUG else _skeleton(kind)
    return "".join(values[part] if at % 2 else part for at, part in enumerate(parts))


def _values(answer: Answer, switch: str, larger: str, *, english: bool) -> Mapping[str, str]:
    """Return what fills the places, escaped."""
    card, complaint = answer.row, complaint_address()
    values = {
        "read_at": say_moment(clock.now()), "switch": switch, "larger": larger, "complaint": complaint, "phone": "",
        "contact": DEFAULT, "visit": reverse("visit_of_code", args=[answer.live]) if answer.live else "",
    }  # fmt: skip
    if card is not None:
        values |= {
            "number": card.number, "name": card.name, "area": card.area, "phone": card.phone,
            "agency": (card.agency_en if english else "") or card.agency_name, "fields": titles(card.fields),
            "from_on": _day(card.valid_from, english), "to_on": _day(card.valid_to, english),
            "photo": _photo_address().replace(ANY_PHOTO, card.photo_sha256), "contact": card.contact or DEFAULT,
            "complaint": f"{complaint}?credential={card.number}" if complaint else "",
        }  # fmt: skip
    return {name: escape(value) for name, value in values.items()}


@lru_cache(maxsize=256)
def _skeleton(kind: Kind) -> list[str]:
    """Return the page's text and, at the odd positions, the names of the places between."""
    places = {name: f"{OPEN}{name}{SHUT}" for name in PLACES}
    given = {name: places[name] if name in kind.ways else "" for name in ("phone", "complaint")}
    said = {"words": words.words_of(kind.state, kind.reason), "reason": words.sentence(kind.reason)}
    context = {**places, **given, **said, "kind": kind}
    return PLACE.split(get_template("certification/scan/verified.html").render(context))


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
