"""Marking rules: pure, in whole 1/100 points, no clock and no database.

Version 1 knew single, multiple (all or nothing, subset) and true/false at fixed points; what it marked comes out the
same here. Version 2 adds words, more rules for multiple choice, and what a corrected key means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

from exams.answers import Words
from exams.fill_in import is_right, shares
from exams.shuffle import Content

MultipleRule = Literal["all_or_nothing", "subset", "subset_fixed", "per_option", "right_minus_wrong"]
MULTIPLE_RULES: Final[tuple[MultipleRule, ...]] = (
    "all_or_nothing", "subset", "subset_fixed", "per_option", "right_minus_wrong",
)  # fmt: skip
VERSION: Final = 2
_OF_VERSION_1: Final = ("single", "multiple", "true_false", "multiple_rule")


class Unmarked(Exception):
    """Say that an answer waits for people's marks; ``items`` are indices in the form."""

    def __init__(self, items: Sequence[int]) -> None:
        """Take the items."""
        self.items = tuple(items)
        super().__init__(f"Items {self.items} are not marked yet.")


class NothingLeft(ValueError):
    """Say that every item of a paper was taken out, so that there is nothing to mark."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Points of one item of each type (1/100), and how multiple choice counts.

    A paper of version 2 carries the points of its items itself. ``fixed`` are the points of each right option where too
    few were chosen, under ``subset_fixed``.
    """

    single: int = 100
    multiple: int = 100
    true_false: int = 100
    multiple_rule: MultipleRule = "all_or_nothing"
    fill_in: int = 100
    short_answer: int = 500
    fixed: int = 50
    version: int = VERSION

    def points(self, type_: str) -> int:
        """Return the full points of one item of a type."""
        return int(getattr(self, type_))

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with an exam and with each result; rules of version 1 stay word for word."""
        kept = asdict(self)
        return kept if self.version == VERSION else {"version": 1, **{name: kept[name] for name in _OF_VERSION_1}}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Rules:
        """Return the rules that were kept.

        Raises:
            ValueError: for the version of a later program, or a rule that nobody knows.
        """
        if kept.get("version", VERSION) not in {1, VERSION}:
            raise ValueError(f"Marking rules of version {kept['version']} need a newer program.")
        if kept.get("multiple_rule", MULTIPLE_RULES[0]) not in MULTIPLE_RULES:
            raise ValueError(f"No rule for multiple choice is called {kept['multiple_rule']}.")
        return cls(**kept)


@dataclass(frozen=True, slots=True)
class Key:
    """What a key says: the mask of the right options, all accepted masks, accepted words, and how it counts."""

    mask: int = 0
    masks: tuple[int, ...] = ()
    texts: Any = None
    status: str = "normal"

    @property
    def accepted(self) -> tuple[int, ...]:
        """The masks that count as right; more than one only where several answers were accepted."""
        return (
            tuple({self.mask: None, **dict.fromkeys(self.masks)}) if self.status == "accept_multiple" else (self.mask,)
        )

    @property
    def is_void(self) -> bool:
        """Whether the answer does not matter."""
        return self.status in {"void_full_marks", "void_removed"}


@dataclass(frozen=True, slots=True)
class Question:
    """What marking must know of an item: type, full points (1/100), how many options it has, the law it examines."""

    type: str
    full: int
    options: int = 0
    law: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The points of a paper (1/100), of each of its items in the form's order, and by law.

    ``raw`` of ``remaining`` points were reached on the items that were not taken out; ``points`` are these, scaled to
    ``total``. Without an item taken out ``points`` is ``raw`` and ``total`` is ``remaining``.
    """

    points: int
    total: int
    items: tuple[int, ...]
    by_law: dict[str, dict[str, int]]
    raw: int
    remaining: int
    removed: tuple[int, ...] = field(default=())


def questions_of(paper: Content, rules: Rules) -> list[Question]:
    """Return the questions of a form in its order; points stand in it since version 2, before that in the rules."""
    return [
        Question(item["type"], item.get("points", rules.points(item["type"])), len(item["options"]), item["law"])
        for item in paper.items
    ]


def choice_points(*, question: Question, key: Key, answer: int, rules: Rules) -> int:
    """Return the points of a choice: the best that any accepted answer gives. No answer is 0."""
    if not answer:
        return 0
    rule = rules.multiple_rule if question.type == "multiple" else MULTIPLE_RULES[0]
    return max(_chosen(rule, question, mask, answer, rules.fixed) for mask in key.accepted)


def _chosen(rule: MultipleRule, question: Question, key: int, answer: int, fixed: int) -> int:
    full, right, wrong = question.full, (answer & key).bit_count(), (answer & ~key).bit_count()
    if answer == key:
        return full
    if rule == "subset":
        return 0 if wrong else full * right // key.bit_count()
    if rule == "subset_fixed":
        return 0 if wrong else min(full, fixed * right)
    if rule == "per_option":
        return full * (question.options - (answer ^ key).bit_count()) // question.options
    if rule == "right_minus_wrong":
        return full * max(0, right - wrong) // key.bit_count()
    return 0


def blank_points(*, question: Question, key: Key, words: Words) -> int:
    """Return the points of a fill-in: each blank has its share of the points and is right or not."""
    given = [words] if isinstance(words, str) else words
    parts = shares(question.full, len(key.texts))
    return sum(part for part, word, accepted in zip(parts, given, key.texts, strict=False) if is_right(word, accepted))


def is_empty(words: Words) -> bool:
    """Return whether nothing was written: that needs no reader and is 0 points."""
    return not ("".join(words) if isinstance(words, list) else words).strip()


class Scheme:
    """How the papers of one form are marked with one set of keys: made once, used for each of them.

    The points of an answer to a choice are worked out when it first comes up.
    """

    def __init__(self, *, paper: Content, key_set: Sequence[Key], rules: Rules) -> None:
        """Take the form, its keys in the form's order, and the rules.

        Raises:
            ValueError: if there are not as many keys as items.
        """
        self._asked, self._keys, self._rules = questions_of(paper, rules), tuple(key_set), rules
        if len(self._asked) != len(self._keys):
            raise ValueError(f"{len(self._asked)} questions, {len(self._keys)} keys.")
        self._removed = [number for number, key in enumerate(self._keys) if key.status == "void_removed"]
        self._known: list[dict[int, int]] = [{} for _question in self._asked]

    def grade(self, *, answers: Sequence[int], texts: Mapping[int, Words], human: Mapping[int, int]) -> Marks:
        """Return the marks of a paper, as ``scoring.grade`` does.

        Raises:
            ValueError, NothingLeft, Unmarked
        """
        if len(answers) != len(self._asked):
            raise ValueError(f"{len(self._asked)} questions, {len(answers)} answers.")
        items, waiting = [], []
        for number, answer in enumerate(answers):
            points = self._known[number].get(answer)
            if points is None:
                points = self._points(number, answer, texts.get(number, ""), human.get(number))
            if points is None:
                waiting.append(number)
            items.append(points or 0)
        if waiting:
            raise Unmarked(waiting)
        return sum_up(self._asked, items, self._removed)

    def _points(self, number: int, answer: int, words: Words, mark: int | None) -> int | None:
        """Return the points of one answer; None while it waits for people."""
        question, key = self._asked[number], self._keys[number]
        if question.type in {"fill_in", "short_answer"} and not key.is_void:
            return word_points(question=question, key=key, words=words, mark=mark)
        if key.is_void:
            points = question.full if key.status == "void_full_marks" else 0
        else:
            points = choice_points(question=question, key=key, answer=answer, rules=self._rules)
        return self._known[number].setdefault(answer, points)


def word_points(*, question: Question, key: Key, words: Words, mark: int | None) -> int | None:
    """Return the points of an answer in words under a key that is not void; None while it waits for people.

    Raises:
        ValueError: if a person's mark is out of bounds.
    """
    if question.type == "fill_in":
        return blank_points(question=question, key=key, words=words)
    if is_empty(words):
        return 0
    if mark is not None and not 0 <= mark <= question.full:
        raise ValueError(f"{mark} of {question.full} points.")
    return mark


def grade(
    *,
    paper: Content,
    answers: Sequence[int],
    texts: Mapping[int, Words],
    key_set: Sequence[Key],
    rules: Rules,
    human: Mapping[int, int],
) -> Marks:
    """Return the marks of a paper. Everything is in the form's order; ``texts`` and ``human`` are by the item's index.

    An item declared void with full marks gives them to everybody, answered or not. Items taken out count for nobody:
    the points reached on the others are scaled to the paper's total and rounded to the nearest 1/100, half upwards:
    ``(2 * raw * total + remaining) // (2 * remaining)``. The pass mark stays as it is.

    Raises:
        ValueError: if numbers differ or a person's mark is out of bounds.
        NothingLeft: if every item was taken out.
        Unmarked: while an answer waits for people.
    """
    return Scheme(paper=paper, key_set=key_set, rules=rules).grade(answers=answers, texts=texts, human=human)


def sum_up(asked: Sequence[Question], items: Sequence[int], removed: Sequence[int]) -> Marks:
    """Return the marks of a paper from the points of its items.

    Raises:
        NothingLeft: if every item was taken out.
    """
    total = sum(question.full for question in asked)
    by_law: dict[str, dict[str, int]] = {}
    out = set(removed)
    for number, (question, points) in enumerate(zip(asked, items, strict=True)):
        if number not in out:
            row = by_law.setdefault(question.law, {"items": 0, "right": 0, "points": 0, "total": 0})
            row["items"] += 1
            row["right"] += points == question.full
            row["points"] += points
            row["total"] += question.full
    raw, remaining = sum(row["points"] for row in by_law.values()), sum(row["total"] for row in by_law.values())
    return Marks(scaled(raw, remaining, total), total, tuple(items), by_law, raw, remaining, tuple(sorted(out)))


def scaled(raw: int, remaining: int, total: int) -> int:
    """Return points reached of those that remain, scaled to the paper's total: to the nearest 1/100, half upwards.

    Raises:
        NothingLeft: if nothing remains.
    """
    if remaining == 0:
        raise NothingLeft("Every item of the paper was taken out.")
    return (2 * raw * total + remaining) // (2 * remaining)
