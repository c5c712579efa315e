"""The list of disputes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disputes.models import Dispute
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_day

STATES = (("open", _("being coordinated")), ("ended", _("ended")))


def _state(rows: Any, given: str) -> Any:
    return rows.filter(ended_on__isnull=given == "open")


def _containing(rows: Any, text: str) -> Any:
    return rows.filter(Q(subject__icontains=text) | Q(number__icontains=text))


def _of_kind(rows: Any, kind: str) -> Any:
    return rows.filter(kind=kind)


def _badge(dispute: Dispute) -> str:
    ended = dispute.ended_on is not None
    return badge(str(STATES[ended][1]), "ok" if ended else "wait")


LISTER = Lister(
    caption=_("Disputes between agencies"),
    columns=(
        Column("number", _("Number"), str, sort=("opened_on", "pk"), link=lambda d: d.get_absolute_url()),
        Column("subject", _("Matter in dispute"), lambda d: d.subject, sort=("subject",)),
        Column("applicant", _("Agency that applies"), lambda d: d.applicant.title, sort=("applicant__path",)),
        Column("opened", _("Opened on"), lambda d: say_day(d.opened_on), sort=("opened_on",)),
        Column("responsible", _("Agency that is responsible"), lambda d: d.responsible.title if d.responsible else "—"),
        Column("state", _("State"), _badge),
    ),
    order="-number",
    filters=(
        Filter(
            "q",
            _("Number or matter"),
            lambda rows, q: rows.filter(subject__icontains=q) | rows.filter(number__icontains=q),
        ),
        Filter(
            "kind", _("What the dispute is about"), lambda rows, k: rows.filter(kind=k), options=Dispute.Kind.choices
        ),
        Filter("state", _("State"), _state, options=STATES),
    ),
)
