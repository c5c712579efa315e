"""The register of norms: what it enters elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement import clock
from enforcement.access import public
from enforcement.norms import parameters
from enforcement.norms.access import CONFIRM, ENTER
from enforcement.norms.models import NormEnd, NormVersion
from enforcement.organisation.access import duties_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.parameters import value
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo

SHOWN = 12
FARTHEST = timedelta(days=366)


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    navigation.enter(MenuEntry("norm_list", gettext_lazy("Laws and documents"), "books", public, "public", 28))
    worklist.enter("norms.confirm", to_confirm)
    worklist.enter("norms.expiring", expiring)


def to_confirm(request: HttpRequest) -> Iterator[ToDo]:
    """Yield what others entered and this person may confirm."""
    if not CONFIRM & duties_of(request):
        return
    person = person_of(request).pk
    mine = Q(norm__agency__isnull=True) | Q(norm__agency__in=agencies_where(person_id=person, duties=set(CONFIRM)))
    for model in (NormVersion, NormEnd):
        rows = model.objects.filter(mine, confirmed_at=None).exclude(entered_by=person).select_related("norm")
        for entry in rows.order_by("entered_at")[:SHOWN]:
            yield ToDo(
                title=_("Compare with the document and confirm"), url=reverse("norm", args=[entry.norm_id]),
                subject=str(entry), kind=_("Laws and documents"),
            )  # fmt: skip


def expiring(request: HttpRequest) -> Iterator[ToDo]:
    """Yield normative documents whose validity ends soon and that nobody renewed."""
    if not ENTER & duties_of(request):
        return
    today, where = clock.today(), agencies_where(person_id=person_of(request).pk, duties=set(ENTER))
    renewed = NormVersion.objects.filter(norm=OuterRef("norm"), from_on__gt=OuterRef("from_on"))
    ended = NormEnd.objects.filter(norm=OuterRef("norm"), last_on__gte=OuterRef("from_on"))
    rows = NormVersion.objects.filter(
        ~Exists(renewed), ~Exists(ended), confirmed_at__isnull=False, until_on__range=(today, today + FARTHEST),
        norm__agency__in=where,
    )  # fmt: skip
    for version in rows.select_related("norm__agency").order_by("until_on")[:SHOWN]:
        days = int(value(parameters.EXPIRES_SOON, agency=version.norm.agency, on=today))
        if version.until_on and version.until_on <= today + timedelta(days=days):
            yield ToDo(
                title=_("Renew it, amend it or let it end"), url=reverse("norm", args=[version.norm_id]),
                subject=version.norm.title, due_on=version.until_on, light="yellow", kind=_("Laws and documents"),
            )  # fmt: skip
