"""The list of phones that show credentials, for the office that issues them."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.models import BoundDevice
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day, moment


def standing_of(device: BoundDevice) -> object:
    """Return whether a phone shows the credential, or why not."""
    if device.withdrawn_at is not None:
        return badge(device.get_why_display(), "stop")
    return badge(_("Shows the credential"), "ok")


def _link(device: BoundDevice) -> str:
    return "" if device.withdrawn_at else reverse("display_device", args=[device.pk])


def _with_words(rows: Any, words: str) -> Any:
    return rows.filter(Q(credential__name__icontains=words) | Q(credential__number__icontains=words))


STATES: Final = (("active", gettext_lazy("Shows the credential")), ("withdrawn", gettext_lazy("Withdrawn")))
DEVICES: Final = Lister(
    caption=gettext_lazy("Phones that show credentials"),
    columns=(
        Column(
            "officer", gettext_lazy("Officer"), lambda d: f"{d.credential.name} {d.credential.number}",
            sort=("credential__number",), link=_link,
        ),
        Column("agency", gettext_lazy("Agency"), lambda d: d.credential.agency.title, sort=("credential__agency",)),
        Column("name", gettext_lazy("Phone"), lambda d: d.name, sort=("name",)),
        Column("bound", gettext_lazy("Bound"), lambda d: moment(d.bound_at), sort=("bound_at", "pk")),
        Column("ends", gettext_lazy("Works until"), lambda d: day(d.ends_on), sort=("ends_on",)),
        Column("state", gettext_lazy("State"), standing_of, sort=("withdrawn_at",)),
    ),
    filters=(
        Filter("q", gettext_lazy("Officer or number"), _with_words),
        Filter(
            "state", gettext_lazy("State"), lambda rows, s: rows.filter(withdrawn_at__isnull=s == "active"),
            options=STATES,
        ),
    ),
    order="-bound",
)  # fmt: skip
