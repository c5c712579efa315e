"""Proofs of a case's papers: a copy to hand out, and what the page of a case and of a published decision say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases import panels
from cases.access import case_for, case_worker
from cases.documents.copies import copy_with_proof
from cases.documents.merge import NotOurs
from cases.documents.proof_sheet import proof_sheet
from cases.models import Case, Paper
from cases.papers import content_of, file_name
from cases.views.papers import as_file
from enforcement.access import allow
from enforcement.errors import NotFound, OutOfOrder
from enforcement.transparency.addresses import page_of
from enforcement.transparency.checking import MAKERS
from enforcement.transparency.proving import covered, proof_of_print


class NotUnderCheckpoint(OutOfOrder):
    """Refuse a copy with proof before the next checkpoint."""

    sentence = _("The paper is recorded, but no checkpoint covers it yet.")
    remedy = _("Checkpoints come every hour: try again then, or hand out the paper alone and the proof later.")


@dataclass(frozen=True)
class Offered:
    """A paper to the outside and whether its copy with proof can be handed out now."""

    paper: Paper
    url: str
    ready: bool


def enter_all() -> None:
    """Enter the panel of the case page, and the maker of copies for the public check."""
    panels.enter("proofs", 35, "cases/_proofs.html", of_case)
    MAKERS["cases"] = copy_with_proof


@require_safe
@allow(case_worker)
def paper_copy(request: HttpRequest, pk: int, paper_id: int) -> HttpResponse:
    """Answer a paper with its page of proof; of a file that another program wrote, the page alone."""
    paper = case_for(request, pk).papers.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound
    proof = proof_of_print(paper.sha256)
    if proof is None:
        raise NotUnderCheckpoint
    try:
        content = copy_with_proof(content_of(paper), proof)
    except NotOurs:
        content = proof_sheet(proof)
    return as_file(content, "application/pdf", "存证 " + file_name(paper).rpartition(".")[0] + ".pdf")


def of_case(case: Case, _request: HttpRequest) -> dict[str, Any] | None:
    """Return the papers to the outside, those with a number of their own, the newest first."""
    papers = list(case.papers.filter(is_inner=False).exclude(number="").order_by("-made_at", "-pk"))
    proved = covered([paper.sha256 for paper in papers])
    offered = [
        Offered(paper, reverse("case_paper_copy", args=[case.pk, paper.pk]), paper.sha256 in proved) for paper in papers
    ]
    return {"offered": offered, "waits": not all(o.ready for o in offered)} if offered else None


def page_of_text(sha256: str) -> str:
    """Return the public page that proves a published text, "" before a checkpoint covers it."""
    proof = proof_of_print(sha256)
    return page_of(proof) if proof is not None else ""
