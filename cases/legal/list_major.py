"""Enter and end lines of the list of major decisions (国办发〔2018〕118号第十二项)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.models import MajorDecision
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency

SERIES = "major_decisions"


class TooWide(Invalid):
    """Refuse a line that names neither a kind of penalty nor an amount: every penalty would be major."""

    sentence = _("Name a kind of penalty, an amount, or both.")
    article = "国办发〔2018〕118号第十二项"


class EndsBeforeItBegins(Invalid):
    """Refuse to end a line before it began."""

    sentence = _("A line of the list cannot end before the day from which it holds.")


@transaction.atomic(durable=True)
def list_major(
    *, agency_id: int, by: Actor, at: datetime, title: str, from_on: date, source: str, kind: str = "penalty",
    level: str = "", field: str = "", penalty: str = "", amount: Decimal | None = None,
) -> MajorDecision:  # fmt: skip
    """Put a kind of decision on the agency's published list.

    Raises:
        enforcement.errors.NotAllowed: without the duty of legal review. TooWide: on its field.
    """
    agency = Agency.objects.get(pk=agency_id)
    require(by=by, duty="review", agency=agency)
    if kind == "penalty" and not penalty and amount is None:
        raise TooWide(field="penalty")
    facts = {
        "title": title, "kind": kind, "level": level, "field": field, "penalty": penalty, "amount": amount,
        "from_on": from_on, "source": source,
    }  # fmt: skip
    made = MajorDecision.objects.create(agency=agency, **facts)
    append(series=f"{SERIES}:{agency.pk}", by=by, at=at, verb="major.list", body={"line": made.pk, **facts})
    return made


@transaction.atomic(durable=True)
def end_major(*, line_id: int, by: Actor, at: datetime, to_on: date) -> MajorDecision:
    """Take a line off the list from the day after.

    Raises:
        enforcement.errors.NotAllowed: without the duty of legal review. EndsBeforeItBegins: on its field.
    """
    line = MajorDecision.objects.select_for_update().select_related("agency").filter(pk=line_id).first()
    if line is None:
        raise NotFound
    require(by=by, duty="review", agency=line.agency)
    if to_on < line.from_on:
        raise EndsBeforeItBegins(field="to_on")
    line.to_on = to_on
    line.save(update_fields=["to_on"])
    append(series=f"{SERIES}:{line.agency_id}", by=by, at=at, verb="major.end", body={"line": line.pk, "to_on": to_on})
    return line
