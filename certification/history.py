"""How acts add to a credential's history: lock, see what the history allows, move the run, write, record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from certification.models import Credential, CredentialStatus
from certification.status.jobs import changed
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.flowcharts.engine.advance import advance
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.web.times import say_day

Status = CredentialStatus.Status
# What an act may follow: the same ways as on the published procedure (持证, 暂扣, 补发).
AFTER: Final[dict[str, frozenset[str]]] = {
    "suspend": frozenset({Status.VALID}),
    "restore": frozenset({Status.SUSPENDED}),
    "revoke": frozenset({Status.VALID, Status.SUSPENDED}),
    "cancel": frozenset({Status.VALID}),
    "report_loss": frozenset({Status.VALID}),
    "replace": frozenset({Status.LOST}),
}


class NotInThisState(OutOfOrder):
    """Refuse an act that a credential's state does not allow."""

    sentence = _("The credential's state does not allow this.")
    remedy = _("Reload the page to see its state; a suspended credential is restored or revoked, a lost one replaced.")


class BeforeTheLast(Invalid):
    """Refuse a day before the last entry of the history."""

    sentence = _("The day lies before the last entry of the credential's history.")


@dataclass(frozen=True, slots=True)
class Decision:
    """Why: the ground in words, the number of the decision, and from which day (the act's own where none is given)."""

    ground: str
    document: str = ""
    article: str = ""
    from_on: date | None = None
    to_on: date | None = None


def lock(credential_id: int, *, by: Actor, duties: Sequence[str] = ("issue",)) -> Credential:
    """Return a credential, locked until the transaction ends, for an actor with one of the duties on its agency.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty.
    """
    found = (
        Credential.objects.select_for_update(of=("self",))
        .select_related("agency", "person", "application")
        .filter(pk=credential_id)
        .first()
    )
    if found is None:
        raise NotFound
    for duty in duties[:-1]:
        if duty == "holder" and by.person_id == found.person_id:
            return found
    require(by=by, duty=duties[-1], agency=found.agency)
    return found


def last_of(credential: Credential) -> CredentialStatus:
    """Return the last entry of a credential's history.

    Raises:
        NotFound: if it has none, which no act leaves.
    """
    found = CredentialStatus.objects.filter(credential=credential).order_by("from_on", "pk").last()
    if found is None:
        raise NotFound
    return found


def add(
    credential: Credential,
    *,
    act: str,
    status: str,
    decision: Decision,
    by: Actor,
    at: datetime,
    more: Mapping[str, Any] | None = None,
) -> CredentialStatus:
    """Write an entry and its record.

    Raises:
        NotInThisState: if the last entry does not allow the act. BeforeTheLast, Invalid: for a wrong day or no ground.
    """
    on, last = clock.day_of(at), last_of(credential)
    begins = decision.from_on or on
    if last.status not in AFTER[act]:
        raise NotInThisState
    if not decision.ground.strip():
        raise Invalid(_("Write the ground."), field="ground")
    if begins < last.from_on:
        raise BeforeTheLast(
            _("The last entry is of %(on)s; this one may not be earlier.") % {"on": say_day(last.from_on)},
            field="from_on",
        )
    if begins > on:
        raise Invalid(_("An entry begins on this day or earlier."), field="from_on")
    entry = CredentialStatus.objects.create(
        credential=credential,
        status=status,
        from_on=begins,
        to_on=decision.to_on,
        ground=decision.ground.strip(),
        article=decision.article,
        document=decision.document.strip(),
        by_id=by.person_id,
        at=at,
        decided_by=by.agency or credential.issuer_agency.name,
    )
    append(
        series=credential.series,
        by=by,
        at=at,
        verb=f"credential.{act}",
        body={
            "credential": credential.pk,
            "number": credential.number,
            "status": status,
            "from_on": begins,
            "to_on": decision.to_on,
            "ground": entry.ground,
            "document": entry.document,
            "article": entry.article,
            **(more or {}),
        },
    )
    changed()
    return entry


def move(credential: Credential, steps: Sequence[tuple[str, str]], *, by: Actor, at: datetime, body: Decision) -> None:
    """Leave steps (act, outcome) of the run of the credential's application; imported credentials have none.

    Raises:
        StepNotOpen, NotYourStep: as the engine says.
    """
    application = credential.application
    if application is None or application.run_id is None:
        return
    facts = {"ground": body.ground, "document": body.document, "credential": credential.pk}
    for act, outcome in steps:
        advance(run_id=application.run_id, by=by, at=at, act=act, outcome=outcome, body=facts)
