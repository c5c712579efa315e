"""Record a step of the chart that has no act of its own: outcome, note, people as the step's roles ask, a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, officers, signed
from cases.asking import rule_of
from cases.documents.sheets import keep_sheet, named
from cases.models import Case
from cases.papers import take_in
from cases.rules.loading import RECUSED
from cases.suspension import start_clock
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.flowcharts.engine.advance import TakingPart
from enforcement.flowcharts.graph import StepRule
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.models import Person

ACT = "record"
RECUSAL, SUSPENSION = "P32", "P33"


class NoteMissing(Invalid):
    """Refuse a record that says nothing."""

    sentence = _("Write what was done.")


class RecusedMissing(Invalid):
    """Refuse to grant a recusal of nobody."""

    sentence = _("Say who is recused.")
    article = "中华人民共和国行政处罚法第四十三条"


@transaction.atomic(durable=True)
def record(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    record_id: UUID,
    outcome: str,
    text: str,
    officer_ids: Iterable[int] = (),
    recused_ids: Iterable[int] = (),
    file: bytes = b"",
) -> Case:
    """Close a step with its outcome, a note and the papers that it needs: the given file, or a sheet with the note.

    ``recused_ids`` are whom a granted recusal takes out of the case.

    Raises:
        OutOfOrder: if the step is not open, or has an act of its own. NoteMissing, RecusedMissing: on their fields.
        cases.papers.FileNotTaken: for a file of another kind.
    """
    case = lock(case_id)
    rows = StepRecord.objects.filter(pk=record_id, run=case.run, left_at__isnull=True).select_related("node")
    step = rows.first()
    if step is None or step.node.act != ACT:
        raise OutOfOrder
    if not text.strip():
        raise NoteMissing(field="text")
    rule = rule_of(step)
    recused = list(recused_ids) if rule.code == RECUSAL and outcome == "granted" else []
    if rule.code == RECUSAL and outcome == "granted" and not recused:
        raise RecusedMissing(field="recused_ids")
    people = _people(case, rule, by, at, officer_ids)
    _keep_papers(case, rule, text, people, by, at, file)
    close_step(
        case, act=ACT, record_id=step.pk, by=signed(by, people), at=at, outcome=outcome,
        people=[*people, *_recused(recused)], body={"note": text, "recused": recused},
    )  # fmt: skip
    _follow(case, rule, outcome, at, recused)
    return case


def _people(case: Case, rule: StepRule, by: Actor, at: datetime, ids: Iterable[int]) -> list[TakingPart]:
    """Return officers with their credentials where the step asks for certified ones, else the actor alone."""
    role = rule.roles[0] if rule.roles else None
    if role is not None and role.certified:
        return officers(case, ids, on=clock.day_of(at), role=role.ref)
    return list(alone(by, role.ref if role else "handle"))


def _recused(ids: Iterable[int]) -> list[TakingPart]:
    return [TakingPart(p.pk, p.name, RECUSED) for p in Person.objects.filter(pk__in=list(ids))]


def _keep_papers(
    case: Case, rule: StepRule, text: str, people: list[TakingPart], by: Actor, at: datetime, file: bytes
) -> None:
    wanted = [document for document in rule.documents if document.required]
    if file:
        first = wanted[0] if wanted else None
        code, title = (first.code, first.name) if first else ("QT", "附件")
        take_in(case=case, code=code, title=title, content=file, by=by, at=at, step=rule.code)
        wanted = wanted[1:]
    for document in wanted:
        keep_sheet(
            case=case, code=document.code, title=document.name, by=by, at=at, step=rule.code,
            rows=[("内　　容", text), ("办理人员", named(people))],
        )  # fmt: skip


def _follow(case: Case, rule: StepRule, outcome: str, at: datetime, recused: list[int]) -> None:
    """Do what the step brings about: a recused officer leaves, the clock runs again, a case not filed is closed."""
    day = clock.day_of(at)
    if recused:
        case.assignments.filter(to_on__isnull=True, person_id__in=recused).update(to_on=day, reason="回避")
    if rule.code == SUSPENSION:  # of charts before the step had an act of its own
        case.suspensions.filter(to_on__isnull=True).update(to_on=day)
        start_clock(case, to_on=day)
    if outcome == "not_filed":
        case.closed_on, case.closure_reason = day, outcome
        case.save(update_fields=["closed_on", "closure_reason"])
