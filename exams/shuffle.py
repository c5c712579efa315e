"""A candidate's paper as a pure function of the form, a seed and the version of this algorithm.

Nothing but the seed is stored: the paper is built again for the screen, for marking and for an appeal, and its SHA-256
is always the same. The generators are spelled out (SHA-256 in counter mode; since version 2 one SHAKE-256 a paper)
because ``random`` promises no such thing.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

VERSION = 2
"""The version of new forms; papers of every earlier one can be built for ever."""
SECTIONS = ("single", "multiple", "true_false", "fill_in", "short_answer")


@dataclass(frozen=True, slots=True)
class Content:
    """What a frozen form holds: its items in its order, its shared stems by the id of their version, its hash.

    An item has ``id type stem options keep_order law`` and since version 2 ``points blanks media group``.
    """

    items: tuple[dict[str, Any], ...]
    sha256: str
    version: int = VERSION
    groups: Mapping[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """One question on a candidate's paper: which item of the form, and which of its options stands where."""

    item: int
    options: tuple[int, ...]


class _Dice(Protocol):
    def below(self, bound: int) -> int: ...


def _shuffled(dice: _Dice, count: int) -> list[int]:
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = dice.below(last + 1)
        order[last], order[other] = order[other], order[last]
    return order


class _Counter:
    """Version 1: whole numbers below a bound, without bias, from a SHA-256 counter."""

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


class _Shake:
    """Version 2: one SHAKE-256 for all the numbers of a paper; 32 bits each, scaled (bias below bound / 2**32)."""

    def __init__(self, seed: str, most: int) -> None:
        self._values: Iterator[int] = iter(
            struct.unpack(f">{most}I", hashlib.shake_256(seed.encode()).digest(4 * most))
        )

    def below(self, bound: int) -> int:
        return next(self._values) * bound >> 32


def places(*, content: Content, seed: int) -> tuple[Place, ...]:
    """Return the questions of a paper in the candidate's order.

    Types stay together, right/wrong keeps its options; the items of a case stay together and in order, after the rest.

    Raises:
        ValueError: for a version that this program does not know.
    """
    if content.version not in {1, VERSION}:
        raise ValueError(f"Papers of version {content.version} need another program.")
    text = f"paper.{content.version}:{content.sha256}:{seed}"
    most = sum(1 + len(item["options"]) for item in content.items) + len(content.groups)
    dice: _Dice = _Counter(text) if content.version == 1 else _Shake(text, most)
    found: list[Place] = []
    for type_ in SECTIONS:
        mine = [n for n, item in enumerate(content.items) if item["type"] == type_ and not item.get("group")]
        found += [_place(content, mine[position], dice) for position in _shuffled(dice, len(mine))]
    cases = _cases(content)
    for position in _shuffled(dice, len(cases)):
        found += [_place(content, n, dice) for n in cases[position]]
    return tuple(found)


def _place(content: Content, number: int, dice: _Dice) -> Place:
    item = content.items[number]
    order = _shuffled(dice, len(item["options"]))
    fixed = item["type"] == "true_false" or item["keep_order"]
    return Place(number, tuple(range(len(order))) if fixed else tuple(order))


def _cases(content: Content) -> list[list[int]]:
    """Return the items of each case, cases and items in the form's order."""
    cases: dict[int, list[int]] = {}
    for number, item in enumerate(content.items):
        if item.get("group"):
            cases.setdefault(item["group"], []).append(number)
    return list(cases.values())


def paper(*, content: Content, seed: int) -> dict[str, Any]:
    """Return what the candidate's browser gets: stems and options in their order, no key, no explanation, no law."""
    order = places(content=content, seed=seed)
    groups = groups_in(content, order)
    questions = [question(content, place, groups) for place in order]
    if content.version == 1:
        return {"version": 1, "questions": questions}
    shown = [content.groups[str(group)] for group in groups]
    return {"version": content.version, "groups": shown, "questions": questions}


def groups_in(content: Content, order: Sequence[Place]) -> list[int]:
    """Return the cases of a paper in the order in which the candidate meets them."""
    return list(dict.fromkeys(group for place in order if (group := content.items[place.item].get("group"))))


def question(content: Content, place: Place, groups: Sequence[int]) -> dict[str, Any]:
    """Return one question as it stands on the screen; ``groups`` are the cases of the paper in its order."""
    item = content.items[place.item]
    shown: dict[str, Any] = {
        "type": item["type"],
        "stem": item["stem"],
        "options": [item["options"][option] for option in place.options],
    }
    if content.version > 1:
        group = groups.index(item["group"]) if item["group"] else None
        shown |= {"points": item["points"], "blanks": item["blanks"], "media": _media(item["media"], place)}
        shown["group"] = group
    return shown


def _media(media: Sequence[Mapping[str, Any]], place: Place) -> list[dict[str, Any]]:
    """Return pictures with the place they have on this screen: "stem", or the number of an option there."""
    ids = {chr(ord("A") + option): position for position, option in enumerate(place.options)}
    return [{**picture, "place": ids.get(picture["place"], "stem")} for picture in media]


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
