"""A marked paper question by question, as its candidate saw it, with keys and explanations: after release alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exams import shuffle
from exams.forms_frozen import content_of
from exams.models import ItemVersion, KeyVersion, Result, Sitting

LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Option:
    """An option on the screen."""

    letter: str
    text: str
    chosen: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One question with what was answered and what is right. Points in 1/100."""

    number: int
    type: str
    stem: str
    options: tuple[Option, ...]
    points: int
    right: bool
    law_ref: str
    explanation: str

    @property
    def chosen(self) -> str:
        """The letters chosen, "" for none."""
        return "".join(option.letter for option in self.options if option.chosen)

    @property
    def key(self) -> str:
        """The letters that are right."""
        return "".join(option.letter for option in self.options if option.right)


def review(*, sitting: Sitting, result: Result) -> list[Reviewed]:
    """Return the questions of a result in the candidate's order. Two queries, three where the form is new here."""
    content = content_of(sitting.form_id)
    masks = dict(KeyVersion.objects.filter(pk__in=result.keys).values_list("item_version_id", "mask"))
    versions = {version.pk: version for version in ItemVersion.objects.filter(pk__in=masks).select_related("law_ref")}
    places = shuffle.places(content=content, seed=sitting.seed)
    return [
        _reviewed(n, place, content.items[place.item], answer, versions[content.items[place.item]["id"]], masks, result)
        for n, (place, answer) in enumerate(zip(places, sitting.answers, strict=True), start=1)
    ]


def _reviewed(
    number: int,
    place: shuffle.Place,
    item: dict[str, Any],
    answer: int,
    version: ItemVersion,
    masks: dict[int, int],
    result: Result,
) -> Reviewed:
    right = shuffle.to_screen_mask(place=place, mask=masks[version.pk])
    options = tuple(
        Option(LETTERS[n], item["options"][option], bool(answer >> n & 1), bool(right >> n & 1))
        for n, option in enumerate(place.options)
    )
    return Reviewed(
        number,
        item["type"],
        item["stem"],
        options,
        result.item_points[place.item],
        answer == right,
        str(version.law_ref),
        version.explanation,
    )


def weakest(result: Result) -> list[dict[str, Any]]:
    """Return the laws of a result, the weakest first, each with its share of right answers in percent."""
    rows = [{"law": law, **row, "percent": 100 * row["right"] // row["items"]} for law, row in result.by_law.items()]
    return sorted(rows, key=lambda row: (row["percent"], row["law"]))
