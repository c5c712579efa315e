"""Examples about genuine codes: names, numbers, states by age of the list, days, codes on telephones, logs."""

from __future__ import annotations

from datetime import date
from typing import Final

from dev.vectors.case import Case, Cases
from dev.vectors.files import AGENCIES, DAY, LOGGED
from dev.vectors.signing import OTHER_PHONE
from dev.vectors.tokens import NOW, digits, shown, token

SHARD: Final = 1 << 17
NAMES: Final = (
    "李𬭚", "𫖮", "㛃", "䶮", "龘", "𬀩", "王", "A", "阿卜杜热西提·阿卜杜拉", "欧阳 娜娜", "堃喆", "𠀀𪚥", "鿿", "鿬",
    "𰻝", "ā", "€", "①", "O'Neil", "𬭚" * 25,
)  # fmt: skip
NUMBERS: Final = ("15140", "1514" + "0" * 16, "18446744073709551615", "鲁N-0017", "鲁N" + "Z" * 27, "01514", "1514A")
LISTED: Final = {
    4096: ("valid", ""),
    4097: ("ended", ""),
    4098: ("suspended", ""),
    4099: ("unknown", "status_reserved"),
}
AGES: Final = ("fresh", "day", "over_a_day", "three_days", "seven_days", "over_seven_days")
MIDNIGHT: Final = NOW - 12 * 3600


def cases() -> Cases:
    """Yield the examples."""
    for kid in (1, 2, 3):
        for name in NAMES:
            yield Case(f"key {kid}, name {name[:12]}", token(kid, name=name), "valid")
    for kid in (1, 2):
        yield from _numbers(kid)
        yield from _listed(kid)
        yield from _days(kid)
        yield from _on_telephones(kid)
    yield from _keys()
    yield Case("an address", f"https://zf.example.cn/v/{digits(token())}", "valid")
    yield Case("an address in the county's net", f"http://10.0.0.8:8000/v/{digits(token(2))}", "valid")


def _numbers(kid: int) -> Cases:
    for number in NUMBERS:
        ours = number.startswith(("1514", "鲁N"))
        state = ("valid", "") if ours else ("unknown", "key_out_of_scope")
        yield Case(f"key {kid}, number {number[:12]}", token(kid, number=number), *state)
    for at, state_at in {0: "ended", 1: "suspended", 131_071: "ended", 131_070: "suspended", 2: "valid"}.items():
        yield Case(f"key {kid}, place {at}", token(kid, sid=SHARD + at), state_at)
    for category in (0, 23, 24, 255):
        yield Case(f"key {kid}, category {category}", token(kid, category=category), "valid")


def _listed(kid: int) -> Cases:
    for at, (state, reason) in LISTED.items():
        code = token(kid, sid=SHARD + at)
        for age in AGES:
            found = ("unchecked", "status_too_old") if age == "over_seven_days" else (state, reason)
            yield Case(f"key {kid}, listed {at - 4096}, list {age}", code, *found, status=age)


def _days(kid: int) -> Cases:
    code = token(kid, starts_on=date(2026, 6, 15), ends_on=date(2026, 6, 15))
    for now, state in ((MIDNIGHT - 1, "not_yet"), (MIDNIGHT, "valid"), (MIDNIGHT + DAY - 1, "valid"),
                       (MIDNIGHT + DAY, "expired")):  # fmt: skip
        yield Case(f"key {kid}, one day, at {now}", code, state, now=now)
    for at, early, late in ((4097, "not_yet", "ended"), (4098, "not_yet", "expired")):
        code = token(kid, sid=SHARD + at, starts_on=date(2026, 6, 15), ends_on=date(2026, 6, 15))
        yield Case(f"key {kid}, listed {at - 4096}, not yet", code, early, now=MIDNIGHT - 1)
        yield Case(f"key {kid}, listed {at - 4096}, expired", code, late, now=MIDNIGHT + DAY)
    yield Case(f"key {kid}, expired, no list", code, "expired", now=MIDNIGHT + DAY, status=None)


def _on_telephones(kid: int) -> Cases:
    for off in (0, 59, 60, -60, 61, -61, 86_400):
        state = "valid" if abs(off) <= 60 else "screenshot"  # noqa: PLR2004 (the minute of the rule)
        yield Case(f"key {kid}, shown {off} seconds ago", shown(kid, NOW - off), state)
    yield Case(f"key {kid}, shown now, no list", shown(kid, NOW), "unchecked", "status_missing", status=None)
    yield Case(f"key {kid}, screenshot, no list", shown(kid, NOW - 61), "screenshot", status=None)
    for at, state in ((4097, "ended"), (4098, "suspended")):
        yield Case(f"key {kid}, shown, listed {at - 4096}", shown(kid, NOW - 61, sid=SHARD + at), state)
    over = shown(kid, NOW, starts_on=date(2026, 6, 8), ends_on=date(2026, 6, 14))
    yield Case(f"key {kid}, shown after its days", over, "expired", "device_code")
    early = shown(kid, NOW, starts_on=date(2026, 6, 16), ends_on=date(2026, 6, 20))
    yield Case(f"key {kid}, shown before its days", early, "not_yet", "device_code")
    code = shown(kid, NOW)
    thief = shown(kid, NOW, shower=OTHER_PHONE)
    for what, bent in {"another telephone": thief, "another time": code[:-65] + bytes([code[-65] ^ 1]) + code[-64:],
                       "no device signature": code[:-64] + bytes(64)}.items():  # fmt: skip
        yield Case(f"key {kid}, {what}", bent, "unknown", "bad_device_signature")
    yield Case(f"key {kid}, device token alone", code[:-68], "unknown", "malformed")


def _keys() -> Cases:
    for agency in (*AGENCIES, AGENCIES[0] + "分局", AGENCIES[0][:-1]):
        state = ("valid", "") if agency in AGENCIES else ("unknown", "key_out_of_scope")
        yield Case(f"key 6 of two agencies, {agency}", token(6, agency=agency, number="999"), *state)
        yield Case(f"key 13 of two agencies, {agency}", token(13, agency=agency), *state)
    for at, code in enumerate(LOGGED):
        for name in ("whole", "trusted"):
            found = ("valid", "")
            if at >= 5 or at in (1, 2, 3):  # noqa: PLR2004 (five are trusted; three are listed)
                found = {1: ("ended", ""), 2: ("suspended", ""), 3: ("unknown", "status_reserved")}.get(
                    at, ("unknown", "key_compromised")
                )
            yield Case(f"compromised, leaf {at}, log {name}", code, *found, logs={"4": name})
    for name in ("short", "other_order"):
        yield Case(f"compromised, log {name}", LOGGED[0], "unknown", "key_compromised", logs={"4": name})
    yield Case("compromised, no log at hand", LOGGED[0], "unknown", "key_compromised")
    yield Case("compromised, never logged", token(4, sid=7), "unknown", "key_compromised", logs={"4": "whole"})
    yield Case("compromised, shown", shown(4, NOW), "unknown", "key_compromised", logs={"4": "whole"})
    yield Case("compromised, no root trusted", token(5), "unknown", "key_compromised", logs={"5": "whole"})
