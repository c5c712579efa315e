"""A result from what is stored: the paper built again, the answers in the form's order, the keys, people's marks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.errors import Refusal
from exams import shuffle
from exams.answers import answers_sha256, by_item
from exams.bank.keys import current_keys
from exams.forms_frozen import content_of
from exams.models import Exam, KeyVersion, Result, Sitting
from exams.scoring import Key, Marks, NothingLeft, Rules, Unmarked, grade


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


def marks_of(
    *, sitting: Sitting, rules: Rules, keys: KeySet, human: Mapping[int, int]
) -> tuple[Marks, list[int], Sequence[shuffle.Place]]:
    """Return the marks of a sitting, its answers in the form's order, and its questions in the candidate's.

    Raises:
        WaitsForMarkers, NothingToMark
    """
    content = content_of(sitting.form_id)
    places = shuffle.places(content=content, seed=sitting.seed)
    answers, texts = by_item(places=places, answers=sitting.answers, texts=sitting.texts)
    try:
        marks = grade(paper=content, answers=answers, texts=texts, key_set=keys.keys, rules=rules, human=human)
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
    marks, answers, _places = marks_of(sitting=sitting, rules=rules, keys=keys, human=human)
    needed = exam.pass_mark if pass_mark is None else pass_mark
    passed = marks.points >= needed
    pack = shuffle.paper(content=content_of(sitting.form_id), seed=sitting.seed)
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
        paper_sha256=shuffle.paper_sha256(pack),
        answers_sha256=answers_sha256(sitting.pk, sitting.answers, sitting.texts),
        rules=rules.as_json(),
        made_at=at,
    )
