"""The whole file as one PDF, made in the background: part by part, so that it goes on where it stopped."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.documents.casefile import bind, part_of
from cases.documents.order import in_order
from cases.documents.proof_sheet import list_of_proofs
from cases.models import Case, Paper
from enforcement.jobs import register as jobs
from enforcement.jobs.progress import Progress

KIND = "cases.whole_file"
KEPT = timedelta(days=7)


def enter() -> None:
    """Enter the kind of work."""
    jobs.register(KIND, title=gettext_lazy("The whole file as one PDF"))(make)


def make(job: Progress, *, case_id: int, paper_ids: list[int]) -> dict[str, Any]:
    """Bind the papers of a case as they were when it was asked: each prepared once, kept, and found again after a stop.

    Raises:
        cases.papers.PaperDamaged: if a paper is not what was stored.
    """
    case = Case.objects.select_related("agency", "party").get(pk=case_id)
    papers = in_order(list(Paper.objects.filter(case=case, pk__in=paper_ids)))
    folder = folder_of(job.id)
    folder.mkdir(parents=True, exist_ok=True)
    job.report(0, len(papers) + 1)
    parts = []
    for done, paper in enumerate(papers, 1):
        parts.append((paper, _kept(folder / f"{paper.pk}.part", paper)))
        job.report(done)
    proofs = list_of_proofs(papers, number=str(case), agency=case.agency.name)
    pages = bind(case, parts, outcome_of(job.id), proofs)
    for _paper, part in parts:
        part.unlink(missing_ok=True)
    job.report(len(papers) + 1)
    url = reverse("case_file_ready", args=[case.pk, job.id])
    return {"url": url, "text": _("%(papers)s papers, %(pages)s pages.") % {"papers": len(papers), "pages": pages}}


def folder_of(job_id: int) -> Path:
    """Return where the parts of a job lie."""
    return Path(settings.MEDIA_ROOT) / "casefiles" / str(job_id)


def outcome_of(job_id: int) -> Path:
    """Return where the outcome of a job lies."""
    return folder_of(job_id) / "file.pdf"


def _kept(path: Path, paper: Paper) -> Path:
    """Prepare a paper once, whole or not at all."""
    if not path.exists():
        scratch = path.with_suffix(".new")
        scratch.write_bytes(part_of(paper))
        scratch.replace(path)
    return path


def clear(job: Progress) -> dict[str, Any]:
    """Throw away outcomes and parts that are older than seven days: they can be made again."""
    root, gone = Path(settings.MEDIA_ROOT) / "casefiles", 0
    before = (job.requested_at - KEPT).timestamp()
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder)
            gone += 1
    return {"gone": gone}
