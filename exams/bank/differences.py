"""What differs between two texts, two wordings, two keys: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.translation import gettext as _

from exams.models import ItemVersion

Kind = Literal["same", "gone", "new"]
NEAR = 0.35
"""Texts less alike than this are shown one after the other, not woven together."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of a wording that differs, by what people call it."""

    name: str
    pieces: tuple[Piece, ...]


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that make the old text without "new", and the new one without "gone"."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if old and new and matcher.ratio() < NEAR:
        return (Piece("gone", old), Piece("new", new))
    pieces: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", old[a:b]))
            continue
        pieces += [Piece("gone", old[a:b])] * (b > a) + [Piece("new", new[c:d])] * (d > c)
    return tuple(pieces)


def between(old: ItemVersion, new: ItemVersion) -> list[Changed]:
    """Return every part that differs between two versions, both with their ``law_ref`` and ``group_version``."""
    parts = zip(_parts(old), _parts(new), strict=True)
    return [Changed(name, difference(before, after)) for (name, before), (_same, after) in parts if before != after]


def _parts(version: ItemVersion) -> Sequence[tuple[str, str]]:
    options = {option["id"]: option["text"] for option in version.options}
    shared = version.group_version
    return (
        (_("Shared text"), shared.stem if shared else ""),
        (_("Question"), version.stem),
        *((_("Option %(letter)s") % {"letter": letter}, options.get(letter, "")) for letter in "ABCDEFGH"),
        (_("Law"), f"{version.law_ref} · {version.law_ref.version}"),
        (_("Explanation"), version.explanation),
        (_("Topic"), version.topic),
        (_("Difficulty"), str(version.difficulty)),
        (_("Order of options"), _("fixed") if version.keep_order else _("shuffled")),
        (_("Pictures"), "；".join(f"{picture['place']}: {picture['alt']}" for picture in version.media)),
    )
