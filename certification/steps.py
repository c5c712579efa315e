"""How acts move an application on the published procedure: its row is locked first, its run by the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from certification import eligibility
from certification.eligibility import Preparation
from certification.models import Application
from enforcement.actor import SYSTEM, Actor
from enforcement.errors import NotFound, Refusal
from enforcement.flowcharts.engine.advance import Advanced, advance
from enforcement.flowcharts.engine.refusals import not_open
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.ledger.append import append
from enforcement.ledger.chain import GENESIS, Head


class OwnApplication(Refusal):
    """Refuse to decide one's own application."""

    sentence = _("Nobody decides an application of their own.")
    article = "山东省行政程序规定（回避）"
    remedy = _("Ask another person with this duty.")


def lock(application_id: int, by: Actor) -> Application:
    """Return an application, locked until the transaction ends.

    Raises:
        NotFound: if there is none.
        OwnApplication: if the actor is the person applied for.
    """
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("agency", "person", "run")
        .filter(pk=application_id)
        .first()
    )
    if found is None or found.run is None:
        raise NotFound
    if by.person_id == found.person_id:
        raise OwnApplication
    return found


def leave(
    application: Application, *, act: str, outcome: str, by: Actor, at: datetime, body: Mapping[str, Any] | None = None
) -> Advanced:
    """Leave one step of the application's run."""
    return advance(run_id=application.run_id or 0, by=by, at=at, act=act, outcome=outcome, body=body)


def note(application: Application, *, verb: str, by: Actor, at: datetime, body: Mapping[str, Any]) -> None:
    """Record something that leaves no step, in the series of the application's run."""
    run = Run.objects.select_for_update().get(application=application)
    head = append(
        series=run.series, by=by, at=at, verb=verb, head=Head(run.last_seq, run.last_hash or GENESIS), body=body
    )
    run.last_seq, run.last_hash = head.seq, head.hash
    run.save(update_fields=["last_seq", "last_hash"])


def open_acts(application: Application) -> dict[str, str]:
    """Return the acts of the steps that are open, with the names of the steps."""
    rows = StepRecord.objects.filter(run_id=application.run_id or 0, left_at__isnull=True)
    return dict(rows.values_list("node__act", "node__name"))


def demand_open(application: Application, act: str) -> None:
    """Refuse unless the step of an act is open.

    Raises:
        StepNotOpen: naming the steps that are.
    """
    there = open_acts(application)
    if act not in there:
        raise not_open(act, list(there.values()))


def close_prepared(application: Application, found: Preparation, *, by: Actor, at: datetime) -> None:
    """Close training and exams (Q03 to Q05) by what others recorded: the system does it, named after who asked."""
    eligibility.demand_preparation(found)
    body = {**found.snapshot(), "asked_by": by.person_id, "asked_by_name": by.name}
    leave(application, act="record_training", outcome="completed", by=SYSTEM, at=at, body=body)
    leave(application, act="pass_professional_exam", outcome="passed", by=SYSTEM, at=at, body=body)
    leave(application, act="pass_public_exam", outcome="passed", by=SYSTEM, at=at, body=body)


def close_refused(application: Application, *, at: datetime) -> None:
    """Register the end of an application that was refused (Q17), which follows from the refusal by itself."""
    leave(application, act="cancel", outcome="cancelled", by=SYSTEM, at=at)
    application.closed_at = at
