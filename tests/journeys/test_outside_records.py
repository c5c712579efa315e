"""Six records of an outside system: each shows exactly the breach of law that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from cases.demo import outside
from cases.demo.bodies import DEPARTMENTS
from cases.import_record import record_outside
from cases.models import Case
from cases.rules.file import CaseFile
from cases.rules.loading import load
from cases.rules.registry import Finding, audit
from enforcement.actor import SYSTEM
from enforcement.ledger.queries import faults
from tests.cases.acts import world as w
from tests.journeys.county import a_county

TODAY = date(2026, 11, 20)
# The sample case → rules that are red in its record.
RED: dict[int, set[str]] = {
    3: {"R01", "R03"}, 4: {"R13", "R14"}, 6: {"R10"}, 7: {"R01", "R02"}, 8: {"R16", "R17"}, 11: {"R33"},
}  # fmt: skip


@pytest.fixture(scope="module")
def kept_files(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[int, int]]:
    with django_db_blocker.unblock(), a_county(tmp_path_factory.mktemp("papers"), *DEPARTMENTS) as staff:
        taken = [record_outside(data=data, by=SYSTEM, at=w.at("2026-11-20")) for data in outside.records(staff)]
        yield dict(zip(RED, [case.pk for case in taken], strict=True))


@pytest.fixture
def files(kept_files: dict[int, int], db: None) -> dict[int, CaseFile]:
    return {number: load(Case.objects.get(pk=pk), today=TODAY) for number, pk in kept_files.items()}


def red(file: CaseFile) -> list[Finding]:
    return [f for f in audit(file) if f.severity == "red"]


@pytest.mark.parametrize("number", RED)
def test_the_red_rules_are_these_and_no_others(files: dict[int, CaseFile], number: int) -> None:
    found = red(files[number])
    assert {f.rule for f in found} == RED[number], [(f.rule, f.sentence) for f in found]
    assert all(f.article and f.sentence and f.remedy for f in found)


def test_one_investigator_and_a_helper_spoil_both_records(files: dict[int, CaseFile]) -> None:
    keys = sorted((f.rule, f.key.split(":")[1]) for f in red(files[3]))
    assert [rule for rule, _key in keys] == ["R01", "R01", "R03", "R03"]
    assert len({key for _rule, key in keys}) == 2


def test_the_chair_is_found_in_the_re_check_and_the_notice_was_a_day_short(files: dict[int, CaseFile]) -> None:
    found = {f.rule: f for f in red(files[4])}
    assert found["R14"].on == date(2026, 4, 20)
    assert found["R13"].on == date(2026, 4, 22)


def test_the_decision_came_before_the_made_up_saturday(files: dict[int, CaseFile]) -> None:
    assert files[6].notices[0].defence_until == date(2026, 5, 9)
    assert [f.on for f in red(files[6])] == [date(2026, 5, 8)]


def test_the_credential_that_ran_out_is_judged_on_the_day_of_the_interview(files: dict[int, CaseFile]) -> None:
    assert {f.on for f in red(files[7])} == {date(2026, 6, 10)}
    assert [o.fault for o in files[7].inquiries[0].officers] == ["", "expired"]


def test_a_review_by_the_lead_and_one_after_the_decision_cure_nothing(files: dict[int, CaseFile]) -> None:
    assert {f.on for f in red(files[8]) if f.rule == "R16"} == {date(2026, 6, 5)}
    assert len(files[8].reviews) == 2


def test_a_step_of_the_pinned_chart_was_passed_over(files: dict[int, CaseFile]) -> None:
    assert [f.key for f in red(files[11])] == ["skipped:P07"]


def test_their_ledgers_hold(kept_files: dict[int, int], db: None) -> None:
    for case in Case.objects.filter(pk__in=kept_files.values()):
        assert (case.origin, list(faults(case.series))) == ("outside", [])
