"""Give files to scorers: nobody chooses who gets which, the seed of the round does, evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from cases.supervision.file_review.drawing import rank
from cases.supervision.file_review.grounds import Grounds
from cases.supervision.file_review.models import ReviewedFile, ReviewRound, ScoreCard

Role = ScoreCard.Role
WANTED: Final[dict[str, tuple[str, ...]]] = {
    ReviewedFile.State.SCORING: (Role.FIRST, Role.SECOND),
    ReviewedFile.State.THIRD: (Role.THIRD,),
    ReviewedFile.State.OBJECTED: (Role.RECHECK, Role.COSIGN),
}


def allot(round_: ReviewRound, *, at: datetime) -> tuple[list[ScoreCard], list[ReviewedFile]]:
    """Appoint whoever is still wanted, and return the cards made and the files that nobody may score.

    The one with the fewest files comes first; among equals, the one whose rank under the seed is smallest.
    """
    people = list(round_.scorers.values_list("pk", flat=True))
    files = list(round_.files.select_related("case", "candidate").order_by("candidate__rank"))
    grounds, load = Grounds(files, people), _load(round_)
    made, short = [], []
    for file in files:
        for role in _missing(file):
            able = [pk for pk in people if not grounds.of(pk, file)]
            if not able:
                short.append(file)
                break
            chosen = min((load[pk], rank(round_.seed, f"{file.candidate.name}:{pk}"), pk) for pk in able)[2]
            made.append(ScoreCard.objects.create(file=file, scorer_id=chosen, role=role, appointed_at=at))
            grounds.cards[file.pk, chosen] = False
            load[chosen] += 1
    return made, short


def said(cards: Iterable[ScoreCard]) -> list[dict[str, object]]:
    """Return cards as the ledger keeps them."""
    return [{"card": c.pk, "file": c.file_id, "scorer": c.scorer_id, "role": str(c.role)} for c in cards]


def _missing(file: ReviewedFile) -> list[str]:
    held = set(file.cards.filter(aside_at__isnull=True).values_list("role", flat=True))
    return [role for role in WANTED.get(file.state, ()) if role not in held]


def _load(round_: ReviewRound) -> Counter[int]:
    rows = ScoreCard.objects.filter(file__round=round_, aside_at__isnull=True)
    return Counter(rows.values_list("scorer_id", flat=True))
