"""File a heavy decision with the justice bureau (山东省规范行政处罚裁量权办法第二十三条)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, HeavyFiling, Service
from cases.rules.hearing import hearing_required
from cases.rules.reading import terms_of
from cases.serving.parameters import FILING_DAYS
from cases.settings import legal
from cases.terms import say
from enforcement.actor import Actor
from enforcement.errors import OutOfOrder
from enforcement.organisation.duties.holding import require
from enforcement.organisation.parameters import value


class NothingToFile(OutOfOrder):
    """Refuse to file a decision that is not heavy, or is filed already."""

    sentence = _("No heavy decision of this case waits to be filed with the justice bureau.")
    article = "山东省规范行政处罚裁量权办法第二十三条"


def raise_task(case: Case, served: Service) -> HeavyFiling | None:
    """Open the task once a heavy decision is served: one of the kinds and amounts that give a right to a hearing."""
    terms = terms_of(case.decision)
    if not hearing_required(terms, case.party.kind, legal(case.agency, served.served_on)):
        return None
    days = int(value(FILING_DAYS, agency=case.agency, on=served.served_on))
    due = case.decision.decided_on + timedelta(days=days)
    return HeavyFiling.objects.get_or_create(case=case, defaults={"due_on": due})[0]


@transaction.atomic(durable=True)
def file_heavy(*, case_id: int, by: Actor, at: datetime, receipt: str, filed_on: date | None = None) -> HeavyFiling:
    """Record the filing with its receipt.

    Raises:
        NotAllowed: without the duty of handling. NothingToFile: where none waits.
    """
    case = lock(case_id)
    require(by=by, duty="handle", agency=case.agency)
    waiting = HeavyFiling.objects.filter(case=case, filed_on__isnull=True).first()
    if waiting is None:
        raise NothingToFile
    waiting.filed_on = checked_day(filed_on, at=at, field="filed_on", not_before=case.decision.decided_on)
    waiting.receipt = receipt
    waiting.save(update_fields=["filed_on", "receipt"])
    keep_sheet(
        case=case, code="ZB", by=by, at=at, number=case.decision.number,
        rows=[
            ("处罚内容", "；".join(say(case.decision))), ("决定日期", chinese_day(case.decision.decided_on)),
            ("备案机关", "乐陵市司法局"), ("备案日期", chinese_day(waiting.filed_on)), ("回　　执", receipt),
        ],
    )  # fmt: skip
    note(case, act="file_heavy", by=by, at=at, body={"filed_on": waiting.filed_on, "receipt": receipt})
    return waiting
