"""A marked paper question by question, as its candidate saw it, with keys and explanations: after release alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exams import shuffle
from exams.fill_in import is_right
from exams.forms_frozen import content_of
from exams.models import ItemVersion, KeyStatus, KeyVersion, Result, Sitting
from exams.scoring import Rules, questions_of

LETTERS = "ABCDEFGH"
VOID = frozenset({KeyStatus.VOID_FULL_MARKS, KeyStatus.VOID_REMOVED})


@dataclass(frozen=True, slots=True)
class Option:
    """An option on the screen. ``right`` says that a right answer has it, or one of the accepted ones."""

    letter: str
    text: str
    chosen: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank: what was written, whether it is accepted, and what would be."""

    written: str
    right: bool
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One question with what was answered and what is right. Points in 1/100.

    ``right`` means full points, or that the question was void and counts for or against nobody. ``case`` is the shared
    stem where a new case begins. ``status`` and ``reason`` say what became of a corrected key.
    """

    number: int
    type: str
    stem: str
    options: tuple[Option, ...]
    points: int
    full: int
    right: bool
    law_ref: str
    explanation: str
    blanks: tuple[Blank, ...] = ()
    text: str = ""
    guide: str = ""
    guide_points: tuple[str, ...] = ()
    case: str = ""
    media: tuple[dict[str, Any], ...] = ()
    status: str = KeyStatus.NORMAL
    reason: str = ""

    @property
    def chosen(self) -> str:
        """The letters chosen, "" for none."""
        return "".join(option.letter for option in self.options if option.chosen)

    @property
    def key(self) -> str:
        """The letters that are right."""
        return "".join(option.letter for option in self.options if option.right)

    @property
    def is_empty(self) -> bool:
        """Whether there is no answer."""
        return not (self.chosen or self.text or any(blank.written for blank in self.blanks))

    @property
    def is_partly(self) -> bool:
        """Whether some of the points were reached, but not all."""
        return 0 < self.points < self.full

    @property
    def is_void(self) -> bool:
        """Whether the question was declared void."""
        return self.status in VOID


def review(*, sitting: Sitting, result: Result) -> list[Reviewed]:
    """Return the questions of a result in the candidate's order. Two queries, three where the form is new here."""
    content = content_of(sitting.form_id)
    keys = {key.item_version_id: key for key in KeyVersion.objects.filter(pk__in=result.keys)}
    versions = ItemVersion.objects.select_related("law_ref").in_bulk(list(keys))
    fulls = [question.full for question in questions_of(content, Rules.from_json(result.rules))]
    places = shuffle.places(content=content, seed=sitting.seed)
    found, case = [], 0
    for number, (place, answer) in enumerate(zip(places, sitting.answers, strict=True), start=1):
        item = content.items[place.item]
        group = item.get("group") or 0
        shown = content.groups[str(group)]["stem"] if group and group != case else ""
        case = group
        words = (sitting.texts or {}).get(str(number - 1), "") if answer else ""
        facts = {"points": result.item_points[place.item], "full": fulls[place.item], "case": shown}
        found.append(_reviewed(number, place, item, answer, words, versions[item["id"]], keys[item["id"]], facts))
    return found


def _reviewed(
    number: int,
    place: shuffle.Place,
    item: Mapping[str, Any],
    answer: int,
    words: Any,
    version: ItemVersion,
    key: KeyVersion,
    facts: dict[str, Any],
) -> Reviewed:
    accepted = key.mask
    for mask in key.masks if key.status == KeyStatus.ACCEPT_MULTIPLE else ():
        accepted |= mask
    right = shuffle.to_screen_mask(place=place, mask=accepted)
    return Reviewed(
        number=number,
        type=item["type"],
        stem=item["stem"],
        options=tuple(
            Option(LETTERS[n], item["options"][option], bool(answer >> n & 1), bool(right >> n & 1))
            for n, option in enumerate(place.options)
        ),
        right=facts["points"] == facts["full"] or key.status in VOID,
        law_ref=str(version.law_ref),
        explanation=version.explanation,
        media=tuple(item.get("media", ())),
        status=key.status,
        reason=key.reason if key.number > 1 else "",
        **facts,
        **_in_words(item["type"], words, key),
    )


def _in_words(type_: str, words: Any, key: KeyVersion) -> dict[str, Any]:
    if type_ == "fill_in":
        blanks: list[list[str]] = key.texts or []
        given = [words] if isinstance(words, str) else list(words)
        given += [""] * (len(blanks) - len(given))
        pairs = zip(given, blanks, strict=False)
        return {"blanks": tuple(Blank(w, is_right(w, accepted), tuple(accepted)) for w, accepted in pairs)}
    if type_ == "short_answer":
        texts = key.texts or {}
        text = words if isinstance(words, str) else "\n".join(words)
        return {"text": text, "guide": texts.get("guide", ""), "guide_points": tuple(texts.get("points", ()))}
    return {}


def weakest(result: Result) -> list[dict[str, Any]]:
    """Return the laws of a result, the weakest first, each with its share of right answers in percent."""
    rows = [{"law": law, **row, "percent": 100 * row["right"] // row["items"]} for law, row in result.by_law.items()]
    return sorted(rows, key=lambda row: (row["percent"], row["law"]))
