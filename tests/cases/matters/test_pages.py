"""The pages of matters: the acts through forms, and who sees what."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.supervision.insiders import Insider
from cases.supervision.matters.close_matter import close_matter
from cases.supervision.matters.correct_on_spot import correct_on_spot
from cases.supervision.matters.models import Letter, Matter
from cases.supervision.matters.open_matter import TakenUpAlready, open_matter
from cases.supervision.matters.triage_matter import triage_matter
from cases.supervision.models import Alarm, Complaint
from cases.supervision.settle import review_settlement, settle_alarm
from enforcement.errors import NotFound
from tests.factories import flowcharts as charts
from tests.factories.cases import a_case
from tests.factories.certification import a_post
from tests.factories.matters import PDF, County, a_county, at
from tests.factories.supervision import a_complaint, an_alarm

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def county(db: None) -> County:
    return a_county()


def signed_in(county: County, part: str) -> Client:
    client = Client()
    client.force_login(county.people[part])
    return client


def test_a_matter_is_taken_from_an_alarm_to_its_answer_and_settles_the_alarm(county: County) -> None:
    alarm = an_alarm(a_case(county.organ, run=False), agency=county.organ)
    one, head = signed_in(county, "one"), signed_in(county, "head")
    assert f"?alarm={alarm.pk}" in one.get(reverse("supervision_alarm", args=[alarm.pk])).content.decode()
    new = reverse("matter_open") + f"?alarm={alarm.pk}"
    typed = {"agency_id": county.organ.pk, "origin": "alarm", "title": "未经法制审核", "summary": "系统预警R16"}
    assert one.post(new, typed).status_code == 422
    assert one.post(new, {**typed, "no_remedy": "on"}).status_code == 303
    matter = Matter.objects.get()
    assert (matter.alarm, matter.case_id) == (alarm, alarm.case_id)
    with pytest.raises(TakenUpAlready):
        open_matter(by=county.by("one"), at=at("03-02"), agency_id=county.organ.pk, origin="alarm", summary="再",
                    alarm_id=alarm.pk)  # fmt: skip
    do = lambda client, name, **typed: client.post(reverse("matter_do", args=[matter.pk, name]), typed).status_code  # noqa: E731
    assert do(one, "triage", outcome="needs_facts", text="线索具体") == 303
    measure = {"kind": "documents", "held_on": matter.opened_on.isoformat(), "subject": "案卷", "text": "无审核"}
    assert do(one, "measure", officer_ids=county.pair[:1], **measure) == 422
    assert do(one, "measure", officer_ids=county.pair, **measure) == 303
    assert do(one, "find", outcome="illegal", basis="第五十八条", text="未审核", officer_ids=county.pair) == 303
    assert do(signed_in(county, "government"), "opine") == 404
    due = matter.opened_on.replace(year=matter.opened_on.year + 1).isoformat()
    assert do(one, "opine", text="未审核", basis="第五十八条", demands="补审核", due_on=due) == 303
    letter = Letter.objects.get()
    assert head.get(matter.get_absolute_url()).status_code in {403, 404}
    assert letter.number in head.get(reverse("matter_letters")).content.decode()
    assert letter.get_absolute_url() in head.get(reverse("desk")).content.decode()
    answer = reverse("matter_letter_do", args=[letter.pk, "answer"])
    sent = {"text": "已补审核", "evidence": [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", PDF)]}
    assert one.post(answer, {"text": "已补审核"}).status_code == 404
    assert head.post(answer, {"text": "已补审核"}).status_code == 422
    assert head.post(answer, sent).status_code == 303
    assert letter.papers.filter(code="ZJ").count() == 2
    assert do(one, "judge", outcome="accepted", text="属实") == 303
    assert do(one, "close", text="已纠正") == 303
    alarm.refresh_from_db()
    assert (alarm.state, alarm.outcome) == (Alarm.State.PROPOSED, Alarm.Outcome.MATTER)
    assert matter.number in alarm.reason
    review_settlement(alarm_id=alarm.pk, by=county.by("two"), at=at("03-02"), agrees=True)
    alarm.refresh_from_db()
    assert alarm.state == Alarm.State.SETTLED
    page = one.get(matter.get_absolute_url())
    assert page.status_code == 200
    assert "<svg" in page.content.decode()


@pytest.mark.parametrize(("triage", "outcome"), [("false_alarm", "false_alarm"), ("correctable", "corrected")])
def test_the_alarm_is_settled_as_what_the_matter_came_to(county: County, triage: str, outcome: str) -> None:
    alarm = an_alarm(a_case(county.organ, run=False))
    said = {"by": county.by("one"), "at": at("03-02")}
    matter = open_matter(agency_id=county.organ.pk, origin="alarm", summary="系统预警", alarm_id=alarm.pk, **said)
    triage_matter(matter_id=matter.pk, outcome=triage, text="已核实", **said)
    if triage == "correctable":
        what = {"what": "未亮证", "corrected_by": "王某", "text": "当场出示", "verified": True}
        correct_on_spot(matter_id=matter.pk, **what, **said)
    close_matter(matter_id=matter.pk, text="销号", **said)
    alarm.refresh_from_db()
    assert (alarm.state, alarm.outcome) == (Alarm.State.PROPOSED, outcome)


def test_nobody_opens_or_settles_an_alarm_on_the_own_organ(county: County) -> None:
    alarm = an_alarm(a_case(county.organ, run=False))
    insider = charts.a_person("supervise", agency=county.government)
    a_post(insider, county.organ)
    client = Client()
    client.force_login(insider)
    typed = {"outcome": "false_alarm", "reason": "本局已经核实，规则没有被违反"}
    assert client.post(reverse("supervision_alarm", args=[alarm.pk]), typed).status_code == 404
    with pytest.raises(Insider):
        settle_alarm(alarm_id=alarm.pk, by=charts.actor(insider, county.organ), at=at("04-20"), **typed)


def test_a_complaint_or_file_of_another_organ_opens_no_matter(county: County) -> None:
    other = charts.an_agency("乐陵市水利局", parent=county.government)
    row = a_complaint()
    Complaint.objects.filter(pk=row.pk).update(agency=other)
    said = {"by": county.by("one"), "at": at("03-02"), "agency_id": county.organ.pk, "summary": "一"}
    for origin, link in (("complaint", {"complaint_id": row.pk}), ("file_review", {"file_review_id": 1})):
        with pytest.raises(NotFound):
            open_matter(origin=origin, **link, **said)
    Complaint.objects.filter(pk=row.pk).update(agency=county.government)
    assert open_matter(origin="complaint", complaint_id=row.pk, **said).complaint == row


def test_papers_are_read_by_whom_they_concern_and_by_nobody_else(county: County) -> None:
    matter = open_matter(
        by=county.by("one"), at=at("03-02"), agency_id=county.organ.pk, origin="other", summary="一事不再查"
    )
    paper = reverse("matter_paper", args=[matter.papers.get().pk])
    stranger = charts.an_agency("乐陵市水利局", parent=county.government)
    county.people["stranger"] = charts.a_person("decide", "supervise", agency=stranger)
    assert signed_in(county, "two").get(paper).content.startswith(b"%PDF")
    for part in ("head", "stranger"):
        assert signed_in(county, part).get(paper).status_code == 404
    assert signed_in(county, "stranger").get(matter.get_absolute_url()).status_code == 404
    assert "一事不再查" not in signed_in(county, "stranger").get(reverse("matters")).content.decode()
