"""What the reading interface answers. Within version 1 a field is added, never renamed or taken away."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

Amount = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", description=gettext_noop("yuan"), examples=["5000.00"])]


class AgencyOut(Schema):
    """An agency."""

    id: int
    credit_code: str = Field(description=gettext_noop("unified social credit code (统一社会信用代码, GB 32100)"))
    name: str
    name_en: str
    kind: str = Field(description=gettext_noop("government, department, justice or township"))
    division: str = Field(description=gettext_noop("GB/T 2260"))
    parent: str | None = Field(description=gettext_noop("credit code of the agency above"))
    is_active: bool


class PartyOut(Schema):
    """The party. The name of a natural person is not given."""

    kind: str = Field(description=gettext_noop("person, business or organisation"))
    name: str | None


class CaseOut(Schema):
    """A case in a list."""

    id: int
    agency: str = Field(description=gettext_noop("credit code"))
    number: str = Field(description=gettext_noop("empty before filing"))
    clue_number: str
    chart: str = Field(description=gettext_noop("code of the flowchart it runs on"))
    chart_version: int
    outside: bool = Field(description=gettext_noop("whether it is the record of another system"))
    title: str
    field: str
    source: str
    cause: str
    legal_basis: str
    clue_on: date
    filed_on: date | None
    closed_on: date | None
    archived_on: date | None
    party: PartyOut | None


class PersonOut(Schema):
    """Who took part in a step, with the credential shown that day."""

    name: str
    role: str
    credential: str


class StepOut(Schema):
    """One visit to a step."""

    code: str
    name: str
    visit: int
    entered_at: datetime
    left_at: datetime | None
    due_on: date | None
    outcome: str
    people: list[PersonOut]


class ClockOut(Schema):
    """A clock of the whole case."""

    code: str
    opened_at: datetime
    due_on: date
    closed_at: datetime | None


class DecisionOut(Schema):
    """A decision."""

    case_id: int
    agency: str = Field(description=gettext_noop("credit code"))
    number: str
    kind: str = Field(description=gettext_noop("penalise, no_penalty, transfer or crime"))
    decided_on: date
    dated_on: date | None
    fine: Amount
    confiscation: Amount
    kinds: list[str] = Field(description=gettext_noop("kinds of penalty by code (行政处罚法第九条)"))
    legal_basis: str
    published_on: date | None


class LedgerOut(Schema):
    """Where the chain of the case stands."""

    seq: int
    hash: str


class WholeCaseOut(CaseOut):
    """A case with its steps, clocks and decision."""

    steps: list[StepOut]
    clocks: list[ClockOut]
    decision: DecisionOut | None
    ledger: LedgerOut


class CredentialOut(Schema):
    """A credential as it stands today."""

    id: int
    number: str
    name: str
    agency: str = Field(description=gettext_noop("credit code"))
    kind: str
    category: int
    fields: list[str]
    area: str
    valid_from: date
    valid_to: date
    state: str = Field(
        description=gettext_noop("valid, not_yet, expired, suspended, revoked, cancelled, superseded, lost or lapsed")
    )


class AlarmOut(Schema):
    """An alarm: what a rule of law found."""

    id: int
    case_id: int | None
    agency: str = Field(description=gettext_noop("credit code"))
    rule: str
    severity: str = Field(description=gettext_noop("red, yellow or notice"))
    sentence: str
    article: str
    on: date | None
    step: str
    raised_at: datetime
    state: str = Field(description=gettext_noop("open, proposed, settled or lapsed"))
    settled_at: datetime | None
    reason: str


class ChartOut(Schema):
    """A published version of a flowchart."""

    id: int
    agency: str = Field(description=gettext_noop("credit code"))
    code: str
    title: str
    title_en: str
    number: int
    effective_on: date
    superseded_on: date | None
    sha256: str = Field(description=gettext_noop("of its BPMN 2.0 file"))
