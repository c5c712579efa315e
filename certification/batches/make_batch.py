"""Ask for a batch: approved applications to be issued, or credentials whose cards are printed again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.batches.holding import record, start
from certification.models import Application, Credential, IssueBatch, IssueItem
from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.organisation.duties.holding import agencies_where, require
from enforcement.organisation.models import Agency

MOST: Final = 20_000
PENDING: Final = (IssueItem.State.WAITING, IssueItem.State.CHECKED)


class NothingChosen(Refusal):
    """Refuse a batch of nothing, or of more than one batch holds."""

    sentence = _("A batch has at least one card and at most 20,000.")
    remedy = _("Choose whom it is for; divide what is larger.")


class InAnotherBatch(Refusal):
    """Refuse what another batch is about to issue."""

    sentence = _("Some of these applications are in another batch already.")
    remedy = _("Look at that batch, or leave them out.")


@transaction.atomic(durable=True)
def make_batch(
    *, agency_id: int, by: Actor, at: datetime, kind: str, subject_ids: Sequence[int], title: str, duplex: str = "long"
) -> IssueBatch:
    """Enter a batch for the applications or credentials with these ids, in this order, and start its work.

    Each must belong to an agency on which the actor has the duty ``issue``.

    Raises:
        NotFound: for an agency or a subject that is not there for the actor. NotAllowed: without the duty ``issue``.
        NothingChosen, InAnotherBatch: as they say.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require(by=by, duty="issue", agency=agency)
    ids = list(dict.fromkeys(subject_ids))
    if not 0 < len(ids) <= MOST:
        raise NothingChosen
    issuing = kind == IssueBatch.Kind.ISSUE
    rows: Any = (Application if issuing else Credential).objects.filter(pk__in=ids)
    if by.kind != "system":
        rows = rows.filter(agency__in=agencies_where(person_id=by.person_id or 0, duties={"issue"}))
    if rows.count() != len(ids):
        raise NotFound
    if issuing:
        list(rows.select_for_update().order_by("pk").values_list("pk"))
        demand_free(ids)
    batch = IssueBatch.objects.create(
        kind=kind, title=title, duplex=duplex, agency=agency, made_by_id=by.person_id or 0, made_at=at, stage_at=at
    )
    name = "application_id" if issuing else "credential_id"
    IssueItem.objects.bulk_create(
        (IssueItem(batch=batch, position=n, **{name: pk}) for n, pk in enumerate(ids, 1)), batch_size=2000
    )
    start(batch, by=by, at=at)
    record(batch, "make", by=by, at=at, body={"kind": kind, "title": title, "agency": agency.pk, "items": len(ids)})
    return batch


def demand_free(application_ids: Sequence[int]) -> None:
    """Refuse applications that wait in a batch.

    Raises:
        InAnotherBatch: if one does.
    """
    if IssueItem.objects.filter(application_id__in=application_ids, state__in=PENDING).exists():
        raise InAnotherBatch
