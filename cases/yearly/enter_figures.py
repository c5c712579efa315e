"""Enter the figures that the system has no data for, each with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.yearly.catalogue import entered_lines
from cases.yearly.compute import hash_of
from cases.yearly.draw_up import NotDraft
from cases.yearly.locking import lock, note
from cases.yearly.models import EnteredFigure, YearlyReport
from enforcement.actor import Actor
from enforcement.errors import Invalid


class SourceMissing(Invalid):
    """Refuse figures without their source."""

    sentence = _("Say where the figures come from: the system, the register or the letter of whoever told them.")


class UnknownLine(Invalid):
    """Refuse a figure that is counted by the system, or that no table has."""

    sentence = _("This figure is not entered by hand.")


@transaction.atomic(durable=True)
def enter_figures(*, report_id: int, by: Actor, at: datetime, figures: Mapping[str, int], source: str) -> YearlyReport:
    """Enter figures by line; those that changed are written with who, when and the source, the others stay.

    Raises:
        NotFound, NotAllowed, NotDraft. UnknownLine: as it says. SourceMissing: on its field.
    """
    report = lock(report_id, by, "draw")
    if report.state != YearlyReport.State.DRAFT:
        raise NotDraft
    if not set(figures) <= {line.code for line in entered_lines()} or any(n < 0 for n in figures.values()):
        raise UnknownLine
    there = {one.line: one.amount for one in report.figures.all()}
    changed = {line: n for line, n in figures.items() if there.get(line) != n}
    if changed and not source.strip():
        raise SourceMissing(field="source")
    for line, amount in changed.items():
        told = {"amount": amount, "source": source.strip(), "entered_at": at, "entered_by_id": by.person_id}
        EnteredFigure.objects.update_or_create(report=report, line=line, defaults=told)
    if changed:
        report.sha256 = hash_of(report)
        report.save(update_fields=["sha256"])
        note(report, "yearly.enter_figures", by, at, {"figures": changed, "source": source.strip()})
    return report
