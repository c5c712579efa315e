"""A practice question as it is shown: options in an order of its own each time, blanks in their places. Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from exams.fill_in import is_right
from exams.models import ItemType, ItemVersion, KeyVersion, PracticeAnswer

GAP = re.compile(r"_{2,}|＿{2,}|（\s*）|\(\s*\)")
LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its letter on the screen, its number in the item, and after the answer what was chosen and right."""

    letter: str
    number: int
    text: str
    chosen: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a fill-in's stem and the blank behind it (0: none); later what was written and what is accepted."""

    text: str
    blank: int
    given: str = ""
    right: bool = False
    accepted: str = ""


def options_of(
    version: ItemVersion, *, seed: str, answer: PracticeAnswer | None, key: KeyVersion | None
) -> list[Option]:
    """Return the options; letters cannot be learnt by heart because each turn (``seed``) has another order."""
    numbers = list(range(len(version.options)))
    if not version.keep_order and version.item.type != ItemType.TRUE_FALSE:
        numbers.sort(key=lambda n: hashlib.sha256(f"{seed}:{version.pk}:{n}".encode()).digest())
    chosen, right = answer.mask if answer else 0, _right(key)
    return [
        Option(LETTERS[place], n, version.options[n]["text"], bool(chosen >> n & 1), bool(right >> n & 1))
        for place, n in enumerate(numbers)
    ]


def _right(key: KeyVersion | None) -> int:
    mask = key.mask if key else 0
    for other in key.masks if key else []:
        mask |= other
    return mask


def parts_of(version: ItemVersion, *, answer: PracticeAnswer | None, key: KeyVersion | None) -> list[Part]:
    """Return the stem cut at its blanks; blanks that the stem does not show stand at its end."""
    texts = GAP.split(version.stem)
    if len(texts) - 1 != version.blanks:
        texts = [version.stem, *[""] * version.blanks]
    parts = []
    for number, text in enumerate(texts, start=1):
        blank = number if number <= version.blanks else 0
        given = answer.texts[number - 1] if answer and blank and number <= len(answer.texts) else ""
        accepted = key.texts[number - 1] if key and key.texts and blank else []
        parts.append(Part(text, blank, given, bool(accepted) and is_right(given, accepted), " / ".join(accepted)))
    return parts
