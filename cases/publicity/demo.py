"""Public lists of the demo: what each department opens, one draft that waits, and surveys that were answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from cases.demo.bodies import DEPARTMENTS
from cases.demo.ground import FIELD_OF
from cases.demo.life import Office
from cases.demo.matters import KINDS as MATTERS
from cases.demo.people import Staff
from cases.publicity.demo_rows import others
from cases.publicity.lists.draft_list import draft_list
from cases.publicity.lists.kinds import KINDS
from cases.publicity.lists.models import PublicList
from cases.publicity.lists.publish_list import publish_list
from cases.publicity.lists.sheet import workbook
from cases.publicity.results.demo import lay as lay_results
from cases.publicity.survey.models import SurveyAnswer
from certification.fields import FIELDS
from enforcement import clock
from enforcement.organisation.models import Agency

FROM: Final = date(2026, 1, 5)
REMEDIES: Final = "收到决定之日起六十日内申请行政复议，或者六个月内提起行政诉讼"


def lay(staff: Staff) -> None:
    """Lay the lists through the acts: the clerk writes, the head publishes."""
    office = Office(staff, clock.now())
    for key in DEPARTMENTS:
        title = FIELDS[FIELD_OF[key]].title_zh
        lay_list(office, key, "powers", powers(key, title))
        for kind, rows in others(staff.agencies[key], title).items():
            lay_list(office, key, kind, rows)
        answer(staff.agencies[key], 11 + 2 * len(key))
    lay_results(office)
    lay_list(office, "urban", "powers", [], from_on=clock.day_of(office.at) + timedelta(days=30), publish=False)


def lay_list(
    office: Office, key: str, kind: str, rows: list[dict[str, str]], *, from_on: date = FROM, publish: bool = True
) -> PublicList:
    """Draft a list of a department, from rows or as a copy, and publish it."""
    made = draft_list(
        agency_id=office.staff.agencies[key].pk, by=office.by(key, "clerk"), at=office.ago(3), kind=kind,
        from_on=from_on, content=workbook(KINDS[kind], rows) if rows else None,
    )  # fmt: skip
    return publish_list(list_id=made.pk, by=office.by(key, "head"), at=office.ago(2)) if publish else made


def powers(key: str, title: str) -> list[dict[str, str]]:
    """Return the powers of a department: the penalties of its matters, a measure and an inspection."""
    common = {
        "object": "公民、法人和其他组织", "intake": "执法大队", "approval": "本机关负责人", "remedies": REMEDIES,
        "watch_phone": "12345", "duties": "依法立案、调查、审核、告知、决定、送达并公示；违反规定的依法承担责任",
    }  # fmt: skip
    found = [
        {"title": f"对{matter.cause}的处罚", "nature": "行政处罚", "basis": matter.basis, "chart": "P",
         "legal_days": "90"} for matter in MATTERS.get(key, ())
    ]  # fmt: skip
    found.append(
        {"title": f"{title}领域先行登记保存", "nature": "行政处罚", "basis": "行政处罚法第五十六条", "legal_days": "7"}
    )  # fmt: skip
    found.append({"title": f"{title}领域日常检查", "nature": "行政检查", "basis": "本领域法律法规关于监督检查的规定"})
    return [{**common, "code": f"{key.upper()[:3]}-{n:03}", **one} for n, one in enumerate(found, start=1)]


def answer(agency: Agency, count: int) -> None:
    """Leave answers of the survey in the two quarters that ended last, most of them kind."""
    this_month = clock.today().replace(day=1)
    months = [(this_month - timedelta(days=days)).replace(day=1) for days in (125, 215)]
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(
            agency=agency, month_on=month, via="open" if n % 4 else "decision", overall=3 + n % 3, manner=4 + n % 2,
            told=2 + n % 4, fair=3 + n % 2,
        )
        for month in months for n in range(count)
    )  # fmt: skip
