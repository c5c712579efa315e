"""What a credential's code says about its holder."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Self

from .cbor import Item, write_array
from .wire import MAX_AGENCY, MAX_NAME, MAX_NUMBER, PHOTO_BYTES, Wire

EPOCH: Final = date(2020, 1, 1)
"""Day 0 of the code. Dates are those of Asia/Shanghai."""
SHANGHAI: Final = timezone(timedelta(hours=8))

_U8, _U16, _U32, _U64 = (2**bits - 1 for bits in (8, 16, 32, 64))
_UNSEEN: Final = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Characters that a reader cannot see or that fonts fill in as they like: none may stand in a credential."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Hold the public facts of one credential; no identity number, telephone or date of birth.

    ``sid`` is the serial number and the position in the status list. ``category`` is the code of the enforcement
    category. ``number`` is the card number as printed. ``starts_on`` and ``ends_on`` are the first and the last day of
    validity. ``photo8`` is the first 8 bytes of the SHA-256 of the issued photo. Raises ValueError for anything the
    code cannot carry.
    """

    sid: int
    name: str
    agency: str
    category: int
    number: str
    starts_on: date
    ends_on: date
    photo8: bytes

    def __post_init__(self) -> None:
        """Refuse what the code cannot carry."""
        _bounded("sid", self.sid, 0, _U32)
        _bounded("category", self.category, 0, _U8)
        _bounded("first day", self._day, 0, _U16)
        _bounded("days", self._days, 1, _U16)
        _bounded("photo8 bytes", len(self.photo8), PHOTO_BYTES, PHOTO_BYTES)
        _legible("name", self.name, self.name.encode("gb18030"), MAX_NAME)
        _legible("agency", self.agency, self.agency.encode("gb18030"), MAX_AGENCY)
        _legible("number", self.number, self.number.encode(), MAX_NUMBER)

    @classmethod
    def from_wire(cls, wire: Wire) -> Self:
        """Return the claims of items whose signature is good. Raises ValueError."""
        starts_on = EPOCH + timedelta(days=wire.day)
        return cls(
            sid=wire.sid,
            name=wire.name.decode("gb18030"),
            agency=wire.agency.decode("gb18030"),
            category=wire.category,
            number=str(wire.number),
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=wire.days - 1),
            photo8=wire.photo8,
        )

    def to_array(self, kid: int, *, device: bytes = b"") -> bytes:
        """Return the deterministic CBOR array (RFC 8949, 4.2.1) signed with the key ``kid``.

        ``device`` is the public key (33 bytes, a compressed point of P-256) of the telephone that shows the code.
        """
        number = int(self.number) if _is_plain(self.number) else self.number
        name, agency = self.name.encode("gb18030"), self.agency.encode("gb18030")
        items: list[Item] = [kid, self.sid, name, agency, self.category, number, self._day, self._days, self.photo8]
        return write_array([*items, device] if device else items)

    def covers(self, day: date) -> bool:
        """Say whether the credential runs on a day; its status is another question."""
        return self.starts_on <= day <= self.ends_on

    @property
    def _day(self) -> int:
        return (self.starts_on - EPOCH).days

    @property
    def _days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


def day_of(moment: int) -> date:
    """Return the day in China of unix seconds."""
    return datetime.fromtimestamp(moment, UTC).astimezone(SHANGHAI).date()


def _is_plain(number: str) -> bool:
    """Say whether a number survives being sent as an integer."""
    return number.isascii() and number.isdigit() and int(number) <= _U64 and str(int(number)) == number


def _bounded(what: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        message = f"{what} must be from {least} to {most}, not {value}"
        raise ValueError(message)


def _legible(what: str, text: str, encoded: bytes, most: int) -> None:
    _bounded(f"bytes of {what}", len(encoded), 1, most)
    if text != text.strip() or any(unicodedata.category(char) in _UNSEEN for char in text):
        message = f"{what} has characters that cannot be seen"
        raise ValueError(message)
