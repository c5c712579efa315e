"""The register as a workbook: what the viewer sees, with the filters of the list; never an identification number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from certification.fields import titles_zh
from certification.officers.access import agencies_seen, sees
from certification.officers.intake.template import table
from certification.officers.views.columns import lister, rows_of
from certification.words import STATES
from enforcement import clock
from enforcement.access import allow
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from enforcement.organisation.access import actor_of
from exams.administration.training import hours_of
from exams.views.results import WORKBOOK

HEADS: Final = (
    "姓名",
    "单位",
    "职务",
    "编制性质",
    "执法岗位",
    "执法领域",
    "执法区域",
    "证号",
    "证件状态",
    "本年度学时",
    "法律职业资格",
)
MOST: Final = 50_000


class TooManyRows(Refusal):
    """Refuse a workbook that is too large to be made while somebody waits."""

    sentence = _("There are more than 50,000 rows.")
    remedy = _("Choose an agency in the list first, then export again.")


@require_safe
@allow(sees)
def export(request: HttpRequest) -> HttpResponse:
    """Give the rows of the list, filtered as there."""
    agencies, today = agencies_seen(request), clock.today()
    rows = lister(agencies).rows(request, rows_of(request, agencies))
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        raise TooManyRows
    _record(actor_of(request), len(found))
    response = HttpResponse(table(HEADS, _lines(found, today), name="执法人员"), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="officers-{today.isoformat()}.xlsx"'
    return response


def _lines(found: list[Any], today: date) -> Iterator[tuple[str, ...]]:
    hours = hours_of(person_ids=[post.person_id for post in found], from_on=date(today.year, 1, 1), to_on=today)
    for post in found:
        sheet = getattr(post.person, "officer", None)
        yield (
            post.person.name, post.agency.name, post.title, str(post.get_establishment_display()),
            "是" if post.is_enforcement else "否", titles_zh(sheet.fields) if sheet else "",
            sheet.area if sheet else "", post.card_number, str(STATES[post.card_state][0]) if post.card_state else "",
            f"{hours.get(post.person_id, 0):g}", post.person.law_qualification,
        )  # fmt: skip


@transaction.atomic
def _record(by: Actor, count: int) -> None:
    append(series=f"person:{by.person_id}", by=by, at=clock.now(), verb="officer.export", body={"rows": count})
