"""Yearly reports and law office of the demo: last year's published, this year's being prepared, registers half full."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.demo.bodies import DEPARTMENTS
from cases.demo.life import Office
from cases.demo.people import Staff
from cases.yearly.draw_up import draw_up
from cases.yearly.enter_figures import enter_figures
from cases.yearly.models import YearlyReport
from cases.yearly.office.enter_event import enter_event
from cases.yearly.office.enter_member import enter_member
from cases.yearly.office.progress.draw import draw_progress, save_progress
from cases.yearly.office.progress.settle import approve_progress, publish_progress
from cases.yearly.pass_on import approve_report, check_report, publish_report
from enforcement import clock

PROBLEMS = "一是个别单位法制审核力量不足，一人多岗；二是少数案件公开接近期限；三是乡镇执法人员培训学时偏少。"
PLANS = "一是补足法制机构人员；二是对临期案件提前提醒；三是组织执法人员集中轮训，达到每人每年六十学时。"


def lay(staff: Staff) -> None:
    """Lay everything through the acts."""
    office = Office(staff, clock.now())
    year = clock.day_of(office.at).year - 1
    _registers(office, year)
    for serial, key in enumerate(DEPARTMENTS):
        _department(office, key, serial, year)
    _county(office, year)
    draw_up(agency_id=staff.agencies["urban"].pk, by=office.by("urban", "clerk"), at=office.at, year=year + 1)
    draw_up(agency_id=staff.agencies["county"].pk, by=office.by("justice", "supervisor"), at=office.at, year=year + 1)


def january(year: int, day: int) -> datetime:
    """Return ten o'clock of a day of the January after a year."""
    return timezone.make_aware(datetime.combine(date(year + 1, 1, day), time(10)))


def _department(office: Office, key: str, serial: int, year: int) -> None:
    agency, clerk = office.staff.agencies[key], office.by(key, "clerk")
    report = draw_up(agency_id=agency.pk, by=clerk, at=january(year, 8), year=year)
    granted = 109 + 7 * serial
    figures = {"permit.applied": granted + 11, "permit.accepted": granted + 7, "permit.granted": granted,
               "permit.refused": 7, "permit.revoked": 0, "other.confirmation": 3 * serial}  # fmt: skip
    enter_figures(report_id=report.pk, by=clerk, at=january(year, 9), figures=figures, source="政务服务系统办件统计")
    _pass_on(office, report, (key, "checker"), (key, "head"), (key, "clerk"), day=12)


def _county(office: Office, year: int) -> None:
    agency, by = office.staff.agencies["county"], office.by("justice", "supervisor")
    report = draw_up(agency_id=agency.pk, by=by, at=january(year, 20), year=year)
    _pass_on(office, report, ("justice", "supervisor2"), ("county", "government"), ("justice", "supervisor"), day=22)
    made = draw_progress(agency_id=agency.pk, by=by, at=january(year, 21), year=year)
    parts = {part["code"]: part["text"] for part in made.parts} | {"problems": PROBLEMS, "plans": PLANS}
    made = save_progress(report_id=made.pk, by=by, at=january(year, 22), parts=parts)
    pk, seen = made.pk, made.sha256
    approve_progress(report_id=pk, by=office.by("county", "government"), at=january(year, 26), seen=seen)
    publish_progress(report_id=pk, by=by, at=january(year, 27), seen=seen)


def _pass_on(office: Office, report: YearlyReport, *who: tuple[str, str], day: int) -> None:
    report.refresh_from_db(fields=["sha256"])
    for after, (do, (agency, place)) in enumerate(
        zip((check_report, approve_report, publish_report), who, strict=True)
    ):
        at = january(report.year, day + after)
        do(report_id=report.pk, by=office.by(agency, place), at=at, seen=report.sha256)


def _registers(office: Office, year: int) -> None:
    source, county = "编制部门核定文件（示例）", office.staff.agencies["county"]
    for serial, key in enumerate(DEPARTMENTS):
        places = ("reviewer", "chair", "checker")[: 2 + serial % 2]
        for place in places:
            person = office.staff.of(key, place)
            enter_member(
                agency_id=office.staff.agencies[key].pk, by=office.by(key, "clerk"), at=office.at, role="staff",
                from_on=date(year - 1, 1, 2), source=source, person_id=person.pk, is_reviewer=place == "reviewer",
            )  # fmt: skip
    by, today = office.by("justice", "supervisor"), clock.day_of(office.at)
    enter_member(agency_id=county.pk, by=by, at=office.at, role="counsel", from_on=date(year, 3, 1), source=source,
                 name="示例律师", qualification="A2015371400999")  # fmt: skip
    for kind, title, held_on in (
        ("leaders", "领导干部法治专题培训班", date(year, 5, 20)),
        ("lecture", "学习行政处罚法专题讲座", date(year, 6, 12)),
        ("lecture", "学习行政执法监督条例专题讲座", today - timedelta(days=40)),
    ):  # fmt: skip
        enter_event(agency_id=county.pk, by=by, at=office.at, kind=kind, title=title, held_on=held_on, attendees=36,
                    evidence="会议通知、签到表（示例）")  # fmt: skip
