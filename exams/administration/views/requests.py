"""Accommodations of a session and exemptions from a subject: asked for by one person, decided by another."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.times import say_moment
from exams.access import administers, session_or_404
from exams.administration.access import tabs_of
from exams.administration.accommodate import ask_accommodation, decide_accommodation
from exams.administration.exempt import ask_exemption, decide_exemption
from exams.administration.forms import DecisionForm
from exams.administration.request_forms import AccommodationForm, ExemptionForm, GrantForm
from exams.administration.views.candidate import candidate_or_404
from exams.administration.views.own import own_or_404
from exams.administration.words import request_badge, wanted_words
from exams.models import Accommodation, Exemption
from exams.queries import posts_on

asks = duty("apply", "exam")
WANTED = ("minutes", "percent", "large_text", "reader", "own_room")

ACCOMMODATIONS = Lister(
    caption=gettext_lazy("Accommodations"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda a: a.candidate.person.name,
            sort=("candidate__person__name",),
            link=lambda a: reverse("exam_accommodation", args=[a.candidate.session_id, a.pk]),
        ),
        Column("wanted", gettext_lazy("Wanted"), wanted_words),
        Column("state", gettext_lazy("State"), request_badge, sort=("state",)),
        Column("asked", gettext_lazy("Asked"), lambda a: say_moment(a.asked_at), sort=("asked_at",)),
    ),
    filters=(
        Filter("q", gettext_lazy("Name"), lambda rows, q: rows.filter(candidate__person__name__icontains=q)),
        Filter(
            "state",
            gettext_lazy("State"),
            lambda rows, state: rows.filter(state=state),
            options=Accommodation.State.choices,
        ),
    ),
    order="-asked",
)
EXEMPTIONS = Lister(
    caption=gettext_lazy("Exemptions"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda e: e.person.name,
            sort=("person__name",),
            link=lambda e: reverse("exam_exemption", args=[e.pk]),
        ),
        Column("subject", gettext_lazy("Subject"), lambda e: e.get_subject_display(), sort=("subject",)),
        Column("ground", gettext_lazy("Ground of exemption"), lambda e: e.get_ground_display()),
        Column("state", gettext_lazy("State"), request_badge, sort=("state",)),
        Column("asked", gettext_lazy("Asked"), lambda e: say_moment(e.asked_at), sort=("asked_at",)),
    ),
    filters=(
        Filter("q", gettext_lazy("Name"), lambda rows, q: rows.filter(person__name__icontains=q)),
        Filter(
            "state",
            gettext_lazy("State"),
            lambda rows, state: rows.filter(state=state),
            options=Exemption.State.choices,
        ),
    ),
    order="-asked",
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def own_accommodation(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Ask for what I need to sit this exam, and see what was decided."""
    candidate = own_or_404(request, candidate_id)
    row: Accommodation | None = getattr(candidate, "accommodation", None)
    return act_page(
        request,
        form_class=AccommodationForm,
        act=partial(ask_accommodation, candidate_id=candidate.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("exam_accommodation_own", args=[candidate.pk]),
        done=_("Your request is sent. The answer stands here and on your ticket."),
        template="exams/administration/own_accommodation.html",
        context={
            "candidate": candidate,
            "session": candidate.session,
            "row": row,
            "badge": request_badge(row),
            "wanted": wanted_words(row) if row else "",
            "may_ask": row is None or row.state == Accommodation.State.REFUSED,
        },
    )


@require_safe
@allow(administers)
def accommodations(request: HttpRequest, session_id: int) -> HttpResponse:
    """List what candidates of a session ask for."""
    session = session_or_404(request, session_id)
    rows = Accommodation.objects.filter(candidate__session=session).select_related("candidate__person")
    context = {
        "session": session,
        "tabs": tabs_of(session, "exam_accommodations"),
        "listing": ACCOMMODATIONS.page(request, rows),
    }
    return render(request, "exams/administration/accommodations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def accommodation(request: HttpRequest, session_id: int, accommodation_id: int) -> HttpResponse:
    """Show a request and decide on it."""
    session = session_or_404(request, session_id)
    row = (
        Accommodation.objects.filter(pk=accommodation_id, candidate__session=session)
        .select_related("candidate__person", "asked_by", "decided_by")
        .first()
    )
    if row is None:
        raise Http404
    mine = person_of(request).pk in {row.asked_by_id, row.candidate.person_id}
    return act_page(
        request,
        form_class=GrantForm,
        initial={name: getattr(row, name) for name in WANTED},
        act=partial(decide_accommodation, accommodation_id=row.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("exam_accommodation", args=[session.pk, row.pk]),
        done=_("The decision is recorded. More time is given at once."),
        template="exams/administration/request.html",
        context={
            "heading": row.candidate.person.name,
            "lead": f"{session.exam.title} · {session.title}",
            "back_url": reverse("exam_accommodations", args=[session.pk]),
            "back_text": _("Accommodations"),
            **_request(row, mine),
            "facts": [(_("Wanted"), wanted_words(row)), (_("Reason"), row.reason)],
            "article": "无障碍环境建设法第四十三条第二款",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def ask_for(request: HttpRequest, session_id: int, candidate_id: int) -> HttpResponse:
    """Ask for a candidate who cannot do it themselves."""
    candidate = candidate_or_404(request, session_id, candidate_id)
    here = reverse("exam_candidate", args=[session_id, candidate.pk])
    return act_page(
        request,
        form_class=AccommodationForm,
        act=partial(ask_accommodation, candidate_id=candidate.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=_("The request is entered; another administrator decides."),
        context={
            "heading": _("Accommodation for %(name)s") % {"name": candidate.person.name},
            "submit": _("Ask"),
            "back_url": here,
            "back_text": candidate.person.name,
        },
    )


def _reach(request: HttpRequest, before: str = "") -> Q:
    """Return the agencies for whose people somebody asks or decides; ``before`` leads from a row to its agency."""
    person_id = person_of(request).pk
    test = Q(**{f"{before}pk__in": agencies_where(person_id=person_id, duties={"apply", "exam"}).values("pk")})
    justice = agencies_where(person_id=person_id, duties={"exam"}).filter(kind=Agency.Kind.JUSTICE)
    for department in justice.select_related("parent"):
        if department.parent is not None:
            test |= Q(**{f"{before}path__startswith": department.parent.path})
    return test


def exemptions_of(request: HttpRequest) -> QuerySet[Exemption]:
    """Return the exemptions of people of the agencies where the person asks or decides."""
    rows = Exemption.objects.filter(_reach(request, "person__posts__agency__")).values("pk")
    return Exemption.objects.filter(pk__in=rows).select_related("person", "asked_by", "decided_by")


@require_safe
@allow(asks)
def exemptions(request: HttpRequest) -> HttpResponse:
    """List exemptions."""
    listing = EXEMPTIONS.page(request, exemptions_of(request))
    return render(request, "exams/administration/exemptions.html", {"listing": listing})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(asks)
def new_exemption(request: HttpRequest) -> HttpResponse:
    """Ask to exempt somebody."""
    return act_page(
        request,
        form_class=ExemptionForm,
        form_arguments={"posts": posts_on(agencies=Agency.objects.filter(_reach(request)), on=clock.today())},
        initial={"from_on": clock.today()},
        act=partial(ask_exemption, by=actor_of(request), at=clock.now()),
        success_url=lambda row: reverse("exam_exemption", args=[row.pk]),
        done=_("The request is sent; the justice department decides."),
        context={
            "heading": _("Ask for an exemption"),
            "lead": "国办发〔2018〕118号第二十三项",
            "submit": _("Ask"),
            "back_url": reverse("exam_exemptions"),
            "back_text": _("Exemptions"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(asks)
def exemption(request: HttpRequest, exemption_id: int) -> HttpResponse:
    """Show an exemption and decide on it."""
    row = exemptions_of(request).filter(pk=exemption_id).first()
    if row is None:
        raise Http404
    mine = person_of(request).pk in {row.asked_by_id, row.person_id}
    return act_page(
        request,
        form_class=DecisionForm,
        act=partial(decide_exemption, exemption_id=row.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("exam_exemption", args=[row.pk]),
        done=_("The decision is recorded."),
        template="exams/administration/request.html",
        context={
            "heading": row.person.name,
            "lead": row.get_subject_display(),
            "back_url": reverse("exam_exemptions"),
            "back_text": _("Exemptions"),
            **_request(row, mine),
            "facts": [
                (_("Ground of exemption"), row.get_ground_display()),
                (_("Certificate"), row.evidence),
                (_("From"), row.from_on),
                (_("Until"), row.until_on or _("without an end")),
            ],
            "article": "国办发〔2018〕118号第二十三项",
        },
    )


def _request(row: Accommodation | Exemption, mine: bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        "row": row,
        "badge": request_badge(row),
        "may_decide": row.state == row.State.ASKED and not mine,
        "waits": row.state == row.State.ASKED and mine,
    }
