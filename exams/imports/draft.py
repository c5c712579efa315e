"""An item as a file brings it, and what may be wrong with it: pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

LETTERS = "ABCDEFGH"
TYPES = ("single", "multiple", "true_false")
HARDEST = 5
LONGEST_CODE = 30
_KEEP_ORDER = ("以上", "上述", "all of the above", "none of the above")


@dataclass(frozen=True, slots=True)
class Law:
    """The law and version that items were written for."""

    law: str
    short: str
    version: str
    in_force_from: date


@dataclass(frozen=True, slots=True)
class Draft:
    """An item of a file. ``place`` says where it stands there, for the messages; ``key`` holds letters."""

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
    cells: Mapping[str, str] = field(default_factory=dict, compare=False)

    def at(self, part: str) -> str:
        """Return where a part of the item stands in its file, to the cell where the file has cells."""
        return self.cells.get(part, self.place)

    @property
    def mask(self) -> int:
        """The key as a bit mask over the options."""
        return sum(1 << LETTERS.index(letter) for letter in set(self.key))

    @property
    def keep_order(self) -> bool:
        """Whether an option speaks of the ones above it, so that they must not be shuffled."""
        return any(text.startswith(_KEEP_ORDER) or text.lower().startswith(_KEEP_ORDER) for text in self.options)

    @property
    def options_json(self) -> list[dict[str, str]]:
        """The options with their stable ids."""
        return [{"id": LETTERS[n], "text": text} for n, text in enumerate(self.options)]

    @property
    def sha256(self) -> str:
        """The hash of all that a version freezes; the key has versions of its own."""
        facts = [
            self.law.law,
            self.law.version,
            self.article,
            self.type,
            self.stem,
            list(self.options),
            self.explanation,
            self.difficulty,
        ]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place of a file."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


def problems_of(drafts: Iterable[Draft]) -> list[Problem]:
    """Return everything wrong with the drafts of a file or of several taken together."""
    codes: dict[str, str] = {}
    stems: dict[str, str] = {}
    found: list[Problem] = []
    for draft in drafts:
        found += [Problem(draft.at(part), sentence) for part, sentence in _faults(draft)]
        for part, seen, value, sentence in (
            ("code", codes, draft.code, _("the code %(value)s stands at %(other)s already")),
            ("stem", stems, "".join(draft.stem.split()), _("the same question stands at %(other)s already")),
        ):
            if value and value in seen:
                found.append(Problem(draft.at(part), sentence % {"value": value, "other": seen[value]}))
            seen.setdefault(value, draft.at(part))
    return found


Fault = tuple[str, str]


def _faults(draft: Draft) -> Iterator[Fault]:
    if not 0 < len(draft.code) <= LONGEST_CODE:
        yield "code", _("the code is missing or longer than 30 characters")
    if draft.type not in TYPES:
        yield "type", _("the type “%(type)s” is none of single, multiple, true_false") % {"type": draft.type}
    if not draft.stem:
        yield "stem", _("the question is empty")
    if not draft.article:
        yield "article", _("the article of law is missing")
    if not 1 <= draft.difficulty <= HARDEST:
        yield "difficulty", _("the difficulty is not a whole number from 1 to 5")
    yield from _option_faults(draft)
    yield from _key_faults(draft)


def _option_faults(draft: Draft) -> Iterator[Fault]:
    count = len(draft.options)
    if draft.type == "true_false" and count != 2:  # noqa: PLR2004 (right and wrong)
        yield "options", _("a true or false item has exactly two options")
    elif not 2 <= count <= len(LETTERS):  # noqa: PLR2004 (a choice)
        yield "options", _("an item has from 2 to 8 options, this one has %(count)d") % {"count": count}
    if "" in draft.options:
        yield "options", _("an option is empty")
    elif len(set(draft.options)) < count:
        yield "options", _("two options are the same")


def _key_faults(draft: Draft) -> Iterator[Fault]:
    strangers = [letter for letter in draft.key if letter not in tuple(LETTERS[: len(draft.options)])]
    if strangers:
        yield "key", _("the key names %(letters)s, which is not among the options") % {"letters": "、".join(strangers)}
    elif len(set(draft.key)) < len(draft.key) or not draft.key:
        yield "key", _("the key is missing or names an option twice")
    elif draft.type == "multiple" and len(draft.key) == 1:
        yield "key", _("a multiple choice item has at least two right options")
    elif draft.type in {"single", "true_false"} and len(draft.key) != 1:
        yield "key", _("this item has exactly one right option")
