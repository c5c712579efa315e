"""Background work after the sitting: each function may be begun again at any moment."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enforcement import clock
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from exams.marking.apply_regrade import apply_regrade
from exams.marking.propose_regrade import WORK_OUT
from exams.marking.sheets import SHEETS, write_sheets
from exams.marking.vote_regrade import APPLY
from exams.marking.work_out_regrade import FAULTS, work_out_regrade
from exams.models import RegradeProposal


def register_all() -> None:
    """Register the kinds of work."""
    register(WORK_OUT, title=gettext_lazy("Work out a regrade"))(work_out)
    register(SHEETS, title=gettext_lazy("Make the result sheets of a session"))(sheets)
    register(APPLY, title=gettext_lazy("Apply a regrade"))(apply)


def work_out(job: Progress, *, proposal_id: int) -> dict[str, Any]:
    """Work out what a proposed regrade would change."""
    job.report(0, 1)
    done = work_out_regrade(proposal_id=proposal_id, at=clock.now())
    fault = done.summary.get("fault")
    words = ngettext(
        "%(count)d result would change.", "%(count)d results would change.", done.summary.get("changed", 0)
    )
    text = fault or words % {"count": done.summary.get("changed", 0)}
    return {"url": reverse("exam_regrade", args=[proposal_id]), "text": text}


def apply(job: Progress, *, proposal_id: int) -> dict[str, Any]:
    """Write the superseding results of an approved regrade."""
    done = apply_regrade(proposal_id=proposal_id, at=clock.now(), report=job.report)
    words = _fault(done.proposal) or _("The regrade is applied.")
    return {"url": reverse("exam_regrade", args=[proposal_id]), "text": words}


def sheets(job: Progress, *, session_id: int) -> dict[str, Any]:
    """Make the result sheets of a session."""
    count = write_sheets(session_id=session_id, report=job.report)
    words = ngettext("%(count)d sheet is made.", "%(count)d sheets are made.", count) % {"count": count}
    return {"url": reverse("exam_sheets_file", args=[session_id]), "text": words}


def _fault(proposal: RegradeProposal) -> str:
    kind = FAULTS.get(proposal.summary.get("fault", ""))
    return f"{kind.sentence} {kind.remedy}" if kind else ""
