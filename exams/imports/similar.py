"""Questions that are nearly the same: pure.

Two texts are alike by the share of characters that they have in common in one order (twice the longest common
subsequence over both lengths). Each character that differs spoils at most two pairs of neighbouring characters, so
texts that alike have so many pairs in common; only those that do are compared. Nothing is missed, few are compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

THRESHOLD = 0.9
"""Texts at least this much alike are named. A changed number or word in a usual question stays above it."""
TICK = 200
_NOT_SAID = re.compile(r"[\W_]+")
_SPOILT = 2
"""Pairs that one character put in or taken out spoils at most."""
_SLACK = 1e-6

Tick = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Near:
    """Two texts that are alike: the number of the new one, that of the other, whether it is known, and how much."""

    new: int
    other: int
    is_known: bool
    score: float


def bare(text: str) -> str:
    """Return a text without spaces, signs and the width and case of its letters."""
    return _NOT_SAID.sub("", unicodedata.normalize("NFKC", text).lower())


def near_duplicates(
    new: Sequence[str], known: Sequence[str] = (), threshold: float = THRESHOLD, tick: Tick | None = None
) -> list[Near]:
    """Return the new texts that are nearly known ones, or nearly new ones that stand before them.

    Each new text is named once, with the text that it is most alike.
    """
    texts = [bare(text) for text in [*known, *new]]
    index = _Index(texts, threshold)
    found = []
    for number in range(len(known), len(texts)):
        mine = number - len(known)
        if tick and mine % TICK == 0:
            tick(mine, len(new))
        score, other = index.best(number)
        if score:
            found.append(Near(mine, other if other < len(known) else other - len(known), other < len(known), score))
    return found


class _Index:
    """Texts by the pairs of neighbouring characters that they have."""

    def __init__(self, texts: Sequence[str], threshold: float) -> None:
        self.texts, self.threshold = texts, threshold
        self.lengths = np.array([len(text) for text in texts], dtype=np.float64)
        self.pairs = [{text[n : n + 2] for n in range(len(text) - 1)} for text in texts]
        holders: dict[str, list[int]] = defaultdict(list)
        for number, pairs in enumerate(self.pairs):
            for pair in pairs:
                holders[pair].append(number)
        self.holders = {pair: np.array(numbers, dtype=np.int64) for pair, numbers in holders.items()}

    def best(self, number: int) -> tuple[float, int]:
        """Return how much the text before this one that is most alike is so, and its number; 0 if none is enough."""
        text, best = self.texts[number], (0.0, -1)
        for other in self._candidates(number) if text else ():
            score = Indel.normalized_similarity(
                text, self.texts[other], score_cutoff=max(self.threshold, best[0]) - _SLACK
            )
            if score >= self.threshold and score > best[0]:
                best = (score, int(other))
        return best

    def _candidates(self, number: int) -> NDArray[np.int64]:
        """Return the texts before this one that have enough pairs in common and are about as long."""
        mine, length = self.pairs[number], len(self.texts[number])
        lists = [self.holders[pair] for pair in mine] or [np.empty(0, dtype=np.int64)]
        shared = np.bincount(np.concatenate(lists), minlength=len(self.texts))[:number]
        lengths = self.lengths[:number]
        needed = len(mine) - _SPOILT * (1 - self.threshold) * (lengths + length) - _SLACK
        fits = 2 * np.minimum(lengths, length) >= self.threshold * (lengths + length) - _SLACK
        found: NDArray[np.int64] = np.flatnonzero((shared >= needed) & fits & (lengths > 0))
        return found
