"""Examples about codes that are not genuine: digits, shapes, suites, keys, signatures, and what is signed but odd."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import cbor2

from certification.verifier.wire import MAX_AGENCY, MAX_NAME, MAX_NUMBER
from dev.vectors.case import Case, Cases
from dev.vectors.tokens import CLAIMS, digits, signed, token

PARTS: Final = ("kid", "sid", "name", "agency", "category", "number", "day", "days", "photo8")
ODD: Final[dict[str, dict[str, Any]]] = {
    "kid is text": {"kid": "1"},
    "sid too large": {"sid": 2**32},
    "sid negative": {"sid": -1},
    "name is text": {"name": "王五"},
    "name empty": {"name": b""},
    "name no GB 18030": {"name": b"\xff\xff"},
    "name breaks off": {"name": b"\x81"},
    "name four bytes break off": {"name": b"\x81\x30\x81"},
    "name byte 80": {"name": b"\x80"},
    "name too long": {"name": b"a" * (MAX_NAME + 1)},
    "name begins with a space": {"name": b" a"},
    "name ends with a space": {"name": b"a "},
    "name zero width": {"name": "王\u200b五".encode("gb18030")},
    "name turned": {"name": "王\u202e五".encode("gb18030")},
    "name for private use": {"name": "\ue000".encode("gb18030")},
    "name with a line": {"name": b"a\nb"},
    "name with a null": {"name": b"a\x00b"},
    "name ends with an ideographic space": {"name": "王\u3000".encode("gb18030")},
    "name line separator": {"name": "王\u2028五".encode("gb18030")},
    "agency too long": {"agency": b"a" * (MAX_AGENCY + 1)},
    "agency empty": {"agency": b""},
    "agency breaks off": {"agency": "乐陵".encode("gb18030")[:-1]},
    "category too large": {"category": 256},
    "category nothing": {"category": None},
    "number negative": {"number": -5},
    "number bytes": {"number": b"151481"},
    "number plain but text": {"number": "15148100217"},
    "number too long": {"number": "1514" + "x" * MAX_NUMBER},
    "number too large": {"number": 2**64},
    "number with a fraction": {"number": 1514.5},
    "number empty": {"number": ""},
    "number with a space": {"number": "1514 "},
    "day too large": {"day": 65_536},
    "no days": {"days": 0},
    "days too large": {"days": 65_536},
    "photo too short": {"photo8": b"1234567"},
    "photo a list": {"photo8": [1]},
    "one item more": {"extra": 1},
}


def cases() -> Cases:
    """Yield the examples."""
    yield from _digits()
    yield from _keys()
    for kid in (1, 2):
        yield from _bent(kid)
        yield from _shapes(kid)


def _digits() -> Cases:
    good = digits(token())
    texts = {
        "nothing": "",
        "one digit": "1",
        "a group too large": "9" * 17 * 7,
        "a letter": good[:50] + "a" + good[51:],
        "full width": good.replace("1", "\uff11", 1),
        "a line after": good + "\n",
        "a space before": " " + good,
        "one digit fewer": good[:-1],
        "one digit more": good + "0",
        "a group fewer": good[:34] + good[51:],
        "too many": "0" * 901,
        "too few": "0" * 17 * 4,
        "half a tail": good[:-7],
        "a minus": "-" + good[1:],
        "another path": f"https://zf.example.cn/w/{good}",
        "a query": f"https://zf.example.cn/v/{good}?a=1",
        "another scheme": f"ftp://zf.example.cn/v/{good}",
        "no host": f"https:///v/{good}",
        "a bare path": f"/v/{good}",
    }
    for name, text in texts.items():
        yield Case(f"digits: {name}", text, "unknown", "malformed")


def _bent(kid: int) -> Cases:
    code = token(kid)
    body, signature = code[:-64], code[-64:]
    for at in range(0, 64, 4):
        wrong = bytearray(signature)
        wrong[at] ^= 1
        yield Case(f"key {kid}, signature bent at {at}", body + bytes(wrong), "unknown", "bad_signature")
    for name, other in {
        "zeros": bytes(64),
        "ones": b"\xff" * 64,
        "halves swapped": signature[32:] + signature[:32],
    }.items():
        yield Case(f"key {kid}, signature {name}", body + other, "unknown", "bad_signature")
    array = body[1:]
    yield Case(f"key {kid}, another domain", signed(kid, array, domain=b"XZZFS1"), "unknown", "bad_signature")
    yield Case(f"key {kid}, no domain", signed(kid, array, domain=b""), "unknown", "bad_signature")
    for suite in (0x00, 0x03, 0x10, 0x13, 0x21, 0x81, 0xFF):
        yield Case(f"key {kid}, suite {suite:#04x}", signed(kid, array, suite=suite), "unknown", "unknown_suite")
    yield Case(f"key {kid}, the other suite", signed(kid, array, suite=3 - kid), "unknown", "unknown_key")
    yield Case(f"key {kid}, suite of telephones", signed(kid, array, suite=0x10 | kid), "unknown", "malformed")
    changes: dict[str, dict[str, Any]] = {
        "name": {"name": "王小朋"},
        "sid": {"sid": CLAIMS.sid + 1},
        "number": {"number": "15148100218"},
        "last day": {"ends_on": date(2032, 2, 28)},
        "photo": {"photo8": bytes(8)},
    }
    for what, changed in changes.items():
        yield Case(f"key {kid}, {what} altered", token(kid, **changed)[:-64] + signature, "unknown", "bad_signature")


def _shapes(kid: int) -> Cases:
    items = dict(zip(PARTS, cbor2.loads(CLAIMS.to_array(kid)), strict=True))
    for name, change in ODD.items():
        array = cbor2.dumps(list((items | change).values()), canonical=True)
        yield Case(f"key {kid}, {name}", signed(kid, array), "unknown", "malformed")
    array, rest = CLAIMS.to_array(kid), CLAIMS.to_array(kid)[2:]
    number = bytes([kid])
    spellings = {
        "a longer integer": b"\x89\x18" + number + rest,
        "a much longer integer": b"\x89\x1b" + bytes(7) + number + rest,
        "a kept length": b"\x89\x1c" + rest,
        "a longer head": b"\x98\x09" + array[1:],
        "no end": b"\x9f" + array[1:] + b"\xff",
        "a tag": b"\xc1" + array,
        "a byte after": array + b"\x00",
        "a map": b"\xa9" + array[1:],
        "ten said": b"\x8a" + array[1:],
    }
    for name, other in spellings.items():
        yield Case(f"key {kid}, spelt with {name}", signed(kid, other), "unknown", "malformed")


def _keys() -> Cases:
    yield Case("a key nobody names", token(14), "unknown", "unknown_key")
    for kid, what in ((7, "a status key"), (8, "a status key of SM2"), (9, "a log key"), (11, "a key for no number")):
        yield Case(f"signed by {what}", token(kid), "unknown", "key_out_of_scope")
    for kid in (1, 2, 3):
        for number in ("15140300217"[:3], "1513", "1515", "37148100001", "鲁M-1"):
            yield Case(f"key {kid} for {number}", token(kid, number=number), "unknown", "key_out_of_scope")
        for day, state in (
            (date(2024, 12, 31), "key_out_of_scope"),
            (date(2025, 1, 1), ""),
            (date(2026, 12, 31), ""),
            (date(2027, 1, 1), "key_out_of_scope"),
        ):
            found = ("unknown", state) if state else ("valid" if day.year == 2025 else "not_yet", "")  # noqa: PLR2004
            yield Case(f"key {kid}, first day {day}", token(kid, starts_on=day), *found)
