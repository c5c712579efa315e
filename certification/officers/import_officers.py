"""Take in a list of officers: everybody in it, or nobody. What is there already stays as it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Intake
from certification.officers.intake.judging import Plan, judged
from certification.officers.intake.lines import Sheet
from certification.officers.intake.staging import agencies_of, stage
from certification.officers.intake.writing import write
from certification.officers.office import allowed
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Agency


class EnteredMeanwhile(Refusal):
    """Refuse a list that met another act entering the same people at the same moment."""

    sentence = _("Somebody entered some of these people at the same moment.")
    remedy = _("Take the list in again; what is there already is left as it is.")


def import_officers(
    *, agency_id: int, by: Actor, at: datetime, sheet: Sheet, file_name: str, sha256: str, dry_run: bool = False
) -> Intake:
    """Take in the officers of an agency and those below it, or with ``dry_run`` only say what that would do.

    Nothing changes as soon as one cell is at fault; the report names it. The same list again changes nothing.

    Raises:
        NotFound. NotAllowed: without the duty ``apply`` or ``examine`` on the agency. EnteredMeanwhile.
    """
    facts = {"file_name": file_name[:120], "sha256": sha256, "dry_run": dry_run}
    try:
        return _import(agency_id, by, at, sheet, facts)
    except IntegrityError as fault:
        raise EnteredMeanwhile from fault


@transaction.atomic(durable=True)
def _import(agency_id: int, by: Actor, at: datetime, sheet: Sheet, facts: dict[str, Any]) -> Intake:
    agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    if not allowed(by, agency, ("apply", "examine")):
        raise NotAllowed
    within, on = Agency.objects.filter(path__startswith=agency.path), clock.day_of(at)
    agencies, unknown = agencies_of(sheet.lines, within)
    stage(sheet.lines, agencies, on=on)
    plan = judged(sheet.lines, within, on=on)
    plan.problems += [*sheet.problems, *unknown]
    row = _row(agency, plan, sheet, facts, by, at)
    if not plan.problems and not facts["dry_run"] and plan.added + plan.changed:
        write(sheet.lines, file_name=facts["file_name"], by=by.name, on=on, at=at)
        body = {"intake": row.pk, "file": row.file_name, "sha256": row.sha256, "rows": row.rows, "added": row.added}
        body |= {"changed": row.changed, "unchanged": row.unchanged}
        append(series=f"officers:{agency.pk}", by=by, at=at, verb="officer.import", body=body)
    return row


def _row(agency: Agency, plan: Plan, sheet: Sheet, facts: dict[str, Any], by: Actor, at: datetime) -> Intake:
    refused = {problem.row for problem in plan.problems}
    return Intake.objects.create(
        agency=agency, **facts, rows=len(sheet.lines), added=0 if refused else plan.added,
        changed=0 if refused else plan.changed, unchanged=plan.unchanged, left=plan.left, refused=len(refused),
        report=sheet.report(plan.problems), shown={} if refused else plan.shown, made_at=at, made_by=by.name,
    )  # fmt: skip
