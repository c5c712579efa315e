"""Make a bundle for a partner: asked for by a person, made in the background, kept sealed, on the ledger."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.exchange.bundles.archive import pack, write_part
from cases.exchange.bundles.rows import SOURCES, Wanted
from cases.exchange.bundles.sealing import sealed_for
from cases.exchange.bundles.shapes import FORMAT, VERSION
from cases.exchange.bundles.trust import NotTrusted, may_exchange
from cases.exchange.models import Bundle, Partner
from cases.exchange.parameters import IDENTIFIERS
from cases.exchange.position import position
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.progress import Progress
from enforcement.ledger.append import append
from enforcement.ledger.chain import moment
from enforcement.organisation.access import actor_in_background
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from enforcement.organisation.sealed_files import SealedFiles

KIND: Final = "exchange.export"
FILES: Final = SealedFiles("bundles")
OVERLAP: Final = timedelta(minutes=2)


class NoSealingKey(Invalid):
    """Refuse to encrypt to a partner who gave no key for it."""

    sentence = _("The settings say that identification numbers go out encrypted, and this partner has no key for that.")
    remedy = _("Register the partner's X25519 key, or set the numbers to be left out.")


@transaction.atomic(durable=True)
def export_bundle(
    *, agency_id: int, by: Actor, at: datetime, partner_id: int, since_id: int | None = None, in_background: bool = True
) -> Bundle:
    """Ask for a bundle of an agency and those below it for a trusted partner, whole or since an earlier one.

    Raises:
        NotFound: without agency, partner or the earlier bundle. NotAllowed: without a duty of the exchange.
        NotTrusted: if two persons did not confirm the partner. NoSealingKey: as it says.
    """
    agency = may_exchange(agency_id, by)
    partner = Partner.objects.filter(pk=partner_id).first()
    if partner is None or partner.agency.path not in {agency.path, *_above(agency)}:
        raise NotFound
    if partner.state != Partner.State.CONFIRMED:
        raise NotTrusted(field="partner_id")
    since = (
        Bundle.objects.filter(pk=since_id, direction="out", partner=partner, agency=agency).first()
        if since_id
        else None
    )
    if since_id and since is None:
        raise NotFound
    identifiers = value(IDENTIFIERS, agency=agency, on=clock.day_of(at))
    if identifiers == "encrypted" and not partner.sealing_key:
        raise NoSealingKey(field="partner_id")
    bundle = Bundle.objects.create(
        direction="out", partner=partner, agency=agency, since=since, identifiers=identifiers, state="asked",
        asker_id=by.person_id, asked_at=at,
    )  # fmt: skip
    body: dict[str, object] = {"agency": agency.pk, "partner": partner.pk, "key_id": partner.key_id}
    body |= {"since": since.pk if since else None, "identifiers": identifiers}
    append(series=bundle.series, by=by, at=at, verb="bundle.ask", body=body)
    if in_background:
        enqueue(kind=KIND, arguments={"bundle_id": bundle.pk}, by_person_id=by.person_id, at=at)
    return bundle


def work(job: Progress, bundle_id: int) -> Mapping[str, Any]:
    """Make the bundle that was asked for."""
    by = actor_in_background(job.by_person_id or 0)
    make(bundle_id=bundle_id, by=by, at=clock.now(), report=job.report)
    return {"url": f"/exchange/bundles/{bundle_id}/"}


def make(*, bundle_id: int, by: Actor, at: datetime, report: Any = lambda done, total: None) -> Bundle:  # noqa: ARG005
    """Write the parts, sign, seal and record; a bundle that is made already stays as it is."""
    bundle = Bundle.objects.select_related("partner", "agency", "since").get(pk=bundle_id)
    if bundle.state != Bundle.State.ASKED or bundle.partner is None:
        return bundle
    cursor = position(at)
    since = bundle.since
    wanted = Wanted(bundle.agency, _seal(bundle, bundle.partner), since.cursor if since else 0, _moment(since))
    parts = {}
    for done, (name, source) in enumerate(SOURCES.items()):
        report(done, len(SOURCES))
        with transaction.atomic():
            parts[name] = write_part(source(wanted))
    about = _about(bundle, bundle.partner, cursor, at)
    content, manifest, sha256 = pack(about, parts)
    bundle.file_sha256, bundle.manifest, bundle.manifest_sha256 = FILES.store(content), manifest, sha256
    bundle.cursor, bundle.state, bundle.done_at = cursor, Bundle.State.READY, at
    return _kept(bundle, by, at)


def _since(since_id: int | None, partner: Partner, agency: Agency) -> Bundle | None:
    if since_id is None:
        return None
    made = Bundle.objects.filter(direction="out", partner=partner, agency=agency, done_at__isnull=False)
    found = made.filter(pk=since_id).first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic(durable=True)
def _kept(bundle: Bundle, by: Actor, at: datetime) -> Bundle:
    bundle.save()
    counts = {part["name"]: part["rows"] for part in bundle.manifest["parts"]}
    body: dict[str, object] = {"manifest": bundle.manifest_sha256, "counts": counts, "cursor": bundle.cursor}
    append(series=bundle.series, by=by, at=at, verb="bundle.export", body=body)
    return bundle


def _about(bundle: Bundle, partner: Partner, cursor: int, at: datetime) -> dict[str, object]:
    since = bundle.since
    top = Agency.objects.get(pk=partner.agency_id)
    return {
        "format": FORMAT, "version": VERSION, "sender": {"name": top.name, "credit_code": top.credit_code},
        "receiver": {"name": partner.name, "credit_code": partner.credit_code},
        "agency": bundle.agency.credit_code, "made_at": moment(at), "cursor": cursor,
        "since": {"bundle": since.manifest_sha256, "cursor": since.cursor} if since else None,
        "identifiers": bundle.identifiers,
    }  # fmt: skip


def _seal(bundle: Bundle, partner: Partner) -> Any:
    if bundle.identifiers != "encrypted":
        return lambda _value: ""
    return partial(sealed_for, public=b64decode(partner.sealing_key))


def _moment(since: Bundle | None) -> datetime | None:
    return since.done_at - OVERLAP if since and since.done_at else None


def _above(agency: Agency) -> list[str]:
    return list(Agency.objects.filter(pk__in=agency.line).values_list("path", flat=True))
