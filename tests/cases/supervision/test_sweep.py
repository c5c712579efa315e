"""Auditing: each fact is told once, and lapses when it is gone."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.models import Inquiry
from cases.rules.saying import finding
from cases.supervision import sources, watch
from cases.supervision import sweep as sweeping
from cases.supervision.models import Alarm
from cases.supervision.raising import Audited
from cases.supervision.sources import SubjectFinding
from cases.supervision.sweep import audit_case, audit_many, sweep
from enforcement.jobs.timetable import TIMETABLE
from enforcement.ledger.append import append
from enforcement.ledger.models import Entry
from tests.factories import cases as make
from tests.factories.supervision import a_supervisor, an_alarm

AT = make.moment("04-20")


@pytest.fixture
def case(db):
    case = make.a_case(make.an_agency(), filed_on=make.day("03-12"))
    make.an_assignment(case)
    make.an_assignment(case, name="乙", role="co")
    make.an_inquiry(case, "甲", "丁:post_kind")
    return case


def rules(case, **state):
    return sorted(Alarm.objects.filter(case=case, **state).values_list("rule", flat=True))


@pytest.mark.django_db
class TestAudit:
    def test_what_is_wrong_raises_alarms(self, case):
        done = audit_case(case.pk, at=AT)
        assert (done.raised, done.lapsed) == (2, 0)
        assert rules(case) == ["R01", "R03"]
        alarm = Alarm.objects.get(case=case, rule="R03")
        assert "丁" in alarm.sentence
        assert alarm.remedy
        assert (alarm.on, alarm.step, alarm.severity) == (make.day("03-16"), "P05", "red")
        assert str(alarm) == f"{case} R03"

    def test_the_same_fact_is_never_told_twice(self, case):
        audit_case(case.pk, at=AT)
        again = audit_case(case.pk, at=make.moment("04-21"))
        assert (again.raised, again.lapsed) == (0, 0)
        assert Entry.objects.filter(series=f"supervision:{case.pk}").count() == 1

    def test_the_alarms_are_locked_so_that_no_settlement_is_overwritten(self, case):
        with CaptureQueriesContext(connection) as asked:
            audit_case(case.pk, at=AT)
        read = [q["sql"] for q in asked if 'FROM "supervision_alarm"' in q["sql"]]
        assert read
        assert all(sql.endswith("FOR UPDATE") for sql in read)

    def test_what_no_longer_holds_lapses_and_comes_back(self, case):
        audit_case(case.pk, at=AT)
        officer = Inquiry.objects.get(case=case).officers.get(name="丁")
        kept = dict(officer.standing)
        officer.standing = make.standing()
        officer.save()
        assert audit_case(case.pk, at=make.moment("04-21")).lapsed == 2
        lapsed = Alarm.objects.filter(case=case).first()
        assert lapsed.state == "lapsed"
        assert lapsed.why
        officer.standing = kept
        officer.save()
        assert audit_case(case.pk, at=make.moment("04-22")).raised == 2
        assert rules(case, state="open") == ["R01", "R03"]

    def test_a_settled_alarm_stays_settled(self, case):
        audit_case(case.pk, at=AT)
        by = a_supervisor(case.agency)
        Alarm.objects.filter(rule="R03").update(state="settled", settled_at=AT, settled_by=by, reason="已经查明并补正")
        audit_case(case.pk, at=make.moment("04-22"))
        assert rules(case, state="open") == ["R01"]
        assert Alarm.objects.get(rule="R03").why == "已经查明并补正"

    def test_the_number_of_queries_does_not_grow(self, case):
        second = make.a_case(case.agency, filed_on=make.day("03-12"))
        audit_many([case.pk, second.pk], at=AT)
        with CaptureQueriesContext(connection) as one:
            audit_many([case.pk], at=AT)
        with CaptureQueriesContext(connection) as two:
            audit_many([case.pk, second.pk], at=AT)
        assert len(one) == len(two)

    def test_an_alarm_without_advice(self, case):
        alarm = Alarm(message="Done.", params={})
        assert alarm.remedy == ""


@pytest.mark.django_db
class TestSweep:
    def test_every_case_that_is_not_archived(self, case, monkeypatch):
        make.a_case(case.agency, archived_on=make.day("04-01"))
        seen = []

        class Told:
            def report(self, done, total=None):
                seen.append((done, total))

        monkeypatch.setattr(sweeping, "BATCH", 1)
        assert sweep(at=AT, progress=Told()).raised == 2
        assert seen == [(1, 1)]

    def test_a_batch_that_fails_does_not_stop_the_others(self, case, monkeypatch, caplog):
        def broken(ids, *, at):
            raise ValueError("no")

        monkeypatch.setattr(sweeping, "audit_many", broken)
        assert sweep(at=AT).raised == 0
        assert "were not audited" in caplog.text

    def test_the_night_does_it(self, case):
        assert TIMETABLE[watch.KIND].minutes == 1440
        assert watch.nightly(None)["raised"] >= 2


@pytest.mark.django_db(transaction=True)
class TestWatch:
    def test_a_case_is_audited_once_after_its_acts_are_committed(self, monkeypatch):
        case = make.a_case(make.an_agency())
        asked = []
        monkeypatch.setattr(watch, "audit_case", lambda case_id, at: asked.append(case_id))
        with transaction.atomic():
            append(series=case.series, by=make.SYSTEM, at=AT, verb="case.note", body={})
            append(series=case.series, by=make.SYSTEM, at=AT, verb="case.note", body={})
            append(series="person:1", by=make.SYSTEM, at=AT, verb="x", body={})
            assert asked == []
        assert asked == [case.pk]

    def test_an_audit_that_fails_undoes_nothing(self, monkeypatch, caplog):
        case = make.a_case(make.an_agency())

        def broken(case_id, at):
            raise LookupError("no")

        monkeypatch.setattr(watch, "audit_case", broken)
        with transaction.atomic():
            append(series=case.series, by=make.SYSTEM, at=AT, verb="case.note", body={})
        assert Entry.objects.filter(series=case.series, verb="case.note").exists()
        assert "was not audited" in caplog.text


def told(agency, severity="yellow", rule="R33", key="public"):
    words = "The decision of %(on)s must be served by %(due)s."
    days = {"on": make.day("04-01"), "due": make.day("04-14")}
    return SubjectFinding(
        agency.pk, "chart:5", "行政处罚流程图", "/flowcharts/5/",
        finding(rule, words, article="国办发〔2018〕118号", severity=severity, key=key, **days),
    )  # fmt: skip


@pytest.mark.django_db
class TestOtherSubjects:
    def test_a_source_raises_grows_graver_and_lapses_as_one_alarm(self, monkeypatch):
        agency, found = make.an_agency(), []
        monkeypatch.setattr(sources, "SOURCES", {"charts": lambda today: found})
        found.append(told(agency))
        assert sweep(at=AT).raised == 1
        found[:] = [told(agency, "red")]
        assert sources.audit_source("charts", at=AT) == Audited(changed=1)
        alarm = Alarm.objects.get(subject="chart:5")
        assert (alarm.about, alarm.link, alarm.severity) == ("行政处罚流程图", "/flowcharts/5/", "red")
        found.clear()
        assert sources.audit_source("charts", at=AT).lapsed == 1
        assert Entry.objects.filter(series="supervision:chart:5").count() == 3

    def test_a_source_that_fails_does_not_stop_the_others(self, monkeypatch, caplog):
        agency = make.an_agency()

        def broken(today):
            raise LookupError("no")

        monkeypatch.setattr(sources, "SOURCES", {"letters": broken, "charts": lambda today: [told(agency)]})
        assert sources.sweep_sources(at=AT).raised == 1
        assert "letters was not asked" in caplog.text

    def test_what_was_settled_as_yellow_is_open_again_once_it_is_red(self, monkeypatch):
        agency = make.an_agency()
        monkeypatch.setattr(sources, "SOURCES", {"charts": lambda today: [told(agency, "red")]})
        an_alarm(
            None, "R33", agency=agency, subject="chart:5", source="charts", key="public", severity="yellow",
            state="settled", settled_at=AT, reason="已经提醒",
        )  # fmt: skip
        assert sources.audit_source("charts", at=AT).raised == 1
        assert Alarm.objects.get(rule="R33").state == "open"


@pytest.mark.django_db
def test_a_settled_alarm_is_open_again_once_its_fact_went_and_came_back(monkeypatch):
    agency = make.an_agency()
    found = [told(agency)]
    monkeypatch.setattr(sources, "SOURCES", {"charts": lambda today: found})
    on = {"agency": agency, "subject": "chart:5", "source": "charts", "key": "public", "severity": "yellow"}
    alarm = an_alarm(None, "R33", **on, state="settled", settled_at=AT, reason="已经改正")
    assert sources.audit_source("charts", at=AT) == Audited()
    found.clear()
    for _twice in range(2):
        assert sources.audit_source("charts", at=AT) == Audited()
    alarm.refresh_from_db()
    assert (alarm.state, alarm.gone_at) == ("settled", AT)
    assert Entry.objects.filter(series="supervision:chart:5").count() == 1
    found.append(told(agency))
    assert sources.audit_source("charts", at=AT).raised == 1
    alarm.refresh_from_db()
    assert (alarm.state, alarm.gone_at, alarm.settled_by) == ("open", None, None)


@pytest.mark.django_db
def test_long_keys_that_differ_at_their_end_are_two_facts(monkeypatch):
    agency = make.an_agency()
    found = [told(agency, key="款" * 160 + end) for end in "甲乙"]
    monkeypatch.setattr(sources, "SOURCES", {"charts": lambda today: found})
    assert sources.audit_source("charts", at=AT).raised == 2
    assert sources.audit_source("charts", at=AT) == Audited()


@pytest.mark.django_db(transaction=True)
def test_two_audits_at_once_raise_one_alarm_for_one_fact(monkeypatch):
    agency = make.an_agency()
    case = make.a_case(agency, filed_on=make.day("03-12"))
    make.an_inquiry(case, "甲", "丁:post_kind")
    monkeypatch.setattr(sources, "SOURCES", {"charts": lambda today: [told(agency)]})
    start = threading.Barrier(4)
    entries = Entry.objects.filter(series__startswith="supervision:")
    before = entries.count()  # the case was audited when it was begun, as of now

    def audited(number):
        start.wait()
        try:
            audit_case(case.pk, at=AT) if number % 2 else sources.audit_source("charts", at=AT)
        finally:
            connection.close()

    threads = [threading.Thread(target=audited, args=[n]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    once = Alarm.objects.values_list("case", "subject", "rule", "key")
    assert len(once) == len(set(once)) == Alarm.objects.filter(case=case).count() + 1
    assert entries.count() == before + 2
