"""The rows of the parts of a bundle: what is written, what is checked on arrival, and what the JSON Schemas say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

FORMAT: Final = "enforcement-bundle"
VERSION: Final = "1.0"
KEY: Final = r"^[a-z]+:[0-9]{1,18}$"


class Row(BaseModel):
    """A row: a field that is not known is refused, so that nothing is lost in silence."""

    model_config = ConfigDict(extra="forbid")


class AgencyRow(Row):
    """An agency."""

    credit_code: str = Field(pattern=r"^[0-9A-Z]{18}$")
    name: str
    kind: str
    division: str
    parent: str | None
    is_active: bool

    @property
    def key(self) -> str:
        """What tells one agency from another."""
        return self.credit_code


class PersonRow(Row):
    """Somebody who enforces or takes part in cases. ``id_number`` is empty, or encrypted to the receiver."""

    key: str = Field(pattern=KEY)
    name: str
    agency: str
    post: str
    establishment: str
    has_law_qualification: bool
    id_number: str = Field(pattern=r"^(jwe:[A-Za-z0-9_.-]+)?$")


class StatusRow(Row):
    """An entry in the history of a credential."""

    status: str
    from_on: date
    to_on: date | None
    article: str
    document: str
    decided_by: str


class CredentialRow(Row):
    """A credential with its history."""

    key: str = Field(pattern=KEY)
    number: str
    person: str = Field(pattern=KEY)
    name: str
    agency: str
    kind: str
    category: int
    fields: list[str]
    area: str
    issuer: str
    valid_from: date
    valid_to: date
    statuses: list[StatusRow]


class ClockRow(Row):
    """A clock of the whole case."""

    code: str
    opened_on: date
    due_on: date
    closed_on: date | None


class CaseRow(Row):
    """A case: where its chain stands, its record in the format of outside records, and its clocks."""

    key: str = Field(pattern=KEY)
    seq: int = Field(ge=0)
    hash: str
    record: dict[str, Any]
    clocks: list[ClockRow]


class AlarmRow(Row):
    """An alarm as the sender's rules found it."""

    key: str = Field(pattern=KEY)
    case: str | None
    agency: str
    rule: str
    severity: str
    sentence: str
    article: str
    on: date | None
    step: str
    raised_at: datetime
    state: str
    settled_at: datetime | None


PARTS: Final[dict[str, type[Row]]] = {
    "agencies": AgencyRow, "persons": PersonRow, "credentials": CredentialRow, "cases": CaseRow, "alarms": AlarmRow,
}  # fmt: skip
"""The parts in the order in which they are written and taken in."""
