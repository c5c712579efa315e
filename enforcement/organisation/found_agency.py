"""The act of entering an agency in the tree, from the command line: how an installation begins and grows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.identifiers import credit_code_fault, division_fault
from enforcement.organisation.models import Agency


class AgencyThere(Refusal):
    """Refuse an agency that stands in the tree."""

    sentence = _("An agency with this unified social credit code is there already.")


@transaction.atomic(durable=True)
def found_agency(
    *, by: Actor, at: datetime, name: str, credit_code: str, division: str, kind: str, above: str = "", sign: str = "",
    fields: Sequence[str] = (),
) -> Agency:  # fmt: skip
    """Enter an agency below another, which ``above`` names by its credit code ("" for one at the root).

    Raises:
        NotAllowed: for anybody but the system. NotFound: without the agency above. AgencyThere: as it says.
        Invalid: on its field, for a code that does not check or no name.
    """
    if by.kind != "system":
        raise NotAllowed
    parent = Agency.objects.select_for_update().filter(credit_code=above).first() if above else None
    if above and parent is None:
        raise NotFound
    if Agency.objects.filter(credit_code=credit_code).exists():
        raise AgencyThere
    _check(name, credit_code, division, kind)
    made = Agency.objects.create(
        parent=parent, name=name.strip(), credit_code=credit_code, division=division, kind=kind, sign=sign.strip(),
        fields=list(fields),
    )  # fmt: skip
    body = {"name": made.name, "credit_code": credit_code, "kind": kind, "above": above, "fields": made.fields}
    append(series=f"agency:{made.pk}", by=by, at=at, verb="agency.found", body=body)
    return made


def _check(name: str, credit_code: str, division: str, kind: str) -> None:
    if not name.strip() or kind not in Agency.Kind.values:
        raise Invalid(field="kind" if name.strip() else "name")
    if credit_code_fault(credit_code):
        raise Invalid(_("The unified social credit code does not check (GB 32100-2015)."), field="credit_code")
    if division_fault(division):
        raise Invalid(_("A division code has six digits, nine for a township (GB/T 2260)."), field="division")
