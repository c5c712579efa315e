"""What a key says, and what may be wrong with it: pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from exams.fill_in import normalise
from exams.imports.text import write_words
from exams.models import KeyFacts, KeyStatus
from exams.shuffle import canonical

LETTERS = "ABCDEFGH"
LONGEST_WORD = 200
MOST_WORDS = 20
"""Accepted words of one blank."""
CHOICES = frozenset({"single", "multiple", "true_false"})
VOID = frozenset({KeyStatus.VOID_FULL_MARKS, KeyStatus.VOID_REMOVED})
"""Keys that say an item was wrong: no new paper takes it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is right: ``mask`` over the options; ``masks`` where several answers count; ``texts`` where words answer.

    ``texts`` is a list of accepted words for each blank, or ``{"guide": "…", "points": ["…"]}`` for a short answer.
    """

    mask: int = 0
    masks: tuple[int, ...] = ()
    texts: Any = None
    status: str = KeyStatus.NORMAL

    @classmethod
    def of(cls, kept: KeyFacts) -> Answer:
        """Return what a kept key says."""
        return cls(kept.mask, tuple(kept.masks), kept.texts, kept.status)

    def columns(self) -> dict[str, Any]:
        """Return the columns that keep it."""
        return {"mask": self.mask, "masks": list(self.masks), "texts": self.texts, "status": self.status}

    @property
    def sha256(self) -> str:
        """The hash that the ledger keeps of it: the key itself stays in the bank."""
        return hashlib.sha256(canonical(self.columns()).encode()).hexdigest()

    @property
    def accepted(self) -> tuple[int, ...]:
        """Every mask that counts in full."""
        return self.masks or (self.mask,)


def letters(mask: int) -> str:
    """Return a mask as its letters: 5 is AC."""
    return "".join(letter for n, letter in enumerate(LETTERS) if mask >> n & 1)


def mask_of(chosen: str) -> int:
    """Return letters as a mask: AC is 5.

    Raises:
        ValueError: for a letter that no option has.
    """
    return sum(1 << LETTERS.index(letter) for letter in set(chosen))


def in_words(answer: Answer) -> str:
    """Return an answer as people write it: its letters, its words, or nothing for a guide."""
    if answer.texts is None:
        return " / ".join(letters(mask) for mask in answer.accepted)
    return write_words(answer.texts) if isinstance(answer.texts, list) else ""


def faults(answer: Answer, *, type_: str, options: int = 0, blanks: int = 0) -> list[str]:
    """Return what is wrong with a key of an item of a type with so many options or blanks."""
    if type_ in CHOICES:
        return list(_choice_faults(answer, type_, options))
    if answer.mask or answer.masks or answer.status == KeyStatus.ACCEPT_MULTIPLE:
        return [_("An item that is answered in words has no key of letters.")]
    return list(_blank_faults(answer.texts, blanks) if type_ == "fill_in" else _guide_faults(answer.texts))


def _choice_faults(answer: Answer, type_: str, options: int) -> Iterator[str]:
    several = answer.status == KeyStatus.ACCEPT_MULTIPLE
    if answer.texts is not None or not answer.mask:
        yield _("The key names no option.")
    elif any(not 0 < mask < 1 << options for mask in answer.accepted):
        yield _("The key names an option that is not there.")
    elif several and (len(set(answer.masks)) < 2 or answer.masks[0] != answer.mask):  # noqa: PLR2004 (several)
        yield _("Name at least two answers that are accepted.")
    elif not several and answer.masks:
        yield _("Only one answer counts, unless several are accepted.")
    elif type_ != "multiple" and any(mask.bit_count() != 1 for mask in answer.accepted):
        yield _("This item has exactly one right option.")
    elif type_ == "multiple" and not several and answer.mask.bit_count() == 1:
        yield _("A multiple choice item has at least two right options.")


def _blank_faults(texts: Any, blanks: int) -> Iterator[str]:
    if not isinstance(texts, list) or len(texts) != blanks or not blanks:
        yield _("Give the accepted words of each blank: the question has %(count)d.") % {"count": blanks}
        return
    for number, words in enumerate(texts, start=1):
        if "" in words or not any(map(normalise, words)):
            yield _("Blank %(number)d has no accepted word.") % {"number": number}
        elif len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
            yield _("Blank %(number)d has too many accepted words, or one that is too long.") % {"number": number}
        elif len(set(words)) < len(words):
            yield _("Blank %(number)d has the same word twice.") % {"number": number}


def _guide_faults(texts: Any) -> Iterator[str]:
    if not isinstance(texts, dict) or not str(texts.get("guide", "")).strip():
        yield _("A short answer needs a guide for those who mark it.")
