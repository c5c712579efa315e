"""What somebody means who types into the search box: a number, an identity number, or words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from enforcement.organisation.secrecy import fingerprint

_YEAR_AND_NUMBER: Final = re.compile(r"(?P<year>(?:19|20)\d\d)\D{1,4}(?P<serial>\d{1,9})\D{0,2}")
_NUMBER: Final = re.compile(r"第?(?P<serial>\d{1,9})号?")
_CODE: Final = re.compile(r"[0-9]{17}[0-9Xx]|[0-9]{15}|[0-9A-HJ-NP-RTUWXYa-hj-np-rtuwxy]{18}")
LONGEST: Final = 60


@dataclass(frozen=True)
class Asked:
    """What is looked for: at most one of a number, an identity number (as its HMAC alone) and words."""

    words: str = ""
    sign: str = ""
    year: int | None = None
    serial: int | None = None
    code: str = ""

    @property
    def is_number(self) -> bool:
        """Whether a number was typed."""
        return self.serial is not None


def asked(text: str) -> Asked:
    """Return what a text looks for. Loosely typed numbers count: 12号, 2026 12, 乐市监罚[2026]第12号, 〔2026〕12."""
    said = unicodedata.normalize("NFKC", text).replace("\x00", "").strip()[:LONGEST]
    bare = re.sub(r"\s", "", said)
    if _CODE.fullmatch(bare):
        return Asked(code=fingerprint(bare.upper()))
    number = _YEAR_AND_NUMBER.search(said)
    if number and number.end() == len(said):
        sign = re.sub(r"\W", "", said[: number.start()])
        return Asked(sign=sign, year=int(number["year"]), serial=int(number["serial"]))
    alone = _NUMBER.fullmatch(bare)
    if alone:
        return Asked(serial=int(alone["serial"]))
    return Asked(words=" ".join(text.replace("\x00", "").split())[:LONGEST])
