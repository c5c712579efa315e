"""What a reader of files is given and what it returns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from exams.bank.pictures import Drawn, PictureRefused, check
from exams.imports.draft import NO_LAW, Draft, Law, Problem
from exams.imports.text import tidy_line

MOST_ITEMS = 10_000
"""The most items that one file may bring."""
CODE_DIGITS = 10


class Unreadable(Exception):
    """End the reading of one question, with what is wrong in it."""


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Given:
    """What stands for what a file does not say, the laws that are known by name, and where to report progress."""

    law: Law = NO_LAW
    article: str = ""
    difficulty: int = 0
    laws: Mapping[str, Law] = field(default_factory=dict)
    most_picture_kb: int = 2048
    tick: Callable[[int, int], None] = silent

    def law_named(self, name: str) -> Law:
        """Return the law of a name, full or short; without a name, the one that stands for all."""
        name = tidy_line(name).strip("《》")
        if not name or name in {self.law.law, self.law.short}:
            return self.law
        return self.laws.get(name, Law(name, short_of(name), "", NO_LAW.in_force_from))


def short_of(law: str) -> str:
    """Return the usual short name of a law."""
    return law.removeprefix("中华人民共和国")


@dataclass(slots=True)
class Found:
    """The items of a file, its pictures by SHA-256, and what could not be read."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pictures: dict[str, Drawn] = field(default_factory=dict)

    def refuse(self, place: str, sentence: str) -> None:
        """Note what is wrong at a place."""
        self.problems.append(Problem(place, sentence))

    def take_picture(self, place: str, data: bytes, *, most_kb: int) -> str:
        """Keep a picture and return its SHA-256; what may not be kept is a problem of the place and returns ""."""
        if len(data) > most_kb * 1024:
            self.refuse(place, _("the picture is larger than %(most)d kB; make it smaller") % {"most": most_kb})
            return ""
        try:
            drawn = check(data)
        except PictureRefused as refusal:
            self.refuse(place, str(refusal))
            return ""
        self.pictures[drawn.sha256] = drawn
        return drawn.sha256

    def add(self, drafts: Iterable[Draft]) -> None:
        """Add drafts, settled, those without a code under one that their wording gives."""
        self.drafts += [coded(draft.settled()) for draft in drafts]


def coded(draft: Draft) -> Draft:
    """Return a draft with a code: its own, or one made of its wording, which is the same each time it comes."""
    if draft.code:
        return draft
    wording = "\n".join([draft.type, draft.case.code if draft.case else "", draft.stem, *draft.options])
    return replace(draft, code="Q-" + hashlib.sha256(wording.encode()).hexdigest()[:CODE_DIGITS])
