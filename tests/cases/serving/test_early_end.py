"""A display ends early on request where the conditions hold; else the request is refused with what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases.models import Case, Decision, EarlyEnd, Posting, Publication
from cases.serving.end_display_early import NotYetOpen, WhyMissing, end_display_early
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.models import Entry
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> w.World:
    return w.a_world()


def shown(case: Case) -> Posting:
    """Let the one channel of a published case be one with a display time."""
    Posting.objects.filter(publication__case=case).update(channel="market", until_on=date(2029, 4, 7))
    return Posting.objects.get(publication__case=case)


def answer(world: w.World, case: Case, on: str = "2026-10-08", part: str = "publisher", **facts: Any) -> EarlyEnd:
    told = {"posting_id": Posting.objects.get(publication__case=case).pk, "requested_on": w.on("2026-10-07"),
            "promised_on": w.on("2026-10-07"), "outcome": "granted", **facts}  # fmt: skip
    return end_display_early(case_id=case.pk, by=world.by(part), at=w.at(on), **told)


def test_a_display_ends_on_the_day_of_the_grant_and_not_twice(world: w.World, client: Client) -> None:
    case = w.performed(world)
    shown(case)
    made = answer(world, case)
    assert (made.posting.until_on, Publication.objects.get(case=case).shown_until) == (w.on("2026-10-08"),) * 2
    assert Entry.objects.filter(series=f"case:{case.pk}", verb="case.end_display_early").count() == 1
    assert case.papers.filter(title="提前停止公示审批表").exists()
    with pytest.raises(NotFound):
        answer(world, case)
    assert client.get(f"/cases/decisions/{case.pk}/").status_code == 410


@pytest.mark.parametrize(("facts", "kinds", "paid", "says"), [
    ({"on": "2026-10-07"}, ["fine"], True, ""),  # the six months end on 7 October
    ({"on": "2026-10-06", "requested_on": w.on("2026-10-06"), "promised_on": w.on("2026-10-06")}, ["fine"], True, "6"),
    ({}, ["fine"], False, "尚未履行"), ({"promised_on": None}, ["fine"], True, "信用承诺"),
    ({}, ["fine", "shutdown"], True, "不得提前"),
])  # fmt: skip
def test_each_condition_is_asked_for(
    world: w.World, facts: dict[str, Any], kinds: list[str], paid: bool, says: str
) -> None:
    case = w.performed(world) if paid else w.published(world)
    shown(case)
    Decision.objects.filter(case=case).update(kinds=kinds)
    if not says:
        assert answer(world, case, **facts).outcome == "granted"
        return
    with refused(NotYetOpen, case, field="outcome") as found:
        answer(world, case, **facts)
    assert says in str(found.value)
    assert Posting.objects.get(publication__case=case).until_on == date(2029, 4, 7)


def test_a_request_is_refused_with_a_reason_by_who_publishes(world: w.World) -> None:
    case = w.published(world)
    with pytest.raises(NotFound):  # a channel without end has nothing to end early
        answer(world, case, outcome="refused", reason="不符合条件")
    shown(case)
    for facts, kind in (({"outcome": "refused"}, WhyMissing), ({"part": "lead"}, NotAllowed)):
        with pytest.raises(kind):
            answer(world, case, **facts)
    made = answer(world, case, outcome="refused", reason="罚款未缴清")
    assert (made.reason, made.posting.until_on) == ("罚款未缴清", date(2029, 4, 7))


def test_the_page_says_what_stands_in_the_way_before_one_tries(world: w.World, client: Client) -> None:
    case = w.published(world)
    shown(case)
    client.force_login(world.people["publisher"])
    page = client.get(f"/cases/{case.pk}/do/end_display_early/")
    assert page.status_code == 200
    assert "尚未履行" in page.text
