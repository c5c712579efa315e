"""What a bank offers to a session: usable items with their difficulty and earlier use, whole cases, enemy pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from enforcement import clock
from enforcement.organisation import parameters
from exams.bank.queries import usable_items
from exams.models import Exam, Form, Item, ItemEnemy, ItemStat, ItemVersion
from exams.papers.blueprint import Blueprint
from exams.papers.parameters import P_FROM
from exams.papers.pool import Candidate, difficulty_of


@dataclass(frozen=True, slots=True)
class Offer:
    """What papers are made of; ``unused`` items are left out: outdated, void, or of a case that is not whole."""

    items: tuple[Candidate, ...]
    enemies: frozenset[tuple[int, int]]
    unused: int


class _Row(NamedTuple):
    pk: int
    version: int
    type: str
    law: str
    level: int
    topic: str
    case: int | None
    order: int
    stem: int | None


def offered(*, exam: Exam, blueprint: Blueprint, opens_at: datetime, but_session: int | None = None) -> Offer:
    """Return what the exam's bank offers to a session that opens then; ``but_session`` is the session itself."""
    on = clock.day_of(opens_at)
    there = Item.objects.filter(bank_id=exam.bank_id, retired_on=None, current__isnull=False)
    cases = Counter(there.exclude(group=None).order_by().values_list("group_id", flat=True))
    rows = list(_whole(_rows(exam.bank_id, on), cases))
    uses = _uses(blueprint, opens_at, but_session)
    seen = _observed(exam, [row.version for row in rows], on) if blueprint.observed else {}
    items = tuple(
        Candidate(
            id=row.version, item=row.pk, type=row.type, law=row.law, topic=row.topic, case=row.case or 0,
            order=row.order, uses=uses[row.pk], difficulty=difficulty_of(level=row.level, p=seen.get(row.version)),
        )
        for row in rows
    )  # fmt: skip
    pairs = ItemEnemy.objects.filter(first__bank_id=exam.bank_id).values_list("first_id", "second_id")
    return Offer(items, frozenset(pairs), there.count() - len(items))


def _rows(bank_id: int, on: date) -> Iterator[_Row]:
    columns = (
        "pk", "current_id", "type", "current__law_ref__short", "current__difficulty", "current__topic", "group_id",
        "group_order", "current__group_version_id",
    )  # fmt: skip
    for row in usable_items(bank_id, on).order_by("pk").values_list(*columns):
        yield _Row(*row)


def _whole(rows: Iterator[_Row], cases: Counter[Any]) -> Iterator[_Row]:
    """Leave out a case of which an item cannot be used, or whose items speak of different wordings of its stem."""
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.case is None:
            yield row
        else:
            found[row.case].append(row)
    for case, mine in found.items():
        if len(mine) == cases[case] and len({row.stem for row in mine}) == 1:
            yield from mine


def _uses(blueprint: Blueprint, opens_at: datetime, but_session: int | None) -> Counter[int]:
    """Return by item how many other sessions within the plan's days of rest have it on a paper."""
    around = timedelta(days=blueprint.rest_days)
    forms = Form.objects.filter(session__opens_at__range=(opens_at - around, opens_at + around))
    versions: dict[int, set[int]] = defaultdict(set)
    for session, ids in forms.exclude(session_id=but_session or 0).values_list("session_id", "item_versions"):
        versions[session].update(ids)
    known = set().union(*versions.values())
    item_of = dict(ItemVersion.objects.filter(pk__in=known).values_list("pk", "item_id"))
    return Counter(item for ids in versions.values() for item in {item_of[pk] for pk in ids})


def _observed(exam: Exam, versions: Collection[int], on: date) -> dict[int, float]:
    """Return the share of right answers of those versions that enough candidates have answered, over all sessions."""
    enough = parameters.value(P_FROM, agency=exam.agency, on=on)
    right: dict[int, float] = defaultdict(float)
    asked: Counter[int] = Counter()
    stats = ItemStat.objects.filter(item_version_id__in=versions).order_by("session_id")
    for version, candidates, figures in stats.values_list("item_version_id", "candidates", "figures"):
        if figures.get("p") is not None:
            right[version] += candidates * figures["p"]
            asked[version] += candidates
    return {version: right[version] / count for version, count in asked.items() if count >= max(enough, 1)}
