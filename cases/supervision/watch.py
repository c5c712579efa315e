"""Audit a case after each act on it, once its transaction is committed, and all cases every night."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models.signals import post_save

from cases.facts import case_id_of
from cases.supervision.sweep import audit_case, sweep
from enforcement import clock
from enforcement.jobs.progress import Progress
from enforcement.jobs.timetable import every
from enforcement.ledger.models import Entry

log = logging.getLogger("cases.supervision")
NIGHTLY = 24 * 60
KIND = "cases.audit"


def begin() -> None:
    """Watch the ledger for acts on cases, and enter the nightly audit."""
    post_save.connect(after_entry, sender=Entry, dispatch_uid="cases.supervision")
    every(NIGHTLY, KIND, nightly)


def after_entry(*, instance: Entry, created: bool, **_signal: Any) -> None:
    """Ask for an audit of the case whose ledger grew, once in a transaction."""
    case_id = case_id_of(instance.series)
    if case_id is None or not created:
        return
    asked = any(
        isinstance(waiting[1], partial) and waiting[1].func is audit_after and waiting[1].args == (case_id,)
        for waiting in connection.run_on_commit
    )
    if not asked:
        transaction.on_commit(partial(audit_after, case_id))


def audit_after(case_id: int) -> None:
    """Audit a case after an act that is done already: whatever goes wrong here, the night tries again."""
    try:
        audit_case(case_id, at=clock.now())
    except (ArithmeticError, LookupError, ValueError, DatabaseError):
        log.exception("case %s was not audited", case_id)


def nightly(job: Progress) -> dict[str, Any]:
    """Audit every case."""
    done = sweep(at=clock.now(), progress=job)
    return {"raised": done.raised, "lapsed": done.lapsed, "changed": done.changed}
