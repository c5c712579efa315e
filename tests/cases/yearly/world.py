"""What tests of yearly reports do over and over: a penalty, and a report passed on till it is public."""

from datetime import date

from cases.yearly.pass_on import approve_report, check_report, publish_report
from tests.factories import cases as make

AT = make.moment("2026-01-12")


def a_penalty(agency, on="2025-06-02", **facts):
    case = make.a_case(agency, run=False, filed_on=date(2025, 5, 6))
    make.a_decision(case, on=on, **facts)
    return case


def to_published(report, people, at=AT, first="checker", last="head", by="clerk"):
    for do, who in ((check_report, first), (approve_report, last), (publish_report, by)):
        report.refresh_from_db()
        do(report_id=report.pk, by=people[who], at=at, seen=report.sha256)
    report.refresh_from_db()
    return report
