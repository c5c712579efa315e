"""What trying a plan gave, kept with its job: the papers' make-up and what they share, or what stands against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from enforcement.jobs.models import Job
from exams.papers.assemble import BlueprintInfeasible, NoPapersFound, Paper
from exams.papers.blueprint import CASE, Blueprint
from exams.papers.check import overlap
from exams.papers.explain import Conflict
from exams.papers.solve import mean_difficulty
from exams.papers.words import Words, words_of

TRY = "exams.try_plan"


def made_up(entries: Iterable[tuple[str, str, int]], difficulty: int) -> dict[str, Any]:
    """Return how a paper is made up of (kind, law, points): items and points (1/100) in all, by kind and by law."""
    kinds, laws, items = Counter[str](), Counter[str](), 0
    for kind, law, points in entries:
        items += 1
        kinds[kind] += 1
        laws[law] += points
    return {"items": items, "points": laws.total(), "difficulty": difficulty, "kinds": kinds, "laws": laws}


def success(papers: Sequence[Paper]) -> dict[str, Any]:
    """Return what is kept of papers that were found."""
    most, mean = overlap(papers)
    tables = [
        made_up(((CASE if i.case else i.type, i.law, points) for i, points in paper), mean_difficulty(paper))
        for paper in papers
    ]
    return {"papers": tables, "overlap": most, "mean_overlap": mean}


def failure(fault: BlueprintInfeasible | NoPapersFound) -> dict[str, Any]:
    """Return what is kept where none were found; without conflicts the solver's time ended."""
    return {"conflicts": [c.as_json() for c in fault.conflicts] if isinstance(fault, BlueprintInfeasible) else []}


def latest(session_id: int) -> Job | None:
    """Return the last trial of a session's plan, whoever asked for it."""
    return Job.objects.filter(kind=TRY, arguments__session_id=session_id).order_by("-pk").first()


def conflicts_in(result: dict[str, Any], *, blueprint: Blueprint, papers: int) -> list[Words]:
    """Return the conflicts of a trial in the reader's language."""
    kept = [Conflict.from_json(one) for one in result.get("conflicts", [])]
    return [words_of(conflict, blueprint=blueprint, papers=papers) for conflict in kept]
