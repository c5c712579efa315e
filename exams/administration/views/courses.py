"""Courses for officers, who was there, who lacks hours; and each person's own hours."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation import parameters
from enforcement.organisation.access import actor_of, agency_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day
from exams.administration import attendance_file
from exams.administration.course_forms import AttendanceFileForm, AttendanceForm, CourseForm, EnrolForm, NewCourseForm
from exams.administration.keep_course import (
    amend_course,
    close_course,
    enrol,
    plan_course,
    record_attendance,
    root_of,
)
from exams.administration.parameters import TRAINING_YEAR
from exams.administration.training import hours_of
from exams.models import Attendance, Course
from exams.queries import posts_on
from exams.views.results import WORKBOOK

trains = duty("apply", "exam")
FACTS = ("title", "kind", "mode", "hours", "from_on", "to_on", "place", "teacher")


def course_badge(course: Course) -> str:
    """Return where a course stands."""
    if course.closed_at:
        return badge(_("closed, hours count"), "ok")
    return (
        badge(_("attendance to be recorded"), "wait") if course.to_on <= clock.today() else badge(_("planned"), "info")
    )


COURSES = Lister(
    caption=gettext_lazy("Courses"),
    columns=(
        Column(
            "title",
            gettext_lazy("Training course"),
            lambda c: c.title,
            sort=("title",),
            link=lambda c: reverse("exam_course", args=[c.pk]),
        ),
        Column("agency", gettext_lazy("Agency"), lambda c: c.agency.title, sort=("agency__path",)),
        Column("from", gettext_lazy("First day"), lambda c: day(c.from_on), sort=("from_on",)),
        Column("hours", gettext_lazy("Hours"), lambda c: f"{float(c.hours):g}", sort=("hours",), numeric=True),
        Column("people", gettext_lazy("Trainees"), lambda c: c.people, numeric=True),
        Column("state", gettext_lazy("State"), course_badge),
    ),
    filters=(
        Filter("q", gettext_lazy("Words"), lambda rows, q: rows.filter(title__icontains=q)),
        Filter("kind", gettext_lazy("Subject"), lambda rows, k: rows.filter(kind=k), options=Course.Kind.choices),
    ),
    order="-from",
)


def agencies_trained(request: HttpRequest) -> QuerySet[Agency]:
    """Return the agencies for which the person holds courses."""
    return agencies_where(person_id=person_of(request).pk, duties={"apply", "exam"})


def course_or_404(request: HttpRequest, course_id: int) -> Course:
    """Return a course of the agencies for which the person holds courses.

    Raises:
        Http404: for any other.
    """
    rows = Course.objects.filter(agency__in=agencies_trained(request)).select_related("agency__parent")
    found = rows.filter(pk=course_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@allow(trains)
def courses(request: HttpRequest) -> HttpResponse:
    """List the courses of my agencies."""
    rows = Course.objects.filter(agency__in=agencies_trained(request)).select_related("agency")
    listing = COURSES.page(request, rows.annotate(people=Count("attendances")))
    return render(request, "exams/administration/courses.html", {"listing": listing})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(trains)
def new_course(request: HttpRequest) -> HttpResponse:
    """Plan a course."""
    return act_page(
        request,
        form_class=NewCourseForm,
        form_arguments={"agencies": agencies_trained(request)},
        act=partial(plan_course, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("exam_course", args=[made.pk]),
        done=_("The course is planned. Enrol people now."),
        context=_frame(_("New course"), _("Plan the course"), reverse("exam_courses"), _("Courses")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(trains)
def edit_course(request: HttpRequest, course_id: int) -> HttpResponse:
    """Change a course."""
    found = course_or_404(request, course_id)
    here = reverse("exam_course", args=[found.pk])
    return act_page(
        request,
        form_class=CourseForm,
        initial={name: getattr(found, name) for name in FACTS},
        act=partial(amend_course, course_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=_("The course is changed."),
        context=_frame(_("Change the course"), _("Save"), here, found.title),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(trains)
def course(request: HttpRequest, course_id: int) -> HttpResponse:
    """Show a course with its people, and record their attendance."""
    found = course_or_404(request, course_id)
    rows = list(attendance_file.rows_of(found))
    return act_page(
        request,
        form_class=AttendanceForm,
        form_arguments={"rows": [] if found.closed_at else rows},
        act=partial(record_attendance, course_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("exam_course", args=[found.pk]),
        done=lambda n: ngettext("%(n)d person is recorded.", "%(n)d people are recorded.", n) % {"n": n},
        template="exams/administration/course.html",
        context={
            "course": found,
            "badge": course_badge(found),
            "rows": rows,
            "begun": found.from_on <= clock.today(),
            "over": found.to_on <= clock.today(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(trains)
def enrolling(request: HttpRequest, course_id: int) -> HttpResponse:
    """Enrol people."""
    found = course_or_404(request, course_id)
    here = reverse("exam_course", args=[found.pk])
    there = Attendance.objects.filter(course=found).values("person")
    under = Agency.objects.filter(path__startswith=root_of(found.agency).path)
    posts = posts_on(agencies=under, on=clock.today())
    offered = sorted(posts.exclude(person__in=there), key=lambda p: (p.agency.path, p.person.name))
    return act_page(
        request,
        form_class=EnrolForm,
        form_arguments={"posts": offered},
        act=partial(enrol, course_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=lambda n: ngettext("%(n)d person is enrolled.", "%(n)d people are enrolled.", n) % {"n": n},
        context=_frame(_("Enrol people"), _("Enrol those ticked"), here, found.title),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(trains)
def attendance_in(request: HttpRequest, course_id: int) -> HttpResponse:
    """Take attendance from a workbook."""
    found = course_or_404(request, course_id)
    here = reverse("exam_course", args=[found.pk])

    def act(file: UploadedFile[bytes]) -> int:
        hours = attendance_file.read(found, file.read())
        return record_attendance(course_id=found.pk, by=actor_of(request), at=clock.now(), hours=hours)

    return act_page(
        request,
        form_class=AttendanceFileForm,
        act=act,
        success_url=here,
        done=lambda n: ngettext("%(n)d person is recorded.", "%(n)d people are recorded.", n) % {"n": n},
        context=_frame(_("Attendance from a workbook"), _("Take it in"), here, found.title),
    )


@require_safe
@allow(trains)
def attendance_out(request: HttpRequest, course_id: int) -> HttpResponse:
    """Give the workbook of a course to be filled in."""
    found = course_or_404(request, course_id)
    response = HttpResponse(attendance_file.write(found), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="course-{found.pk}.xlsx"'
    return response


@require_POST
@allow(trains)
def closing(request: HttpRequest, course_id: int) -> HttpResponse:
    """Close a course."""
    found = course_or_404(request, course_id)
    close_course(course_id=found.pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("The course is closed; its hours count now."))
    return redirect("exam_course", found.pk)


@require_safe
@allow(trains)
def overview(request: HttpRequest) -> HttpResponse:
    """Show who of my agencies lacks hours this year."""
    agencies = list(agencies_trained(request))
    asked = request.GET.get("agency", "")
    chosen = next((a for a in agencies if str(a.pk) == asked), agencies[0])
    today = clock.today()
    wanted = int(parameters.value(TRAINING_YEAR, agency=chosen, on=today))
    officers = Q(is_enforcement=True)
    posts = sorted(
        posts_on(agencies=Agency.objects.filter(pk=chosen.pk), on=today).filter(officers), key=lambda p: p.person.name
    )
    done = hours_of(person_ids=[p.person_id for p in posts], from_on=date(today.year, 1, 1), to_on=today)
    rows = [(post, done.get(post.person_id, 0), max(0, wanted - done.get(post.person_id, 0))) for post in posts]
    context = {
        "agencies": agencies,
        "chosen": chosen,
        "wanted": wanted,
        "year": today.year,
        "rows": sorted(rows, key=lambda row: (-row[2], row[0].person.name)),
        "lacking": sum(1 for row in rows if row[2]),
    }
    return render(request, "exams/administration/training.html", context)


@require_safe
@allow(signed_in)
def own_training(request: HttpRequest) -> HttpResponse:
    """Show my courses and hours this year."""
    person, today = person_of(request), clock.today()
    wanted = int(parameters.value(TRAINING_YEAR, agency=agency_of(request), on=today))
    done = hours_of(person_ids=[person.pk], from_on=date(today.year, 1, 1), to_on=today).get(person.pk, 0)
    rows = Attendance.objects.filter(person=person).select_related("course__agency").order_by("-course__from_on")
    context: dict[str, Any] = {"done": done, "wanted": wanted, "year": today.year, "rows": rows}
    return render(request, "exams/administration/own_training.html", context)


def _frame(heading: str, submit: str, back_url: str, back_text: str) -> dict[str, Any]:
    return {"heading": heading, "submit": submit, "back_url": back_url, "back_text": back_text}
