"""Look for pairs of similar papers in a session, in the background, from its current results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import NotFound, Refusal
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from enforcement.ledger.append import append
from enforcement.organisation import parameters
from exams.answers import by_item
from exams.create_session import series_of
from exams.forms_frozen import content_of
from exams.models import ItemType, KeyStatus, KeyVersion, Result, Session, SimilarPair, Sitting
from exams.proctoring.parameters import SIMILAR_LEVEL
from exams.proctoring.similarity import NOT_ON_PAPER, Finding, Papers, similar, wrong_answers
from exams.scoring import Rules
from exams.shuffle import places

JOB: Final = "exams.similar_pairs"
MOST: Final = 200
"""Pairs that are kept; more than people could look at."""
CHOSEN: Final = frozenset({ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE})
VOID: Final = frozenset({KeyStatus.VOID_FULL_MARKS, KeyStatus.VOID_REMOVED})


class NothingToCompare(Refusal):
    """Refuse to compare where no papers are marked."""

    sentence = _("No papers of this session are marked yet, so there is nothing to compare.")
    remedy = _("Close the session first; its papers are then marked by themselves.")


@dataclass(frozen=True, slots=True)
class Row:
    """A marked paper: its sitting, where it was written, and what was answered."""

    sitting: int
    form: int
    room: int | None
    seat: int | None
    agency: int
    masks: Sequence[int]
    points: Sequence[int]


@register(JOB, title=_("Similar answers in a session"))
def look(job: Progress, *, session_id: int) -> dict[str, Any]:
    """Look for pairs in the background."""
    job.report(0, 1)
    found = find_pairs(session_id=session_id, at=clock.now())
    job.report(1, 1)
    return {"url": reverse("exam_pairs", args=[session_id]), "pairs": found}


@transaction.atomic(durable=True)
def find_pairs(*, session_id: int, at: datetime) -> int:
    """Put the pairs that stand out now in the place of those that nobody has looked at; return how many there are.

    Only candidates of one room are compared, or of one agency where rooms are not known.

    Raises:
        NotFound, NothingToCompare
    """
    session = (
        Session.objects.select_for_update(of=("self",)).select_related("exam__agency").filter(pk=session_id).first()
    )
    if session is None:
        raise NotFound
    rows = _rows(session)
    if not rows:
        raise NothingToCompare
    versions, papers = _papers(session, rows)
    groups = _groups(rows)
    level = float(parameters.value(SIMILAR_LEVEL, agency=session.exam.agency, on=clock.day_of(at)))
    found = similar(papers, groups, level=level)[:MOST]
    _keep(session, rows, found, versions, papers, at)
    compared = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    append(
        series=series_of(session.pk),
        by=SYSTEM,
        at=at,
        verb="exam.find_pairs",
        body={"session": session.pk, "papers": len(rows), "compared": compared, "level": level, "pairs": len(found)},
    )
    return len(found)


def _rows(session: Session) -> list[Row]:
    results = (
        Result.objects.filter(session=session, superseded_by=None)
        .exclude(sitting__state=Sitting.State.VOIDED)
        .order_by("sitting_id")
        .values_list(
            "sitting_id", "sitting__form_id", "sitting__candidate__room_id", "sitting__candidate__seat",
            "sitting__candidate__agency_id", "item_answers", "item_points",
        )
    )  # fmt: skip
    rows = [Row(*found) for found in results]
    return [row if row.masks else _read(row) for row in rows]


def _read(row: Row) -> Row:
    """Return a paper whose result was made before answers were kept with it."""
    sitting = Sitting.objects.get(pk=row.sitting)
    order = places(content=content_of(row.form), seed=sitting.seed)
    masks = by_item(places=order, answers=sitting.answers, texts=sitting.texts)[0]
    return Row(row.sitting, row.form, row.room, row.seat, row.agency, masks, row.points)


def _papers(session: Session, rows: Sequence[Row]) -> tuple[list[int], Papers]:
    """Return the item versions of all papers (those with options, not void) and the answers to them."""
    contents = {form: content_of(form) for form in {row.form for row in rows}}
    items = {item["id"]: item for content in contents.values() for item in content.items if item["type"] in CHOSEN}
    versions = sorted(items.keys() - _void(items))
    column = {version: n for n, version in enumerate(versions)}
    rules = Rules.from_json(session.exam.scoring)
    masks = np.full((len(rows), len(versions)), NOT_ON_PAPER, np.int64)
    right = np.zeros(masks.shape, np.bool_)
    for form, content in contents.items():
        mine = [n for n, row in enumerate(rows) if row.form == form]
        kept = [n for n, item in enumerate(content.items) if item["id"] in column]
        to = [column[content.items[n]["id"]] for n in kept]
        cells = np.ix_(np.array(mine), np.array(to))
        full = np.array([content.items[n].get("points") or rules.points(content.items[n]["type"]) for n in kept])
        masks[cells] = np.array([rows[n].masks for n in mine])[:, kept]
        right[cells] = np.array([rows[n].points for n in mine])[:, kept] >= full
    return versions, Papers(masks, right)


def _void(versions: Iterable[int]) -> set[int]:
    keys = KeyVersion.objects.filter(item_version_id__in=list(versions)).order_by("item_version_id", "number")
    last = dict(keys.values_list("item_version_id", "status"))
    return {version for version, status in last.items() if status in VOID}


def _groups(rows: Sequence[Row]) -> list[list[int]]:
    """Return the rows of each room; those without a room by agency."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        groups[("room", row.room) if row.room is not None else ("agency", row.agency)].append(n)
    return list(groups.values())


def _keep(
    session: Session,
    rows: Sequence[Row],
    found: Sequence[Finding],
    versions: Sequence[int],
    papers: Papers,
    at: datetime,
) -> None:
    looked = SimilarPair.objects.filter(session=session).exclude(verdict=SimilarPair.Verdict.OPEN)
    there = set(looked.values_list("first_id", "second_id"))
    SimilarPair.objects.filter(session=session, verdict=SimilarPair.Verdict.OPEN).delete()
    seeds = dict(
        Sitting.objects.filter(pk__in={rows[n].sitting for f in found for n in (f.first, f.second)}).values_list(
            "pk", "seed"
        )
    )
    given = wrong_answers(papers)
    SimilarPair.objects.bulk_create(
        SimilarPair(
            session=session,
            first_id=rows[f.first].sitting,
            second_id=rows[f.second].sitting,
            figures={**_figures(rows, f), "questions": _questions(rows, f, versions, papers, given, seeds)},
            made_at=at,
        )
        for f in found
        if (rows[f.first].sitting, rows[f.second].sitting) not in there
    )


def _figures(rows: Sequence[Row], finding: Finding) -> dict[str, Any]:
    first, second = rows[finding.first], rows[finding.second]
    same_room = first.room is not None and first.room == second.room
    apart = abs(first.seat - second.seat) if same_room and first.seat and second.seat else None
    return {
        "common": finding.common,
        "both_right": finding.both_right,
        "both_wrong": finding.both_wrong,
        "same_wrong": finding.same_wrong,
        "expected": round(finding.expected, 3),
        "sd": round(finding.sd, 3),
        "z": round(finding.z, 2),
        "p": finding.p,
        "chance_pairs": finding.chance_pairs,
        "same_room": same_room,
        "seats_apart": apart,
    }


def _questions(
    rows: Sequence[Row],
    finding: Finding,
    versions: Sequence[int],
    papers: Papers,
    given: Sequence[tuple[Any, Any]],
    seeds: Mapping[int, int],
) -> list[dict[str, int]]:
    """Return the questions that both answered wrongly in the same way, without the answer.

    Each has its item version, its number on each screen, how many erred in it and how many of them gave this answer.
    """
    first, second = finding.first, finding.second
    same = papers.wrong[first] & papers.wrong[second] & (papers.masks[first] == papers.masks[second])
    numbers = [_numbers(rows[n], seeds[rows[n].sitting]) for n in (first, second)]
    return [
        {
            "version": versions[j],
            "first": numbers[0][versions[j]],
            "second": numbers[1][versions[j]],
            "erred": int(given[j][1].sum()),
            "alike": int(given[j][1][given[j][0] == papers.masks[first, j]].sum()),
        }
        for j in map(int, np.flatnonzero(same))
    ]


def _numbers(row: Row, seed: int) -> dict[int, int]:
    """Return the number of each item version on one candidate's screen."""
    content = content_of(row.form)
    return {content.items[place.item]["id"]: n for n, place in enumerate(places(content=content, seed=seed), start=1)}
