"""What the life cycle puts on the desk of each role, with its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from certification.lifecycle.decide import decider, speak_until
from certification.lifecycle.grounds import title_of
from certification.lifecycle.obliged import DUTIES
from certification.models import CheckRound, Credential, Objection, Proposal, Task
from enforcement import clock
from enforcement.organisation.access import duties_of
from enforcement.organisation.duties.holding import agencies_where, holds
from enforcement.web.worklist import ToDo

SHOWN = 50
SOON = timedelta(days=7)
KIND = "credential"


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield what waits for the person."""
    person, held = request.user.pk, duties_of(request)
    if person is None or not held & {"apply", "examine", "issue"}:
        return
    today = clock.today()
    yield from _tasks(person, held, today)
    yield from _proposals(person, held, today)
    yield from _rounds(person, today)
    if "examine" in held:
        yield from _objections(person)
    yield from _ending(person, today)


def light(due: date, today: date) -> Literal["green", "yellow", "red"]:
    """Return the light of a day: red when it is over, yellow in its last week."""
    return "red" if due < today else "yellow" if due <= today + SOON else "green"


def _tasks(person: int, held: frozenset[str], today: date) -> Iterator[ToDo]:
    mine = [kind for kind, duties in DUTIES.items() if held & set(duties)]
    agencies = agencies_where(person_id=person, duties={"apply", "examine", "issue"})
    rows = Task.objects.filter(done_on__isnull=True, kind__in=mine, credential__agency__in=agencies)
    for row in rows.select_related("credential")[:SHOWN]:
        yield ToDo(
            title=f"{row.get_kind_display()} · {row.credential.name}", url=reverse("credential_task", args=[row.pk]),
            subject=row.credential.number, due_on=row.due_on, light=light(row.due_on, today), kind=KIND,
        )  # fmt: skip


def _proposals(person: int, held: frozenset[str], today: date) -> Iterator[ToDo]:
    agencies = agencies_where(person_id=person, duties=held & {"examine", "issue"} or {"issue"})
    rows = Proposal.objects.filter(outcome="", credential__agency__in=agencies)
    rows = rows.exclude(proposed_by=person, kind="revoke").exclude(credential__person=person)
    for row in rows.select_related("credential__agency")[:SHOWN]:
        if not holds(person_id=person, duty=decider(row), agency=row.credential.agency):
            continue
        ready = row.kind == Proposal.Kind.SUSPEND or row.heard_on is not None or speak_until(row) < today
        words = _("Decide: %(kind)s of %(name)s") if ready else _("Wait for the statement: %(kind)s of %(name)s")
        yield ToDo(
            title=words % {"kind": row.get_kind_display(), "name": row.credential.name},
            url=reverse("credential_proposal", args=[row.pk]), subject=title_of(row.ground),
            due_on=None if row.kind == Proposal.Kind.SUSPEND else speak_until(row), light="yellow" if ready else "",
            kind=KIND,
        )  # fmt: skip


def _rounds(person: int, today: date) -> Iterator[ToDo]:
    agencies = agencies_where(person_id=person, duties={"apply"})
    left = Count("checks", filter=Q(checks__result="", checks__credential__agency__in=agencies))
    for row in CheckRound.objects.annotate(left=left).filter(left__gt=0).order_by("due_on")[:SHOWN]:
        yield ToDo(
            title=_("Annual check %(year)d: %(left)d not done") % {"year": row.year, "left": row.left},
            url=reverse("credential_round", args=[row.pk]), due_on=row.due_on, light=light(row.due_on, today),
            kind=KIND,
        )  # fmt: skip


def _objections(person: int) -> Iterator[ToDo]:
    agencies = agencies_where(person_id=person, duties={"examine"})
    rows = Objection.objects.filter(answered_at__isnull=True, application__agency__in=agencies)
    rows = rows.exclude(application__person=person).select_related("application__person", "application__agency")
    for row in rows[:SHOWN]:
        yield ToDo(
            title=_("Answer an objection to %(name)s") % {"name": row.application.person.name}, kind=KIND,
            url=reverse("credential_objection", args=[row.pk]), subject=row.application.agency.title,
            due_on=row.application.notice_until,
        )  # fmt: skip


def _ending(person: int, today: date) -> Iterator[ToDo]:
    agencies = agencies_where(person_id=person, duties={"apply", "issue"})
    rows = Credential.objects.filter(
        agency__in=agencies, reminders__isnull=False, valid_to__gte=today, superseded_by__isnull=True
    )
    for row in rows.distinct().order_by("valid_to")[:SHOWN]:
        yield ToDo(
            title=_("Renew the credential of %(name)s") % {"name": row.name}, subject=row.number, due_on=row.valid_to,
            url=reverse("credential_detail", args=[row.pk]), light=light(row.valid_to, today), kind=KIND,
        )  # fmt: skip
