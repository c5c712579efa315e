"""The law office: who falls short as of a day, its register, and the progress report."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.urls import reverse

from cases.yearly.models import ProgressReport, SectionMember, TrainingEvent
from cases.yearly.office.enter_event import NotHeldYet, NothingProves, WithdrawnAlready, enter_event, withdraw_event
from cases.yearly.office.enter_member import (
    MemberDay,
    MemberTwice,
    Unqualified,
    WhoMissing,
    end_member,
    enter_member,
)
from cases.yearly.office.progress.draw import NotWritable, ProgressThere, draw_progress, save_progress
from cases.yearly.office.progress.settle import (
    NotNext,
    PartEmpty,
    YearRuns,
    approve_progress,
    publish_progress,
    reopen_progress,
)
from cases.yearly.office.progress.words import PARTS
from cases.yearly.office.standing import Target, standing_of
from enforcement import clock
from enforcement.errors import NotAllowed
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Person
from tests.cases.yearly.world import AT, a_penalty
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories.certification import a_post
from tests.factories.yearly import a_section_member, a_training_event

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2026, 1, 12)


@pytest.fixture
def clerk(agency):
    return charts.actor(charts.a_person("apply", agency=agency), agency)


def targets(agency, on=ON, today=ON):
    return {t.code: (t.have, t.need, t.light) for t in standing_of([agency], on=on, today=today)[0].targets}


@pytest.mark.parametrize(
    ("have", "is_open", "light"), [(2, False, "green"), (1, True, "yellow"), (1, False, "red"), (3, False, "green")]
)
def test_what_is_missing_is_red_unless_the_year_still_runs(have, is_open, light):
    assert Target("lectures", Decimal(2), Decimal(have), is_open).light == light


def test_the_legal_section_is_counted_as_of_a_day(agency):
    a_section_member(agency, "甲"), a_section_member(agency, "乙", to_on=date(2025, 12, 31))
    a_section_member(agency, "丙", from_on=date(2026, 1, 12)), a_section_member(agency, "丁", role="counsel")
    people = [charts.a_person(agency=agency) for _ in range(3)]
    for row, person in zip(SectionMember.objects.filter(role="staff"), people, strict=True):
        SectionMember.objects.filter(pk=row.pk).update(person=person)
    assert targets(agency)["section"] == (2, 3, "red")
    assert targets(agency, on=date(2025, 12, 31))["section"] == (2, 3, "red")
    assert targets(agency, on=date(2025, 1, 1))["section"] == (2, 3, "red")
    assert targets(agency, on=date(2023, 1, 1))["section"][0] == 0


def test_a_town_needs_two_people_and_two_lectures_and_a_government_a_class(county):
    town = charts.an_agency("示例镇人民政府", parent=county, kind="township")
    a_training_event(town, held_on=date(2026, 1, 5)), a_training_event(town, held_on=date(2025, 1, 5))
    a_training_event(town, held_on=date(2026, 1, 6), withdrawn="重复登记")
    assert targets(town) == {"lectures": (1, 2, "yellow"), "section": (0, 2, "red")}
    assert targets(town, today=date(2027, 1, 1))["lectures"] == (1, 2, "red")
    assert targets(county) == {"classes": (0, 1, "yellow"), "lectures": (0, 2, "yellow")}


def test_reviewers_are_a_share_of_the_officers(agency):
    for _ in range(21):
        a_post(charts.a_person(agency=agency), agency)
    a_section_member(agency, is_reviewer=True)
    assert targets(agency)["reviewers"] == (Decimal("4.8"), 5, "red")
    a_section_member(agency, "己", is_reviewer=True)
    assert targets(agency)["reviewers"][2] == "green"


def test_a_place_in_the_section_is_entered_with_its_document_and_ends(agency, clerk):
    person = charts.a_person(agency=agency, name="戊")
    a_post(person, agency)
    facts = {"agency_id": agency.pk, "by": clerk, "at": AT, "role": "staff", "source": "编办〔2025〕2号"}
    with pytest.raises(WhoMissing):
        enter_member(**facts, from_on=ON, name="外人")
    with pytest.raises(MemberDay):
        enter_member(**facts, from_on=date(2026, 1, 13), person_id=person.pk)
    with pytest.raises(Unqualified):
        enter_member(**facts, from_on=date(2018, 1, 1), person_id=person.pk, is_reviewer=True)
    made = enter_member(**facts, from_on=date(2017, 12, 31), person_id=person.pk, is_reviewer=True)
    with pytest.raises(MemberTwice):
        enter_member(**facts, from_on=ON, person_id=person.pk)
    with pytest.raises(MemberDay):
        end_member(member_id=made.pk, by=clerk, at=AT, to_on=date(2017, 12, 1))
    end_member(member_id=made.pk, by=clerk, at=AT, to_on=ON)
    verbs = list(Entry.objects.filter(series=f"law_office:{agency.pk}").values_list("verb", flat=True))
    assert sorted(verbs) == ["section.end", "section.enter"]
    stranger = charts.actor(charts.a_person("decide", agency=agency), agency)
    with pytest.raises(NotAllowed):
        enter_member(**facts | {"by": stranger}, from_on=ON, person_id=person.pk)


def test_an_event_counts_once_held_and_proved_and_no_longer_once_withdrawn(county, people):
    facts = {"agency_id": county.pk, "by": people["supervisor"], "at": AT, "kind": "leaders", "title": "专题班",
             "attendees": 30}  # fmt: skip
    with pytest.raises(NotHeldYet):
        enter_event(**facts, held_on=date(2026, 1, 13), evidence="通知〔2026〕1号")
    with pytest.raises(NothingProves):
        enter_event(**facts, held_on=ON, evidence="有")
    made = enter_event(**facts, held_on=ON, evidence="通知〔2026〕1号")
    assert targets(county)["classes"][2] == "green"
    withdraw_event(event_id=made.pk, by=people["supervisor"], at=AT, reason="与上一条重复登记")
    with pytest.raises(WithdrawnAlready):
        withdraw_event(event_id=made.pk, by=people["supervisor"], at=AT, reason="与上一条重复登记")
    assert targets(county)["classes"][2] == "yellow"
    assert TrainingEvent.objects.count() == 1


def test_a_progress_report_carries_the_figures_is_written_approved_and_published(county, agency, people, client):
    a_penalty(agency)
    by = people["supervisor"]
    made = draw_progress(agency_id=county.pk, by=by, at=AT, year=2025)
    assert "作出行政处罚决定1件" in made.parts[0]["text"]
    with pytest.raises(ProgressThere):
        draw_progress(agency_id=county.pk, by=by, at=AT, year=2025)
    with pytest.raises(PartEmpty):
        approve_progress(report_id=made.pk, by=people["government"], at=AT, seen=made.sha256)
    parts = {part["code"]: part["text"] for part in made.parts} | {"problems": "人手不足。", "plans": "补足。\n轮训。"}
    seen = save_progress(report_id=made.pk, by=by, at=AT, parts=parts).sha256
    with pytest.raises(NotNext):  # what was read is not what stands there
        approve_progress(report_id=made.pk, by=people["government"], at=AT, seen=made.sha256)
    with pytest.raises(NotAllowed):
        approve_progress(report_id=made.pk, by=by, at=AT, seen=seen)
    with pytest.raises(YearRuns):
        approve_progress(report_id=made.pk, by=people["government"], at=make.moment("2025-12-31"), seen=seen)
    assert client.get(reverse("progress_public", args=[made.pk])).status_code == 404
    approve_progress(report_id=made.pk, by=people["government"], at=AT, seen=seen)
    with pytest.raises(NotWritable):
        save_progress(report_id=made.pk, by=by, at=AT, parts=parts)
    reopen_progress(report_id=made.pk, by=people["government"], at=AT)
    approve_progress(report_id=made.pk, by=people["government"], at=AT, seen=seen)
    publish_progress(report_id=made.pk, by=by, at=AT, seen=seen)
    assert ProgressReport.objects.get().state == "published"
    word = docx.Document(BytesIO(client.get(reverse("progress_public_file", args=[made.pk, "docx"])).content))
    texts = [p.text for p in word.paragraphs]
    assert [t for t in texts if t in PARTS.values()] == list(PARTS.values())
    assert texts[-2:] == ["补足。", "轮训。"]
    assert client.get(reverse("progress_public_file", args=[made.pk, "pdf"])).content.startswith(b"%PDF")


def test_the_pages_of_the_office_do_the_acts_and_are_closed_to_others(
    agency, county, clerk, people, client, monkeypatch
):
    monkeypatch.setattr(clock, "today", AT.date)
    monkeypatch.setattr(clock, "now", lambda: AT)
    client.force_login(Person.objects.get(pk=clerk.person_id))
    typed = {"kind": "lecture", "title": "讲座", "held_on": "2026-01-09", "attendees": "5", "evidence": "会议签到表"}
    assert client.post(reverse("law_event_new", args=[agency.pk]), typed).status_code == 303
    typed = {"role": "adviser", "name": "示例律师", "from_on": "2026-01-05", "source": "聘书"}
    assert client.post(reverse("law_member_new", args=[agency.pk]), typed).status_code == 303
    assert "示例律师" in client.get(reverse("law_register", args=[agency.pk])).content.decode()
    assert client.get(reverse("law_register", args=[county.pk])).status_code == 404
    client.force_login(Person.objects.get(pk=people["supervisor"].person_id))
    answer = client.post(reverse("progress_new"), {"agency": county.pk, "year": "2025"})
    page = client.get(answer["Location"]).content.decode()
    assert "一、总体情况" in page
    assert agency.name in client.get(reverse("law_office")).content.decode()
    assert client.get(reverse("law_office"), {"on": make.day("2025-06-01").isoformat()}).status_code == 200
