"""What figures there are already: of the items in the session before, and whether a session has newer results."""

from __future__ import annotations

from collections.abc import Sequence

from exams.figures.sheet import FEW
from exams.models import FormStat, ItemStat, Result, Session


def earlier(session_id: int, versions: Sequence[int]) -> dict[int, tuple[float, int]]:
    """Return p and n of item versions in the last session before this one that had enough candidates."""
    opens_at = Session.objects.values_list("opens_at", flat=True).get(pk=session_id)
    rows = (
        ItemStat.objects.filter(item_version_id__in=versions, candidates__gte=FEW, session__opens_at__lt=opens_at)
        .order_by("session__opens_at", "session_id")
        .values_list("item_version_id", "figures", "candidates")
    )
    return {pk: (figures["p"], count) for pk, figures, count in rows}


def stale(session_id: int) -> bool:
    """Return whether a session has results that its figures do not know of."""
    made_at = FormStat.objects.filter(session_id=session_id).values_list("made_at", flat=True).first()
    results = Result.objects.filter(session_id=session_id)
    return results.exists() if made_at is None else results.filter(made_at__gt=made_at).exists()
