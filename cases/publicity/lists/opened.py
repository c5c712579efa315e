"""The public lists as open data: one table a kind of list, with the rows in force of all agencies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cases.publicity.columns import AGENCY
from cases.publicity.datasets import Column, enter
from cases.publicity.lists.kinds import KINDS, Field
from cases.publicity.lists.models import PublicList
from cases.publicity.lists.reading import entries_in_force
from enforcement import clock

CHUNK: Final = 1000
KIND_OF: Final = {"date": "date", "days": "integer"}


def rows(kind: str) -> Iterator[dict[str, Any]]:
    """Yield the rows in force of a kind of list, with agency and version."""
    fields = KINDS[kind].fields
    for entry in entries_in_force(clock.today(), kind).order_by("issue__agency__path", "code").iterator(CHUNK):
        issue = entry.issue
        yield {
            "agency": issue.agency.name, "version": issue.number, "in_force_from": issue.from_on,
            **{field.code: _typed(field, entry.facts.get(field.code)) for field in fields},
        }  # fmt: skip


def changed(kind: str) -> datetime | None:
    """Return when a version of a kind of list was last published."""
    found: datetime | None = PublicList.objects.filter(kind=kind).aggregate(last=Max("published_at"))["last"]
    return found


def _typed(field: Field, text: str | None) -> str | int | date | None:
    if not text:
        return None
    return int(text) if field.kind == "days" else date.fromisoformat(text) if field.kind == "date" else text


def enter_all() -> None:
    """Enter a data set for each kind of list."""
    for code, kind in KINDS.items():
        columns = (
            AGENCY,
            Column("version", _("Version"), _("Number of the version"), "integer"),
            Column("in_force_from", _("In force from"), _("First day in force"), "date"),
            *(
                Column(one.code, one.label, one.heading, KIND_OF.get(one.kind, "text"))  # type: ignore[arg-type]
                for one in kind.fields
            ),
        )
        about = {"description": kind.lead, "changed": partial(changed, code)}
        enter(code, kind.title, partial(rows, code), columns, **about)  # type: ignore[arg-type]
