"""The lists of bundles and of partners."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.exchange.models import Bundle, Partner
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, when

TONES: Final = {
    "asked": "wait", "ready": "info", "receipted": "ok", "uploaded": "wait", "checked": "info", "faulty": "stop",
    "taken": "ok", "proposed": "wait", "confirmed": "ok", "withdrawn": "stop",
}  # fmt: skip


def state_of(row: Any) -> Any:
    """Return the state of a bundle or a partner as a badge."""
    return badge(row.get_state_display(), TONES[row.state])


def cases_in(bundle: Bundle) -> object:
    """Return how many cases are in a bundle."""
    rows = {part["name"]: part["rows"] for part in bundle.manifest.get("parts", [])}
    return rows.get("cases.jsonl", "—")


LISTER: Final = Lister(
    caption=_("Data bundles"),
    columns=(
        Column(
            "number", _("Number"), lambda b: b.pk, sort=("pk",), link=lambda b: reverse("exchange_bundle", args=[b.pk])
        ),
        Column("direction", _("Direction"), lambda b: b.get_direction_display()),
        Column("partner", _("Partner"), lambda b: b.partner.name),
        Column("agency", _("Agency"), lambda b: b.agency.title),
        Column("cases", _("Cases"), cases_in, numeric=True),
        Column("asked", _("Begun"), lambda b: when(b.asked_at), sort=("asked_at",)),
        Column("state", _("State"), state_of),
    ),
    filters=(
        Filter("direction", _("Direction"), lambda q, v: q.filter(direction=v), Bundle.Direction.choices),
        Filter("state", _("State"), lambda q, v: q.filter(state=v), Bundle.State.choices),
    ),
    order="-asked",
)
PARTNERS: Final = Lister(
    caption=_("Partners"),
    columns=(
        Column(
            "name",
            _("Name of the platform"),
            lambda p: p.name,
            sort=("name",),
            link=lambda p: reverse("exchange_partner", args=[p.pk]),
        ),
        Column("agency", _("Agency"), lambda p: p.agency.title),
        Column("key", _("Key id"), lambda p: p.key_id),
        Column("state", _("State"), state_of, sort=("state",)),
    ),
    filters=(Filter("state", _("State"), lambda q, v: q.filter(state=v), Partner.State.choices),),
    order="name",
)
