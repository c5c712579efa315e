"""How states of credentials are said and coloured."""

from __future__ import annotations

from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enforcement.web.templatetags.ui import badge

STATES: Final = {
    "valid": (_("Valid"), "ok"),
    "not_yet": (_("Not yet valid"), "wait"),
    "expired": (_("Expired"), "stop"),
    "suspended": (pgettext_lazy("credential", "Suspended"), "stop"),
    "revoked": (_("Revoked"), "stop"),
    "cancelled": (_("Cancelled"), "stop"),
    "lost": (_("Reported lost"), "stop"),
    "superseded": (_("Superseded"), "stop"),
    "lapsed": (_("Lapsed unchecked"), "stop"),
}


def state_badge(state: str) -> SafeString:
    """Return a state as a badge."""
    words, tone = STATES[state]
    return badge(str(words), tone)
