"""A candidate's paper as a pure function of the form, a seed and the version of this algorithm.

Nothing but the seed is stored: the paper is built again for the screen, for marking and for an appeal, and its SHA-256
is always the same. The generator is spelled out (SHA-256 in counter mode) because ``random`` promises no such thing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

VERSION = 1
SECTIONS = ("single", "multiple", "true_false")


@dataclass(frozen=True, slots=True)
class Place:
    """One question on a candidate's paper: which item of the form, and which of its options stands where."""

    item: int
    options: tuple[int, ...]


class _Stream:
    """Whole numbers below a bound, without bias, from a SHA-256 counter."""

    def __init__(self, seed: str) -> None:
        self._seed, self._count = seed, 0

    def below(self, bound: int) -> int:
        limit = 2**64 - 2**64 % bound
        while True:
            block = hashlib.sha256(f"{self._seed}:{self._count}".encode()).digest()
            self._count += 1
            value = int.from_bytes(block[:8], "big")
            if value < limit:
                return value % bound

    def shuffled(self, count: int) -> tuple[int, ...]:
        order = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return tuple(order)


def places(*, content: Sequence[dict[str, Any]], sha256: str, seed: int, version: int = VERSION) -> tuple[Place, ...]:
    """Return the questions of a paper in the candidate's order; types stay together, right/wrong keeps its options.

    ``content`` is the form's list of items, ``sha256`` its hash.

    Raises:
        ValueError: for a version that this program does not know.
    """
    if version != VERSION:
        raise ValueError(f"Papers of version {version} need another program.")
    stream = _Stream(f"paper.{version}:{sha256}:{seed}")
    found: list[Place] = []
    for type_ in SECTIONS:
        mine = [index for index, item in enumerate(content) if item["type"] == type_]
        for position in stream.shuffled(len(mine)):
            item = content[mine[position]]
            order = stream.shuffled(len(item["options"]))
            fixed = type_ == "true_false" or item["keep_order"]
            found.append(Place(mine[position], tuple(range(len(order))) if fixed else order))
    return tuple(found)


def paper(*, content: Sequence[dict[str, Any]], sha256: str, seed: int) -> dict[str, Any]:
    """Return what the candidate's browser gets: stems and options in their order, no key, no explanation, no law."""
    questions = [
        {
            "type": content[place.item]["type"],
            "stem": content[place.item]["stem"],
            "options": [content[place.item]["options"][option] for option in place.options],
        }
        for place in places(content=content, sha256=sha256, seed=seed)
    ]
    return {"version": VERSION, "questions": questions}


def paper_sha256(pack: dict[str, Any]) -> str:
    """Return the SHA-256 of a paper's canonical JSON, hexadecimal."""
    return hashlib.sha256(canonical(pack).encode()).hexdigest()


def canonical(value: object) -> str:
    """Return the one JSON text of a value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_item_mask(*, place: Place, answer: int) -> int:
    """Return an answer's mask in the order of the item's own options, from that of the screen."""
    return sum(1 << option for position, option in enumerate(place.options) if answer >> position & 1)


def to_screen_mask(*, place: Place, mask: int) -> int:
    """Return a mask over the item's own options as the candidate sees them (the inverse of ``to_item_mask``)."""
    return sum(1 << position for position, option in enumerate(place.options) if mask >> option & 1)
