"""Cases on the spot, as the act leaves them."""

from __future__ import annotations

import secrets
from typing import Any

from cases.models import Case
from cases.summary.models import OnSpot, TurnedGeneral
from enforcement.organisation.models import Person


def on_spot(case: Case, second: Person, **facts: Any) -> OnSpot:
    """Make what a case on the spot has beside a case."""
    return OnSpot.objects.create(case=case, second=second, **{"secret": secrets.token_hex(16), **facts})


def turned_general(case: Case, general: Case) -> TurnedGeneral:
    """Make a case on the spot one that went over to the general procedure."""
    return TurnedGeneral.objects.create(case=case, general=general, reason="超过限额")
