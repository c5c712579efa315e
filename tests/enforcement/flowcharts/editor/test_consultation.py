"""The public comments on a draft before it is published, and the agency answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from enforcement.actor import PUBLIC
from enforcement.errors import NotAllowed
from enforcement.flowcharts.consultation.comment import (
    AnsweredAlready,
    NothingSaid,
    PeriodOver,
    answer_comment,
    send_comment,
)
from enforcement.flowcharts.consultation.models import Consultation, PublicComment
from enforcement.flowcharts.consultation.period import (
    NotConsulted,
    OpenAlready,
    PeriodRuns,
    PeriodTooShort,
    Unanswered,
    open_period,
)
from enforcement.flowcharts.publication.approve import approve
from enforcement.flowcharts.publication.draft import draft
from enforcement.flowcharts.publication.publish import publish
from enforcement.flowcharts.publication.ship import FOLDER
from enforcement.flowcharts.publication.submit import submit
from enforcement.ledger.models import Entry
from enforcement.organisation.models import ParameterValue, Person
from tests.factories import flowcharts as make
from tests.factories.flowcharts_editor import a_consultation, a_public_comment

pytestmark = pytest.mark.django_db
AT = make.SHIPPED_AT
LAST, OVER = AT + timedelta(days=30), AT + timedelta(days=31)


@pytest.fixture(autouse=True)
def calm():
    cache.clear()


def approved(version, agency):
    drafter, *approvers = make.drafters(agency)
    for one in approvers:
        approve(version_id=version.pk, by=one, at=AT)
    return {"version_id": version.pk, "by": drafter, "effective_on": date(2026, 6, 1)}


def ruled(agency, days):
    ParameterValue.objects.create(
        agency=agency, code="chart.comment_days", value=days, from_on=AT.date(), set_by="测试", set_at=AT
    )


def test_publication_waits_for_the_days_and_for_every_answer(agency):
    period = a_consultation(agency)
    told = approved(period.version, agency)
    comment = send_comment(version_id=period.version_id, by=PUBLIC, at=LAST, text="请延长期限")
    with pytest.raises(PeriodRuns):
        publish(**told, at=LAST)
    with pytest.raises(Unanswered):
        publish(**told, at=OVER)
    answer_comment(comment_id=comment.pk, by=told["by"], at=OVER, result="declined", answer="法定期限不变")
    assert publish(**told, at=OVER).status == "published"
    verbs = [v for v in Entry.objects.values_list("verb", flat=True) if v.startswith("flowchart.")]
    assert {"flowchart.consult", "flowchart.comment", "flowchart.answer"} <= set(verbs)


def test_the_rule_opens_the_period_with_the_submission_and_cannot_be_passed_by(agency):
    drafter = make.drafters(agency)[0]
    version = draft(agency=agency, code="S", by=drafter, at=AT, bpmn=(FOLDER / "S.bpmn").read_bytes())
    submit(version_id=version.pk, by=drafter, at=AT)
    told = approved(version, agency)
    ruled(agency, 10)
    with pytest.raises(NotConsulted):
        publish(**told, at=AT)
    with pytest.raises(PeriodTooShort):
        open_period(version_id=version.pk, by=drafter, at=AT, days=9)
    other = draft(agency=agency, code="S2", by=drafter, at=AT, bpmn=(FOLDER / "S.bpmn").read_bytes())
    submit(version_id=other.pk, by=drafter, at=AT)
    assert Consultation.objects.get(version=other).closes_on == AT.date() + timedelta(days=10)
    with pytest.raises(OpenAlready):
        open_period(version_id=other.pk, by=drafter, at=AT, days=20)


def test_comments_come_only_while_the_period_runs_and_are_answered_once(agency):
    comment = a_public_comment(agency)
    version_id = comment.consultation.version_id
    with pytest.raises(PeriodOver):
        send_comment(version_id=version_id, by=PUBLIC, at=OVER, text="晚了")
    with pytest.raises(NothingSaid):
        send_comment(version_id=version_id, by=PUBLIC, at=AT, text="  ")
    drafter, approver, _two = make.drafters(agency)
    told = {"comment_id": comment.pk, "at": AT, "result": "adopted", "answer": "已改"}
    with pytest.raises(NotAllowed):
        answer_comment(**told, by=approver)
    answer_comment(**told, by=drafter)
    with pytest.raises(AnsweredAlready):
        answer_comment(**told, by=drafter)


def test_anybody_comments_without_signing_in_and_reads_the_answers(client, agency, monkeypatch):
    period = a_consultation(agency)
    monkeypatch.setattr("enforcement.clock.now", lambda: AT)
    monkeypatch.setattr("enforcement.clock.today", AT.date)
    url = reverse("procedure_consultation", args=[period.version_id])
    assert "S03" in client.get(url).content.decode()
    sent = [client.post(url, {"text": f"意见{n}", "step": "S03"}).status_code for n in range(7)]
    assert sent == [303] * 5 + [429] * 2
    shown, kept, *_rest = PublicComment.objects.all()
    drafter = make.drafters(agency)[0]
    answer_comment(comment_id=shown.pk, by=drafter, at=AT, result="adopted", answer="采纳，已修改")
    answer_comment(comment_id=kept.pk, by=drafter, at=AT, result="withheld", answer="含个人信息，不予公开")
    page = client.get(url).content.decode()
    assert "意见0" in page
    assert "采纳，已修改" in page
    assert "意见1" not in page
    assert "含个人信息" in page
    assert "意见2" not in page
    assert (
        reverse("procedure_consultation", args=[period.version_id])
        in client.get(reverse("procedure_list")).content.decode()
    )


def test_the_staff_see_what_waits_and_answer_on_a_page(client, agency):
    comment = a_public_comment(agency)
    drafter = make.drafters(agency)[0]
    client.force_login(Person.objects.get(pk=drafter.person_id))
    page = client.get(reverse("chart_comments", args=[comment.consultation.version_id])).content.decode()
    assert reverse("chart_answer", args=[comment.pk]) in page
    waiting = reverse("chart_comments", args=[comment.consultation.version_id])
    assert waiting in client.get(reverse("desk")).content.decode()
    client.post(reverse("chart_answer", args=[comment.pk]), {"result": "partly", "answer": "部分采纳"})
    comment.refresh_from_db()
    assert (comment.result, comment.answer) == ("partly", "部分采纳")
    client.force_login(make.a_person("chart", agency=make.an_agency("别的局")))
    assert client.get(reverse("chart_answer", args=[comment.pk])).status_code == 404
