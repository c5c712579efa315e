"""The export of an archived file: every paper, a manifest with hashes and pages, and the ledger of the case."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from cases.archive_case import with_pages
from cases.documents.order import in_order, is_inner
from cases.models import Case, Paper
from cases.papers import content_of, file_name
from enforcement.ledger.models import Entry


def package(case: Case) -> bytes:
    """Return a ZIP that can be checked without this system: each paper's SHA-256 and the chain of the ledger.

    Raises:
        cases.papers.PaperDamaged: if a paper is not what was stored.
    """
    stream = io.BytesIO()
    listed = with_pages(in_order(list(case.papers.all())))
    papers: list[dict[str, Any]] = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for n, (paper, first, last) in enumerate(listed, 1):
            name = f"{n:03d} {file_name(paper)}"
            bundle.writestr(_named(name, paper), content_of(paper))
            papers.append({
                "file": name, "title": paper.title, "number": paper.number, "sha256": paper.sha256,
                "pages": [first, last],
                "part": "副卷" if is_inner(paper) else "正卷", "made_at": paper.made_at.isoformat(),
            })  # fmt: skip
        entries = _ledger(case)
        head = entries[-1]["hash"] if entries else ""
        about = {
            "case": str(case), "archive_number": case.archive_number, "archived_on": str(case.archived_on),
            "agency": case.agency.name, "papers": papers, "ledger_head": head,
        }  # fmt: skip
        bundle.writestr("manifest.json", json.dumps(about, ensure_ascii=False, indent=1))
        bundle.writestr("ledger.json", json.dumps(entries, ensure_ascii=False, indent=1))
    return stream.getvalue()


def _named(name: str, paper: Paper) -> zipfile.ZipInfo:
    """Return the entry of a paper, dated by the paper, so that the same file makes the same package."""
    made = paper.made_at
    info = zipfile.ZipInfo(name, (made.year, made.month, made.day, made.hour, made.minute, made.second))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _ledger(case: Case) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(series=case.series).order_by("seq")
    return [
        {
            "seq": e.seq, "at": e.at.isoformat(), "verb": e.verb, "actor": e.actor, "body": e.body, "prev": e.prev,
            "hash": e.hash, "algorithm": e.algorithm,
        }
        for e in rows
    ]  # fmt: skip
