"""Enter and end lines of the table of large amounts (行政处罚法第六十三条第一款第一、二项)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.models import HearingAmount
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency

SERIES = "hearing_amounts"


class LineTaken(Invalid):
    """Refuse a second line for the same agency, field, party and penalty from the same day."""

    sentence = _("There is a line for this already from this day.")
    remedy = _("End that line first, or choose another day.")


class EndsTooEarly(Invalid):
    """Refuse to end a line before it began."""

    sentence = _("A line cannot end before the day from which it holds.")


class SourceMissing(Invalid):
    """Refuse an amount that no document says."""

    sentence = _("Name the document that says so.")


@transaction.atomic(durable=True)
def enter_amount(
    *, agency_id: int, by: Actor, at: datetime, party: str, penalty: str, amount: Decimal, from_on: date, source: str,
    field: str = "", inclusive: bool = True,
) -> HearingAmount:  # fmt: skip
    """Enter from which amount a party may ask for a hearing; an open line for the same thing ends the day before.

    Raises:
        enforcement.errors.NotAllowed: without the duty of legal review. LineTaken, SourceMissing: on their fields.
    """
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    require(by=by, duty="review", agency=agency)
    if not source.strip():
        raise SourceMissing(field="source")
    same = HearingAmount.objects.filter(agency=agency, field=field, party=party, penalty=penalty)
    if same.filter(from_on__gte=from_on).exists():
        raise LineTaken(field="from_on")
    same.filter(to_on=None).update(to_on=date.fromordinal(from_on.toordinal() - 1))
    made = HearingAmount.objects.create(
        agency=agency, field=field, party=party, penalty=penalty, amount=amount, inclusive=inclusive, from_on=from_on,
        source=source,
    )  # fmt: skip
    body = {
        "line": made.pk, "field": field, "party": party, "penalty": penalty, "amount": amount, "from_on": from_on,
        "inclusive": inclusive, "source": source,
    }  # fmt: skip
    append(series=f"{SERIES}:{agency.pk}", by=by, at=at, verb="hearing_amount.enter", body=body)
    return made


@transaction.atomic(durable=True)
def end_amount(*, amount_id: int, by: Actor, at: datetime, to_on: date) -> HearingAmount:
    """End a line: from the next day the settings, or a line of an agency above, hold again.

    Raises:
        enforcement.errors.NotAllowed: without the duty of legal review. EndsTooEarly: on its field.
    """
    line = HearingAmount.objects.select_for_update().select_related("agency").filter(pk=amount_id).first()
    if line is None:
        raise NotFound
    require(by=by, duty="review", agency=line.agency)
    if to_on < line.from_on:
        raise EndsTooEarly(field="to_on")
    line.to_on = to_on
    line.save(update_fields=["to_on"])
    body = {"line": line.pk, "to_on": to_on}
    append(series=f"{SERIES}:{line.agency_id}", by=by, at=at, verb="hearing_amount.end", body=body)
    return line
