"""The pages of supervisors."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.supervision.access import supervised
from cases.supervision.entries import alarms_to_settle
from cases.supervision.models import Alarm
from cases.supervision.settle import NotOpen, ReasonTooShort, settle_alarm
from cases.supervision.sweep import audit_case
from enforcement import clock
from enforcement.errors import NotAllowed, NotFound
from enforcement.flowcharts.engine.clocks import pause
from enforcement.flowcharts.models import RunClock, StepRecord
from enforcement.ledger.models import Entry
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories import supervision as made

TODAY = make.day("04-20")


@pytest.fixture(autouse=True)
def _on_20_april(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(clock, "now", lambda: make.moment("04-20"))


@pytest.fixture
def county(db):
    county = charts.an_agency("乐陵市人民政府")
    charts.ship_all(county)
    return county


@pytest.fixture
def agency(county):
    return charts.an_agency("乐陵市市场监督管理局", parent=county, fields=["market"])


@pytest.fixture
def me(county, client):
    person = made.a_supervisor(county)
    client.force_login(person)
    return person


def at_step(case, code, entered, due=""):
    """Put a case at a step."""
    first = StepRecord.objects.get(run=case.run, left_at__isnull=True)
    first.left_at = make.moment(entered)
    first.save(update_fields=["left_at"])
    node = first.node.version.nodes.get(code=code)
    days = make.day(due) if due else None
    return StepRecord.objects.create(
        run=case.run, agency=case.agency, node=node, entered_at=make.moment(entered), due_on=days, raw_due_on=days
    )


def ninety_days(case, opened):
    return RunClock.objects.create(
        run=case.run,
        agency=case.agency,
        code="decision",
        opened_at=make.moment(opened),
        raw_due_on=make.day("06-10"),
        due_on=make.day("06-10"),
    )


def late_case(agency, title="迟延案件"):
    case = make.a_case(agency, filed_on=make.day("03-12"), title=title)
    at_step(case, "P07", "03-20", "04-03")
    ninety_days(case, "03-12")
    return case


class TestBoard:
    def test_a_late_step_is_red_while_the_case_clock_is_green(self, me, agency, client):
        late_case(agency)
        page = client.get(reverse("supervision_board"))
        row = page.context["page"].object_list[0]
        assert (row.step_light, row.clock.light, row.light) == ("red", "green", "red")
        assert row.clock.used.of == 90
        assert row.steps[0].timed.used.of == 10
        assert "迟延案件" in page.content.decode()
        assert page.context["figures"] == {"open": 1, "red": 1, "yellow": 0, "alarms": 0}

    def test_the_most_urgent_comes_first(self, me, agency, client):
        make.a_case(agency, title="不急")
        yellow = make.a_case(agency, title="将到期")
        at_step(yellow, "P07", "04-07", "04-21")
        late_case(agency)
        rows = client.get(reverse("supervision_board"), {"light": "all"}).context["page"].object_list
        assert [r.title for r in rows] == ["迟延案件", "将到期", "不急"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({}, 1), ({"light": "red"}, 1), ({"light": "yellow"}, 0), ({"light": "all"}, 2), ({"light": "green"}, 1),
            ({"light": "nonsense"}, 1), ({"step": "P07"}, 1), ({"step": "P01", "light": "all"}, 1),
            ({"field": "market"}, 1), ({"field": "health"}, 0), ({"procedure": "P"}, 1), ({"procedure": "S"}, 0),
            ({"text": "迟延"}, 1), ({"text": "甲商贸"}, 1), ({"text": "没有"}, 0), ({"agency": "0"}, 1),
        ],
    )  # fmt: skip
    def test_filters(self, me, agency, client, query, found):
        late_case(agency)
        make.a_case(agency)
        assert client.get(reverse("supervision_board"), query).context["found"] == found

    def test_an_agency_stands_for_those_below(self, me, county, agency, client):
        late_case(agency)
        other = charts.an_agency("乐陵市水利局", parent=county)
        late_case(other)
        ask = {"agency": str(county.pk)}
        assert client.get(reverse("supervision_board"), ask).context["found"] == 2
        assert client.get(reverse("supervision_board"), {"agency": str(agency.pk)}).context["found"] == 1
        bars = client.get(reverse("supervision_board")).context["bars"]
        assert [(d.bar.red, d.bar.total, d.red) for d in bars] == [(1, 1, 100.0), (1, 1, 100.0)]

    def test_the_queries_do_not_grow_with_the_cases(self, me, agency, client):
        late_case(agency)
        client.get(reverse("supervision_board"))
        with CaptureQueriesContext(connection) as one:
            client.get(reverse("supervision_board"))
        for _ in range(5):
            late_case(agency)
        with CaptureQueriesContext(connection) as many:
            client.get(reverse("supervision_board"))
        assert len(one) == len(many) <= 20

    def test_a_paused_clock_and_an_alarm_are_shown(self, me, agency, client):
        case = late_case(agency)
        pause(RunClock.objects.get(run=case.run), ground="testing", basis="x", document="y", from_on=make.day("04-01"))
        made.an_alarm(case)
        made.an_alarm(case, "R24", severity="yellow")
        row = client.get(reverse("supervision_board")).context["page"].object_list[0]
        assert row.clock.suspended
        assert (row.red_alarms, row.yellow_alarms) == (1, 1)

    def test_the_workbook(self, me, agency, client):
        late_case(agency, title="=1+1")
        answer = client.get(reverse("supervision_export"), {"light": "all"})
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
        assert sheet["B3"].value == "=1+1"
        assert sheet["B3"].data_type == "s"
        assert sheet["H3"].value == "2026-04-03"
        assert sheet["I3"].value == "20/10"

    def test_a_case_without_step_or_clock_in_the_workbook(self, me, agency, client):
        case = make.a_case(agency)
        record = StepRecord.objects.get(run=case.run)
        record.left_at = make.moment("03-11")
        record.save()
        answer = client.get(reverse("supervision_export"), {"light": "all"})
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
        assert sheet["H3"].value in {None, ""}

    def test_nothing_to_show(self, me, client):
        assert client.get(reverse("supervision_board")).status_code == 200

    def test_only_supervisors_may(self, agency, client):
        client.force_login(charts.a_person("handle", agency=agency))
        assert client.get(reverse("supervision_board")).status_code == 403


class TestAlarms:
    def test_the_list_shows_the_open_ones(self, me, agency, client):
        case = late_case(agency)
        made.an_alarm(case)
        made.an_alarm(case, "R24", state="settled", settled_at=make.moment("04-10"), reason="已经补正")
        page = client.get(reverse("supervision_alarms"))
        assert [a.rule for a in page.context["alarms"].objects] == ["R16"]
        everything = client.get(reverse("supervision_alarms"), {"state": "any"}).context["alarms"]
        assert len(everything.objects) == 2

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"severity": "red"}, 1), ({"severity": "notice"}, 0), ({"rule": "R16"}, 1), ({"rule": "R20"}, 0),
            ({"text": "迟延"}, 1), ({"text": "线索"}, 1), ({"text": "没有"}, 0),
        ],
    )  # fmt: skip
    def test_filters(self, me, agency, client, query, found):
        made.an_alarm(late_case(agency))
        assert len(client.get(reverse("supervision_alarms"), query).context["alarms"].objects) == found
        ask = {"agency": str(agency.pk), **query}
        assert len(client.get(reverse("supervision_alarms"), ask).context["alarms"].objects) == found

    def test_one_alarm_in_english_and_chinese(self, me, agency, client):
        alarm = made.an_alarm(late_case(agency))
        client.cookies["language"] = "en"
        page = client.get(reverse("supervision_alarm", args=[alarm.pk])).content.decode()
        assert "2 April 2026" in page
        assert "第五十八条" in page

    def test_an_alarm_of_a_rule_that_is_no_more(self, me, agency, client):
        alarm = made.an_alarm(late_case(agency), "R99")
        assert client.get(reverse("supervision_alarm", args=[alarm.pk])).status_code == 200

    def test_another_agencys_alarm_is_not_there(self, agency, client):
        alarm = made.an_alarm(late_case(agency))
        client.force_login(made.a_supervisor(charts.an_agency("外县局")))
        assert client.get(reverse("supervision_alarm", args=[alarm.pk])).status_code == 404
        assert client.get(reverse("supervision_case", args=[alarm.case_id])).status_code == 404

    def test_the_list_costs_the_same_however_long(self, me, agency, client):
        case = late_case(agency)
        made.an_alarm(case)
        client.get(reverse("supervision_alarms"))
        with CaptureQueriesContext(connection) as one:
            client.get(reverse("supervision_alarms"))
        for n in range(6):
            made.an_alarm(case, key=f"k{n}")
        with CaptureQueriesContext(connection) as many:
            client.get(reverse("supervision_alarms"))
        assert len(one) == len(many)

    def test_red_ones_are_things_to_do(self, me, agency, rf):
        made.an_alarm(late_case(agency))
        request = rf.get("/")
        request.user = me
        items = list(alarms_to_settle(request))
        assert [(i.light, i.kind != "") for i in items] == [("red", True)]
        other = rf.get("/")
        other.user = charts.a_person()
        assert list(alarms_to_settle(other)) == []
        assert supervised(request)


@pytest.mark.django_db(transaction=True)
class TestSettle:
    def test_a_supervisor_settles_it_with_a_reason(self, me, agency, client):
        alarm = made.an_alarm(late_case(agency))
        url = reverse("supervision_alarm", args=[alarm.pk])
        assert client.get(url).status_code == 200
        answer = client.post(url, {"reason": "已责令重新送法制审核，并通报该局。"})
        assert answer.status_code == 303
        alarm.refresh_from_db()
        assert (alarm.state, alarm.settled_by_name) == ("settled", me.name)
        assert Entry.objects.filter(series=f"supervision:{alarm.case_id}", verb="alarm.settle").count() == 1
        assert "已责令" in client.get(url).content.decode()

    def test_a_short_reason_is_refused(self, me, agency, client):
        alarm = made.an_alarm(late_case(agency))
        answer = client.post(reverse("supervision_alarm", args=[alarm.pk]), {"reason": "知道了"})
        assert answer.status_code == 422
        with pytest.raises(ReasonTooShort):
            settle_alarm(alarm_id=alarm.pk, by=charts.actor(me), at=make.moment("04-20"), reason=" 短 的 理 由 ")

    def test_it_is_settled_once_and_by_a_supervisor_alone(self, me, agency):
        alarm = made.an_alarm(late_case(agency))
        facts = {"alarm_id": alarm.pk, "at": make.moment("04-20"), "reason": "已经查明并责令补正完毕"}
        with pytest.raises(NotAllowed):
            settle_alarm(by=charts.actor(charts.a_person("handle", agency=agency)), **facts)
        with pytest.raises(NotAllowed):
            settle_alarm(by=charts.SYSTEM, **facts)
        settle_alarm(by=charts.actor(me), **facts)
        with pytest.raises(NotOpen):
            settle_alarm(by=charts.actor(me), **facts)
        with pytest.raises(NotFound):
            settle_alarm(by=charts.actor(me), **{**facts, "alarm_id": 0})


@pytest.mark.django_db(transaction=True)
class TestTimeline:
    def test_a_bad_outside_record_is_shown_with_its_findings_and_articles(self, me, agency, client):
        officers = [{"name": "甲", "standing": "valid", "credential": "1537"}, {"name": "丁", "standing": "post_kind"}]
        case = make.an_outside_case(
            agency, inquiries=[{"kind": "interview", "held_on": "2026-03-16", "officers": officers}]
        )
        page = client.get(reverse("supervision_case", args=[case.pk]))
        story = page.context["story"]
        text = page.content.decode()
        assert {a.rule for s in story.steps for a in s.findings} == {"R01", "R03"}
        assert "第四十二条" in text
        assert "丁" in text
        assert story.broken == 0
        assert "<svg" in page.context["picture"]

    def test_people_guards_pauses_and_the_ledger(self, me, agency, client):
        case = late_case(agency)
        first = StepRecord.objects.get(run=case.run, left_at__isnull=True)
        first.left_at, first.outcome, first.actor = make.moment("04-10"), "agreed", {"name": "辛"}
        first.guards = [
            {"type": "not_recused", "ok": True, "article": "第四十三条"},
            {"type": "quorum", "ok": True},
            {"type": "gone", "ok": False, "sentence": "不成立"},
        ]
        first.save()
        clock_ = RunClock.objects.get(run=case.run)
        with transaction.atomic():
            pause(clock_, ground="testing", basis="程序规定", document="委托书", from_on=make.day("04-01"))
        clock_.closed_at = make.moment("04-15")
        clock_.save()
        person = charts.a_person(name="寅")
        first.participants.create(person=person, name="寅", role="check", credential="1537", standing=make.standing())
        first.participants.create(
            person=person, name="寅", role="extra", standing={"ok": False, "sentence": "证件已过期"}
        )
        made.an_alarm(case, step="")
        text = client.get(reverse("supervision_case", args=[case.pk])).content.decode()
        for words in ("寅", "证件已过期", "不成立", "委托书", "同意"):
            assert words in text

    def test_a_ledger_that_was_changed_is_told(self, me, agency, client):
        case = late_case(agency)
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("UPDATE ledger_entry SET body = '{}' WHERE series = %s", [case.series])
            cursor.execute("SET session_replication_role = DEFAULT")
        assert client.get(reverse("supervision_case", args=[case.pk])).context["story"].broken == 1

    def test_it_costs_the_same_however_long(self, me, agency, client):
        case = late_case(agency)
        make.an_inquiry(case)
        audit_case(case.pk, at=make.moment("04-20"))
        url = reverse("supervision_case", args=[case.pk])
        client.get(url)
        with CaptureQueriesContext(connection) as one:
            client.get(url)
        record = StepRecord.objects.get(run=case.run, left_at__isnull=True)
        for n in range(4):
            make.an_inquiry(case, on=f"04-0{n + 1}")
            record.left_at = make.moment("04-10")
            record.save()
            record = StepRecord.objects.create(
                run=case.run, agency=agency, node=record.node, visit=n + 2, entered_at=make.moment("04-10")
            )
            made.an_alarm(case, "R33", key=f"{n}")
        with CaptureQueriesContext(connection) as many:
            client.get(url)
        assert len(one) == len(many)

    def test_a_case_without_a_run(self, me, agency, client):
        case = make.a_case(agency, run=False)
        case.party.delete()
        client.cookies["language"] = "en"
        assert client.get(reverse("supervision_case", args=[case.pk])).status_code == 200


def test_alarms_are_told_apart_by_rule_and_key(agency):
    case = late_case(agency)
    made.an_alarm(case)
    assert Alarm.objects.filter(case=case).count() == 1
