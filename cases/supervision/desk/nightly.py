"""Keep the board and the rollups: a case after each act on it, all of them every night."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any, Final

from django.db import DatabaseError, connection, transaction
from django.db.models.signals import post_save

from cases.facts import case_id_of
from cases.supervision.desk.projecting import project, project_all
from cases.supervision.desk.rollups.absorb import absorb
from enforcement.jobs.progress import Progress
from enforcement.jobs.timetable import every
from enforcement.ledger.models import Entry

log = logging.getLogger("cases.supervision.desk")
NIGHTLY: Final = 24 * 60
KIND: Final = "supervision.rollups"


def begin() -> None:
    """Watch the ledger for acts on cases, and enter the nightly work."""
    post_save.connect(after_entry, sender=Entry, dispatch_uid="cases.supervision.desk")
    every(NIGHTLY, KIND, nightly)


def after_entry(*, instance: Entry, created: bool, **_signal: Any) -> None:
    """Ask for the case whose ledger grew to be written anew, once in a transaction."""
    case_id = case_id_of(instance.series)
    if case_id is None or not created:
        return
    asked = any(
        isinstance(waiting[1], partial) and waiting[1].func is project_after and waiting[1].args == (case_id,)
        for waiting in connection.run_on_commit
    )
    if not asked:
        transaction.on_commit(partial(project_after, case_id))


def project_after(case_id: int) -> None:
    """Write a case anew after an act that is done already: whatever goes wrong here, the night tries again."""
    try:
        project([case_id])
    except (ArithmeticError, LookupError, ValueError, DatabaseError):
        log.exception("case %s was not written for the board", case_id)


def nightly(_job: Progress) -> dict[str, Any]:
    """Take in what the day changed, and write every open case anew."""
    done = absorb()
    return {"moves": done.moves, "cases": done.cases, "open": project_all()}
