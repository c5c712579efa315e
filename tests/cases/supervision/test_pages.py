"""The alarms and the story of a case, as supervisors see them."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.supervision.access import supervised
from cases.supervision.entries import alarms_to_settle
from cases.supervision.models import Alarm
from cases.supervision.settle import (
    NotOpen,
    NotProposed,
    OwnProposal,
    ReasonTooShort,
    UnknownOutcome,
    review_settlement,
    settle_alarm,
)
from cases.supervision.sweep import audit_case
from enforcement.errors import NotAllowed, NotFound
from enforcement.flowcharts.engine.clocks import pause
from enforcement.flowcharts.models import RunClock, StepRecord
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Person
from tests.cases.supervision.late import late_case
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories import supervision as made

pytestmark = pytest.mark.usefixtures("_on_20_april")


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


def todos(client, rf):
    request = rf.get("/")
    request.user = Person.objects.get(pk=client.session["_auth_user_id"])
    return list(alarms_to_settle(request))


@pytest.mark.django_db(transaction=True)
class TestSettle:
    def test_one_supervisor_settles_it_with_a_reason_and_another_confirms_it(self, me, agency, client, rf):
        alarm = made.an_alarm(late_case(agency))
        url = reverse("supervision_alarm", args=[alarm.pk])
        assert client.get(url).status_code == 200
        answer = client.post(url, {"reason": "已责令重新送法制审核，并通报该局。", "outcome": "corrected"})
        assert answer.status_code == 303
        alarm.refresh_from_db()
        assert (alarm.state, alarm.proposed_by_name, alarm.settled_by) == ("proposed", me.name, None)
        assert "agrees" not in client.get(url).content.decode()
        client.force_login(made.a_supervisor(agency, "复核员"))
        assert [todo.light for todo in todos(client, rf)] == ["yellow"]
        assert client.post(url, {"agrees": "yes"}).status_code == 303
        alarm.refresh_from_db()
        assert (alarm.state, alarm.outcome, alarm.settled_by_name) == ("settled", "corrected", "复核员")
        verbs = Entry.objects.filter(series=f"supervision:{alarm.case_id}").values_list("verb", flat=True)
        assert list(verbs) == ["alarm.propose", "alarm.settle"]
        assert "已责令" in client.get(url).content.decode()

    def test_nobody_reviews_the_own_proposal_and_one_sent_back_is_open_again(self, me, agency):
        alarm = made.an_alarm(late_case(agency), state="proposed", reason="已经查明并补正完毕")
        facts = {"alarm_id": alarm.pk, "at": make.moment("04-20")}
        with pytest.raises(OwnProposal):
            review_settlement(by=charts.actor(alarm.proposed_by), agrees=True, **facts)
        with pytest.raises(ReasonTooShort):
            review_settlement(by=charts.actor(me), agrees=False, note="不行", **facts)
        review_settlement(by=charts.actor(me), agrees=False, note="补正材料没有附上，请补充后再报。", **facts)
        alarm.refresh_from_db()
        assert (alarm.state, alarm.proposed_by, alarm.outcome) == ("open", None, "")
        with pytest.raises(NotProposed):
            review_settlement(by=charts.actor(me), agrees=True, **facts)
        with pytest.raises(UnknownOutcome):
            settle_alarm(by=charts.actor(me), reason="已经查明并补正完毕", outcome="whim", **facts)

    def test_a_short_reason_is_refused(self, me, agency, client):
        alarm = made.an_alarm(late_case(agency))
        answer = client.post(
            reverse("supervision_alarm", args=[alarm.pk]), {"reason": "知道了", "outcome": "corrected"}
        )
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
