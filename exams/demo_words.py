"""Invented candidates of a professional exam: what they choose and write."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from exams import shuffle
from exams.answers import Words
from exams.bank.keys import current_keys
from exams.forms_frozen import content_of
from exams.models import KeyVersion, Sitting
from exams.save import save
from exams.start import start
from exams.submit import submit

PROSE = (
    "核查阶段依法收集的证据可以作为案件的证据使用。核查期限为十五个工作日，经批准可以延长十五个工作日，检测、鉴定的时间不计入。",
    "核查期限十五个工作日，可以延长。核查时收集的证据可以使用。",
    "一人执法，没有出示证件，没有告知陈述申辩权，罚款数额超过当场处罚限额，当场收款不合法，决定书是事后补的。",
    "应当由两名执法人员检查并出示证件；罚款五千元不能当场作出决定。",
)
"""What invented candidates write; markers of the demonstration read it."""


def sit_professional(sitting: Sitting, number: int, at: datetime) -> None:
    """Start, answer and hand in a professional paper; half to nine tenths of the answers are right, by ``number``."""
    start(sitting_id=sitting.pk, at=at, honour=True)
    chance = random.Random(sitting.seed)  # noqa: S311 (invented answers)
    content = content_of(sitting.form_id)
    keys = current_keys([item["id"] for item in content.items])
    delta: dict[int, int | Words] = {}
    for slot, place in enumerate(shuffle.places(content=content, seed=sitting.seed)):
        item = content.items[place.item]
        delta[slot] = _answer(
            item["type"], place, keys[item["id"]], chance, right=chance.random() < 0.55 + number % 4 / 10
        )
    save(sitting_id=sitting.pk, at=at + timedelta(minutes=20), lease=1, seq=1, delta=delta)
    submit(sitting_id=sitting.pk, at=at + timedelta(minutes=30 + number), lease=1, seq=2, delta={})


def _answer(type_: str, place: shuffle.Place, key: KeyVersion, chance: random.Random, *, right: bool) -> int | Words:
    if type_ == "short_answer":
        return chance.choice(PROSE)
    if type_ == "fill_in":
        return [accepted[0] if right else "三" for accepted in key.texts or []]
    mask = shuffle.to_screen_mask(place=place, mask=key.mask)
    return mask if right else chance.choice([1 << n for n in range(len(place.options)) if 1 << n != mask])
