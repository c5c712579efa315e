"""The survey: nobody is told apart, a code counts once, and small numbers are never shown."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from cases.publicity.models import SurveyAnswer, SurveyCodeUse
from cases.publicity.survey import code
from cases.publicity.survey.answer_survey import CodeUsed, NoAgency, NoSuchCode, answer_survey
from cases.publicity.survey.results import results
from cases.supervision.complaints.after import offers_for
from enforcement.actor import PUBLIC
from enforcement.ledger.models import Entry
from enforcement.organisation.models import ParameterValue
from tests.cases.acts import world as w
from tests.factories.cases import a_case, a_decision, a_service
from tests.factories.publicity import a_code_use, an_answer

act = pytest.mark.django_db(transaction=True)
MARKS = {"overall": 5, "manner": 4, "told": 3, "fair": 2}


def answered(on: str = "04-10", **facts: Any) -> SurveyAnswer:
    return answer_survey(by=PUBLIC, at=w.at(on), **MARKS, **facts)


@act
def test_the_code_of_a_served_decision_counts_once_and_only_while_it_lasts(world: w.World) -> None:
    case = a_case(world.agency, run=False)
    a_decision(case)
    given = code.code_for(code.Via.DECISION, case.pk)
    with pytest.raises(NoSuchCode):
        answered(code=given)  # not served yet
    a_service(case)
    made = answered(code=f" {given.replace('-', ' — ')} ")
    assert (made.agency, made.via, made.month_on) == (world.agency, "decision", date(2026, 4, 1))
    for again in (given, f"0{given}", f"００{given}"):
        with pytest.raises(CodeUsed):
            answered(code=again)
    forged = f"{case.pk}-{(int(given[-8:]) + 1) % 10**8:08}"
    late = code.code_for(code.Via.DECISION, case.pk)
    for wrong, on in ((forged, "04-10"), (late, "2027-03-10"), ("12", "04-10"), ("無", "04-10")):
        with pytest.raises(NoSuchCode):
            answered(on, code=wrong)
    with pytest.raises(NoAgency):
        answered(agency="一")
    assert (SurveyAnswer.objects.count(), SurveyCodeUse.objects.count()) == (1, 1)


@act
def test_nothing_joins_an_answer_to_a_code_a_case_a_person_or_a_moment(world: w.World) -> None:
    case = a_case(world.agency, run=False)
    a_decision(case)
    a_service(case)
    before = Entry.objects.count()
    answered(code=code.code_for(code.Via.DECISION, case.pk))
    assert Entry.objects.count() == before
    fields = {field.name for field in SurveyAnswer._meta.get_fields()}
    assert fields == {"id", "agency", "via", "month_on", "overall", "manner", "told", "fair"}
    assert {field.name for field in SurveyCodeUse._meta.get_fields()} == {"digest", "month_on"}


def test_only_quarters_that_are_over_with_enough_answers_are_shown_and_added_up(world: w.World) -> None:
    for month, count in ((date(2026, 1, 1), 10), (date(2026, 4, 1), 9), (date(2026, 7, 1), 30)):
        for n in range(count):
            an_answer(world.agency, month_on=month, via="decision" if n < 3 else "open", overall=5 if n % 2 else 3)
    found = results(date(2026, 9, 30))
    assert [(q.title, q.answers, q.coded) for q in found[0].quarters] == [("2026 Q1", 10, 3)]
    assert (found[0].answers, found[0].means["overall"]) == (10, 4.0)
    ParameterValue.objects.create(
        agency=world.government, code="survey.least_answers", value=11, from_on=date(2026, 1, 1), source="测试",
        set_by="x", set_at=w.at("01-01"),
    )  # fmt: skip
    assert results(date(2026, 9, 30)) == []


def test_the_form_takes_an_answer_without_a_sign_in_and_the_sender_of_an_answered_complaint_is_asked(
    client: Client, world: w.World
) -> None:
    a_code_use()
    marks = {name: str(mark) for name, mark in MARKS.items()}
    assert client.get(f"/survey/?agency={world.agency.pk}").status_code == 200
    assert client.post("/survey/", marks).status_code == 422
    assert client.post("/survey/", {**marks, "agency": str(world.agency.pk)}).status_code == 303
    assert SurveyAnswer.objects.get().agency == world.agency
    open_one = SimpleNamespace(pk=7, state="received")
    assert offers_for(open_one) == []  # type: ignore[arg-type]
    offered = offers_for(SimpleNamespace(pk=7, state="answered"))  # type: ignore[arg-type]
    assert code.code_for(code.Via.COMPLAINT, 7) in offered[0].url
