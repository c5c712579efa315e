"""How acts add to a credential's history: lock, see what the history allows, move the run, write, record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from certification.models import Credential, CredentialStatus
from certification.status.jobs import changed
from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder, Refusal
from enforcement.flowcharts import store
from enforcement.flowcharts.engine.advance import advance
from enforcement.flowcharts.models import Run
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds
from enforcement.web.times import say_day

Status = CredentialStatus.Status
# What an act may follow: the same ways as on the published procedure (持证, 暂扣, 补发).
AFTER: Final[dict[str, frozenset[str]]] = {
    "suspend": frozenset({Status.VALID}),
    "restore": frozenset({Status.SUSPENDED}),
    "revoke": frozenset({Status.VALID, Status.SUSPENDED, Status.LAPSED}),
    "cancel": frozenset({Status.VALID, Status.SUSPENDED, Status.LOST, Status.LAPSED}),
    "report_loss": frozenset({Status.VALID}),
    "replace": frozenset({Status.LOST}),
    "replace_damaged": frozenset({Status.VALID}),
    "renew": frozenset({Status.VALID}),
    "change": frozenset({Status.VALID}),
    "lapse": frozenset({Status.VALID}),
    "revive": frozenset({Status.LAPSED}),
}

# What binds the card that follows as well, if it was signed but has not begun.
CARRIED: Final = frozenset({"suspend", "restore", "revoke", "cancel"})


class NotInThisState(OutOfOrder):
    """Refuse an act that a credential's state does not allow."""

    sentence = _("The credential's state does not allow this.")
    remedy = _("Reload the page to see its state; a suspended credential is restored or revoked, a lost one replaced.")


class OwnCredential(Refusal):
    """Refuse to decide on one's own credential."""

    sentence = _("Nobody decides on a credential of their own.")
    article = "山东省行政程序规定（回避）"
    remedy = _("Ask another person with this duty.")


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
        NotFound: if there is none. NotAllowed: without a duty. OwnCredential: for the holder, unless ``holder`` may.
    """
    found = (
        Credential.objects.select_for_update(of=("self",))
        .select_related("agency", "person", "application")
        .filter(pk=credential_id)
        .first()
    )
    if found is None:
        raise NotFound
    if by.person_id is not None and by.person_id == found.person_id:
        if "holder" not in duties:
            raise OwnCredential
        return found
    wanted = [duty for duty in duties if duty != "holder"]
    if by.kind != "system" and not any(holds(person_id=by.person_id, duty=d, agency=found.agency) for d in wanted):
        raise NotAllowed
    return found


def last_of(credential: Credential, on: date | None = None) -> CredentialStatus:
    """Return the last entry of a credential's history, or the last that had begun on a day (else the first of all).

    Raises:
        NotFound: if it has none, which no act leaves.
    """
    entries = CredentialStatus.objects.filter(credential=credential).order_by("from_on", "pk")
    begun = entries.filter(from_on__lte=on).last() if on is not None else entries.last()
    found = begun or entries.first()
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
    """Write an entry and its record; a card that follows and has not begun is bound by it from its first day.

    Only a successor's first day may lie ahead.

    Raises:
        NotInThisState: if the last entry does not allow the act. BeforeTheLast, Invalid: for a wrong day or no ground.
    """
    on = clock.day_of(at)
    last = last_of(credential, on)
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
    if begins > on and status != Status.SUPERSEDED:
        raise Invalid(_("An entry begins on this day or earlier."), field="from_on")
    entry = _write(credential, act=act, status=status, decision=decision, begins=begins, by=by, at=at, more=more)
    if act in CARRIED:
        for following in Credential.objects.filter(supersedes=credential, valid_from__gt=on):
            first = following.valid_from
            until = max(decision.to_on, first) if decision.to_on else None
            _write(
                following, act=act, status=status, decision=replace(decision, to_on=until), begins=first, by=by, at=at,
                more=more,
            )  # fmt: skip
    return entry


def _write(
    credential: Credential,
    *,
    act: str,
    status: str,
    decision: Decision,
    begins: date,
    by: Actor,
    at: datetime,
    more: Mapping[str, Any] | None,
) -> CredentialStatus:
    """Write an entry and its record as they are."""
    entry = CredentialStatus.objects.create(
        credential=credential, status=status, from_on=begins, to_on=decision.to_on, ground=decision.ground.strip(),
        article=decision.article, document=decision.document.strip(), by_id=by.person_id, at=at,
        decided_by=by.agency or credential.issuer_agency.name,
    )  # fmt: skip
    body = {
        "credential": credential.pk, "number": credential.number, "status": status, "from_on": begins,
        "to_on": decision.to_on, "ground": entry.ground, "document": entry.document, "article": entry.article,
        **(more or {}),
    }  # fmt: skip
    append(series=credential.series, by=by, at=at, verb=f"credential.{act}", body=body)
    changed()
    return entry


def move(credential: Credential, steps: Sequence[tuple[str, str]], *, by: Actor, at: datetime, body: Decision) -> None:
    """Leave steps (act, outcome) of the run of the credential's application; imported credentials have none.

    A run on an older version of the chart may lack an outcome, and one that ended goes nowhere: then the history alone
    tells it. After a change of agency the system moves the run, which stays with the agency that applied.

    Raises:
        StepNotOpen, NotYourStep: as the engine says.
    """
    application = credential.application
    run = application.run if application is not None else None
    if run is None or run.closed_at is not None:
        return
    facts = {"ground": body.ground, "document": body.document, "credential": credential.pk}
    if credential.agency_id != run.agency_id and by.kind != "system":
        facts |= {"asked_by": by.person_id, "asked_by_name": by.name}
        by = SYSTEM
    for act, outcome in steps:
        if not offers(run.pk, act, outcome):
            return
        advance(run_id=run.pk, by=by, at=at, act=act, outcome=outcome, body=facts)


def offers(run_id: int, act: str, outcome: str) -> bool:
    """Return whether the version that a run is on knows an outcome of an act; True where no step binds the act."""
    version = Run.objects.filter(pk=run_id).values_list("version_id", flat=True).first()
    steps = store.graph_of(version).steps if version is not None else ()
    found = next((node.step for node in steps if node.step is not None and node.step.act == act), None)
    return found is None or outcome in {code for code, _zh, _en in found.outcomes}
