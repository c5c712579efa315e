"""Two at once on two connections: one does it, the other is told that it is done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from cases.decide import decide
from cases.draw_up_decision import draw_up_decision
from cases.file_case import file_case
from cases.models import Case, Decision
from cases.notify_party import notify_party
from enforcement.errors import Refusal
from enforcement.ledger.queries import faults
from tests.cases.acts import world as w

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> w.World:
    return w.a_world()


def race(*acts: Callable[[], Any]) -> list[Any]:
    """Do acts at once, each on its own connection, and return what each returned or was refused with."""
    start = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(index: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            results[index] = act()
        except Refusal as refusal:
            results[index] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(i, act)) for i, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def one_won(results: list[Any]) -> bool:
    return sum(isinstance(r, Refusal) for r in results) == len(results) - 1


def test_a_case_is_filed_once(world: w.World) -> None:
    case = w.registered(world)
    w.check_clue(case_id=case.pk, by=world.by("lead"), at=w.at("03-11"), officer_ids=world.pair, summary="属实")

    def act() -> Case:
        return file_case(
            case_id=case.pk,
            by=world.by("head"),
            at=w.at("03-12"),
            outcome="filed",
            has_evidence=True,
            is_punishable=True,
            is_ours=True,
            is_in_time=True,
        )

    assert one_won(race(act, act, act))
    case.refresh_from_db()
    assert case.number == "乐综执立〔2026〕1号"
    assert case.papers.filter(code="LA").count() == 1
    assert list(faults(case.series)) == []


def test_a_notice_is_served_once_and_its_number_is_not_lost(world: w.World) -> None:
    case = w.proposed(world)

    def act() -> Any:
        return notify_party(case_id=case.pk, by=world.by("lead"), at=w.at("03-24"), officer_ids=world.pair)

    assert one_won(race(act, act))
    assert case.notices.get().number == "乐综执罚告〔2026〕1号"


def test_a_case_is_decided_once(world: w.World) -> None:
    case = w.heard(world)

    def act() -> Any:
        return decide(
            case_id=case.pk,
            by=world.by("head"),
            at=w.at("04-02"),
            outcome="penalise",
            kinds=["fine"],
            fine=Decimal(5000),
            publish_reason="不具有社会影响",
        )

    assert one_won(race(act, act))
    assert Decision.objects.count() == 1


def test_two_decisions_drawn_up_at_once_take_two_numbers_without_a_gap(world: w.World) -> None:
    first, second = w.decided(world), w.decided(world, party_name="乐陵市乙公司", party_code="")

    def act(case: Case) -> Callable[[], Any]:
        return lambda: draw_up_decision(case_id=case.pk, by=world.by("lead"), at=w.at("04-02", 14), sealed=True)

    results = race(act(first), act(second))
    assert sorted(r.number for r in results) == ["乐综执罚〔2026〕1号", "乐综执罚〔2026〕2号"]
