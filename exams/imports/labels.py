"""What an item says of itself beside its question: as names and values, for formats that have no place of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exams.imports.cases import Cases
from exams.imports.columns import HEADINGS
from exams.imports.draft import LETTERS, RIGHT_WRONG, Draft, Picture
from exams.imports.found import Found, Given
from exams.imports.text import tidy, tidy_line
from exams.imports.vocabulary import NAMES, day_of, difficulty_of, law_of, yes

CASE = "案例题干"
"""The type of what is no item but the text that the items of a case share."""
_NAMES = {heading: name for name, heading in HEADINGS.items()}


def labels_of(draft: Draft) -> list[tuple[str, str]]:
    """Return the labels of an item, by their names in ``columns.HEADINGS``; points of marking stand one by one."""
    found = [
        ("code", draft.code),
        ("type", NAMES[draft.type]),
        ("law", draft.law.law),
        ("short", draft.law.short),
        ("version", draft.law.version),
        ("in_force_from", draft.law.in_force_from.isoformat()),
        ("article", draft.article),
        ("difficulty", str(draft.difficulty)),
        ("topic", draft.topic),
        ("fixed", "是" if draft.fixed else ""),
        ("case", draft.case.code if draft.case else ""),
        ("order", str(draft.order) if draft.case else ""),
        *(("points", point) for point in draft.points),
    ]
    if draft.type == "true_false" and draft.options != RIGHT_WRONG:
        found += [("option_A", draft.options[0]), ("option_B", draft.options[1])]
    return [(name, value) for name, value in found if value]


def named(labels: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return labels by name, from pairs of Chinese heading (or name) and value; those that are said again get lines."""
    found: dict[str, str] = {}
    for heading, value in labels:
        name = _NAMES.get(tidy_line(heading), heading)
        if name in HEADINGS:
            found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def letter_of(option: int) -> str:
    """Return the letter of an option by its number from 0; one that has none gets a sign that is no letter."""
    return LETTERS[option] if option < len(LETTERS) else "?"


def remarks_of(general: str, remarks: Sequence[str]) -> str:
    """Return an explanation with what a file says to each option added, so that nothing of it is lost."""
    said = (f"选项{letter_of(n)}：{remark}" for n, remark in enumerate(remarks) if remark)
    return "\n".join(part for part in [general, *said] if part)


@dataclass(slots=True)
class Reading:
    """A file while it is read: what is given, what was found, and its cases."""

    given: Given
    found: Found = field(default_factory=Found)
    cases: Cases = field(default_factory=Cases)

    def draft(
        self,
        place: str,
        labels: Mapping[str, str],
        *,
        type_: str,
        stem: str,
        pictures: tuple[Picture, ...] = (),
        **facts: Any,
    ) -> Draft:
        """Return an item from its question and its labels (by name), completed by what is given."""

        def get(name: str) -> str:
            return tidy_line(labels.get(name, ""))

        case, order = self.cases.take(code=get("case"), order=get("order"))
        day = day_of(get("in_force_from"))
        return Draft(
            **{
                "place": place,
                "law": law_of(self.given, law=get("law"), short=get("short"), version=get("version"), day=day),
                "code": get("code"),
                "type": type_,
                "stem": stem,
                "options": (),
                "key": (),
                "article": get("article") or self.given.article,
                "explanation": "",
                "difficulty": difficulty_of(get("difficulty")) if get("difficulty") else self.given.difficulty,
                "topic": get("topic"),
                "fixed": yes(get("fixed")),
                "points": tuple(point for point in tidy(labels.get("points", "")).split("\n") if point),
                "pictures": pictures,
                "case": case,
                "order": order,
                **facts,
            }
        )
