"""Notices of holidays: read, entered, confirmed by a second person, and what they do to due dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import DatabaseError, transaction

from enforcement.errors import NotAllowed
from enforcement.flowcharts.calendar import current
from enforcement.flowcharts.calendar.estimate import statutory_days
from enforcement.flowcharts.calendar.national import exceptions, years
from enforcement.flowcharts.closures import close_agency, confirm_revision, propose_revision
from enforcement.flowcharts.closures.checks import doubts_of
from enforcement.flowcharts.closures.effect import effect_of
from enforcement.flowcharts.closures.models import CalendarDay, CalendarRevision, DueChange
from enforcement.flowcharts.closures.notice_file import text_of_file
from enforcement.flowcharts.closures.reading import NotReadable, StatedDay, read_text
from enforcement.flowcharts.closures.recompute import recompute_all, stale
from enforcement.flowcharts.graph import Limit
from enforcement.flowcharts.models import Run, RunClock, StepRecord
from enforcement.ledger.models import Entry
from tests.factories import flowcharts as charts
from tests.factories import flowcharts_closures as make

NOTICE_2026 = """国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
"""


def as_seed(days: list[StatedDay]) -> dict[date, bool]:
    return {d.day: d.is_working for d in days}


class TestReading:
    def test_the_notice_of_2026_is_read_as_its_days_are_known(self):
        days = read_text(NOTICE_2026, 2026)
        assert as_seed(days) == exceptions({2026: years()[2026]})
        assert next(d.reason for d in days if d.day == date(2026, 2, 17)) == "春节"
        assert doubts_of(days, 2026) == []

    @pytest.mark.parametrize(("line", "said"), [
        ("2027-10-01 至 2027-10-03 放假 国庆节", {(10, 1): False, (10, 2): False, (10, 3): False}),
        ("2027-10-09 上班", {(10, 9): True}),
        ("10月9日、10日上班", {(10, 9): True, (10, 10): True}),
        ("共3天", {}),
    ])  # fmt: skip
    def test_one_day_or_span_a_line(self, line, said):
        assert {(d.day.month, d.day.day): d.is_working for d in read_text(line, 2027)} == said

    @pytest.mark.parametrize("line", [
        "2月30日放假", "1月1日（周一）放假", "1月1日放假，1月4日上班", "10月7日至1日放假", "1月1日放假。1月1日上班。",
    ])  # fmt: skip
    def test_what_cannot_be_is_said_with_its_line(self, line):
        with pytest.raises(NotReadable, match="2"):
            read_text(f"元旦安排\n{line}", 2026)

    def test_a_workbook_and_a_text_say_the_same(self):
        book = openpyxl.Workbook()
        book.active.append(["日期", "安排", "节日"])
        book.active.append([date(2027, 1, 1), "放假", "元旦"])
        book.active.append([date(2027, 1, 9), "上班", ""])
        kept = BytesIO()
        book.save(kept)
        days = read_text(text_of_file(kept.getvalue()), 2027)
        assert as_seed(days) == {date(2027, 1, 1): False, date(2027, 1, 9): True}
        assert days[0].reason == "元旦"
        assert text_of_file("1月1日放假".encode("gb18030")) == "1月1日放假"
        for other in (b"%PDF-1.7", b"PK\x03\x04 broken", b"\xff\xfe\x00\xff"):
            with pytest.raises(NotReadable):
                text_of_file(other)


YEAR_2027 = make.stated(sorted(statutory_days(2027)))


@pytest.mark.django_db(transaction=True)
class TestNotices:
    @pytest.fixture
    def agency(self):
        return charts.an_agency()

    def test_two_persons_put_a_notice_into_force_and_then_it_never_changes(self, agency):
        made = make.a_proposal(agency, YEAR_2027, 2027)
        assert current.calendar().last_published_on == date(2026, 12, 31)
        one = charts.actor(made.proposed_by, agency)
        with pytest.raises(confirm_revision.SamePerson):
            confirm_revision.confirm_revision(revision_id=made.pk, by=one, at=make.AT)
        clerk = charts.actor(charts.a_person("handle", agency=agency), agency)
        with pytest.raises(NotAllowed):
            confirm_revision.confirm_revision(revision_id=made.pk, by=clerk, at=make.AT)
        other = charts.actor(charts.a_person("supervise", agency=agency), agency)
        done = confirm_revision.confirm_revision(revision_id=made.pk, by=other, at=make.AT)
        assert (done.number, current.calendar().revision) == (1, 1)
        assert current.calendar().last_published_on == date(2027, 12, 31)
        with pytest.raises(confirm_revision.NotProposed):
            confirm_revision.withdraw_revision(revision_id=made.pk, by=one, at=make.AT)
        for change in (
            lambda: CalendarDay.objects.filter(revision=done).update(is_working=True),
            lambda: CalendarDay.objects.filter(revision=done).delete(),
            lambda: make.a_calendar_day(done),
            lambda: CalendarRevision.objects.filter(pk=done.pk).update(year=2028),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    @pytest.mark.parametrize(("change", "kind"), [
        ({"year": 2028}, propose_revision.ImpossibleDays),
        ({"year": 2028, "days": make.stated([date(2028, 1, 3)])}, propose_revision.YearSkipped),
        ({"days": []}, propose_revision.NoDays),
        ({"days": make.stated([], [date(2027, 1, 4)])}, propose_revision.ImpossibleDays),
        ({"notice_number": " "}, propose_revision.NoticeNumberMissing),
    ])  # fmt: skip
    def test_a_notice_that_cannot_be_is_refused(self, agency, change, kind):
        by = charts.actor(charts.a_person("system", agency=agency), agency)
        facts = {"notice_number": "国办发明电〔2026〕9号", "days": YEAR_2027, "year": 2027, **change}
        with pytest.raises(kind):
            propose_revision.propose_revision(by=by, at=make.AT, **facts)
        assert not CalendarRevision.objects.exists()

    def test_a_notice_moves_open_due_dates_once_and_lists_them(self, agency, guards_pass):
        from tests.enforcement.flowcharts.conftest import Procedure

        charts.ship_all(agency)
        case = Procedure(agency, "P", at=datetime.fromisoformat("2026-11-04T02:00+00:00"))
        case.walk("P01:registered P02:checked P03:filed")  # ninety days: 2 February 2027, before 春节
        clock = RunClock.objects.get()
        assert (clock.due_on, clock.provisional) == (date(2027, 2, 2), True)
        off = [date(2027, 2, 1) + timedelta(days=n) for n in range(12)]
        proposal = make.a_proposal(
            agency, make.stated(sorted({*statutory_days(2027), *off}), [date(2027, 2, 13)]), 2027
        )
        effect = effect_of(proposal)
        assert (effect.moved, effect.settled, effect.shown[0][1].due_after) == (1, 1, date(2027, 2, 13))
        clock.refresh_from_db()
        assert clock.due_on == date(2027, 2, 2)
        other = charts.actor(charts.a_person("supervise", agency=agency), agency)
        confirm_revision.confirm_revision(revision_id=proposal.pk, by=other, at=make.AT)
        assert recompute_all(at=make.AT) == 1
        clock.refresh_from_db()
        assert (clock.due_on, clock.provisional, clock.calendar_revision) == (date(2027, 2, 13), False, 1)
        change = DueChange.objects.get()
        assert (change.due_before, change.due_after) == (date(2027, 2, 2), date(2027, 2, 13))
        assert Entry.objects.filter(series=case.run.series).last().verb == "run.redate"
        assert (stale(1), recompute_all(at=make.AT)) == ([], 0)  # as often as one likes
        case.run = Run.objects.get(pk=case.run.pk)
        case.do("P04", "assigned")  # the chain of the ledger goes on from the entry
        StepRecord.objects.filter(left_at__isnull=True).update(calendar_revision=0, due_on=date(2026, 11, 9))
        assert stale(1) == [case.run.pk]

    def test_an_advance_counts_by_a_revision_that_another_process_confirmed(self, agency, guards_pass):
        from tests.enforcement.flowcharts.conftest import Procedure

        charts.ship_all(agency)
        case = Procedure(agency, "P", at=datetime.fromisoformat("2026-11-04T02:00+00:00"))
        make.a_notice(agency, make.stated([date(2026, 11, 5), date(2026, 11, 6)]))
        current.forget()  # as in a process that has not heard of it
        case.do("P01", "registered")
        record = StepRecord.objects.get(left_at__isnull=True)
        assert (record.calendar_revision, record.due_on) == (1, date(2026, 11, 27))  # 15 working days, two more off

    def test_a_closure_skips_days_of_internal_terms_and_of_statutory_ones_only_by_law(self, agency):
        below = charts.an_agency("执法中队", parent=agency)
        run = Run(agency=below)
        head = charts.actor(charts.a_person("decide", agency=agency), agency)
        days = make.stated([date(2026, 11, 9)])
        facts = {"agency_id": agency.pk, "by": head, "at": make.AT, "days": days}
        close_agency.close_agency(**facts, order_number="停办〔2026〕1号")
        limit, by_law = Limit(1, "working", kind="internal"), Limit(1, "working", kind="statutory")
        friday = date(2026, 11, 6)
        last = lambda one: current.calendar_for(run, one).add_working(friday, 1)  # noqa: E731
        assert (last(limit), last(by_law)) == (date(2026, 11, 10), date(2026, 11, 9))
        assert current.calendar().add_working(friday, 1) == date(2026, 11, 9)
        close_agency.close_agency(**facts, order_number="停办〔2026〕2号", legal_basis="某法第一条")
        assert last(by_law) == date(2026, 11, 10)
        with pytest.raises(NotAllowed):
            close_agency.close_agency(
                **{**facts, "by": charts.actor(charts.a_person("handle", agency=agency))}, order_number="x"
            )


@pytest.mark.django_db
class TestPages:
    def test_everybody_sees_a_year_and_whether_it_is_an_estimate(self, client):
        page = client.get("/procedures/calendar/2026/").content.decode()
        assert page.count("year-made") == 6 + 1  # and one in the legend
        assert "国办发明电〔2025〕7号" in page
        assert "暂定" not in page
        assert "暂定" in client.get("/procedures/calendar/2027/").content.decode()
        assert client.get("/procedures/calendar/1999/").status_code == 404

    def test_a_keeper_enters_a_notice_and_sees_its_effect(self, client, agency):
        client.force_login(charts.a_person("system", agency=agency))
        facts = {"year": 2027, "whole": "whole", "notice_number": "国办发明电〔2026〕9号"}
        wrong = client.post("/procedures/calendar/notices/new/", {**facts, "text": "2月30日放假"})
        assert (wrong.status_code, "2月30日放假" in wrong.content.decode()) == (422, True)
        text = "1月1日放假。"
        made = client.post("/procedures/calendar/notices/new/", {**facts, "text": text}, follow=True)
        assert "元旦" not in text
        assert "2027" in made.content.decode()
        assert CalendarRevision.objects.get().days.get().day == date(2027, 1, 1)
        client.force_login(charts.a_person("handle", agency=agency))
        assert client.get("/procedures/calendar/notices/").status_code == 403
