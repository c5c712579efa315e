"""The published list of major decisions: the public reads it, reviewers keep it."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.hearing.forms.amounts import EndForm
from cases.legal.forms.catalogue import MajorForm
from cases.legal.list_major import end_major, list_major
from cases.models import MajorDecision
from cases.terms import kind_title
from certification import fields
from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duties_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import day, money

KEEPS = duty("review")


def _what(line: MajorDecision) -> str:
    parts = [
        str(line.get_kind_display()), kind_title(line.penalty) if line.penalty else "",
        _("from %(amount)s yuan") % {"amount": money(line.amount)} if line.amount is not None else "",
        fields.titles([line.field]) if line.field else _("every field"), line.level,
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)


LIST = Lister(
    caption=gettext_lazy("Major decisions reviewed in law"),
    columns=(
        Column("title", gettext_lazy("Decision"), lambda line: line.title, ("title",)),
        Column("what", gettext_lazy("Kind, amount, field"), _what),
        Column("agency", gettext_lazy("Agency"), lambda line: line.agency.title, ("agency__path",)),
        Column("from", gettext_lazy("Holds from"), lambda line: day(line.from_on), ("from_on",)),
        Column("to", gettext_lazy("Last day in force"), lambda line: day(line.to_on) if line.to_on else "—"),
        Column("source", gettext_lazy("Document that says so"), lambda line: line.source),
    ),
    filters=(Filter("q", gettext_lazy("Words"), lambda rows, q: rows.filter(title__icontains=q)),),
    order="agency",
)


@require_safe
@allow(public)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show the list of every agency, lines that are over too."""
    rows = MajorDecision.objects.select_related("agency")
    listing = LIST.page(request, rows)
    keeps = "review" in duties_of(request)
    return render(request, "cases/legal/catalogue.html", {"listing": listing, "keeps": keeps})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(KEEPS)
def new_major(request: HttpRequest) -> HttpResponse:
    """Put a line on the list."""
    agencies = list(agencies_where(person_id=person_of(request).pk, duties={"review"}))
    return act_page(
        request, form_class=MajorForm, form_arguments={"agencies": agencies}, initial={"from_on": clock.today()},
        act=partial(list_major, by=actor_of(request), at=clock.now()), success_url=reverse("major_decisions"),
        context=_words(_("Put a decision on the list"), _("Add it to the list")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(KEEPS)
def end_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line off the list."""
    mine = agencies_where(person_id=person_of(request).pk, duties={"review"})
    line = MajorDecision.objects.filter(pk=pk, agency__in=mine).first()
    if line is None:
        raise NotFound
    return act_page(
        request, form_class=EndForm, act=partial(end_major, line_id=pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("major_decisions"), initial={"to_on": clock.today()},
        context={**_words(_("Take it off the list"), _("Take it off the list")), "lead": line.title, "tone": "danger"},
    )  # fmt: skip


def _words(heading: str, submit: str) -> dict[str, str]:
    up = reverse("major_decisions")
    return {"heading": heading, "submit": submit, "back_url": up, "back_text": _("Major decisions reviewed in law")}
