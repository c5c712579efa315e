"""Measures of discipline, and make-up sessions."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation import parameters
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_moment
from exams.access import administers, session_or_404
from exams.administration.create_make_up import create_make_up, for_make_up
from exams.administration.discipline import discipline, lift_discipline
from exams.administration.parameters import BAR_YEARS, DISCIPLINE_APPEAL
from exams.administration.request_forms import DisciplineForm, LiftForm, MakeUpForm
from exams.administration.views.candidate import candidate_or_404
from exams.models import Discipline
from exams.papers.defaults import next_window
from exams.queries import agencies_managed


def measure_badge(row: Discipline) -> str:
    """Return whether a measure stands."""
    return badge(_("lifted"), "plain") if row.lifted_at else badge(_("stands"), "stop")


MEASURES = Lister(
    caption=gettext_lazy("Measures of discipline"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda d: d.person.name,
            sort=("person__name",),
            link=lambda d: reverse("exam_measure", args=[d.pk]),
        ),
        Column("level", gettext_lazy("Measure taken"), lambda d: d.get_level_display(), sort=("level",)),
        Column("session", gettext_lazy("Session"), lambda d: d.candidate.session.title),
        Column("decided", gettext_lazy("Decided"), lambda d: say_moment(d.decided_at), sort=("decided_at",)),
        Column("state", gettext_lazy("State"), measure_badge),
    ),
    filters=(
        Filter("q", gettext_lazy("Name"), lambda rows, q: rows.filter(person__name__icontains=q)),
        Filter(
            "level",
            gettext_lazy("Measure taken"),
            lambda rows, x: rows.filter(level=x),
            options=Discipline.Level.choices,
        ),
    ),
    order="-decided",
)


def measures_of(request: HttpRequest) -> QuerySet[Discipline]:
    """Return the measures in exams that the person administers."""
    rows = Discipline.objects.filter(candidate__session__exam__agency__in=agencies_managed(person_of(request).pk))
    return rows.select_related("person", "candidate__session__exam__agency", "decided_by", "lifted_by")


@require_safe
@allow(administers)
def measures(request: HttpRequest) -> HttpResponse:
    """List measures."""
    return render(
        request, "exams/administration/measures.html", {"listing": MEASURES.page(request, measures_of(request))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_measure(request: HttpRequest, session_id: int, candidate_id: int) -> HttpResponse:
    """Take a measure against a candidate."""
    found = candidate_or_404(request, session_id, candidate_id)
    most = int(parameters.value(BAR_YEARS, agency=found.session.exam.agency, on=clock.today()))
    here = reverse("exam_candidate", args=[session_id, found.pk])
    return act_page(
        request,
        form_class=DisciplineForm,
        form_arguments={"most": most},
        act=partial(discipline, candidate_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=lambda row: reverse("exam_measure", args=[row.pk]),
        done=_taken,
        context={
            "heading": _("Measure against %(name)s") % {"name": found.person.name},
            "lead": _("Hear the candidate first, and look at the record of the sitting."),
            "submit": _("Take the measure"),
            "tone": "danger",
            "back_url": here,
            "back_text": found.person.name,
        },
    )


def _taken(row: Discipline) -> str:
    ended = row.withdrawals.count()
    more = ngettext("%(n)d registration is taken back.", "%(n)d registrations are taken back.", ended) % {"n": ended}
    return f"{_('The measure is taken.')} {more}" if ended else _("The measure is taken.")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def measure(request: HttpRequest, discipline_id: int) -> HttpResponse:
    """Show a measure, and lift it."""
    row = measures_of(request).filter(pk=discipline_id).first()
    if row is None:
        raise Http404
    return act_page(
        request,
        form_class=LiftForm,
        act=partial(lift_discipline, discipline_id=row.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("exam_measure", args=[row.pk]),
        done=_("The measure is lifted."),
        template="exams/administration/measure.html",
        context=_shown(row, own=False),
    )


@require_safe
@allow(signed_in)
def own_measure(request: HttpRequest, discipline_id: int) -> HttpResponse:
    """Show a measure to the person it is against, with how to object."""
    rows = Discipline.objects.select_related("person", "candidate__session__exam__agency", "decided_by", "lifted_by")
    row = rows.filter(pk=discipline_id, person=person_of(request)).first()
    if row is None:
        raise Http404
    return render(request, "exams/administration/measure.html", _shown(row, own=True))


def _shown(row: Discipline, *, own: bool) -> dict[str, Any]:
    ended = row.withdrawals.select_related("session__exam")
    return {"row": row, "badge": measure_badge(row), "days": _appeal_days(row), "ended": ended, "own": own}


def _appeal_days(row: Discipline) -> int:
    agency = row.candidate.session.exam.agency
    return int(parameters.value(DISCIPLINE_APPEAL, agency=agency, on=clock.day_of(row.decided_at)))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def make_up(request: HttpRequest, session_id: int) -> HttpResponse:
    """Create a make-up session with those who failed or did not come."""
    session = session_or_404(request, session_id)
    people, at = for_make_up(session), clock.now()
    opens_at, closes_at = next_window(at)
    here = reverse("exam_session", args=[session.pk])
    return act_page(
        request,
        form_class=MakeUpForm,
        form_arguments={"people": people},
        initial={
            "title": _("%(session)s, make-up") % {"session": session.title},
            "opens_at": opens_at,
            "closes_at": closes_at,
            "person_ids": [candidate.person_id for candidate, _why in people],
        },
        act=partial(create_make_up, session_id=session.pk, by=actor_of(request), at=at),
        success_url=lambda made: reverse("exam_session", args=[made.pk]),
        done=_("The make-up session is created and its candidates are registered."),
        context={
            "heading": _("Make-up session"),
            "lead": session.exam.title,
            "submit": _("Create it"),
            "back_url": here,
            "back_text": session.title,
        },
    )
