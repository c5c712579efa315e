"""Answers in practice, given through the real act."""

from __future__ import annotations

from exams.models import Bank, Item, PracticeAnswer
from exams.practice.practise import practise
from tests.factories import exams as f


def a_practice_answer() -> PracticeAnswer:
    county = f.a_county()
    bank, officer = f.a_bank(county), f.an_officer(county.bureau)
    Bank.objects.update(share=Bank.Share.BELOW)
    Item.objects.update(practice_from=f.AT.date())
    return practise(item_id=Item.objects.filter(bank=bank).first().pk, by=f.actor_for(officer), at=f.AT, mask=1)
