"""The rows of banks that a person may see or write."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from enforcement.errors import NotAllowed
from enforcement.organisation.access import person_of
from exams.bank.sharing import banks_editable, banks_readable, items_readable
from exams.models import Bank, Item, ItemVersion


def editable_ids(request: HttpRequest) -> frozenset[int]:
    """Return the banks that the person may write into, read once a request."""
    found: frozenset[int] | None = getattr(request, "banks_editable", None)
    if found is None:
        found = frozenset(banks_editable(person_of(request).pk).values_list("pk", flat=True))
        request.banks_editable = found  # type: ignore[attr-defined]
    return found


def bank_or_404(request: HttpRequest, bank_id: int, *, to_write: bool = False) -> Bank:
    """Return a bank that the person may read.

    Raises:
        Http404: for any other.
        NotAllowed: where it is to be written and is not theirs.
    """
    found = banks_readable(person_of(request).pk).filter(pk=bank_id).first()
    if found is None:
        raise Http404
    if to_write and found.pk not in editable_ids(request):
        raise NotAllowed
    return found


def item_or_404(request: HttpRequest, item_id: int, *, to_write: bool = False) -> Item:
    """Return an item of a bank that the person may read, with its current version.

    Raises:
        Http404: for any other.
        NotAllowed: where it is to be written and its bank is not theirs.
    """
    rows = items_readable(person_of(request).pk).select_related("bank__agency", "group__current", "current__law_ref")
    found = rows.filter(pk=item_id).first()
    if found is None:
        raise Http404
    if to_write and found.bank_id not in editable_ids(request):
        raise NotAllowed
    return found


def version_or_404(request: HttpRequest, version_id: int) -> ItemVersion:
    """Return a version of an item whose bank the person may write into.

    Raises:
        Http404, NotAllowed
    """
    found = ItemVersion.objects.select_related("item__bank__agency", "law_ref").filter(pk=version_id).first()
    if found is None:
        raise Http404
    item_or_404(request, found.item_id, to_write=True)
    return found
