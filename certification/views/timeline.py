"""The ledger of an application or a credential as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from certification.lifecycle.said import OF_LIFE
from enforcement.flowcharts import acts
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, history_of

VERBS: Final = {
    "credential.apply": _("Applied"),
    "credential.announce": _("Announced to the public"),
    "credential.issue": _("Issued"),
    "credential.import": _("Entered from before this system"),
    "credential.suspend": pgettext_lazy("credential", "Suspended"),
    "credential.restore": _("Restored"),
    "credential.revoke": _("Revoked"),
    "credential.cancel": _("Cancelled"),
    "credential.report_loss": _("Reported lost"),
    "credential.replace": _("Replaced"),
    **OF_LIFE,
}
SAID: Final = ("opinion", "record_source", "review", "objections", "ground", "evidence", "retraining", "document")
TONES: Final = {
    "credential.issue": "ok", "credential.import": "ok", "credential.restore": "ok", "credential.suspend": "wait",
    "credential.revoke": "stop", "credential.cancel": "stop", "credential.report_loss": "stop",
    "credential.lapse": "stop", "credential.propose_revoke": "wait", "credential.propose_suspend": "wait",
    "credential.remind": "wait", "credential.revive": "ok", "credential.deliver": "ok", "credential.receive": "ok",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry."""

    title: str
    at: datetime
    by: str
    text: str
    tone: str
    article: str


def happened(series: str) -> list[Happened]:
    """Return the entries of a series, the latest first (one query)."""
    return [_entry(entry) for entry in reversed(history_of(series))]


def _entry(entry: Entry) -> Happened:
    body = body_of(entry)
    words = [str(body[name]) for name in SAID if body.get(name)]
    return Happened(
        title=_title(entry.verb, body), at=entry.at, by=_who(entry.actor), text=" · ".join(words),
        tone=TONES.get(entry.verb, "plain"), article=str(body.get("article", "")),
    )  # fmt: skip


def _who(actor: dict[str, Any]) -> str:
    if actor.get("kind") == "system":
        return str(_("the system, from what is recorded"))
    if actor.get("kind") == "public":
        return str(_("the public"))
    return " · ".join(str(actor[name]) for name in ("name", "agency") if actor.get(name))


def _title(verb: str, body: dict[str, Any]) -> str:
    if verb in VERBS:
        return str(VERBS[verb])
    english = (get_language() or "").startswith("en")
    known = acts.act_of(verb.removeprefix("step."))
    if known is not None and english:
        return known.title
    return str(body.get("step_name") or (known.title if known else verb))
