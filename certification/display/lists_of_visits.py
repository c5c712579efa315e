"""The list of announced visits, for supervisors."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.display import queries
from certification.models import Rating, Visit
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, moment

KINDS: Final = (
    ("waiting", gettext_lazy("Waiting for a supervisor")),
    ("far", gettext_lazy("Two places at once")),
    ("low", gettext_lazy("Rated low")),
)


def _of_kind(rows: Any, kind: str) -> Any:
    tests = {"waiting": queries.waiting(), "far": Q(km__isnull=False), "low": Q(rating__grade__lte=Rating.LOW)}
    return rows.filter(tests[kind])


def _with_words(rows: Any, words: str) -> Any:
    names = ("enterprise", "credential__name", "credential__number", "reference")
    test = Q()
    for name in names:
        test |= Q(**{f"{name}__icontains": words})
    return rows.filter(test)


def grade_of(visit: Visit) -> object:
    """Return the rating of a visit as a badge, or a dash."""
    rating = getattr(visit, "rating", None)
    if rating is None:
        return "—"
    return badge(rating.get_grade_display(), "stop" if rating.grade <= Rating.LOW else "ok")


def alarm_of(visit: Visit) -> object:
    """Return the alarm of a visit, softer once somebody has seen to it."""
    if visit.km is None:
        return "—"
    return badge(_("Two places, %(km)s km apart") % {"km": visit.km}, "info" if visit.reviewed_at else "stop")


VISITS: Final = Lister(
    caption=gettext_lazy("Announced visits"),
    columns=(
        Column(
            "at", gettext_lazy("Time"), lambda v: moment(v.at), sort=("at", "pk"),
            link=lambda v: reverse("visit_detail", args=[v.pk]),
        ),
        Column(
            "officer", gettext_lazy("Officer"), lambda v: f"{v.credential.name} {v.credential.number}",
            sort=("credential__number",),
        ),
        Column("agency", gettext_lazy("Agency"), lambda v: v.credential.agency.title, sort=("credential__agency",)),
        Column("enterprise", gettext_lazy("Enterprise"), lambda v: v.enterprise, sort=("enterprise",)),
        Column("rating", gettext_lazy("Rating"), grade_of, sort=("rating__grade",)),
        Column("alarm", gettext_lazy("Alarm"), alarm_of, sort=("km",)),
    ),
    filters=(
        Filter("q", gettext_lazy("Enterprise, officer or number"), _with_words),
        Filter("kind", gettext_lazy("Which visits"), _of_kind, options=KINDS),
        Filter("since", gettext_lazy("Since"), lambda rows, d: rows.filter(at__date__gte=d), type="date"),
    ),
    order="-at",
)  # fmt: skip
