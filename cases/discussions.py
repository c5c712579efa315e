"""What the acts of a collective discussion share, and how votes are counted: the count is pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from cases.models import Case, Discussion
from enforcement.errors import OutOfOrder, Refusal

OUTCOME_OF_VOTE = {"penalise": "penalise", "change": "penalise", "no_penalty": "no_penalty", "more_facts": "more_facts"}


class NoDiscussion(OutOfOrder):
    """Refuse an act on a discussion that nobody opened."""

    sentence = _("No collective discussion is under way in this case.")


class Tied(Refusal):
    """Refuse to conclude without a majority: the members discuss again."""

    sentence = _("No opinion has the majority of the members present.")
    remedy = _("Discuss again and record the members' opinions anew.")


def discussion_of(case: Case) -> Discussion:
    """Return the discussion under way.

    Raises:
        NoDiscussion: if there is none.
    """
    found = Discussion.objects.filter(case=case, concluded_on__isnull=True).order_by("pk").last()
    if found is None:
        raise NoDiscussion
    return found


def majority(votes: Iterable[str]) -> str:
    """Return the vote that more than half of the given ones share, or "" where none does."""
    cast = [v for v in votes if v]
    if not cast:
        return ""
    vote, count = Counter(cast).most_common(1)[0]
    return vote if count * 2 > len(cast) else ""


def is_quorate(present: int, roster: int, share: tuple[int, int], least: int) -> bool:
    """Return whether enough members are present: the share of the roster and the least number (local settings)."""
    return present >= least and present * share[1] >= roster * share[0]
