"""Pages of cases.disputes: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.disputes.demo import lay
from cases.disputes.models import Dispute


def laid(town, **facts) -> list[int]:
    """Return disputes of the town, laid at the first look."""
    if not Dispute.objects.exists():
        lay(town.staff)
    return [row.pk for row in Dispute.objects.filter(**facts)]


PAGES_OF: dict = {
    "disputes": ("justice.supervisor", None),
    "dispute_new": ("urban.head", None),
    "dispute": ("justice.supervisor", laid),
    "dispute_opinion": ("urban.head", lambda t: laid(t, ended_on=None)[:1]),
}
NO_PAGES: list[str] = ["dispute_paper"]  # a file
