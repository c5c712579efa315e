"""Cards that a rotation of every key invalidates, of 1,000 live ones; and what a stolen key may still be believed for.

Every key is retired with a next one made (two persons each time) and the root hands over; each card is asked on the
public page's path and by the verifier offline, from the files as they are served. Then a key is stolen: the cards in
the log before that day must stay, all others and all out of scope must be refused. The floor is the time that the same
cards take before the rotation.
"""

# ruff: noqa: PLC0415 (Django is set up only after the database is there)

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bench import _embedded

LIVE, LATE = int(os.environ.get("SCALE", "1000")), 50
DAYS = {"not_before": date(2020, 1, 1), "not_after": date(2035, 12, 31)}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"MEDIA_ROOT": folder, "SIGNING_KEYS_FOLDER": folder, "SIGNING_KEY_PASSPHRASE": "of the bench"}
        os.environ["ALLOWED_HOSTS"] = "testserver"
        with _embedded.database("bench_rotation"):
            return report()


def report() -> int:
    from certification import signing
    from certification.keys.log import publish_logs
    from enforcement import clock
    from enforcement.actor import SYSTEM
    from tests.factories.certification_keys import keepers
    from tests.factories.flowcharts import an_agency

    agency, at = an_agency(), clock.now() - timedelta(days=3)
    cards = issue(agency, LIVE, at)
    publish_logs(by=SYSTEM, at=at)
    people = keepers(agency)
    start = time.perf_counter()
    assert states(cards) == {"valid": LIVE}
    floor = time.perf_counter() - start
    rotate(people, clock.now())
    signing.forget()
    start = time.perf_counter()
    online, offline = states(cards), judged(cards)
    took = time.perf_counter() - start
    late = issue(agency, LATE, clock.now())
    for kid in sorted({card.kid for card in (*cards, *late)}):
        ceremony("compromise", people, clock.now(), kid=kid, since_on=clock.today() - timedelta(days=1))
    signing.forget()
    kept, refused = states(cards), states(late)
    outside = out_of_scope(cards[:LATE])
    print(f"after the rotation, online {online}, offline {offline} ({took:.1f} s; before {floor:.1f} s)")
    print(f"after the theft: in the log before {kept}, not in it {refused}; out of scope {outside}")
    good = online == {"valid": LIVE} and offline == {"unchecked": LIVE} and kept == {"valid": LIVE}
    good = good and refused == {"unknown": LATE} and outside == {"unknown": len(cards[:LATE])}
    lost = LIVE - online.get("valid", 0)
    said = f"{lost} of {LIVE:,} invalidated, all others refused: {good}"
    print(f"rotation: {said} (bar 0, True): {'holds' if good else 'MISSED'}")
    return 0 if good else 1


def issue(agency: Any, number: int, at: datetime) -> list[Any]:
    from tests.factories.certification import a_credential, a_photo, a_post
    from tests.factories.flowcharts import a_person

    photo, made = a_photo(), []
    for _ in range(number):
        person = a_person()
        a_post(person, agency)
        made.append(a_credential(person, agency, photo=photo, at=at, valid_to=date(2030, 12, 31)))
    return made


def ceremony(kind: str, people: Any, at: datetime, **facts: Any) -> None:
    from certification.keys.confirm import confirm
    from certification.keys.propose import propose

    made = propose(kind=kind, by=people[0], at=at, ground="年度换钥", **facts)
    confirm(ceremony_id=made.pk, by=people[1], at=at)


def rotate(people: Any, at: datetime) -> None:
    for use, suite in (("credential", 1), ("status", 2), ("log", 1)):
        numbers = ["15"] if use == "credential" else []
        ceremony("make", people, at, use=use, suite=suite, numbers=numbers, agencies=[], retire_former=True, **DAYS)
    ceremony("rotate_root", people, at)


def states(cards: list[Any]) -> dict[str, int]:
    from certification import verification
    from enforcement import clock

    found = [verification.by_code(card.digits, at=clock.now()).state for card in cards]
    return {state: found.count(state) for state in sorted(set(found))}


def files() -> tuple[Any, Any]:
    from django.test import Client

    from certification.verifier import Files, read_roots

    client = Client()
    roots = read_roots(client.get("/keys/roots.json").content.decode())
    return roots, Files(client.get("/keys/list.jwt").content.decode())


def judged(cards: list[Any]) -> dict[str, int]:
    from certification.verifier import judge
    from enforcement import clock

    roots, fetched = files()
    found = [judge(c.digits, roots=roots, files=fetched, now=int(clock.now().timestamp())).state for c in cards]
    return {state: found.count(state) for state in sorted(set(found))}


def out_of_scope(cards: list[Any]) -> dict[str, int]:
    """Genuine codes whose key may sign other numbers, other agencies or other days alone."""
    from certification import signing
    from certification.verifier import verify
    from enforcement import clock

    keys = dict(signing.public_keys())
    changes: list[dict[str, Any]] = [
        {"numbers": ("37",)}, {"agencies": ("另一个局",)}, {"not_before": date(2034, 1, 1)}, {"numbers": ()},
    ]  # fmt: skip
    found = [
        verify(
            card.digits, now=int(clock.now().timestamp()),
            keys={card.kid: replace(keys[card.kid], **changes[at % len(changes)])},
        ).state
        for at, card in enumerate(cards)
    ]  # fmt: skip
    return {state: found.count(state) for state in sorted(set(found))}


if __name__ == "__main__":
    sys.exit(main())
