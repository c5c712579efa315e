"""The rows of the parts of a bundle: what is written, what is checked on arrival, and what the JSON Schemas say."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

FORMAT: Final = "enforcement-bundle"
VERSION: Final = "1.0"
KEY: Final = r"^[a-z]+:[0-9]{1,18}$"


class PartTold(BaseModel):
    """A part as the manifest names it."""

    name: str
    rows: int
    sha256: str


class Receiver(BaseModel):
    """To whom a bundle is addressed."""

    credit_code: str


class Manifest(BaseModel):
    """What the receiver relies on in a manifest; a later minor version may say more."""

    receiver: Receiver
    agency: str
    made_at: AwareDatetime
    cursor: int = Field(ge=0)
    parts: list[PartTold]


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
    case: str | None = Field(pattern=KEY)
    agency: str = Field(pattern=r"^[0-9A-Z]{18}$")
    rule: str = Field(max_length=20)
    severity: Literal["red", "yellow", "notice"]
    sentence: str = Field(max_length=4000)
    article: str = Field(max_length=400)
    on: date | None
    step: str = Field(max_length=40)
    raised_at: AwareDatetime
    state: Literal["open", "proposed", "settled", "lapsed"]
    settled_at: AwareDatetime | None


PARTS: Final[dict[str, type[Row]]] = {
    "agencies": AgencyRow, "persons": PersonRow, "credentials": CredentialRow, "cases": CaseRow, "alarms": AlarmRow,
}  # fmt: skip
"""The parts in the order in which they are written and taken in."""
