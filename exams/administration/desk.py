"""Requests that wait for a decision, on the desks of those who may decide them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enforcement.organisation.access import duties_of, person_of
from enforcement.organisation.models import Agency, Person
from enforcement.web.worklist import ToDo
from exams.models import Accommodation, Exemption, Waiver
from exams.models.administration import Request
from exams.queries import agencies_managed


def requests_to_decide(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the waivers and accommodations that others asked for in exams that the person administers."""
    if "exam" not in duties_of(request):
        return
    person = person_of(request)
    mine = list(agencies_managed(person.pk))
    asked = {"state": Request.State.ASKED}
    waivers = Waiver.objects.filter(**asked, ruling__session__exam__agency__in=mine).exclude(asked_by=person)
    for row in waivers.exclude(ruling__person=person).select_related("ruling__person", "ruling__session"):
        yield ToDo(
            title=_("Decide whether grounds are set aside: %(name)s") % {"name": row.ruling.person.name},
            url=reverse("exam_refusal", args=[row.ruling.session_id, row.ruling_id]),
            subject=row.ruling.session.title,
            light="yellow",
            kind=_("Exam"),
        )
    needs = Accommodation.objects.filter(**asked, candidate__session__exam__agency__in=mine).exclude(asked_by=person)
    for need in needs.exclude(candidate__person=person).select_related("candidate__person", "candidate__session"):
        yield ToDo(
            title=_("Decide on an accommodation: %(name)s") % {"name": need.candidate.person.name},
            url=reverse("exam_accommodation", args=[need.candidate.session_id, need.pk]),
            subject=need.candidate.session.title,
            light="yellow",
            kind=_("Exam"),
        )
    yield from _exemptions(person)


def _exemptions(person: Person) -> Iterator[ToDo]:
    """Yield the exemptions asked for by others under the governments whose justice department the person works for."""
    justice = agencies_managed(person.pk).filter(kind=Agency.Kind.JUSTICE).select_related("parent")
    test = Q(pk__in=[])
    for department in justice:
        if department.parent is not None:
            test |= Q(person__posts__agency__path__startswith=department.parent.path)
    rows = Exemption.objects.filter(test, state=Request.State.ASKED).exclude(asked_by=person).exclude(person=person)
    for row in rows.select_related("person").distinct():
        yield ToDo(
            title=_("Decide on an exemption: %(name)s") % {"name": row.person.name},
            url=reverse("exam_exemption", args=[row.pk]),
            subject=str(row.get_subject_display()),
            light="yellow",
            kind=_("Exam"),
        )
