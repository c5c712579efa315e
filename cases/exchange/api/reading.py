"""What each kind of data may be asked, and the rows of a token's agencies."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.utils.translation import gettext_noop
from ninja import Field

from cases.exchange.api.paging import MOST_NUMBER, Day, Paged
from cases.exchange.models import ApiToken
from cases.exchange.position import changed_after
from cases.models import Case
from enforcement.organisation.models import Agency

CreditCode = Annotated[str, Field(pattern=r"^[0-9A-Z]{18}$")]
ChangedAfter = Annotated[int, Field(ge=0, le=MOST_NUMBER)]


class CasesAsked(Paged):
    """What the list of cases may be asked."""

    agency: CreditCode | None = Field(None, description=gettext_noop("credit code: this agency and those below it"))
    state: Literal["open", "closed", "archived"] | None = None
    chart: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,20}$")] | None = None
    filed_since: Day | None = None
    filed_until: Day | None = None
    changed_after: ChangedAfter | None = Field(
        None,
        description=gettext_noop(
            "only cases on whose ledger something was written after this position (see /position)"
        ),
    )


class DecisionsAsked(Paged):
    """What the list of decisions may be asked."""

    agency: CreditCode | None = Field(None, description=gettext_noop("credit code: this agency and those below it"))
    decided_since: Day | None = None
    decided_until: Day | None = None


class CredentialsAsked(Paged):
    """What the list of credentials may be asked."""

    agency: CreditCode | None = Field(None, description=gettext_noop("credit code: this agency and those below it"))
    state: (
        Literal["valid", "not_yet", "expired", "suspended", "revoked", "cancelled", "superseded", "lost", "lapsed"]
        | None
    ) = None


class AlarmsAsked(Paged):
    """What the list of alarms may be asked."""

    agency: CreditCode | None = Field(None, description=gettext_noop("credit code: this agency and those below it"))
    state: Literal["proposed", "open", "settled", "lapsed"] | None = None
    severity: Literal["red", "yellow", "notice"] | None = None


def agencies_of(token: ApiToken, credit_code: str | None = None) -> QuerySet[Agency]:
    """Return the agency of a token with those below; with a credit code only that part of them."""
    rows = Agency.objects.filter(path__startswith=token.agency.path)
    if credit_code is None:
        return rows
    top = rows.filter(credit_code=credit_code).values_list("path", flat=True).first()
    return rows.filter(path__startswith=top) if top else rows.none()


def narrowed(rows: QuerySet[Any], asked: Paged, names: dict[str, str]) -> QuerySet[Any]:
    """Return the rows that fit what was asked; ``names`` gives the lookup of each field."""
    given = {lookup: getattr(asked, name) for name, lookup in names.items()}
    return rows.filter(**{lookup: value for lookup, value in given.items() if value is not None})


def cases_asked(rows: QuerySet[Case], asked: CasesAsked) -> QuerySet[Case]:
    """Return the cases that fit what was asked."""
    names = {"filed_since": "filed_on__gte", "filed_until": "filed_on__lte", "chart": "run__version__flowchart__code"}
    rows = narrowed(rows, asked, names)
    if asked.state == "open":
        rows = rows.filter(closed_on__isnull=True, run__closed_at__isnull=True)
    elif asked.state is not None:
        rows = rows.filter(**{f"{asked.state}_on__isnull": False})
    return changed_after(rows, "case", asked.changed_after) if asked.changed_after is not None else rows
