"""What the law opens to the public: agencies, powers, open data, surveys. Made for tests."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cases.publicity.models import PublicEntry, PublicList, ShownResult, SurveyAnswer, SurveyCodeUse
from enforcement.organisation.models import Agency
from tests.factories.flowcharts import a_person

AT = datetime(2026, 1, 5, 1, 0, tzinfo=timezone.get_fixed_timezone(0))
POWER = {
    "code": "SL-001", "title": "对堆放物料的处罚", "nature": "行政处罚", "basis": "某某条例第四十二条", "object": "公民",
    "intake": "执法中队", "approval": "负责人", "duties": "依法办理", "remedies": "六十日内申请行政复议",
    "watch_phone": "12345",
}  # fmt: skip


def a_list(
    agency: Agency, *, kind: str = "powers", number: int = 1, published: bool = True, **facts: Any
) -> PublicList:
    """Make a version of a list."""
    shown = {"published_by": a_person(), "published_at": AT, "sha256": "0" * 64} if published else {}
    whole = {"from_on": date(2026, 1, 5), "drafted_at": AT, "writers": [], **shown, **facts}
    return PublicList.objects.create(agency=agency, kind=kind, number=number, **whole)


def an_entry(issue: PublicList, **facts: str) -> PublicEntry:
    """Make a row of a list: a power, with some facts otherwise."""
    row = {**POWER, **facts}
    return PublicEntry.objects.create(issue=issue, code=row["code"], title=row["title"], facts=row)


def an_answer(agency: Agency, **facts: Any) -> SurveyAnswer:
    """Make an answer of the survey."""
    whole = {"via": "open", "month_on": date(2026, 1, 1), "overall": 4, "manner": 4, "told": 4, "fair": 4}
    return SurveyAnswer.objects.create(agency=agency, **{**whole, **facts})


def a_shown_result(agency: Agency, **facts: Any) -> ShownResult:
    """Make the result of a permit that waits to be checked."""
    whole = {
        "kind": "permit", "number": "乐综执许〔2026〕1号", "object_kind": "organisation", "object_shown": "甲公司",
        "matter": "临时占道", "result": "准予许可", "done_on": date(2026, 3, 10), "due_on": date(2026, 3, 19),
        "writer_name": "甲", "written_at": AT, **facts,
    }  # fmt: skip
    return ShownResult.objects.create(agency=agency, writer=whole.pop("writer", None) or a_person(), **whole)


def a_code_use(digest: str = "0" * 64) -> SurveyCodeUse:
    """Make the trace of a code that was used."""
    return SurveyCodeUse.objects.create(digest=digest, month_on=date(2026, 1, 1))
