"""Alarms: the list, one alarm, and settling it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.rules.catalogue import everything
from cases.supervision.access import alarms_for, supervised, supervises
from cases.supervision.models import Alarm
from cases.supervision.places import places_of
from cases.supervision.settle import LEAST, review_settlement, settle_alarm
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day, when

TONES = {"red": "stop", "yellow": "wait", "notice": "info"}
GRAVEST_FIRST = Case(When(severity="red", then=0), When(severity="yellow", then=1), default=2)
RULES = {rule.code: rule for rule in everything()}


class SettleForm(forms.Form):
    """What the alarm came to, and why nothing more is to be done."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What it came to"), choices=Alarm.Outcome.choices, widget=forms.RadioSelect
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why it is settled"),
        min_length=LEAST,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("At least 10 characters: what was found, and what the agency did about it."),
    )


class ReviewForm(forms.Form):
    """Whether another's settlement stands."""

    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Your review"), coerce=lambda given: given == "yes", widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Confirm: the alarm is settled")), ("no", gettext_lazy("Send it back"))],
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Note of the reviewer"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("If you send it back: why, and what is missing."),
    )  # fmt: skip


def _severity(alarm: Alarm) -> object:
    return badge(str(alarm.get_severity_display()).split(":")[0].split("：")[0], TONES[alarm.severity])


@allow(supervises)
def alarms(request: HttpRequest) -> HttpResponse:
    """List the alarms of the agencies that the person supervises."""
    rows = alarms_for(request).select_related("case", "agency").annotate(rank=GRAVEST_FIRST)
    asked = request.GET.copy()
    asked.setdefault("state", Alarm.State.OPEN)
    request.GET = asked  # type: ignore[assignment]
    return render(request, "supervision/alarms.html", {"alarms": _lister(request).page(request, rows)})


def _lister(request: HttpRequest) -> Lister:
    agencies = [(str(a.pk), a.title) for a in supervised(request)]

    def text(rows: QuerySet[Alarm], given: str) -> QuerySet[Alarm]:
        numbers = rows.filter(case__number__icontains=given) | rows.filter(case__clue_number__icontains=given)
        return numbers | rows.filter(case__title__icontains=given) | rows.filter(title__icontains=given)

    return Lister(
        caption=gettext_lazy("Alarms"),
        columns=(
            Column("severity", _("Severity"), _severity, sort=("rank", "-raised_at")),
            Column(
                "rule", _("Problem found"), lambda a: f"{a.rule} · {a.sentence}", sort=("rule",),
                link=lambda a: reverse("supervision_alarm", args=[a.pk]),
            ),
            Column("case", _("Case or subject"), lambda a: a.about, link=lambda a: a.link),
            Column("agency", _("Agency"), lambda a: a.agency.title, sort=("agency__path",)),
            Column("on", _("Day"), lambda a: day(a.on) if a.on else "", sort=("on",)),
            Column("raised", _("Raised"), lambda a: when(a.raised_at), sort=("raised_at",)),
            Column("state", _("State"), lambda a: a.get_state_display()),
        ),
        order="severity",
        filters=(
            Filter("text", _("Number or title"), text),
            Filter("agency", _("Agency"), lambda q, v: q.filter(agency_id=v), lambda: agencies),
            Filter("severity", _("Severity"), lambda q, v: q.filter(severity=v), Alarm.Severity.choices),
            Filter("rule", _("Rule"), lambda q, v: q.filter(rule=v), [(c, f"{c} {r.title}") for c, r in RULES.items()]),
            Filter(
                "state", _("State"), lambda q, v: q if v == "any" else q.filter(state=v),
                [*Alarm.State.choices, ("any", _("any"))],
            ),
        ),
    )  # fmt: skip


@allow(supervises)
def alarm(request: HttpRequest, alarm_id: int) -> HttpResponse:
    """Show one alarm; settle it."""
    found = alarms_for(request).select_related("case", "agency", "case__party").filter(pk=alarm_id).first()
    if found is None:
        raise NotFound
    waits = found.state == Alarm.State.PROPOSED
    act: Any = review_settlement if waits else settle_alarm
    return act_page(
        request, form_class=ReviewForm if waits else SettleForm, template="supervision/alarm.html",
        act=partial(act, alarm_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("supervision_alarm", args=[found.pk]), done=_done,
        context=_about(found) | {"mine": found.proposed_by_id == person_of(request).pk},
    )  # fmt: skip


def _done(alarm: Alarm) -> str:
    return {
        Alarm.State.PROPOSED: _("Proposed. Another supervisor confirms it."),
        Alarm.State.SETTLED: _("The alarm is settled."),
    }.get(Alarm.State(alarm.state), _("Sent back: the alarm is open again."))


def _about(found: Alarm) -> dict[str, Any]:
    rule = RULES.get(found.rule)
    return {
        "is_of_a_matter": found.settled_at is not None or found.subject.startswith("matter:"),
        "alarm": found, "rule": rule, "tone": TONES[found.severity], "places": places_of(found),
        "facts": [
            *_subject(found),
            (_("Agency"), found.agency.title), (_("Rule"), f"{found.rule} {rule.title if rule else ''}"),
            (_("Article"), found.article), (_("Day"), day(found.on)), (_("Raised"), when(found.raised_at)),
            (_("State"), found.get_state_display()),
        ],
    }  # fmt: skip


def _subject(found: Alarm) -> list[tuple[str, object]]:
    if found.case is None:
        return [(_("Thing concerned"), found.title)]
    party = getattr(found.case, "party", None)
    return [(_("Case"), str(found.case)), (_("Party"), party.name if party else "—")]
