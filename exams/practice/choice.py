"""Which item to practise next: pure. What was missed comes back, what is new follows, what was known can wait."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Mode = Literal["mixed", "mistakes", "weak"]
MODES: tuple[Mode, ...] = ("mixed", "mistakes", "weak")
REST = 3
"""A missed item comes back after so many others, when it is no longer in the ear."""
WEAK = 0.8
"""An article is weak below this share of right last answers."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a person did with an item: how many answers ago the last one was (None: never), and whether it was right."""

    item: int
    article: str
    ago: int | None = None
    right: bool = False


def weak_articles(items: Iterable[Known]) -> dict[str, tuple[int, int]]:
    """Return the articles a person is weak in: right and all of the items answered, the weakest first."""
    rows: dict[str, list[int]] = {}
    for known in items:
        if known.ago is not None:
            row = rows.setdefault(known.article, [0, 0])
            row[0] += known.right
            row[1] += 1
    weak = [(article, right, count) for article, (right, count) in rows.items() if right / count < WEAK]
    return {article: (right, count) for article, right, count in sorted(weak, key=lambda w: (w[1] / w[2], -w[2], w[0]))}


def next_item(items: Iterable[Known], *, mode: Mode, seed: str) -> int | None:
    """Return the item to ask next, None when a mode has nothing left.

    ``mistakes`` has the items missed the last time, ``weak`` all items of weak articles. The item just answered is
    never asked again at once. ``seed`` shuffles what is equally due.
    """
    pool = [known for known in items if known.ago != 0]
    if mode == "mistakes":
        pool = [known for known in pool if known.ago is not None and not known.right]
    elif mode == "weak":
        weak = weak_articles(items)
        pool = [known for known in pool if known.article in weak]
    return min(pool, key=lambda known: _urgency(known, seed)).item if pool else None


def _urgency(known: Known, seed: str) -> tuple[int, int, bytes]:
    chance = hashlib.sha256(f"{seed}:{known.item}".encode()).digest()
    if known.ago is None:
        return 1, 0, chance
    if not known.right:
        return (0 if known.ago > REST else 3), -known.ago, chance
    return 2, -known.ago, chance
