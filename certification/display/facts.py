"""What a phone keeps to show a credential without a network."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from certification.display.parameters import LOG
from certification.models import BoundDevice
from certification.printing import url_prefix
from certification.token import to_digits
from enforcement import clock
from enforcement.organisation.parameters import value


def facts_of(device: BoundDevice, *, state: str, token: bytes | None = None) -> dict[str, Any]:
    """Return the facts of a phone's credential; the token only where it is new.

    ``state`` is one of :data:`certification.standing.State`. Days are ISO; ``now`` is the server's clock in
    milliseconds.
    """
    credential, now = device.credential, clock.now()
    logs = bool(value(LOG, agency=credential.agency, on=clock.day_of(now)))
    return {
        "now": int(now.timestamp() * 1000), "device": device.pk, "called": device.name, "state": state,
        "withdrawn": device.why, "ends_on": device.ends_on, "prefix": url_prefix(), "logs": logs,
        "name": credential.name, "agency": credential.agency.title, "agency_zh": credential.agency_name,
        "number": credential.number, "fields": credential.field_titles, "area": credential.area,
        "valid_from": credential.valid_from, "valid_to": credential.valid_to, "issuer": credential.issuer,
        "photo": reverse("officer_photo", args=[credential.photo_sha256]),
        **({"token": to_digits(token)} if token else {}),
    }  # fmt: skip
