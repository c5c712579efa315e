"""Keys and ceremonies in words and colours."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from certification.models import KeyCeremony, SigningKey
from certification.token import SUITES
from enforcement import clock
from enforcement.web.templatetags.ui import badge, day

TONES: Final = {"proposed": "wait", "confirmed": "ok", "dismissed": "plain"}


def key_badge(key: SigningKey) -> str:
    """Return a key's state today."""
    today = clock.today()
    if key.status == SigningKey.Status.COMPROMISED:
        return badge(_("not trusted"), "stop")
    if key.status == SigningKey.Status.RETIRED:
        return badge(_("retired"), "plain")
    if key.not_after < today:
        return badge(_("days over"), "plain")
    return badge(_("signs"), "ok") if key.not_before <= today else badge(_("will sign"), "info")


def describe(ceremony: KeyCeremony) -> list[tuple[str, Any]]:
    """Return what a proposal says, as names and values."""
    facts: dict[str, Any] = ceremony.facts
    found: list[tuple[str, Any]] = []
    if ceremony.kid:
        found.append((_("Signing key"), ceremony.kid))
    if "use" in facts:
        found += _of_new_key(facts)
    if "since_on" in facts:
        found.append((_("In other hands since"), day(date.fromisoformat(facts["since_on"]))))
    return [*found, (_("Why, and by which document"), ceremony.ground)]


def _of_new_key(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    first, last = (day(date.fromisoformat(facts[name])) for name in ("not_before", "not_after"))
    return [
        (_("It signs"), SigningKey.Use(facts["use"]).label),
        (_("Kind of signature"), SUITES[facts["suite"]].name),
        (_("Beginnings of card numbers"), "、".join(facts["numbers"]) or "—"),
        (_("Only for these agencies"), "、".join(facts["agencies"]) or _("every agency")),
        (_("May sign"), f"{first} – {last}"),
        (_("Former keys"), _("sign nothing more") if facts["retire_former"] else _("go on signing")),
    ]
