"""Resume a batch that was stopped or broke off; try again what was left out; draw again what was deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from certification.batches.holding import is_working, lock, record, start
from certification.batches.make_batch import demand_free
from certification.models import IssueBatch, IssueItem
from enforcement.actor import Actor
from enforcement.errors import Refusal

State = IssueItem.State


class StillUnderWay(Refusal):
    """Refuse to start what runs."""

    sentence = _("This batch is still under way.")
    remedy = _("Wait until it has ended, or stop it first.")


class NothingLeft(Refusal):
    """Refuse to do what is done."""

    sentence = _("There is nothing left to do in this batch.")
    remedy = _("Reload the page to see its state.")


@transaction.atomic(durable=True)
def resume_batch(*, batch_id: int, by: Actor, at: datetime) -> IssueBatch:
    """Go on with a batch that stands still.

    Raises:
        NotFound, NotAllowed: as :func:`certification.batches.holding.lock` says. StillUnderWay, NothingLeft: as they
        say.
    """
    batch = _standing(batch_id, by)
    if batch.state == IssueBatch.State.DONE:
        raise NothingLeft
    return _again(batch, "resume", by=by, at=at)


@transaction.atomic(durable=True)
def retry_failed(*, batch_id: int, by: Actor, at: datetime) -> IssueBatch:
    """Try once more what was left out; the rest is not touched.

    Raises:
        InAnotherBatch: if another batch took one meanwhile. StillUnderWay, NothingLeft, NotAllowed: as before.
    """
    batch = _standing(batch_id, by)
    failed: QuerySet[IssueItem] = batch.items.filter(state=State.FAILED)
    demand_free(list(failed.filter(credential__isnull=True).values_list("application_id", flat=True)))
    if not failed.update(reason="", part=None, state=_before(batch)):
        raise NothingLeft
    return _again(batch, "retry", by=by, at=at)


@transaction.atomic(durable=True)
def draw_again(*, batch_id: int, by: Actor, at: datetime, duplex: str) -> IssueBatch:
    """Draw all cards again, for instance for a printer that turns the sheets otherwise. Raises as resume_batch does."""
    batch = _standing(batch_id, by)
    if not batch.items.filter(state=State.DRAWN).update(state=State.SIGNED, part=None):
        raise NothingLeft
    batch.duplex = duplex
    batch.save(update_fields=["duplex"])
    return _again(batch, "draw", by=by, at=at)


def _standing(batch_id: int, by: Actor) -> IssueBatch:
    batch = lock(batch_id, by=by)
    if is_working(batch):
        raise StillUnderWay
    return batch


def _before(batch: IssueBatch) -> Case:
    """Return the state to begin again from: a credential that exists needs only its card."""
    issued = State.WAITING if batch.kind == IssueBatch.Kind.REPRINT else State.SIGNED
    return Case(When(credential__isnull=False, then=Value(issued.value)), default=Value(State.WAITING.value))


def _again(batch: IssueBatch, verb: str, *, by: Actor, at: datetime) -> IssueBatch:
    start(batch, by=by, at=at)
    record(batch, verb, by=by, at=at)
    return batch
