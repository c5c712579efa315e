"""Record that money which officers collected was handed in and banked (行政处罚法第七十一条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, Payment
from enforcement.actor import Actor
from enforcement.errors import NotFound, OutOfOrder
from enforcement.organisation.duties.holding import require


class NotHandedIn(OutOfOrder):
    """Refuse to bank money that officers have not handed in."""

    sentence = _("The money must be handed in to the agency before it can be banked.")
    article = "中华人民共和国行政处罚法第七十一条"


@transaction.atomic(durable=True)
def hand_in(
    *, case_id: int, by: Actor, at: datetime, payment_id: int, handed_in_on: date | None = None,
    banked_on: date | None = None,
) -> Payment:  # fmt: skip
    """Enter the day on which officers handed the money in, and the day on which the agency banked it.

    Raises:
        NotAllowed: without the duty of handling. NotHandedIn: for money banked before it was handed in.
    """
    case = lock(case_id)
    require(by=by, duty="handle", agency=case.agency)
    made = uncleared(case).filter(pk=payment_id).first()
    if made is None:
        raise NotFound
    if handed_in_on is not None:
        made.handed_in_on = checked_day(handed_in_on, at=at, field="handed_in_on", not_before=made.on)
    if banked_on is not None:
        if made.handed_in_on is None:
            raise NotHandedIn(field="handed_in_on")
        made.banked_on = checked_day(banked_on, at=at, field="banked_on", not_before=made.handed_in_on)
    made.save(update_fields=["handed_in_on", "banked_on"])
    keep_sheet(
        case=case, code="SJ", by=by, at=at,
        rows=[
            ("收缴金额", f"人民币{made.amount:,.2f}元，{chinese_day(made.on)}收缴，票据{made.receipt}"),
            ("交至机关", chinese_day(made.handed_in_on) if made.handed_in_on else "未交"),
            ("缴付银行", chinese_day(made.banked_on) if made.banked_on else "未缴"),
        ],
    )  # fmt: skip
    note(
        case, act="hand_in", by=by, at=at,
        body={"payment": made.pk, "handed_in_on": made.handed_in_on, "banked_on": made.banked_on},
    )  # fmt: skip
    return made


def uncleared(case: Case) -> QuerySet[Payment]:
    """Return the money that officers collected and that is not at the bank yet."""
    return case.payments.filter(channel="on_the_spot", banked_on__isnull=True, amount__gt=0)
