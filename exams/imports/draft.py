"""An item as a file brings it: pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from exams.imports.text import Words

LETTERS = "ABCDEFGH"
CHOICES = ("single", "multiple", "true_false")
TYPES = (*CHOICES, "fill_in", "short_answer")
RIGHT_WRONG = ("正确", "错误")
NO_DAY = date.min
"""The day of a law whose file says none: a fault."""
STEM = "stem"
_KEEP_ORDER = ("以上", "上述", "all of the above", "none of the above")


@dataclass(frozen=True, slots=True)
class Law:
    """The law and version that items were written for."""

    law: str
    short: str
    version: str
    in_force_from: date


NO_LAW = Law("", "", "", NO_DAY)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an item: the SHA-256 of its bytes, what it shows in words, and where: ``stem`` or an option."""

    sha256: str
    alt: str = ""
    place: str = STEM


@dataclass(frozen=True, slots=True)
class Case:
    """A case (案例): the text that several items share."""

    code: str
    stem: str
    pictures: tuple[Picture, ...] = ()

    @property
    def media(self) -> list[dict[str, str]]:
        """The pictures as they are kept."""
        return [{"sha256": picture.sha256, "alt": picture.alt} for picture in self.pictures]

    @property
    def sha256(self) -> str:
        """The hash of what a version of a shared stem freezes."""
        return _digest([self.stem, self.media])


@dataclass(frozen=True, slots=True)
class Draft:
    """An item of a file. ``place`` says where it stands there, for the messages.

    ``key`` holds letters (of choices), ``words`` the accepted words of each blank, ``guide`` and ``points`` what a
    short answer is marked by. ``fixed`` asks that the options stay in their order. ``order`` is the place in the case.
    """

    place: str
    law: Law
    code: str
    type: str
    stem: str
    options: tuple[str, ...]
    key: tuple[str, ...]
    article: str
    explanation: str
    difficulty: int
    topic: str = ""
    fixed: bool = False
    words: Words = ()
    guide: str = ""
    points: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    case: Case | None = None
    order: int = 0
    cells: Mapping[str, str] = field(default_factory=dict, compare=False)

    def at(self, part: str) -> str:
        """Return where a part of the item stands in its file, to the cell where the file has cells."""
        if part.startswith("option_"):
            part = part if part in self.cells else "options"
        return self.cells.get(part, self.place)

    @property
    def mask(self) -> int:
        """The key as a bit mask over the options."""
        return sum(1 << n for n, letter in enumerate(LETTERS) if letter in self.key)

    @property
    def texts(self) -> Any:
        """The key in words as it is kept; None where options answer."""
        if self.type == "fill_in":
            return [list(accepted) for accepted in self.words]
        return {"guide": self.guide, "points": list(self.points)} if self.type == "short_answer" else None

    @property
    def says_order(self) -> bool:
        """Whether an option speaks of the ones above it, so that they must not be shuffled."""
        return any(text.startswith(_KEEP_ORDER) or text.lower().startswith(_KEEP_ORDER) for text in self.options)

    @property
    def keep_order(self) -> bool:
        """Whether the options stay in their order."""
        return self.fixed or self.says_order

    @property
    def options_json(self) -> list[dict[str, str]]:
        """The options with their stable ids."""
        return [{"id": LETTERS[n], "text": text} for n, text in enumerate(self.options)]

    @property
    def media(self) -> list[dict[str, str]]:
        """The pictures as they are kept."""
        return [{"sha256": p.sha256, "alt": p.alt, "place": p.place} for p in self.pictures]

    @property
    def sha256(self) -> str:
        """The hash of all that a version freezes; the key has versions of its own.

        What an item does not have is left out, so that hashes stay as they are when a new part comes to be known.
        """
        facts: list[Any] = [
            self.law.law,
            self.law.version,
            self.article,
            self.type,
            self.stem,
            list(self.options),
            self.explanation,
            self.difficulty,
        ]
        more = {
            "topic": self.topic,
            "fixed": self.fixed and not self.says_order,
            "blanks": len(self.words),
            "media": self.media,
            "case": [self.case.code, self.case.sha256] if self.case else [],
        }
        more = {name: value for name, value in more.items() if value}
        return _digest([*facts, more] if more else facts)

    def settled(self) -> Draft:
        """Return the draft in its one form: pictures by place, letters in order, nothing said that says nothing."""
        idle = self.says_order or self.type not in {"single", "multiple"}
        return replace(
            self,
            key=tuple(sorted(self.key)),
            pictures=tuple(sorted(self.pictures, key=lambda picture: (picture.place != STEM, picture.place))),
            fixed=self.fixed and not idle,
            order=self.order if self.case else 0,
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place of a file."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


def _digest(facts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
