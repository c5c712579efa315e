"""The league of agencies: averages, grades, frequent faults; never how much was fined (行政处罚法第七十四条)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from cases.supervision.file_review.models import Mark, ReviewedFile, ReviewRound, ScoreCard
from enforcement.organisation.models import Agency

MOST: Final = 3
TENTH: Final = Decimal("0.1")


@dataclass(frozen=True)
class Row:
    """An agency's files of a round. ``faults`` are the items most often marked, with in how many files."""

    agency: Agency
    files: int
    average: Decimal
    grades: Counter[str]
    faults: tuple[tuple[str, str, int], ...]

    @property
    def counts(self) -> list[int]:
        """How many files have each grade, the best first."""
        return [self.grades[grade] for grade in ReviewedFile.Grade.values]


def league_of(round_: ReviewRound) -> list[Row]:
    """Return the agencies of a round whose files are scored, the best average first. Two queries."""
    files: dict[int, list[ReviewedFile]] = defaultdict(list)
    for file in round_.files.select_related("agency").exclude(grade=""):
        files[file.agency_id].append(file)
    faults = _faults(round_)
    rows = [_row(found, faults) for found in files.values()]
    return sorted(rows, key=lambda row: (-row.average, row.agency.path))


def _row(files: list[ReviewedFile], faults: dict[int, set[tuple[str, str]]]) -> Row:
    total = sum((Decimal(f.score or 0) for f in files), Decimal(0))
    told = Counter(item for f in files for item in faults[f.pk])
    most = sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return Row(
        agency=files[0].agency, files=len(files), average=(total / len(files)).quantize(TENTH, ROUND_HALF_UP),
        grades=Counter(f.grade for f in files), faults=tuple((code, title, n) for (code, title), n in most),
    )  # fmt: skip


def _faults(round_: ReviewRound) -> dict[int, set[tuple[str, str]]]:
    """Return by file the items for which points were taken off; of three scorers, where two of them saw it."""
    found: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    rows = Mark.objects.filter(card__file__round=round_, card__handed_in_at__isnull=False, card__aside_at__isnull=True)
    again = set(round_.files.filter(state=ReviewedFile.State.RECHECKED).values_list("pk", flat=True))
    wanted = rows.exclude(deduction=0, fatal=False)
    for file_id, role, code, title in wanted.values_list("card__file_id", "card__role", "item__code", "item__title"):
        if file_id not in again or role == ScoreCard.Role.RECHECK:
            found[file_id][code, title] += 1
    third = {*rows.filter(card__role=ScoreCard.Role.THIRD).values_list("card__file_id", flat=True)} - again
    least = dict.fromkeys(third, 2)
    seen = {pk: {item for item, n in items.items() if n >= least.get(pk, 1)} for pk, items in found.items()}
    return defaultdict(set, seen)
