"""Items that ask nearly the same: pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils


@dataclass(frozen=True, slots=True)
class Alike:
    """A known text that a new one is like, by their places in the sequences given, and how like in percent."""

    new: int
    known: int
    percent: int


def near_duplicates(new: Sequence[str], known: Sequence[str], threshold: int) -> list[Alike]:
    """Return the known texts that are like a new one, the likest first.

    ``threshold`` is in percent of the characters that two texts share in order, signs and spaces left aside.
    """
    plain = [bare(text) for text in known]
    found = [
        Alike(number, place, round(score))
        for number, text in enumerate(new)
        if bare(text)
        for _choice, score, place in process.extract(
            bare(text), plain, scorer=fuzz.ratio, score_cutoff=threshold, limit=None
        )
    ]
    return sorted(found, key=lambda alike: (-alike.percent, alike.new, alike.known))


def bare(text: str) -> str:
    """Return a text without what does not tell questions apart: width, case, signs, spaces."""
    return "".join(utils.default_process(unicodedata.normalize("NFKC", text)).split())


def asked(stem: str, options: Sequence[str]) -> str:
    """Return what an item asks: its question with its options in any order ("which of these is right?" says little)."""
    return "\n".join([stem, *sorted(options)])
