"""The list of tokens."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.exchange.models import ApiToken
from cases.exchange.scopes import SCOPES
from enforcement import clock
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import badge, day, when


def state_of(row: ApiToken) -> SafeString:
    """Return the state of a token as a badge."""
    if row.revoked_at is not None:
        return badge(_("revoked"), "stop")
    return badge(_("expired"), "plain") if row.expires_on < clock.today() else badge(_("in force"), "ok")


def url_of(row: ApiToken) -> str:
    """Return the address of a token."""
    return reverse("exchange_token", args=[row.pk])


LISTER: Final = Lister(
    caption=gettext_lazy("Tokens of programs"),
    columns=(
        Column("title", gettext_lazy("Program"), lambda t: t.title, sort=("title",), link=url_of),
        Column("agency", gettext_lazy("Agency"), lambda t: t.agency.title, sort=("agency__path",)),
        Column("scopes", gettext_lazy("What may be read"), lambda t: "、".join(str(SCOPES[s]) for s in t.scopes)),
        Column("ends", gettext_lazy("Last day"), lambda t: day(t.expires_on), sort=("expires_on",)),
        Column("used", gettext_lazy("Last used"), lambda t: when(t.used_at) if t.used_at else "—", sort=("used_at",)),
        Column("state", gettext_lazy("State"), state_of),
    ),
    order="-ends",
)
