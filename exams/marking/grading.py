"""A result from what is stored: the paper built again, the answers in the form's order, the keys, people's marks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.errors import Refusal
from exams import shuffle
from exams.answers import answers_sha256, by_item
from exams.bank.keys import current_keys
from exams.forms_frozen import content_of
from exams.marking.paper_hash import PaperHasher
from exams.models import Exam, KeyVersion, Result, Sitting
from exams.scoring import Key, Marks, NothingLeft, Rules, Scheme, Unmarked

T = TypeVar("T")


class WaitsForMarkers(Refusal):
    """Refuse a result while answers in words are still being marked."""

    sentence = _("Answers in words of this paper are still being marked, so it has no result yet.")
    remedy = _("Come back when the markers are done.")


class NothingToMark(Refusal):
    """Refuse to mark a paper all of whose items were taken out."""

    sentence = _("Every item of this paper was taken out, so there is nothing to mark.")
    remedy = _("Declare items void with full marks instead, or hold the session again.")


@dataclass(frozen=True, slots=True)
class KeySet:
    """The keys of a form in its order: the ids of their versions, and what they say."""

    ids: tuple[int, ...]
    keys: tuple[Key, ...]


def key_of(version: KeyVersion) -> Key:
    """Return what a key version says."""
    return Key(version.mask, tuple(version.masks), version.texts, version.status)


def key_set(versions: Sequence[KeyVersion]) -> KeySet:
    """Return the key set of key versions in the form's order."""
    return KeySet(tuple(version.pk for version in versions), tuple(map(key_of, versions)))


def current_key_sets(form_ids: Collection[int]) -> dict[int, KeySet]:
    """Return the keys that count now for forms. One query (one more for each form that is new in this process)."""
    items = {form_id: [item["id"] for item in content_of(form_id).items] for form_id in form_ids}
    known = current_keys({pk for versions in items.values() for pk in versions})
    return {form_id: key_set([known[pk] for pk in versions]) for form_id, versions in items.items()}


def kept_key_set(key_ids: Sequence[int]) -> KeySet:
    """Return the keys that a result was marked with. One query."""
    known = KeyVersion.objects.in_bulk(list(key_ids))
    return key_set([known[pk] for pk in key_ids])


_SCHEMES: dict[tuple[int, tuple[int, ...], Rules], Scheme] = {}
_HASHERS: dict[int, PaperHasher] = {}
MOST = 200
"""Schemes and hashers kept in a process: enough for all forms of a session."""


def scheme_of(form_id: int, rules: Rules, keys: KeySet) -> Scheme:
    """Return how papers of a form are marked, made once in a process: forms and key versions never change."""
    return _kept(
        _SCHEMES,
        (form_id, keys.ids, rules),
        lambda: Scheme(paper=content_of(form_id), key_set=keys.keys, rules=rules),
    )


def hasher_of(form_id: int) -> PaperHasher:
    """Return what hashes papers of a form."""
    return _kept(_HASHERS, form_id, lambda: PaperHasher(content_of(form_id)))


@lru_cache(maxsize=32)
def _as_json(rules: Rules) -> dict[str, Any]:
    return rules.as_json()


def _kept(kept: dict[Any, T], key: Any, make: Callable[[], T]) -> T:
    if key not in kept:
        while len(kept) >= MOST:
            kept.pop(next(iter(kept)))
        kept[key] = make()
    return kept[key]


def marks_of(
    *, sitting: Sitting, rules: Rules, keys: KeySet, human: Mapping[int, int]
) -> tuple[Marks, list[int], Sequence[shuffle.Place]]:
    """Return the marks of a sitting, its answers in the form's order, and its questions in the candidate's.

    Raises:
        WaitsForMarkers, NothingToMark
    """
    places = shuffle.places(content=content_of(sitting.form_id), seed=sitting.seed)
    answers, texts = by_item(places=places, answers=sitting.answers, texts=sitting.texts)
    try:
        marks = scheme_of(sitting.form_id, rules, keys).grade(answers=answers, texts=texts, human=human)
    except Unmarked as waiting:
        raise WaitsForMarkers from waiting
    except NothingLeft as nothing:
        raise NothingToMark from nothing
    return marks, answers, places


def graded(
    *,
    sitting: Sitting,
    exam: Exam,
    rules: Rules,
    keys: KeySet,
    human: Mapping[int, int],
    at: datetime,
    pass_mark: int | None = None,
) -> Result:
    """Return the result of a closed sitting, not saved yet. ``sitting`` has its candidate selected.

    The pass mark (1/100) is the exam's unless another is given.

    Raises:
        WaitsForMarkers, NothingToMark
    """
    marks, answers, places = marks_of(sitting=sitting, rules=rules, keys=keys, human=human)
    needed = exam.pass_mark if pass_mark is None else pass_mark
    passed = marks.points >= needed
    return Result(
        sitting=sitting,
        session_id=sitting.session_id,
        person_id=sitting.candidate.person_id,
        subject=exam.subject,
        points=marks.points,
        total=marks.total,
        pass_mark=needed,
        passed=passed,
        passed_on=clock.day_of(sitting.closed_at or at) if passed else None,
        by_law=marks.by_law,
        item_answers=answers,
        item_points=list(marks.items),
        keys=list(keys.ids),
        paper_sha256=hasher_of(sitting.form_id).sha256(places),
        answers_sha256=answers_sha256(sitting.pk, sitting.answers, sitting.texts),
        rules=_as_json(rules),
        made_at=at,
    )
