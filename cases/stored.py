"""Papers stored in the course of an act, until the act's entry names them by their SHA-256.

So the ledger binds each paper, and a paper that was handed out can be proved by the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cases.models import Case, Paper

_WAITING: Final = "_papers_of_the_act"


def remember(paper: Paper) -> None:
    """Keep a paper for the next entry of its case."""
    vars(paper.case).setdefault(_WAITING, []).append({"code": paper.code, "sha256": paper.sha256})


def with_papers(case: Case, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body of an entry with the papers that the act stored."""
    waiting = vars(case).pop(_WAITING, [])
    return {**body, "papers": [*body.get("papers", ()), *waiting]} if waiting else dict(body)
