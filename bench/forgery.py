"""Forgeries accepted: every single digit changed in three codes, random bits flipped, wrong scope, key, suite and date.

The bar is 0 accepted, and no example on which the verifiers in Python and JavaScript differ (at least 300 examples).
The floor is what a check of the genuine codes costs in the same run, so that refusing is known to be no slower.
"""

# ruff: noqa: PLC0415 (the archive of the JavaScript needs Django, the rest does not)

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from certification.verifier import EPOCH, KeyRecord, KeyUse, Unverifiable, decode, to_digits, verify
from dev.vectors.__main__ import PATH
from dev.vectors.signing import KEYS
from dev.vectors.tokens import CLAIMS, NOW, shown, token

FLIPS, LEAST = int(os.environ.get("SCALE", "10000")), 300
Keys = dict[int, KeyRecord]


def main() -> int:
    keys = {
        kid: KeyRecord(kid, KEYS[kid].suite, KEYS[kid].public, ("1514",), EPOCH, EPOCH + timedelta(36_500))
        for kid in (1, 2)
    }
    genuine = [token(1), token(2), shown(1, NOW)]
    assert all(accepted(code, keys) for code in genuine)
    floor = rate(genuine * 200, keys)
    digits = [bent for code in genuine for bent in changed(to_digits(code))]
    start = time.perf_counter()
    wrong = sum(verify(text, keys=keys, now=NOW).state != "unknown" for text in digits)
    speed = len(digits) / (time.perf_counter() - start)
    flips = sum(accepted(code, keys) for code in flipped(genuine, FLIPS))
    others = [name for name, code, known in elsewhere(genuine[0], keys) if accepted(code, known)]
    examples, differing = in_javascript()
    print(f"one digit changed: {wrong} accepted of {len(digits):,} ({speed:,.0f}/s; genuine {floor:,.0f}/s)")
    print(f"one to eight bits flipped: {flips} accepted of {FLIPS:,}")
    print(f"wrong scope, key, suite or date: {len(others)} accepted {others or ''}")
    print(f"examples on which Python and JavaScript differ: {len(differing)} of {examples} {differing[:3] or ''}")
    good = not (wrong or flips or others or differing) and examples >= LEAST
    said = f"{wrong + flips + len(others)} accepted, {len(differing)} of {examples} differ"
    print(f"forgery: {said} (bar 0, of {LEAST} or more): {'holds' if good else 'MISSED'}")
    return 0 if good else 1


def accepted(code: bytes, keys: Keys) -> bool:
    try:
        decode(code, keys)
    except Unverifiable:
        return False
    return True


def rate(codes: list[bytes], keys: Keys) -> float:
    start = time.perf_counter()
    assert all(accepted(code, keys) for code in codes)
    return len(codes) / (time.perf_counter() - start)


def changed(digits: str) -> list[str]:
    """Every code that differs from this one in one digit."""
    return [digits[:at] + new + digits[at + 1 :] for at, old in enumerate(digits) for new in "0123456789" if new != old]


def flipped(codes: list[bytes], times: int) -> list[bytes]:
    chance, out = random.Random(1514), []
    for turn in range(times):
        code = bytearray(codes[turn % len(codes)])
        for _ in range(chance.randint(1, 8)):
            code[chance.randrange(len(code))] ^= 1 << chance.randrange(8)
        out.append(bytes(code))
    return [code for code in out if code not in codes]  # two flips of the same bit leave the genuine one


def elsewhere(code: bytes, keys: Keys) -> list[tuple[str, bytes, Keys]]:
    """Genuine signatures where they may not count."""
    key, far = keys[1], timedelta(36_000)
    suites = [(f"suite {suite}", bytes([suite]) + code[1:], keys) for suite in range(256) if suite != 1]
    return [
        *suites,
        ("no number", code, {1: replace(key, numbers=())}),
        ("another number", code, {1: replace(key, numbers=("1515", "37"))}),
        ("another agency", code, {1: replace(key, agencies=(CLAIMS.agency + "分局",))}),
        ("before its days", code, {1: replace(key, not_before=EPOCH + far)}),
        ("after its days", code, {1: replace(key, not_after=EPOCH)}),
        ("a status key", code, {1: replace(key, use=KeyUse.STATUS)}),
        ("another key", code, {1: replace(key, public=KEYS[3].public)}),
        ("no such key", code, {2: keys[2]}),
        ("numbers of another county", token(1, number="37148100001"), keys),
    ]


def in_javascript() -> tuple[int, list[str]]:
    """Return how many examples there are, and those whose verdict in JavaScript is another."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    django.setup()
    from tests.certification.scan_world import run, unpacked

    vectors: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    script = """
import { differences } from './certification/verifier/vectors.js';
console.log(JSON.stringify((await differences(given)).map((each) => each.name)));
"""
    with tempfile.TemporaryDirectory() as folder:
        return len(vectors["cases"]), run(unpacked(Path(folder)), script, vectors)


if __name__ == "__main__":
    sys.exit(main())
