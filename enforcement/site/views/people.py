"""People: who holds which post and which duty; duties are given and taken back here."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.duties.holding import agencies_where, below_governments_where
from enforcement.organisation.entrust import entrust, take_back
from enforcement.organisation.models import Agency, AgencyPersonDuty, Person, Post
from enforcement.site.forms import DutyForm
from enforcement.web.acts import act_page
from enforcement.web.asked import number
from enforcement.web.lists import Column, Filter, Lister

PEOPLE = Lister(
    caption=gettext_lazy("People"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda p: p.name,
            sort=("name",),
            link=lambda p: reverse("person", args=[p.pk]),
        ),
        Column("username", gettext_lazy("User name"), lambda p: p.username, sort=("username",)),
        Column("agency", gettext_lazy("Agency"), lambda p: getattr(_present(p), "agency", None)),
        Column("post", gettext_lazy("Post"), lambda p: getattr(_present(p), "title", None)),
        Column("active", gettext_lazy("May sign in"), lambda p: _("yes") if p.is_active else _("no")),
    ),
    filters=(
        Filter(
            "q",
            gettext_lazy("Name or user name"),
            lambda rows, given: rows.filter(Q(name__icontains=given) | Q(username__icontains=given)),
        ),
    ),
    order="username",
)


def _open_to(request: HttpRequest) -> tuple[QuerySet[Person], QuerySet[Agency]]:
    """Return the people and agencies that the administrator may see."""
    agencies = agencies_where(person_id=person_of(request).pk, duties={"system"})
    people = Person.objects.filter(
        Q(pk__in=Post.objects.filter(agency__in=agencies).values("person_id")) | Q(posts__isnull=True)
    ).distinct()
    return people, agencies


def _present(person: Person) -> Post | None:
    today = clock.today()
    return next((p for p in person.posts.all() if p.from_on <= today and (p.to_on is None or p.to_on >= today)), None)


def _one(request: HttpRequest, person_id: int) -> tuple[Person, QuerySet[Agency]]:
    people, agencies = _open_to(request)
    found = people.filter(pk=person_id).first()
    if found is None:
        raise NotFound
    return found, agencies


@require_safe
@allow(duty("system"))
def people(request: HttpRequest) -> HttpResponse:
    """List the people of one's agencies."""
    rows, _agencies = _open_to(request)
    rows = rows.prefetch_related(Prefetch("posts", Post.objects.select_related("agency")))
    return render(request, "site/people.html", {"listing": PEOPLE.page(request, rows)})


@require_safe
@allow(duty("system"))
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show a person's posts and duties."""
    found, agencies = _one(request, person_id)
    posts = Post.objects.filter(person=found, agency__in=agencies).select_related("agency")
    held = AgencyPersonDuty.objects.filter(user=found, content_object__in=agencies).select_related(
        "permission", "content_object"
    )
    duties = []
    for row in held:
        code = DUTIES[row.permission.codename.removeprefix("duty_")]
        duties.append({"code": code.code, "title": code.title, "on": row.content_object})
    content = {"person": found, "posts": posts, "duties": sorted(duties, key=lambda d: str(d["title"]))}
    return render(request, "site/person.html", content)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("system"))
def grant_duty(request: HttpRequest, person_id: int) -> HttpResponse:
    """Entrust a person with a duty on an agency."""
    found, agencies = _one(request, person_id)
    back = reverse("person", args=[found.pk])
    return act_page(
        request,
        form_class=DutyForm,
        form_arguments={"agencies": agencies, "of_government": _of_government(request)},
        act=partial(entrust, person_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=back,
        done=_("The duty was granted."),
        context={
            "heading": _("Grant a duty to %(name)s") % {"name": found.name},
            "submit": _("Grant the duty"),
            "back_url": back,
            "back_text": found.name,
        },
    )


def _of_government(request: HttpRequest) -> bool:
    return below_governments_where(person_id=person_of(request).pk, duty="system").exists()


@require_POST
@allow(duty("system"))
def withdraw_duty(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take a duty back from a person."""
    found, agencies = _one(request, person_id)
    agency = agencies.filter(pk=number(request.POST.get("agency")) or 0).first()
    if agency is None:
        raise NotFound
    take_back(
        person_id=found.pk, by=actor_of(request), at=clock.now(), duty=request.POST.get("duty", ""), agency=agency
    )
    messages.success(request, _("The duty was taken back."))
    return redirect("person", person_id=found.pk)
