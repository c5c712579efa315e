"""Who may use a bank: its owner's people change it; where it is shared, all below its owner take items from it."""

from __future__ import annotations

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from enforcement.actor import Actor
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from exams.models import Bank, Item
from exams.queries import agencies_managed, banks_for, realm_of


def banks_editable(person_id: int) -> QuerySet[Bank]:
    """Return the banks whose items a person may write: those of the agencies whose exams they administer."""
    return banks_for(person_id)


def banks_readable(person_id: int) -> QuerySet[Bank]:
    """Return the banks a person may read and take items from: theirs, and those shared with their agencies."""
    mine = agencies_managed(person_id)
    reach = Case(
        When(agency__kind=Agency.Kind.JUSTICE, agency__parent__isnull=False, then=F("agency__parent__path")),
        default=F("agency__path"),
    )
    return (
        Bank.objects.annotate(reach=reach)
        .filter(
            Q(agency__in=mine) | Q(share=Bank.Share.BELOW) & Exists(mine.filter(path__startswith=OuterRef("reach")))
        )
        .select_related("agency")
    )


def items_readable(person_id: int) -> QuerySet[Item]:
    """Return the items of the banks a person may read."""
    return Item.objects.filter(bank__in=banks_readable(person_id))


def shared_with(*, bank: Bank, agency: Agency) -> bool:
    """Return whether a bank is shared with an agency.

    "Below" a justice department is all of its government, as with the people it examines (行政执法监督条例第六条).
    """
    return bank.share == Bank.Share.BELOW and agency.path.startswith(realm_of(bank.agency).path)


def require_taking(*, by: Actor, bank: Bank, agency: Agency) -> None:
    """Refuse an actor who would take items for an agency from a bank that is neither theirs nor shared with it.

    Raises:
        NotAllowed: naming the duty.
    """
    if not shared_with(bank=bank, agency=agency):
        require(by=by, duty="exam", agency=bank.agency)
