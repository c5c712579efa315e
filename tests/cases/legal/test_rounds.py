"""A review in rounds: the files sent, what was missing, what was corrected, disagreement; and who may review."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.legal.ask_missing import NotSent, ask_missing, bring_missing, review_due
from cases.legal.dispute import NoDispute, NothingToDispute, ReasonsOfDispute, raise_dispute, settle_dispute
from cases.legal.reviewers import REVIEWERS, SourceOfPost, enter_since, is_first_time, ratio_of
from cases.legal.send_file import CorrectionMissing, NothingSent, SentAlready, send_file
from cases.models import Case, Review
from cases.rules.discussion import discussion_required
from cases.rules.loading import load
from enforcement.errors import NotAllowed
from enforcement.ledger.queries import faults
from enforcement.organisation.models import ParameterValue, Person
from tests.cases.acts import world as w
from tests.cases.meetings import world as m
from tests.cases.meetings.world import refused


@pytest.fixture(scope="module")
def kept_case(kept: w.World, django_db_blocker: Any) -> Case:
    with django_db_blocker.unblock():
        return m.before_a_review(kept)


@pytest.fixture
def case(kept_case: Case, world: w.World) -> Case:
    return Case.objects.get(pk=kept_case.pk)


def do(act: Any, world: w.World, case: Case, who: str, day: str, /, **facts: Any) -> Any:
    return act(case_id=case.pk, by=world.by(who), at=w.at(day), **facts)


def failed(world: w.World, case: Case, passed: bool = False) -> Review:
    return Review.objects.create(
        case=case, reviewer=world.people["reviewer"], reviewer_name="戊某", received_on=w.on("04-01"),
        reviewed_on=w.on("04-03"), heads={}, opinion="法律适用不当", passed=passed,
    )  # fmt: skip


def test_the_file_is_sent_once_a_round_and_again_with_what_was_corrected(world: w.World, case: Case) -> None:
    with refused(NotAllowed, case):
        do(send_file, world, case, "reviewer", "04-01", titles=["调查终结报告"])
    with refused(NothingSent, case, field="titles"):
        do(send_file, world, case, "lead", "04-01", titles=[" "])
    do(send_file, world, case, "lead", "04-01", titles=["案件调查终结报告", "询问笔录"])
    with refused(SentAlready, case):
        do(send_file, world, case, "lead", "04-01", titles=["询问笔录"])
    failed(world, case)
    with refused(CorrectionMissing, case, field="answer"):
        do(send_file, world, case, "lead", "04-08", titles=["案件调查终结报告"])
    again = do(send_file, world, case, "lead", "04-08", titles=["案件调查终结报告"], answer="已改用第四十二条")
    assert (again.round, case.papers.filter(code="FSQ").count()) == (2, 2)


def test_days_of_waiting_for_papers_do_not_count_in_the_reviewer_s_term(world: w.World, case: Case) -> None:
    came = w.on("04-01")
    assert review_due(case, came, came) == w.on("04-16")  # ten working days; 4 to 6 April are holidays
    with refused(NotSent, case):
        do(ask_missing, world, case, "reviewer", "04-02", missing="物证照片")
    do(send_file, world, case, "lead", "04-01", titles=["询问笔录"])
    do(ask_missing, world, case, "reviewer", "04-02", missing="物证照片")
    do(bring_missing, world, case, "lead", "04-08")
    assert review_due(case, came, w.on("04-08")) == w.on("04-21")  # three more: 3, 7 and 8 April
    with refused(NotSent, case):
        do(bring_missing, world, case, "lead", "04-08")


@pytest.mark.parametrize(("settled", "discussed"), [("reviewer", False), ("discussion", True)])
def test_a_disagreement_is_coordinated_before_it_goes_to_discussion(
    world: w.World, case: Case, settled: str, discussed: bool
) -> None:  # fmt: skip
    failed(world, case, passed=True)
    with refused(NothingToDispute, case):
        do(raise_dispute, world, case, "lead", "04-07", reasons="适用正确")
    Review.objects.filter(case=case).update(passed=False)
    with refused(ReasonsOfDispute, case, field="reasons"):
        do(raise_dispute, world, case, "lead", "04-07", reasons=" ")
    do(raise_dispute, world, case, "lead", "04-07", reasons="适用正确")
    assert "disagrees" in discussion_required(load(case, today=w.on("04-07"))) or discussion_required(
        load(case, today=w.on("04-07"))
    )
    with refused(NotAllowed, case):
        do(settle_dispute, world, case, "lead", "04-08", settled=settled, coordination="双方协商")
    do(settle_dispute, world, case, "head", "04-08", settled=settled, coordination="4月8日法制科、执法大队协商")
    assert bool(discussion_required(load(case, today=w.on("04-08")))) is discussed
    with refused(NoDispute, case):
        do(settle_dispute, world, case, "head", "04-08", settled=settled, coordination="再次")
    assert list(faults(case.series)) == []


def test_who_reviewed_before_2018_is_no_first_timer(world: w.World) -> None:
    person = Person.objects.get(pk=world.id("reviewer"))
    assert is_first_time(person)
    facts: dict[str, Any] = {"agency_id": world.agency.pk, "person_id": person.pk, "at": w.at("04-01")}
    with pytest.raises(NotAllowed):
        enter_since(**facts, by=world.by("lead"), since_on=date(2016, 5, 3), source="任职文件")
    with pytest.raises(SourceOfPost):
        enter_since(**facts, by=world.by("head"), since_on=date(2016, 5, 3), source=" ")
    enter_since(**facts, by=world.by("head"), since_on=date(2018, 1, 1), source="任职文件")
    assert is_first_time(person)
    enter_since(**facts, by=world.by("head"), since_on=date(2017, 12, 31), source="任职文件")
    assert not is_first_time(person)


def test_there_is_one_reviewer_for_twenty_officers(world: w.World) -> None:
    found = ratio_of(world.agency, w.on("04-01"))
    assert (found.reviewers, found.qualified, found.officers, found.enough) == (1, 1, 3, True)
    assert round(found.share, 1) == 33.3
    ParameterValue.objects.create(
        agency=world.agency, code=REVIEWERS, value=40, from_on=w.on("04-01"), source="测试", set_at=w.at("04-01")
    )
    assert not ratio_of(world.agency, w.on("04-01")).enough
    assert ratio_of(world.agency, w.on("03-31")).enough
