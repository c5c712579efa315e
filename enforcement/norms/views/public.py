"""What everybody reads: the register of laws and normative documents, and one of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.norms.access import CONFIRM, ENTER, keeps, may
from enforcement.norms.citations import Citation
from enforcement.norms.models import Level, Norm, NormEnd, NormVersion
from enforcement.norms.queries import confirmed, fact_of
from enforcement.norms.standing import Register, Standing
from enforcement.norms.touched import touched_by
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_day

TONES = {"in_force": "ok", "not_yet": "info", "expired": "stop"}


@require_safe
@allow(public)
def norm_list(request: HttpRequest) -> HttpResponse:
    """List the norms with a confirmed version; to those who keep the register, all."""
    rows = confirmed()
    if not keeps.test(request):
        rows = rows.filter(Exists(_versions()))
    context = {"listing": LISTER.page(request, rows), "keeps": keeps.test(request)}
    return render(request, "norms/list.html", context)


@require_safe
@allow(public)
def norm(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a norm: its versions, what they changed, and what rests on it."""
    mine = keeps.test(request)
    found = confirmed().select_related("agency").filter(pk=pk).first()
    if found is None or not (mine or found.stand):  # type: ignore[attr-defined]
        raise NotFound
    waiting = list(found.versions.filter(confirmed_at=None)) if mine else []
    ends = list(found.ends.filter(confirmed_at=None)) if mine else []
    person = request.user.pk
    cited = [t for t in touched_by(found, clock.today()) if mine or t.resting.public]
    context = {
        "norm": found, "standing": standing(found), "state": state(found), "keeps": mine, "waiting": waiting,
        "ends": ends, "versions": list(reversed(found.stand)),  # type: ignore[attr-defined]
        "may_enter": mine and may(person, ENTER, found.agency),
        "may_confirm": mine and may(person, CONFIRM, found.agency),
        "touched": [t for t in cited if t.what != "stands"], "untouched": [t for t in cited if t.what == "stands"],
    }  # fmt: skip
    return render(request, "norms/norm.html", context)


def standing(norm: Norm) -> Standing:
    """Return how a norm, read by ``confirmed``, stands today."""
    return Register({norm.title: fact_of(norm)}).standing(Citation(norm.title), clock.today())


def state(norm: Norm) -> Any:
    """Return how a norm stands today, as a badge."""
    now = standing(norm)
    words = {
        "in_force": _("in force"), "not_yet": _("not yet in force"), "expired": _("no longer in force"),
        "unregistered": _("to be confirmed"),
    }  # fmt: skip
    return badge(words[now.code], TONES.get(now.code, "wait"))


def _versions(**facts: Any) -> QuerySet[NormVersion]:
    return NormVersion.objects.filter(norm=OuterRef("pk"), confirmed_at__isnull=False, **facts)


def _in_state(rows: QuerySet[Norm], wanted: str) -> QuerySet[Norm]:
    today = clock.today()
    anew = NormVersion.objects.filter(
        norm=OuterRef("norm"), confirmed_at__isnull=False, from_on__gt=OuterRef("last_on"), from_on__lte=today
    )
    ends = NormEnd.objects.filter(~Exists(anew), norm=OuterRef("pk"), confirmed_at__isnull=False, last_on__lt=today)
    ended = Exists(ends)
    lasting = _versions(from_on__lte=today).filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    if wanted == "in_force":
        return rows.filter(~ended, Exists(lasting))
    if wanted == "expired":
        return rows.filter(Exists(_versions(from_on__lte=today))).filter(ended | ~Exists(lasting))
    if wanted == "waiting":
        waits = NormVersion.objects.filter(norm=OuterRef("pk"), confirmed_at__isnull=True)
        return rows.filter(
            Exists(waits) | Exists(NormEnd.objects.filter(norm=OuterRef("pk"), confirmed_at__isnull=True))
        )
    return rows


def _named(rows: QuerySet[Norm], text: str) -> QuerySet[Norm]:
    return rows.filter(Q(title__icontains=text) | Q(registration_number__icontains=text) | Q(also__icontains=text))


def _newest(norm: Norm) -> NormVersion | None:
    versions: list[NormVersion] = norm.stand  # type: ignore[attr-defined]
    return versions[-1] if versions else None


def _day(on: date | None) -> str:
    return say_day(on) if on else ""


LISTER = Lister(
    caption=gettext_lazy("Laws and normative documents"),
    columns=(
        Column("title", gettext_lazy("Title"), str, sort=("title",), link=lambda n: reverse("norm", args=[n.pk])),
        Column("level", gettext_lazy("Kind"), lambda n: n.get_level_display(), sort=("level",)),
        Column("number", gettext_lazy("Registration number"), lambda n: n.registration_number or ""),
        Column("version", gettext_lazy("Version"), lambda n: v.label if (v := _newest(n)) else ""),
        Column("from", gettext_lazy("In force from"), lambda n: _day(v.from_on) if (v := _newest(n)) else ""),
        Column("until", gettext_lazy("Until"), lambda n: _day(v.until_on) if (v := _newest(n)) else ""),
        Column("state", gettext_lazy("State"), state),
    ),
    order="title",
    filters=(
        Filter("q", gettext_lazy("Title or number"), _named),
        Filter("level", gettext_lazy("Kind"), lambda rows, level: rows.filter(level=level), options=Level.choices),
        Filter(
            "state", gettext_lazy("State"), _in_state,
            options=(
                ("in_force", gettext_lazy("in force")), ("expired", gettext_lazy("no longer in force")),
                ("waiting", gettext_lazy("to be confirmed")),
            ),
        ),
    ),
)  # fmt: skip
