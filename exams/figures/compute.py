"""Work out the figures of a session anew and put them in the place of the old ones; answers are only read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.errors import NotFound, Refusal
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from exams.figures.before import earlier
from exams.figures.matrix import sheets
from exams.figures.reliability import Reliability, reliability
from exams.figures.statistics import item_figures
from exams.figures.tallies import Tally, tallies
from exams.models import FormStat, ItemStat, Session

JOB = "exams.statistics"


class NothingMarked(Refusal):
    """Refuse figures of a session in which no paper is marked."""

    sentence = _("No paper of this session is marked yet, so there is nothing to work out.")
    remedy = _("Close the session and release the results first.")


@register(JOB, title=_("Statistics of a session"))
def work_out(job: Progress, *, session_id: int) -> dict[str, Any]:
    """Work out the figures of a session in the background."""
    job.report(0, 1)
    done = compute(session_id=session_id, at=clock.now())
    job.report(1, 1)
    return {"url": reverse("exam_statistics", args=[session_id]), **done}


def compute(*, session_id: int, at: datetime) -> dict[str, int]:
    """Replace the figures of a session's forms and items and return how many there are.

    Raises:
        NotFound, NothingMarked
    """
    if not Session.objects.filter(pk=session_id).exists():
        raise NotFound
    forms: dict[int, Reliability] = {}
    items: dict[int, list[Tally]] = defaultdict(list)
    for form_id, sheet in sheets(session_id):
        forms[form_id] = reliability(sheet)
        for tally in tallies(sheet):
            items[tally.id].append(tally)
    if not forms:
        raise NothingMarked
    before = earlier(session_id, list(items))
    figures = {pk: item_figures(found, before=before.get(pk)) for pk, found in items.items()}
    _replace(session_id, forms, figures, {pk: len(found) for pk, found in items.items()}, at)
    return {"forms": len(forms), "items": len(figures), "candidates": sum(f.candidates for f in forms.values())}


@transaction.atomic
def _replace(
    session_id: int,
    forms: Mapping[int, Reliability],
    items: Mapping[int, dict[str, Any]],
    exposure: Mapping[int, int],
    at: datetime,
) -> None:
    Session.objects.select_for_update().get(pk=session_id)
    FormStat.objects.filter(session_id=session_id).delete()
    ItemStat.objects.filter(session_id=session_id).delete()
    FormStat.objects.bulk_create(
        FormStat(session_id=session_id, form_id=pk, candidates=f.candidates, figures=f.as_json(), made_at=at)
        for pk, f in forms.items()
    )
    ItemStat.objects.bulk_create(
        ItemStat(
            session_id=session_id, item_version_id=pk, candidates=f["n"], forms=exposure[pk], figures=f, made_at=at
        )
        for pk, f in items.items()
    )
