"""When a credential lapses by itself because its annual check was not done (交通运输行政执法证件管理规定第三十条).

Judged from the days of the check, as of any day: a result counts from the day on which it was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from certification.fields import FIELDS
from certification.lifecycle.parameters import UNCHECKED_LAPSES
from certification.models import AnnualCheck, Credential
from enforcement.organisation.parameters import value

ARTICLE = "交通运输行政执法证件管理规定第三十条"


def lapsed_since(credential: Credential, checks: Sequence[AnnualCheck], on: date) -> date | None:
    """Return the day from which a credential has lapsed as of a day, or None.

    ``checks`` are all of the credential's, each with its round and the round's agency.
    """
    late = [
        check
        for check in checks
        if check.round.due_on < on and not (check.checked_on is not None and check.checked_on <= on)
    ]
    found = [check.round.due_on + timedelta(days=1) for check in late if lapses(credential, check)]
    return min(found, default=None)


def lapses(credential: Credential, check: AnnualCheck) -> bool:
    """Return whether the setting of the round's last day lets this credential lapse."""
    whom = value(UNCHECKED_LAPSES, agency=check.round.agency, on=check.round.due_on)
    return whom == "all" or (whom == "transport" and credential.category == FIELDS["transport"].number)
