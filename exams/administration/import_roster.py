"""Import a roster of candidates: everybody in it is taken in, or nobody; what is there already stays as it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Person
from exams.administration.refuse import keep
from exams.administration.roster.lines import Roster
from exams.administration.roster.planning import Plan, planned
from exams.administration.roster.writing import write
from exams.create_session import series_of
from exams.models import RosterImport, Session
from exams.open_session import locked
from exams.register import demand_open


class EnteredMeanwhile(Refusal):
    """Refuse an import that met another one entering the same people or seats at the same moment."""

    sentence = _("Somebody entered some of these people or seats at the same moment.")
    remedy = _("Import the roster again; what is there already is left as it is.")


def import_roster(
    *,
    session_id: int,
    by: Actor,
    at: datetime,
    roster: Roster,
    file_name: str,
    sha256: str,
    dry_run: bool = False,
    create_accounts: bool = False,
) -> RosterImport:
    """Take in the people of a roster, or with ``dry_run`` only say what that would do.

    Nothing changes as soon as one line is at fault; the report names its cell. Who may not sit is kept with the facts.
    The same roster again changes nothing. ``create_accounts`` opens accounts for people whom the system does not know.

    Raises:
        NotFound, NotAllowed, RegistrationOver, EnteredMeanwhile
    """
    file = {"file_name": file_name[:120], "sha256": sha256, "dry_run": dry_run}
    try:
        return _import(session_id, by, at, roster, file, create_accounts=create_accounts)
    except IntegrityError as fault:
        raise EnteredMeanwhile from fault


@transaction.atomic(durable=True)
def _import(
    session_id: int, by: Actor, at: datetime, roster: Roster, file: dict[str, Any], *, create_accounts: bool
) -> RosterImport:
    session = locked(session_id, by)
    demand_open(session, at)
    with transaction.atomic():
        plan = planned(session=session, roster=roster, at=at, create_accounts=create_accounts)
        idle = bool(plan.problems) or file["dry_run"]
        if idle:
            transaction.set_rollback(True)  # the accounts opened to judge their persons
    row = _row(session, plan, roster, file, by, at)
    if plan.problems:
        _refused(session, plan, row, by, at)
    elif not idle:
        write(session=session, plan=plan, roster=row, by=by, at=at)
        _record(session, row, by, at, "exam.import_roster")
    return row


def _row(session: Session, plan: Plan, roster: Roster, file: dict[str, Any], by: Actor, at: datetime) -> RosterImport:
    at_fault = {problem.row for problem in plan.problems if problem.row}
    refused = bool(plan.problems)
    return RosterImport.objects.create(
        session=session,
        **file,
        rows=len(roster.lines),
        added=0 if refused else len(plan.new),
        changed=0 if refused else len(plan.moved),
        accounts=0 if refused else plan.accounts,
        unchanged=plan.unchanged,
        refused=len(at_fault) or int(refused),
        report=roster.report(plan.problems),
        made_at=at,
        made_by=by.name,
    )


def _refused(session: Session, plan: Plan, row: RosterImport, by: Actor, at: datetime) -> None:
    """Keep why people were refused, unless the import only tried."""
    if row.dry_run:
        return
    kept = keep(session=session, by=by, at=at, known=_without_accounts(plan))
    _record(session, row, by, at, "exam.refuse_roster", persons=[one.person_id for one in kept])


def _without_accounts(plan: Plan) -> dict[int, Any]:
    """Return the refused persons that the system knew before: the accounts of the others are undone with the import."""
    there = set(Person.objects.filter(pk__in=plan.refused).values_list("pk", flat=True))
    return {pk: dossier for pk, dossier in plan.refused.items() if pk in there}


def _record(session: Session, row: RosterImport, by: Actor, at: datetime, verb: str, **more: Any) -> None:
    body = {
        "session": session.pk,
        "roster": row.pk,
        "file": row.file_name,
        "sha256": row.sha256,
        "rows": row.rows,
        "added": row.added,
        "changed": row.changed,
        "unchanged": row.unchanged,
        "accounts": row.accounts,
        "refused": row.refused,
    }
    append(series=series_of(session.pk), by=by, at=at, verb=verb, body={**body, **more})
