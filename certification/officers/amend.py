"""Amend what the register says of an officer: name, sex, fields and area of enforcement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.fields import FIELDS
from certification.models import Officer
from certification.officers.office import keeper, sheet_of
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.ledger.append import append
from enforcement.organisation import names


@transaction.atomic(durable=True)
def amend(
    *,
    person_id: int,
    by: Actor,
    at: datetime,
    name: str,
    sex: str,
    codes: Sequence[str],
    area: str,
    confirmed: bool = False,
) -> Officer:
    """Amend a record; cards keep the words they were signed with. ``confirmed`` is of the characters of the name.

    Raises:
        NotFound, NotAllowed, OwnRecord: as :func:`certification.officers.office.keeper` says.
        NameRefused and its kinds: as :func:`enforcement.organisation.names.demand` says.
        Invalid: for a field of enforcement that does not exist.
    """
    person, _agency = keeper(person_id, by=by)
    if any(code not in FIELDS for code in codes):
        raise Invalid(_("Choose fields of enforcement from the list."), field="codes")
    sheet = sheet_of(person)
    before = {"name": person.name, "sex": person.sex, **sheet.facts()}
    person.name, person.sex = names.demand(name, confirmed=confirmed), sex
    person.save(update_fields=["name", "sex"])
    sheet.fields, sheet.area, sheet.updated_at = list(codes), area.strip(), at
    sheet.save()
    after = {"name": person.name, "sex": person.sex, **sheet.facts()}
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    append(series=f"person:{person.pk}", by=by, at=at, verb="officer.amend", body={"changed": changed})
    return sheet
