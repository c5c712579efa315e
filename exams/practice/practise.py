"""Answer an item in practice: it counts for nothing, is nobody else's business, and so is not on the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from exams.bank.keys import current_keys
from exams.models import TEXT_TYPES, Item, KeyVersion, PracticeAnswer
from exams.practice.pool import open_items, sits_now
from exams.scoring import Key, Question, Rules, blank_points, choice_points

LONGEST, FULL = 200, 100


class NothingAnswered(Invalid):
    """Refuse an empty answer."""

    sentence = _("Choose an answer first.")


class SitsNow(Refusal):
    """Refuse practice to somebody who sits an exam."""

    sentence = _("You are sitting an exam, and practice shows keys.")
    remedy = _("Hand in your paper first; practice is open again then.")


@transaction.atomic(durable=True)
def practise(*, item_id: int, by: Actor, at: datetime, mask: int = 0, texts: Sequence[str] = ()) -> PracticeAnswer:
    """Keep an answer with whether it is wholly right; ``mask`` is over the item's own options, ``texts`` its blanks.

    Raises:
        NotFound: for an item that is not open to the person. SitsNow, NothingAnswered
    """
    if by.person_id is None:
        raise NotFound
    if sits_now(by.person_id, at):
        raise SitsNow
    item = open_items(by.person_id, clock.day_of(at)).select_related("current").filter(pk=item_id).first()
    if item is None or item.current is None:
        raise NotFound
    words = [text.strip()[:LONGEST] for text in texts]
    if not (any(words) if item.type in TEXT_TYPES else mask):
        raise NothingAnswered(field="answer")
    key = current_keys([item.current.pk])[item.current.pk]
    return PracticeAnswer.objects.create(
        person_id=by.person_id,
        item=item,
        item_version=item.current,
        mask=mask,
        texts=words,
        right=is_right(item=item, key=key, mask=mask, texts=words),
        answered_at=at,
    )


def is_right(*, item: Item, key: KeyVersion, mask: int, texts: Sequence[str]) -> bool:
    """Return whether an answer would get full points in an exam."""
    facts = Key(key.mask, tuple(key.masks), key.texts, key.status)
    question = Question(item.type, FULL)
    if item.type in TEXT_TYPES:
        return blank_points(question=question, key=facts, words=list(texts)) == FULL
    return choice_points(question=question, key=facts, answer=mask, rules=Rules()) == FULL
