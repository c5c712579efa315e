"""What the acts of a collective discussion share."""

from __future__ import annotations

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
