"""The only door through which a credential leaves in another format: what the rule of publicity opens, nothing else.

No identity number, telephone, date of birth, post or photo path goes through it; a test looks at every format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from certification.fields import titles_zh
from certification.models import Credential
from certification.printing import url_prefix

COUNTY: Final = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card says: public by the rules of publicity (国务院办公厅, 行政执法公示制度)."""

    name: str
    agency: str
    number: str
    fields: str
    area: str
    issuer: str
    valid_from: date
    valid_to: date
    sid: int
    digits: str
    photo: str
    photo_sha256: str

    @property
    def url(self) -> str:
        """The address in the code, which proves all this."""
        return url_prefix() + self.digits

    @property
    def begins_at(self) -> datetime:
        """The first moment of validity."""
        return datetime.combine(self.valid_from, time(), COUNTY).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        """The last second of validity."""
        return datetime.combine(self.valid_to + timedelta(days=1), time(), COUNTY).astimezone(UTC) - timedelta(
            seconds=1
        )

    def claims(self) -> dict[str, str]:
        """Return the words of the card by the names that the formats of others use."""
        return {
            "name": self.name, "agency": self.agency, "number": self.number, "fields": self.fields, "area": self.area,
            "authority": self.issuer, "photo_sha256": self.photo_sha256,
        }  # fmt: skip


def of(row: Credential) -> Facts:
    """Return what may leave of a credential."""
    return Facts(
        name=row.name, agency=row.agency_name, number=row.number, fields=titles_zh(row.fields), area=row.area,
        issuer=row.issuer, valid_from=row.valid_from, valid_to=row.valid_to, sid=row.sid, digits=row.digits,
        photo=row.photo, photo_sha256=row.photo_sha256,
    )  # fmt: skip
