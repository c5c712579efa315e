"""Forms that were begun, and saved filters."""

from __future__ import annotations

from cases.models import Case, SavedFilter, TypedForm
from enforcement import clock
from enforcement.organisation.models import Person
from enforcement.organisation.secrecy import seal


def a_typed_form(person: Person, case: Case, act: str = "record_inquiry", said: str = "{}") -> TypedForm:
    """Keep what somebody typed."""
    row: TypedForm = TypedForm.objects.create(
        person=person, case=case, act=act, sealed=seal(said), saved_at=clock.now()
    )
    return row


def a_saved_filter(person: Person, name: str = "在办", query: str = "state=open") -> SavedFilter:
    """Save a filter of the list of cases."""
    row: SavedFilter = SavedFilter.objects.create(
        person=person, listing="case_list", name=name, query=query, saved_at=clock.now()
    )
    return row
