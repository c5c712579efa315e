"""Defer a payment or let it be made in parts: the plan that the head approved (行政处罚法第六十六条第二款)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cases.documents.layout import Row, chinese_day
from cases.models import Case, Instalment
from enforcement.errors import Invalid

Parts = Sequence[tuple[date, Decimal]]
ARTICLE = "中华人民共和国行政处罚法第六十六条第二款"


class PlanUnsound(Invalid):
    """Refuse a plan whose days do not rise or whose parts are not what is owed."""

    article = ARTICLE

    def __init__(self, owed: Decimal) -> None:
        super().__init__(
            _("The days of the parts must come one after the other, and the parts must make %(owed)s yuan.")
            % {"owed": f"{owed:,.2f}"},
            field="parts", remedy=_("Correct the days or the amounts."),
        )  # fmt: skip


def checked_parts(
    parts: Iterable[tuple[date, Decimal]], *, due_on: date, owed: Decimal, after: date
) -> list[tuple[date, Decimal]]:
    """Return the parts of a plan: those given, else all that is owed on one day.

    Raises:
        PlanUnsound: for days that do not rise after a day, or amounts that are not what is owed.
    """
    given = list(parts) or [(due_on, owed)]
    days = [after, *(on for on, _amount in given)]
    rising = all(a < b for a, b in pairwise(days))
    if not rising or any(a <= 0 for _on, a in given) or sum(a for _on, a in given) != owed:
        raise PlanUnsound(owed)
    return given


def lay_plan(case: Case, parts: Parts, *, on: date, approved_by: str, reason: str) -> list[Instalment]:
    """Write a plan; it replaces an earlier one."""
    last = case.instalments.aggregate(last=Max("plan"))["last"] or 0
    return Instalment.objects.bulk_create(
        Instalment(
            case=case, plan=last + 1, number=n, due_on=due, amount=amount, approved_on=on, approved_by=approved_by,
            reason=reason[:200],
        )
        for n, (due, amount) in enumerate(parts, 1)
    )  # fmt: skip


def rows_of(parts: Parts, approver: str, reason: str) -> list[Row]:
    """Return a plan as its sheet says it."""
    said = [f"{chinese_day(on)}前缴纳人民币{amount:,.2f}元" for on, amount in parts]
    kind = "延期" if len(said) == 1 else f"分{len(said)}期"
    return [
        ("当事人申请", reason or "因经济困难申请"), ("批准内容", f"{kind}缴纳：{'；'.join(said)}"),
        ("批准人", approver),
    ]  # fmt: skip
