"""What people must do about matters: the open step, a letter to one's organ, a proposal on a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.supervision.matters.access import agencies_of, letters_for, matters_for
from cases.supervision.matters.acting import GOVERN, ORGAN, SUPERVISE
from cases.supervision.matters.answer_treatment import OFFICE
from cases.supervision.matters.models import Consequence, Letter
from cases.supervision.matters.queries import awaited, light, step_title, turn, with_step
from cases.supervision.matters.supervisors import governs
from cases.timing import light_of
from enforcement import clock
from enforcement.organisation.access import duties_of
from enforcement.web.worklist import ToDo

MOST = 12


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield everything about matters that the person must do."""
    if not request.user.is_authenticated:
        return
    held = duties_of(request)
    if SUPERVISE in held or GOVERN in held:
        yield from _steps(request, held)
    if ORGAN in held:
        yield from _letters(request)
    if held & {ORGAN, *OFFICE}:
        yield from _proposals(request, held)


def _steps(request: HttpRequest, held: frozenset[str]) -> Iterator[ToDo]:
    rows = with_step(matters_for(request).filter(closed_on__isnull=True)).exclude(recusals__person=request.user.pk)
    mine = Letter.objects.filter(matter=OuterRef("pk"), settled_on__isnull=True, issued_by=request.user.pk)
    for row in rows.annotate(issued_by_me=Exists(mine)).order_by("due_on", "pk"):
        waits = (row.step_act in {"judge_answer", "verify_execution"} and not row.reported) or row.waiting
        at_government = row.step_act == "decide_matter" or (row.step_act == "answer_proposal" and row.proposed_on)
        mine_to_do = governs(request.user.pk, row.agency) if at_government else SUPERVISE in held
        own = row.step_act == "recheck_objection" and row.issued_by_me
        if own or (waits and light(row) != "red") or not mine_to_do:
            continue
        yield ToDo(
            title=step_title(row) or turn(row), subject=f"{row.number} · {row.agency.title} · {row.title}",
            url=row.get_absolute_url(), due_on=None if row.reported else row.due_on, kind=_("Supervision matter"),
            light=light(row),  # type: ignore[arg-type]  # one of the lights
        )  # fmt: skip


def _letters(request: HttpRequest) -> Iterator[ToDo]:
    mine = agencies_of(request, ORGAN)
    rows = awaited(letters_for(request).filter(matter__agency__in=mine))
    today = clock.today()
    for letter in rows.order_by("due_on", "pk")[:MOST]:
        yield ToDo(
            title=_("Answer a letter of supervision"), url=letter.get_absolute_url(), due_on=letter.due_on,
            subject=f"{letter.number} · {letter.matter.title}", kind=letter.get_kind_display(),
            light=light_of(letter.due_on, letter.issued_on, today),
        )  # fmt: skip


def _proposals(request: HttpRequest, held: frozenset[str]) -> Iterator[ToDo]:
    rows = Consequence.objects.filter(kind="treatment", answered_on__isnull=True).select_related("person", "matter")
    office = rows.filter(treatment="disqualify", matter__agency__in=agencies_of(request, *OFFICE))
    organ = rows.exclude(treatment="disqualify").filter(matter__agency__in=agencies_of(request, ORGAN))
    for row in [*(office if held & set(OFFICE) else ()), *(organ if ORGAN in held else ())][:MOST]:
        yield ToDo(
            title=_("Decide on a proposal of the supervisors about a person"), kind=_("Supervision matter"),
            url=reverse("matter_treatment", args=[row.pk]),
            subject=f"{row.number} · {row.person.name if row.person else ''} · {row.get_treatment_display()}",
        )  # fmt: skip
