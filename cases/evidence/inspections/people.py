"""Who may inspect for an agency today; whoever may not stands there with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.people import with_duty
from certification import standing
from enforcement import clock
from enforcement.organisation.models import Agency


def inspectors(agency: Agency, field: str) -> tuple[list[tuple[str, str]], frozenset[str]]:
    """Return the choices of officers, and the ids of those who cannot act today."""
    people = {p.pk: p.name for p in with_duty(agency, "handle")}
    found = standing.may_act_many(person_ids=people, on=clock.today(), field=field, agency=agency)
    choices = [
        (str(pk), f"{name} · {found[pk].number}" if found[pk].ok
         else _("%(name)s: cannot act. %(reason)s") % {"name": name, "reason": found[pk].sentence})
        for pk, name in people.items()
    ]  # fmt: skip
    return choices, frozenset(str(pk) for pk in people if not found[pk].ok)
