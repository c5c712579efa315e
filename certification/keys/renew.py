"""The act of publishing the key list anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification.keys.publish import is_due, publish
from certification.models import KeyListEdition


@transaction.atomic(durable=True)
def renew(*, at: datetime) -> KeyListEdition | None:
    """Publish the list if it ends soon or the register knows more; None where there is no need, or no root here."""
    return publish(at=at) if is_due(at) else None
