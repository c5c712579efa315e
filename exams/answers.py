"""Answers of a sitting: from the screen's order to the form's, and the hash that receipt and result carry. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from exams.shuffle import Place, canonical, to_item_mask

Words = str | list[str]
"""An answer in words: one text, or one for each blank."""


def answers_sha256(sitting_id: int, answers: Sequence[int], texts: Mapping[str, Words] | None = None) -> str:
    """Return the SHA-256 of the answers of a sitting as they are stored, hexadecimal; ``texts`` by question."""
    masks = ",".join(map(str, answers))
    if not texts:
        return hashlib.sha256(f"exams.answers.1:{sitting_id}:{masks}".encode()).hexdigest()
    return hashlib.sha256(f"exams.answers.2:{sitting_id}:{masks}:{canonical(texts)}".encode()).hexdigest()


def by_item(
    *, places: Sequence[Place], answers: Sequence[int], texts: Mapping[str, Words] | None = None
) -> tuple[list[int], dict[int, Words]]:
    """Return answers in the form's order: masks over each item's own options, and words by the item's index.

    Words count only where the question's mask says that it is answered.

    Raises:
        ValueError: if there are not as many answers as questions.
    """
    masks, words = [0] * len(places), dict[int, Words]()
    for slot, (place, answer) in enumerate(zip(places, answers, strict=True)):
        if place.options:
            masks[place.item] = to_item_mask(place=place, answer=answer)
        elif answer:
            masks[place.item] = 1
            words[place.item] = (texts or {}).get(str(slot), "")
    return masks, words
