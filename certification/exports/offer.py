"""The list “Save as…” on a credential's page and on the officer's own."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from certification.exports.formats import offered
from enforcement import clock


def save_as(row: Any, *, own: bool) -> SafeString:
    """Return the list for a credential annotated with its state, empty where no format is offered."""
    choices = [
        (
            one,
            reverse("credential_own_save", args=[one.code])
            if own
            else reverse("credential_save", args=[row.pk, one.code]),
        )
        for one in offered(row, at=clock.now())
    ]
    return render_to_string("certification/exports/save_as.html", {"choices": choices}) if choices else SafeString("")
