from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.discretion.compare_acts import ComparisonReasonMissing, compare_acts
from cases.discretion.doubles import fined_elsewhere
from cases.discretion.state_limitation import state_limitation
from cases.models import Case, Decision
from cases.rules.file import Legal
from cases.rules.filing import discovered_too_late
from cases.rules.loading import load
from cases.rules.older import numbers_of
from cases.rules.registry import RuleBroken
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused
from tests.cases.acts.test_decision import judge

pytestmark = pytest.mark.django_db(transaction=True)


def fined(world: w.World, case: Case, day: str = "04-01", **changes: object) -> Case:
    """Fine the same party by another case."""
    other = w.registered(world, another_matter=True, **changes)
    Decision.objects.create(
        case=other,
        kind="penalise",
        decided_on=w.on(day),
        decided_by="局长",
        fine=300,
        kinds=["fine"],
        facts="",
        legal_basis="",
    )
    return other


def test_a_second_fine_for_one_act_is_refused_until_the_head_finds_another_act(world: w.World) -> None:
    case = w.heard(world)
    other = fined(world, case)
    with refused(RuleBroken, case) as caught:
        judge(world, case)
    assert caught.value.code == "R28"
    assert "300" in str(caught.value)
    with refused(ComparisonReasonMissing, case, field="reason"):
        compare_acts(case_id=case.pk, by=world.by("head"), at=w.at("04-02"), other_id=other.pk, reason=" ")
    compare_acts(
        case_id=case.pk, by=world.by("head"), at=w.at("04-02"), other_id=other.pk, reason="一处在南街，一处在北街。"
    )
    assert judge(world, case).fine == 5000


@pytest.mark.parametrize("outcome", ["upheld", "annulled", "anew"])
def test_a_fine_that_was_set_aside_is_no_first_fine(world: w.World, outcome: str) -> None:
    case = w.heard(world)
    day = w.on("04-02")
    fined(world, case).remedies.create(kind="reconsideration", organ="政府", filed_on=day, outcome=outcome)
    assert bool(fined_elsewhere([case.pk])) is (outcome == "upheld")


WAYS: list[tuple[dict[str, object], bool | None]] = [
    ({}, True),
    ({"cause": "擅自占用道路"}, True),  # the same day and place: several norms, one act
    ({"cause": "擅自占用道路", "place": "别处"}, False),
    ({"act_on": date(2026, 3, 9)}, False),
    ({"party_name": "别的名称"}, True),  # the code tells the party, not its name
    ({"party_code": ""}, None),
    ({"act_on": date(2026, 2, 1)}, None),
]


def test_the_same_act_is_told_by_party_day_and_offence_or_place(world: w.World) -> None:
    case = w.registered(world)
    wanted = {fined(world, case, **changes).pk: same for changes, same in WAYS}
    found = {row.case_id: row.same for row in fined_elsewhere([case.pk])[case.pk]}
    assert found == {pk: same for pk, same in wanted.items() if same is not None}


def test_the_limitation_runs_from_the_end_of_a_continuing_act_or_for_five_years(world: w.World) -> None:
    case = w.filed(world, act_on=date(2023, 5, 1))
    assert discovered_too_late(load(case, w.on("03-14")))
    for stated, late in (
        ({"ended_on": date(2024, 4, 1)}, False),
        ({"ended_on": date(2024, 3, 1)}, True),
        ({"ground": "life"}, False),
    ):
        facts: dict[str, Any] = {"reason": "卷宗第3页", **stated}
        state_limitation(case_id=case.pk, by=world.by("lead"), at=w.at("03-13"), **facts)
        assert (stated, bool(discovered_too_late(load(case, w.on("03-14"))))) == (stated, late)


def test_acts_and_cases_before_the_revision_follow_the_older_numbers() -> None:
    old = numbers_of(Legal(), act_on=date(2021, 7, 14), filed_on=date(2021, 7, 14))
    assert (old.on_spot_person, old.on_spot_organisation, old.hearing_request_days) == (50, 1000, 3)
    new = numbers_of(Legal(), act_on=date(2021, 7, 15), filed_on=date(2021, 7, 15))
    assert new == Legal()


@pytest.mark.parametrize(
    ("act_on", "ended_on", "years"),
    [
        ("2018-03-01", None, 2),
        ("2019-07-14", None, 2),  # ran out on the eve of the revision
        ("2019-07-15", None, 5),
        ("2018-03-01", "2020-01-01", 5),  # it went on, and had not run out
    ],
)
def test_five_years_revive_no_act_whose_two_years_had_run_out(act_on: str, ended_on: str | None, years: int) -> None:
    ended = date.fromisoformat(ended_on) if ended_on else None
    found = numbers_of(Legal(), act_on=date.fromisoformat(act_on), filed_on=None, act_ended_on=ended)
    assert found.limitation_long_years == years
