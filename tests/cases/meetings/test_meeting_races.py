"""Two at once: over connections of their own, one succeeds and the other is told so."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from cases.models import Case, Hearing, Member
from cases.sign_minutes import sign_minutes
from enforcement.errors import Refusal
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import faults
from tests.cases.acts import world as w
from tests.cases.meetings import world as m

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> Counter[str]:
    """Run acts at the same moment in threads of their own and count what became of them."""
    ready, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            ready.wait(timeout=20)
            act()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return Counter(outcomes)


def entries(case: Case, verb: str) -> int:
    return Entry.objects.filter(series=case.series, verb=verb).count()


def test_one_member_signs_once_and_the_last_two_at_once_close_the_step() -> None:
    world = m.a_world()
    case = m.before_a_discussion(world)
    m.to_votes(world, case, "pppp", "deputy1", "deputy2", "deputy3", "head")
    m.conclude(world, case)

    def sign(who: str) -> Callable[[], Any]:
        return lambda: sign_minutes(case_id=case.pk, by=world.by(who), at=w.at("04-02", 10))

    assert at_once(sign("deputy1"), sign("deputy1")) == {"done": 1, "SignedAlready": 1}
    assert entries(case, "case.sign_minutes_member") == 1
    sign("deputy2")()
    assert at_once(sign("deputy3"), sign("head")) == {"done": 2}
    assert w.open_codes(case) == {"C09"}
    assert (entries(case, "case.sign_minutes_member"), entries(case, "step.sign_minutes")) == (3, 1)
    assert not Member.objects.filter(discussion__case=case, present=True, signed_at=None).exists()
    assert case.papers.filter(code="TL").count() == 1
    assert list(faults(case.series)) == []


def test_two_designations_at_once_leave_one_chair() -> None:
    world = m.a_world()
    case = m.before_a_hearing(world)
    m.setting(world, "chair_needs_certificate", value=False)
    m.accept(world, case)

    def designate(chair: str) -> Callable[[], Any]:
        return lambda: m.designate(world, case, chair_id=world.id(chair))

    assert at_once(designate("chair"), designate("bare")) == {"done": 1, "StepNotOpen": 1}
    assert entries(case, "step.designate_chair") == 1
    assert case.papers.filter(code="ZP").count() == 1
    named = case.papers.model.objects.filter(case=case, code="ZP").count()
    assert (named, Hearing.objects.get(case=case).chair_name in {"己某", "庚某"}) == (1, True)
    assert w.open_codes(case) == {"H05"}
    assert list(faults(case.series)) == []
