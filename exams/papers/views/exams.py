"""Exams for their administrator: list, look at, create, copy, change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.asked import number
from enforcement.web.lists import Column, Filter, Lister
from exams.access import administers
from exams.models import Exam, Session
from exams.papers.blueprint import Blueprint
from exams.papers.change_exam import change_exam, is_in_use
from exams.papers.create_exam import create_exam
from exams.papers.defaults import exam_defaults
from exams.papers.fields import title_of
from exams.papers.forms.exam import ExamForm
from exams.papers.forms.shown import edited, initial_of, of_exam
from exams.papers.queries import exam_or_404, home_agency, offered_to, with_sessions
from exams.papers.views.tabs import office_tabs
from exams.papers.words import plan_words, row_words, say, share_words
from exams.queries import exams_for, sessions_for
from exams.scoring import Rules

FORM = "exams/papers/exam_form.html"


def _marks(exam: Exam) -> str:
    return say(Blueprint.from_json(exam.blueprint).marks)


def subject_words(exam: Exam) -> str:
    """Return the subject, of a professional paper with its field."""
    subject = exam.get_subject_display()
    return f"{subject} · {title_of(exam.field)}" if exam.field else subject


EXAMS = Lister(
    caption=gettext_lazy("Exams"),
    columns=(
        Column(
            "title", gettext_lazy("Exam"), lambda e: e.title, sort=("title",),
            link=lambda e: reverse("exam_page", args=[e.pk]),
        ),
        Column("family", gettext_lazy("Kind"), lambda e: e.get_family_display(), sort=("family",)),
        Column("subject", gettext_lazy("Subject"), subject_words, sort=("subject",)),
        Column("marks", gettext_lazy("Points in all"), _marks, numeric=True),
        Column("pass", gettext_lazy("Pass mark"), lambda e: e.pass_points, numeric=True, sort=("pass_mark",)),
        Column("held", gettext_lazy("Sessions"), lambda e: e.held, numeric=True, sort=("held",)),
        Column("made", gettext_lazy("Created"), lambda e: clock.day_of(e.made_at), sort=("made_at",)),
    ),
    filters=(
        Filter("q", gettext_lazy("Words"), lambda rows, q: rows.filter(title__icontains=q)),
        Filter("family", gettext_lazy("Kind"), lambda rows, f: rows.filter(family=f), options=Exam.Family.choices),
    ),
    order="-made",
)  # fmt: skip


@require_safe
@allow(administers)
def exams(request: HttpRequest) -> HttpResponse:
    """List the exams I administer."""
    listing = EXAMS.page(request, with_sessions(exams_for(person_of(request).pk)))
    return render(request, "exams/papers/exams.html", {"listing": listing, "tabs": office_tabs("exams")})


@require_safe
@allow(administers)
def exam(request: HttpRequest, exam_id: int) -> HttpResponse:
    """Show an exam: its plan, its rules, its sessions."""
    found = exam_or_404(request, exam_id)
    plan = Blueprint.from_json(found.blueprint)
    context = {
        "exam": found,
        "subject": subject_words(found),
        "plan": plan,
        "marks": say(plan.marks),
        "rows": [(row_words(row), row.count, say(row.points), say(row.marks)) for row in plan.rows],
        "rules": Rules.from_json(found.scoring),
        "limits": [*share_words(plan), *plan_words(plan)],
        "in_use": is_in_use(found),
        "sessions": sessions_for(person_of(request).pk).filter(exam=found).order_by("-opens_at"),
        "cancelled": Session.State.CANCELLED,
    }
    return render(request, "exams/papers/exam.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_exam(request: HttpRequest) -> HttpResponse:
    """Create an exam, of the family and subject that the address says; a copy begins with another one's facts."""
    copied = exams_for(person_of(request).pk).filter(pk=number(request.GET.get("copy")) or 0).first()
    family = copied.family if copied else _among(request.GET.get("family"), Exam.Family.values)
    subject = copied.subject if copied else _among(request.GET.get("subject"), Exam.Subject.values)
    given = exam_defaults(family=family, agency=home_agency(request), on=clock.today())
    initial = _initial_of_copy(copied) if copied else initial_of(given, agency_id=home_agency(request).pk)
    return _page(
        request,
        act=partial(create_exam, by=actor_of(request), at=clock.now(), family=family, subject=subject),
        initial=initial,
        points=given.points,
        is_professional=subject == Exam.Subject.PROFESSIONAL,
        is_new=True,
        success_url=lambda made: reverse("exam_page", args=[made.pk]),
        done=_("The exam is created. Now create a session in which people sit it."),
        context={
            "heading": _("New exam"),
            "submit": _("Create the exam"),
            "back_url": reverse("exam_list"),
            "back_text": _("Exams"),
            "choices": [] if copied else _kinds(family, subject),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def edit_exam(request: HttpRequest, exam_id: int) -> HttpResponse:
    """Change an exam of which no session was opened."""
    found = exam_or_404(request, exam_id)
    initial = initial_of(of_exam(found), title=found.title, bank_id=found.bank_id, field=found.field)
    given = exam_defaults(family=found.family, agency=found.agency, on=clock.today())
    here = reverse("exam_page", args=[found.pk])
    return _page(
        request,
        act=partial(change_exam, exam_id=found.pk, by=actor_of(request), at=clock.now()),
        initial=initial,
        points=given.points,
        is_professional=found.subject == Exam.Subject.PROFESSIONAL,
        is_new=False,
        success_url=here,
        done=_("The exam is changed."),
        context={
            "heading": _("Change the exam"),
            "submit": _("Save the changes"),
            "back_url": here,
            "back_text": found.title,
        },
    )


def _page(
    request: HttpRequest,
    *,
    initial: Mapping[str, Any],
    points: Mapping[str, int],
    is_professional: bool,
    is_new: bool,
    context: Mapping[str, Any],
    **more: Any,
) -> HttpResponse:
    """Show the form or do the act; adding and taking away lines only changes what is shown."""
    editing = request.method == "POST" and "edit" in request.POST
    shown = edited(request.POST, points=points) if editing else initial
    bank = request.POST.get("bank_id") or shown.get("bank_id")
    arguments: dict[str, Any] = {
        "offered": offered_to(request, bank),
        "is_professional": is_professional,
        "is_new": is_new,
    }
    if editing:
        form = ExamForm(initial=shown, **arguments)
        return render(request, FORM, {**context, "form": form, "act_id": request.POST.get("act_id", "")})
    return act_page(
        request, form_class=ExamForm, template=FORM, initial=shown, form_arguments=arguments, context=context, **more
    )


def _initial_of_copy(copied: Exam) -> dict[str, Any]:
    return initial_of(
        of_exam(copied), title=copied.title, bank_id=copied.bank_id, field=copied.field, agency_id=copied.agency_id
    )


def _among(given: str | None, known: list[str]) -> str:
    return given if given in known else known[0]


def _kinds(family: str, subject: str) -> list[tuple[str, str, bool]]:
    """Return the kinds of exams to choose from, for tabs; each has defaults of its own."""
    kinds = (
        (_("Officers: public law"), Exam.Family.OFFICER, Exam.Subject.PUBLIC_LAW),
        (_("Officers: professional law"), Exam.Family.OFFICER, Exam.Subject.PROFESSIONAL),
        (_("Leaders' knowledge of the law"), Exam.Family.LEADER, Exam.Subject.PUBLIC_LAW),
    )
    here = reverse("exam_new")
    return [(text, f"{here}?family={f}&subject={s}", (f, s) == (family, subject)) for text, f, s in kinds]
