"""The list of cases, and the form that begins one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.access import case_worker
from cases.finding.kept import kept_filters
from cases.finding.visible import seen_by
from cases.forms.intake import RegisterForm
from cases.models import Case
from cases.queries import cases
from cases.register_clue import register_clue
from certification import fields as enforcement_fields
from certification.fields import FIELDS
from enforcement import clock
from enforcement.access import allow
from enforcement.flowcharts.models import Node
from enforcement.organisation.access import actor_of, agency_of, duties_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import due, light

STATES = (
    ("open", gettext_lazy("being handled")), ("ended", gettext_lazy("ended")), ("mine", gettext_lazy("handled by me")),
)  # fmt: skip
CHARTS = ("P", "H", "C")
"""The general procedure with the hearing and the discussion that it calls."""
LIGHTS = (
    ("red", gettext_lazy("Overdue")), ("yellow", gettext_lazy("Due soon")), ("green", gettext_lazy("In time")),
)  # fmt: skip


@allow(case_worker)
def case_list(request: HttpRequest) -> HttpResponse:
    """List the cases that the person may see."""
    me = person_of(request).pk
    rows = cases().filter(seen_by(me)).listed()
    shown = _lister(me).page(request, rows)
    return render(
        request,
        "cases/list.html",
        {"cases": shown, "may_register": "intake" in duties_of(request), **kept_filters(request, "case_list")},
    )


@allow(duty("intake"))
def register(request: HttpRequest) -> HttpResponse:
    """Register a clue."""
    agencies = list(agencies_where(person_id=person_of(request).pk, duties={"intake"}).exclude(sign=""))
    own = agency_of(request)
    agencies.sort(key=lambda a: (own is None or a.pk != own.pk, a.path))

    def act(**facts: Any) -> Case:
        return register_clue(by=actor_of(request), at=clock.now(), **facts)

    return act_page(
        request,
        form_class=RegisterForm,
        form_arguments={"agencies": agencies},
        act=act,
        success_url=lambda case: reverse("case", args=[case.pk]),
        template="cases/register.html",
        done=lambda case: _("Registered as %(number)s.") % {"number": case.clue_number},
    )


def _lister(person_id: int) -> Lister:
    today = clock.today()

    def states(rows: Any, given: str) -> QuerySet[Case]:
        if given == "mine":
            found: QuerySet[Case] = rows.of_person(person_id).unfinished()
        else:
            found = rows.unfinished() if given == "open" else rows.exclude(run__closed_at__isnull=True)
        return found

    return Lister(
        caption=gettext_lazy("Cases"),
        columns=(
            Column("number", gettext_lazy("Number"), str, sort=("clue_on", "pk"), link=_url),
            Column("title", gettext_lazy("Party and cause"), _party_and_cause, sort=("party__name",)),
            Column("field", gettext_lazy("Field"), lambda c: enforcement_fields.titles([c.field])),
            Column("step", gettext_lazy("Open step"), step_titles),
            Column("due", gettext_lazy("Due"), lambda c: due(c.next_due), sort=("next_due",)),
            Column("light", gettext_lazy("Light"), lambda c: light(case_light(c, today)) if c.next_due else ""),
        ),
        order="-number",
        most=10_000,
        filters=(
            Filter("q", gettext_lazy("Number, party or cause"), _call("containing")),
            Filter("state", gettext_lazy("State"), states, options=STATES),
            Filter("light", gettext_lazy("Light"), _call("with_light", today), options=LIGHTS),
            Filter("step", gettext_lazy("Open step"), _call("at_step"), options=_steps),
            Filter("field", gettext_lazy("Field"), lambda rows, code: rows.filter(field=code), options=_fields),
        ),
    )


def _call(method: str, *more: Any) -> Callable[[Any, Any], Any]:
    """Return the filter that asks one of the questions of ``CaseQuerySet``."""
    return lambda rows, given: getattr(rows, method)(given, *more)


def case_light(case: Any, today: Any) -> str:
    """Return the worse of the lights of a listed case's steps and clock."""
    if case.red_on is not None and case.red_on <= today:
        return "red"
    return "yellow" if case.yellow_on is not None and case.yellow_on <= today else "green"


def step_titles(case: Any) -> str:
    """Return the open steps of a listed case in the reader's language."""
    if (get_language() or "").startswith("en"):
        return ", ".join(en or zh for zh, en in zip(case.steps_zh, case.steps_en, strict=True))
    return "、".join(case.steps_zh)


def _party_and_cause(case: Case) -> str:
    return f"{case.party.name} · {case.cause}"


def _url(case: Case) -> str:
    return reverse("case", args=[case.pk])


def _fields() -> list[tuple[str, str]]:
    return [(code, one.title) for code, one in FIELDS.items()]


def _steps() -> list[tuple[str, str]]:
    """Return the steps of the charts that cases run on."""
    rows = (
        Node.objects.filter(
            is_step=True, kind="task", version__flowchart__code__in=CHARTS, version__published_at__isnull=False
        )
        .order_by("code")
        .distinct("code")
    )
    return [(node.code, f"{node.code} {node.title}") for node in rows]
