"""Take a bundle in: upload, try it out, then write all of it or nothing; the receipt says what was written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from cases.exchange.bundles.beside import beside
from cases.exchange.bundles.export_bundle import FILES
from cases.exchange.bundles.receipt import receipt_for
from cases.exchange.bundles.take_in import Outcome, Report, take_rows, try_out
from cases.exchange.bundles.trust import may_exchange
from cases.exchange.bundles.verify import Opened, verify
from cases.exchange.models import Bundle
from cases.supervision.sweep import audit_many
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound, OutOfOrder
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.jobs.progress import Progress
from enforcement.ledger.append import append
from enforcement.organisation.access import actor_in_background

CHECK, TAKE = "exchange.check", "exchange.take"
State = Bundle.State


@transaction.atomic(durable=True)
def upload_bundle(*, by: Actor, at: datetime, content: bytes, in_background: bool = True) -> Bundle:
    """Keep a bundle of a trusted partner sealed, and ask for its trial.

    Raises:
        NotABundle, NotSigned: as verify. NotAllowed: without a duty of the exchange on the partner's agency.
    """
    opened = verify(content)
    agency = may_exchange(opened.partner.agency_id, by)
    bundle = Bundle.objects.create(
        direction="in", partner=opened.partner, agency=agency, state=State.UPLOADED, asker_id=by.person_id, asked_at=at,
        file_sha256=FILES.store(content), manifest=opened.manifest, manifest_sha256=opened.sha256,
    )  # fmt: skip
    body: dict[str, object] = {"manifest": opened.sha256, "partner": opened.partner.pk}
    append(series=bundle.series, by=by, at=at, verb="bundle.upload", body=body)
    if in_background:
        enqueue(kind=CHECK, arguments={"bundle_id": bundle.pk}, by_person_id=by.person_id, at=at)
    return bundle


@transaction.atomic(durable=True)
def ask_to_take(*, bundle_id: int, by: Actor, at: datetime) -> Job:
    """Ask for a bundle to be taken in that was tried without faults.

    Raises:
        NotFound, NotAllowed: as may_exchange. OutOfOrder: unless it was tried without faults.
    """
    bundle = _incoming(bundle_id, by)
    if bundle.state != State.CHECKED:
        raise OutOfOrder
    return enqueue(kind=TAKE, arguments={"bundle_id": bundle.pk}, by_person_id=by.person_id, at=at)


def check(*, bundle_id: int, by: Actor, at: datetime, report: Report) -> Bundle:
    """Try a bundle out; the report says what would be written, or each fault with part, line and field."""
    bundle = _incoming(bundle_id, by)
    outcome = try_out(_content(bundle), bundle, by=by, at=at, report=report)
    return _told(bundle, outcome, State.FAULTY if outcome.faults else State.CHECKED, at)


def take(*, bundle_id: int, by: Actor, at: datetime, report: Report) -> Bundle:
    """Write a bundle: all rows in one transaction, or none and its faults. A second time changes nothing."""
    bundle = _incoming(bundle_id, by)
    opened = _content(bundle)
    with transaction.atomic(durable=True):
        if Bundle.objects.select_for_update().get(pk=bundle.pk).state == State.TAKEN:
            return bundle
        outcome = take_rows(opened, bundle, by=by, at=at, report=report)
        if outcome.faults:
            transaction.set_rollback(True)
        else:
            _finish(bundle, outcome, by, at)
    if outcome.faults:
        return _told(bundle, outcome, State.FAULTY, at)
    audit_many(outcome.cases, at=at)
    return bundle


def _finish(bundle: Bundle, outcome: Outcome, by: Actor, at: datetime) -> None:
    bundle.report, bundle.state, bundle.done_at = outcome.told(), State.TAKEN, at
    bundle.receipt = receipt_for(bundle, at)
    bundle.save(update_fields=["report", "state", "done_at", "receipt"])
    body = {"manifest": bundle.manifest_sha256, "counts": bundle.report["counts"]}
    append(series=bundle.series, by=by, at=at, verb="bundle.import", body=body)


def work(step: Any, job: Progress, bundle_id: int) -> Mapping[str, Any]:
    """Do a step in the background, with progress."""
    by = actor_in_background(job.by_person_id or 0)
    with beside(job) as report:
        step(bundle_id=bundle_id, by=by, at=clock.now(), report=report)
    return {"url": f"/exchange/bundles/{bundle_id}/"}


work_check, work_take = partial(work, check), partial(work, take)


def _incoming(bundle_id: int, by: Actor) -> Bundle:
    bundle = Bundle.objects.select_related("partner", "agency").filter(pk=bundle_id, direction="in").first()
    if bundle is None:
        raise NotFound
    may_exchange(bundle.agency_id, by)
    return bundle


def _content(bundle: Bundle) -> Opened:
    content = FILES.load(bundle.file_sha256)
    if content is None:
        raise NotFound
    return verify(content)


def _told(bundle: Bundle, outcome: Outcome, state: Bundle.State, at: datetime) -> Bundle:
    bundle.report, bundle.state, bundle.done_at = outcome.told(), state, at
    bundle.save(update_fields=["report", "state", "done_at"])
    return bundle
