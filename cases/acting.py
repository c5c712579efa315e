"""The shape of an act on a case: lock, write, hold the rules, advance.

An act writes its rows first and then calls :func:`close_step` (or :func:`hold_rules` for an act inside an open step):
the rules judge the file as it would stand, and a refusal undoes everything, because it is all one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from cases.guards import FILE
from cases.models import Case
from cases.rules.file import CaseFile
from cases.rules.loading import RECUSED, load
from cases.rules.registry import hold
from cases.stored import with_papers
from certification import standing
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.flowcharts.engine.advance import Advanced, TakingPart, advance
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.ledger.append import append
from enforcement.ledger.chain import GENESIS, Head
from enforcement.organisation.models import Person
from enforcement.web.times import say_day


class OutsideRecord(OutOfOrder):
    """Refuse an act on a record of an outside system: it is kept as it was, and only audited."""

    sentence = _(
        "This is the record of a case handled outside this system. It is kept as it was and cannot be changed."
    )
    remedy = _("Supervisors act on it through supervision, the agency in the system that handled it.")


class Archived(OutOfOrder):
    """Refuse an act on an archived file: only supervision and the party's remedies still touch it."""

    sentence = _("This case is archived: nothing can be added to its file.")
    article = "市场监督管理行政处罚程序规定第七十八条；农业行政处罚程序规定第八十六条"
    remedy = _("What comes later is recorded as a remedy or by supervision; new facts make a new case.")


class DayAhead(Invalid):
    """Refuse a day that has not come yet."""

    sentence = _("This day lies in the future: record what happened once it has happened.")


class DayTooEarly(Invalid):
    """Refuse a day before the step could begin."""

    sentence = _("This day lies before the step began.")
    remedy = _("Check the day; the order of the procedure shows in the timeline of the case.")


class DayOver(DayTooEarly):
    """Refuse to plan something for a day that is over."""

    sentence = _("This day is over.")
    remedy = _("Choose today or a later day.")


def lock(case_id: int, *, after_archive: bool = False) -> Case:
    """Return a case with its run locked until the transaction ends.

    Raises:
        NotFound: if there is no such case. OutsideRecord: if it was handled elsewhere. Archived: if its file is, unless
        the act is one of those that may come later.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("lock() runs in the transaction of the act it serves.")
    case = Case.objects.select_related("agency", "party").filter(pk=case_id).first()
    if case is None:
        raise NotFound
    if case.run_id is None or case.origin == Case.Origin.OUTSIDE:
        raise OutsideRecord
    case.run = Run.objects.select_for_update().get(pk=case.run_id)
    if not after_archive and Case.objects.filter(pk=case_id, archived_on__isnull=False).exists():
        raise Archived
    return case


def require_open(case: Case, *acts: str) -> StepRecord:
    """Return the open step that binds one of the acts.

    Raises:
        OutOfOrder: if none is open, naming what is.
    """
    open_steps = list(
        StepRecord.objects.filter(run=case.run, left_at__isnull=True, node__kind="task").select_related("node")
    )
    for record in open_steps:
        if record.node.act in acts:
            return record
    names = "、".join(record.node.title for record in open_steps)
    raise OutOfOrder(_("This belongs to another step. Open now: %(names)s.") % {"names": names or "—"})


class Recused(NotAllowed):
    """Refuse whoever was recused from the case: such a person takes no part in it any more, in any role."""

    article = "中华人民共和国行政处罚法第四十三条"
    remedy = _("Let somebody else do it.")


def hold_rules(case: Case, act: str, at: datetime, by: Actor | None = None, people: Iterable[TakingPart] = ()) -> None:
    """Refuse if a blocking rule bound to the act would be broken, or the actor was recused.

    Raises:
        cases.rules.registry.RuleBroken: with the sentence and article of the rule. Recused: as named.
    """
    file = load(case, today=clock.day_of(at))
    if by is not None:
        stop_recused(file, by, people)
    hold(file, act)


def stop_recused(file: CaseFile, by: Actor, people: Iterable[TakingPart] = ()) -> None:
    """Refuse if the actor, or somebody who would take part, was recused from the case.

    Raises:
        Recused: naming the first such person.
    """
    acting = {by.person_id} | {p.person_id for p in people if p.role != RECUSED}
    for who in file.recused:
        if who.person_id is not None and who.person_id in acting:
            raise Recused(_("%(name)s was recused from this case.") % {"name": who.name})


def close_step(
    case: Case,
    *,
    act: str,
    by: Actor,
    at: datetime,
    outcome: str,
    people: Iterable[TakingPart] = (),
    facts: Mapping[str, Any] | None = None,
    events: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
    verb: str = "",
    record_id: UUID | None = None,
) -> Advanced:
    """Hold the rules bound to the act and leave its step, as :func:`advance` says."""
    file, taking_part = load(case, today=clock.day_of(at)), tuple(people)
    hold(file, act)
    stop_recused(file, by, taking_part)
    return advance(
        run_id=_run_id(case),
        record_id=record_id,
        by=by,
        at=at,
        act=act,
        outcome=outcome,
        taking_part=taking_part,
        facts=facts,
        events=events,
        body=with_papers(case, body or {}),
        verb=verb,
        kept={FILE: file},
    )


def note(
    case: Case,
    *,
    act: str,
    by: Actor,
    at: datetime,
    body: Mapping[str, Any],
    people: Iterable[TakingPart] = (),
) -> None:
    """Append an act that leaves no step to the case's ledger, after holding the rules bound to it."""
    hold_rules(case, act, at, by, people)
    run = Run.objects.get(pk=_run_id(case))
    head = append(
        series=run.series,
        by=by,
        at=at,
        verb=f"case.{act}",
        body=with_papers(case, body),
        head=Head(run.last_seq, run.last_hash or GENESIS),
    )
    Run.objects.filter(pk=run.pk).update(last_seq=head.seq, last_hash=head.hash)


def officers(case: Case, person_ids: Iterable[int], *, on: date, role: str = "handle") -> list[TakingPart]:
    """Return persons as participants with their credentials as they stand that day in the case's field and agency.

    Nobody is refused here: the rules judge what the standing says.
    """
    ids = list(dict.fromkeys(person_ids))
    names = {p.pk: p.name for p in Person.objects.filter(pk__in=ids)}
    found = standing.may_act_many(person_ids=ids, on=on, field=case.field, agency=case.agency)
    return [
        TakingPart(person_id=pk, name=names[pk], role=role, credential=found[pk].number, standing=found[pk].as_dict())
        for pk in ids
        if pk in names
    ]


def signed(by: Actor, people: Iterable[TakingPart]) -> Actor:
    """Return the actor with the credential shown that day, where the actor is one of the officers."""
    own = next((p.credential for p in people if p.person_id == by.person_id), "")
    return replace(by, credential=own) if own else by


def alone(by: Actor, role: str) -> tuple[TakingPart, ...]:
    """Return the actor as the one who takes part in a role that needs no credential."""
    return () if by.person_id is None else (TakingPart(person_id=by.person_id, name=by.name, role=role),)


def as_json(people: Iterable[TakingPart]) -> list[dict[str, Any]]:
    """Return officers as a JSON column keeps them."""
    return [
        {
            "person": p.person_id, "name": p.name, "role": p.role, "credential": p.credential,
            "standing": dict(p.standing),
        }
        for p in people
    ]  # fmt: skip


def checked_day(given: date | None, *, at: datetime, field: str, not_before: date | None = None) -> date:
    """Return the day that an act tells of: the day of the act unless another is given.

    Raises:
        DayAhead: for a day after the act. DayTooEarly: for one before ``not_before``.
    """
    day = given or clock.day_of(at)
    if day > clock.day_of(at):
        raise DayAhead(field=field)
    if not_before is not None and day < not_before:
        told = _("The step began on %(day)s: the day cannot lie before.") % {"day": say_day(not_before)}
        raise DayTooEarly(told, field=field)
    return day


def _run_id(case: Case) -> int:
    if case.run_id is None:
        raise OutsideRecord
    return case.run_id
