"""The shape of an act on a dispute: lock, write, keep the paper, advance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.disputes.models import Dispute, DisputePaper
from cases.documents.layout import Row, chinese_day, form_sheet
from cases.papers import keep_bytes
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.flowcharts.engine.advance import Advanced, TakingPart, advance
from enforcement.flowcharts.models import Run, StepRecord


class TextMissing(Invalid):
    """Refuse an act that says nothing."""

    sentence = _("Write what was found and why.")
    article = "行政执法监督条例第十三条"


def lock(dispute_id: int, act: str) -> tuple[Dispute, StepRecord]:
    """Return a dispute with its run locked, and the open step that binds an act.

    Raises:
        NotFound: if there is no such dispute. OutOfOrder: if another step is open.
    """
    found = Dispute.objects.select_related("applicant").filter(pk=dispute_id).first()
    if found is None or found.run_id is None:
        raise NotFound
    found.run = Run.objects.select_for_update().get(pk=found.run_id)
    step = StepRecord.objects.filter(run=found.run, left_at__isnull=True, node__act=act).select_related("node").first()
    if step is None:
        raise OutOfOrder
    return found, step


def needed(text: str, field: str) -> str:
    """Return a text without blanks around it.

    Raises:
        TextMissing: for an empty one.
    """
    if not text.strip():
        raise TextMissing(field=field)
    return text.strip()


def leave(
    dispute: Dispute, act: str, *, by: Actor, at: datetime, outcome: str, role: str, body: Mapping[str, Any]
) -> Advanced:
    """Leave the open step as the one who acts."""
    people = () if by.person_id is None else (TakingPart(by.person_id, by.name, role),)
    return advance(
        run_id=dispute.run_id or 0, by=by, at=at, act=act, outcome=outcome, taking_part=people, body=body
    )  # fmt: skip


def keep_paper(dispute: Dispute, title: str, rows: Iterable[Row], *, by: Actor, at: datetime) -> DisputePaper:
    """Write a sheet of the dispute and keep it by its hash."""
    heads = [("编　　号", dispute.number), ("争议事项", dispute.subject), ("申请单位", dispute.applicant.name)]
    footer = f"经办人：{by.name}　　{chinese_day(clock.day_of(at))}"
    content = form_sheet(title, [*heads, *rows], number=dispute.number, footer=footer)
    return DisputePaper.objects.create(
        dispute=dispute, title=title, sha256=keep_bytes(content), made_at=at, author=by.name
    )


def set_due(entered: Iterable[StepRecord], act: str, due: date) -> None:
    """Set the end of the step that binds an act by the agency's setting."""
    ids = [record.pk for record in entered if record.node.act == act]
    StepRecord.objects.filter(pk__in=ids).update(raw_due_on=due, due_on=due)
