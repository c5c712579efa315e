"""An invented candidate at an exam: the same person and session always give the same answers."""

from __future__ import annotations

import random
from datetime import datetime

from enforcement.organisation.models import Person
from exams import shuffle
from exams.forms_frozen import content_of
from exams.mark import mark
from exams.models import KeyVersion, Result, Session, Sitting
from exams.save import save
from exams.start import start
from exams.submit import submit

BATCH = 7
"""How many answers one save carries."""


def sit_through(session: Session, person: Person, right_share: float, at: datetime) -> Result:
    """Have a registered person sit: start ``at``, save in batches, submit; ``right_share`` of the answers are right.

    The same person and session always give the same answers.
    """
    sitting = Sitting.objects.get(session=session, candidate__person=person)
    begun = start(sitting_id=sitting.pk, at=at, honour=True)
    answers = _answers(sitting, right_share, random.Random(sitting.seed))  # noqa: S311 (invented answers)
    pace = (begun.deadline_at - begun.started_at) * 0.8 / len(answers)
    seq, batch = 0, {}
    for slot, mask in enumerate(answers):
        batch[slot] = mask
        if len(batch) == BATCH and slot < len(answers) - 1:
            seq += 1
            save(sitting_id=sitting.pk, at=at + pace * slot, lease=1, seq=seq, delta=batch)
            batch = {}
    end = at + pace * len(answers)
    submit(sitting_id=sitting.pk, at=end, lease=1, seq=seq + 1, delta=batch)
    return mark(sitting_id=sitting.pk, at=end)


def _answers(sitting: Sitting, right_share: float, chance: random.Random) -> list[int]:
    content = content_of(sitting.form_id)
    keys = dict(
        KeyVersion.objects.filter(item_version_id__in=[item["id"] for item in content.items])
        .order_by("number")
        .values_list("item_version_id", "mask")
    )
    places = shuffle.places(content=content, seed=sitting.seed)
    right = set(chance.sample(range(len(places)), round(right_share * len(places))))
    answers = []
    for slot, place in enumerate(places):
        key = shuffle.to_screen_mask(place=place, mask=keys[content.items[place.item]["id"]])
        wrong = [1 << n for n in range(len(place.options)) if 1 << n != key]
        answers.append(key if slot in right else chance.choice(wrong))
    return answers
