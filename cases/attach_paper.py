"""Put a scanned or photographed paper into the file of a case that is under way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.acting import lock, note
from cases.documents.titles import title_of
from cases.models import Paper
from cases.papers import take_in
from enforcement.actor import Actor
from enforcement.flowcharts.engine.refusals import RunClosed
from enforcement.organisation.duties.holding import require


@transaction.atomic(durable=True)
def attach_paper(*, case_id: int, by: Actor, at: datetime, file: bytes, code: str = "QT", title: str = "") -> Paper:
    """Take a file into the case; an archived file takes nothing more.

    Raises:
        NotAllowed: without the duty of handling. RunClosed: once the procedure has ended.
        cases.papers.FileNotTaken: for another kind of file.
    """
    case = lock(case_id)
    require(by=by, duty="handle", agency=case.agency)
    if case.run is None or case.run.closed_at is not None:
        raise RunClosed
    paper = take_in(case=case, code=code, title=title or title_of(code), content=file, by=by, at=at)
    note(case, act="attach_paper", by=by, at=at, body={"title": paper.title, "code": code, "sha256": paper.sha256})
    return paper
