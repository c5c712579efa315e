"""Marking rules: pure, in whole 1/100 points, no clock and no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

MultipleRule = Literal["all_or_nothing", "subset"]
VERSION = 1


@dataclass(frozen=True, slots=True)
class Rules:
    """Points of one item of each type (1/100) and how multiple choice counts."""

    single: int = 100
    multiple: int = 100
    true_false: int = 100
    multiple_rule: MultipleRule = "all_or_nothing"

    def points(self, type_: str) -> int:
        """Return the full points of one item of a type."""
        return int(getattr(self, type_))

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with an exam and with each result."""
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Rules:
        """Return the rules that were kept.

        Raises:
            ValueError: for the version of a later program.
        """
        if kept.get("version", VERSION) != VERSION:
            raise ValueError(f"Marking rules of version {kept['version']} need a newer program.")
        return cls(**{key: value for key, value in kept.items() if key != "version"})


@dataclass(frozen=True, slots=True)
class Question:
    """What marking must know of an item: its type, the law it examines and its key as a bit mask."""

    type: str
    law: str
    key: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The points of a paper (1/100), of each of its items, and by law."""

    points: int
    total: int
    items: tuple[int, ...]
    by_law: dict[str, dict[str, int]]


def item_points(*, question: Question, answer: int, rules: Rules) -> int:
    """Return the points of one answer. No answer is 0; a wrong option is 0; too few count only under ``subset``."""
    full = rules.points(question.type)
    if answer == question.key:
        return full
    partly = answer and not answer & ~question.key
    if partly and question.type == "multiple" and rules.multiple_rule == "subset":
        return full * answer.bit_count() // question.key.bit_count()
    return 0


def grade(*, questions: Sequence[Question], answers: Sequence[int], rules: Rules) -> Marks:
    """Return the marks of a paper; ``answers`` are masks in the order of ``questions``.

    Raises:
        ValueError: if their numbers differ.
    """
    items = tuple(item_points(question=q, answer=a, rules=rules) for q, a in zip(questions, answers, strict=True))
    by_law: dict[str, dict[str, int]] = {}
    for question, points in zip(questions, items, strict=True):
        row = by_law.setdefault(question.law, {"items": 0, "right": 0, "points": 0, "total": 0})
        full = rules.points(question.type)
        row["items"] += 1
        row["right"] += points == full
        row["points"] += points
        row["total"] += full
    total = sum(row["total"] for row in by_law.values())
    return Marks(points=sum(items), total=total, items=items, by_law=by_law)
