"""The act of setting a parameter for an agency and all below it, from a day on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds_from_government, require
from enforcement.organisation.models import Agency, ParameterValue
from enforcement.organisation.parameters import REGISTRY, check


class SettingFromThePast(Refusal):
    """Refuse a day that is over: what was done then was judged by the value of then."""

    sentence = _("A setting cannot change for a day that is over.")
    remedy = _("Choose today or a later day.")


class SettingWithoutSource(Refusal):
    """Refuse a value that no document bears."""

    sentence = _("A setting needs the document that says so.")
    remedy = _("Name the document with its number.")


class SettingOfSupervisor(NotAllowed):
    """Refuse whoever administers an agency alone: the supervised does not set what it is measured by."""

    sentence = _("Only an administrator of the government sets this: it is what agencies are supervised by.")
    remedy = _("Ask the administrator of the government above.")


@transaction.atomic(durable=True)
def set_parameter(
    *, code: str, by: Actor, at: datetime, agency: Agency, value: Any, from_on: date, source: str
) -> ParameterValue:
    """Set a declared parameter and record it; a value of the same day is replaced, earlier ones stay.

    Raises:
        NotFound: for a parameter that nobody declared.
        NotAllowed: if the actor does not administer the agency.
        SettingOfSupervisor: if it belongs to the supervisor, and the duty lies on no government at or above the agency.
        Invalid: if the value is not of the parameter's kind.
        SettingFromThePast: for a day before that of the act.
        SettingWithoutSource: without a document.
    """
    if code not in REGISTRY:
        raise NotFound
    require(by=by, duty="system", agency=agency)
    if (
        REGISTRY[code].of_supervisor
        and by.kind != "system"
        and not holds_from_government(by.person_id, "system", agency)
    ):
        raise SettingOfSupervisor
    check(code, value)
    if from_on < clock.day_of(at):
        raise SettingFromThePast(field="from_on")
    if not source.strip():
        raise SettingWithoutSource(field="source")
    Agency.objects.select_for_update().get(pk=agency.pk)
    before = ParameterValue.objects.filter(agency=agency, code=code, from_on=from_on).first()
    row, _made = ParameterValue.objects.update_or_create(
        agency=agency,
        code=code,
        from_on=from_on,
        defaults={"value": value, "source": source.strip(), "set_by": by.name, "set_at": at},
    )
    append(
        series=f"settings:{agency.pk}",
        by=by,
        at=at,
        verb="setting.set",
        body={
            "code": code,
            "value": str(value),
            "replaced": str(before.value) if before else "",
            "from_on": from_on.isoformat(),
            "source": row.source,
            "agency": agency.pk,
            "agency_name": agency.name,
        },
    )
    return row
