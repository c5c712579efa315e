"""Hand approved applications over to the issuing authority as a package (移交): a workbook, the photos, a manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from certification import history, parameters, steps
from certification.lifecycle.package import packed
from certification.lifecycle.parameters import ISSUED_BY
from certification.models import Application, HandedOver, HandOver
from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.flowcharts.engine.advance import advance
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.append import append
from enforcement.ledger.numbers import take
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value


class IssuedHere(Refusal):
    """Refuse to hand over where this system issues the cards itself."""

    sentence = _("Cards are issued here: nothing is handed over.")
    remedy = _("If the province issues them, set “Who numbers and issues the card” to province.")


class NotReady(Refusal):
    """Refuse an application that does not wait to be issued, or was handed over."""

    sentence = _("One of these applications does not wait to be handed over any more.")
    remedy = _("Reload the page: it shows those that wait.")


@transaction.atomic(durable=True)
def hand_over(*, agency_id: int, by: Actor, at: datetime, application_ids: Collection[int]) -> HandOver:
    """Write the package of applications that passed the review; each goes into one package only.

    Raises:
        NotFound: for an agency that is not there. NotAllowed: without the duty ``examine`` on it.
        IssuedHere, NotReady, Invalid: as they say.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require(by=by, duty="examine", agency=agency)
    if by.person_id is None:
        raise NotAllowed
    on = clock.day_of(at)
    if value(ISSUED_BY, agency=agency, on=on) != "province":
        raise IssuedHere
    if not application_ids:
        raise Invalid(_("Choose at least one application."), field="application_ids")
    ready = list(waiting(agency).filter(pk__in=application_ids).select_for_update(of=("self",)).order_by("pk"))
    if len(ready) != len(set(application_ids)):
        raise NotReady
    number = f"YJ{on:%Y%m%d}-{take(f'hand-over:{agency.pk}:{on:%Y}'):04d}-{agency.pk}"
    data = packed(number, agency, ready, on)
    package = HandOver.objects.create(
        number=number, agency=agency, to=str(value(parameters.ISSUER, agency=agency, on=on)), file=_keep(data),
        sha256=hashlib.sha256(data).hexdigest(), made_by_id=by.person_id, made_at=at,
    )  # fmt: skip
    for row in ready:
        HandedOver.objects.create(package=package, application=row)
        _advance(row, package, by=by, at=at)
    body = {"number": number, "to": package.to, "sha256": package.sha256, "applications": [row.pk for row in ready]}
    append(series=f"hand-over:{package.pk}", by=by, at=at, verb="credential.hand_over", body=body)
    return package


def waiting(agency: Agency) -> QuerySet[Application]:
    """Return the applications of an agency and below that wait to be issued and were not handed over."""
    open_now = StepRecord.objects.filter(left_at__isnull=True, node__act="issue").values("run_id")
    return Application.objects.filter(
        agency__path__startswith=agency.path, closed_at__isnull=True, run_id__in=open_now, handed_over__isnull=True
    ).select_related("agency", "person")


def _advance(application: Application, package: HandOver, *, by: Actor, at: datetime) -> None:
    """Move the run where its chart knows the hand-over; else the application's record alone tells it."""
    body = {"document": package.number, "to": package.to, "asked_by": by.person_id, "asked_by_name": by.name}
    if history.offers(application.run_id or 0, "issue", "handed_over"):
        advance(run_id=application.run_id or 0, by=SYSTEM, at=at, act="issue", outcome="handed_over", body=body)
    else:
        steps.note(application, verb="credential.handed_over", by=by, at=at, body=body)


def _keep(data: bytes) -> str:
    path = f"credentials/packages/{hashlib.sha256(data).hexdigest()}.zip"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return path
