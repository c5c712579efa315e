"""The papers of a session from its exam's plan and bank as these stand now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exams.models import Session
from exams.papers.assemble import Paper, assemble, nothing
from exams.papers.blueprint import Blueprint
from exams.papers.check import faults_of
from exams.papers.offered import Offer, offered


def solve(*, session: Session, seed: int, report: Callable[[int], None] = nothing) -> list[Paper]:
    """Return the parallel papers of a session; nothing is written.

    Raises:
        BlueprintInfeasible, NoPapersFound
    """
    plan = Blueprint.from_json(session.exam.blueprint)
    offer = _offer(session, plan)
    return assemble(
        items=offer.items, enemies=offer.enemies, blueprint=plan, papers=session.forms_wanted, seed=seed, report=report
    )


def still_good(session: Session, papers: Sequence[Paper]) -> bool:
    """Return whether papers put together earlier are what the plan and the bank allow at this moment."""
    if len(papers) != session.forms_wanted:
        return False
    plan = Blueprint.from_json(session.exam.blueprint)
    offer = _offer(session, plan)
    there = dict.fromkeys(offer.items)
    known = all(item in there for paper in papers for item, _points in paper)
    return known and not faults_of(papers=papers, bank=offer.items, enemies=offer.enemies, blueprint=plan)


def mean_difficulty(paper: Paper) -> int:
    """Return the mean difficulty of a paper's items, weighed by points, in 1/100."""
    return round(sum(item.difficulty * points for item, points in paper) / sum(points for _item, points in paper))


def _offer(session: Session, plan: Blueprint) -> Offer:
    return offered(exam=session.exam, blueprint=plan, opens_at=session.opens_at, but_session=session.pk)
