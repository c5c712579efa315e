"""The page of a scan among a million credentials (``SCALE``), against one signature verification in the same run.

Two figures: statements to the database (at most two for a genuine code, none for a forged one), and the view's own CPU
in this process as a multiple of one Ed25519 verification (the median of five rounds). A database of its own, dropped
at the end.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date

import psycopg

from bench import _embedded

NAME = "bench_check"
SCALE = int(os.environ.get("SCALE", "1000000"))
CODES, ROUNDS, BAR, STATEMENTS = 500, 5, 10.0, 2
SHARD = 1 << 17
HISTORY = """
INSERT INTO certification_credentialstatus
  (credential_id, status, from_on, ground, article, document, decided_by, at)
SELECT id, CASE WHEN id % 200 = 0 THEN 'suspended' ELSE 'valid' END, valid_from, '', '', '', '', now()
FROM certification_credential WHERE id > 1
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"MEDIA_ROOT": folder, "SIGNING_KEYS_FOLDER": folder, "SIGNING_KEY_PASSPHRASE": "of the bench"}
        try:
            with _embedded.database(NAME) as host:
                from django.core.management import call_command

                call_command("collectstatic", interactive=False, verbosity=0)
                return report(*measure(fill(host)))
        except _embedded.NotEmbedded as fault:
            print(fault)
            return 2


def fill(host: str) -> list[str]:
    """Copy one issued credential a million times; a few hundred of them get tokens of their own, scattered."""
    signed = random.Random(1).sample(range(2, SCALE + 2), CODES)
    first, made = issue(), {}
    with _embedded.connect(host, NAME) as connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT * FROM certification_credential WHERE id = %s", [first])
        names = [column.name for column in cursor.description or ()]
        row = dict(zip(names, cursor.fetchone() or (), strict=True))
        made = {pk: sign(row, pk) for pk in signed}
        row["fields"], row["supersedes_id"] = psycopg.types.json.Jsonb(row["fields"]), None
        with cursor.copy(f"COPY certification_credential ({', '.join(names)}) FROM STDIN") as copy:
            for pk in range(2, SCALE + 2):
                changed = {
                    "id": pk,
                    "number": f"151481{pk:08d}",
                    "sid": SHARD * 8 + pk,
                    "digits": made.get(pk, f"{pk:0340d}"),
                }
                copy.write_row([(row | changed)[name] for name in names])
        cursor.execute(HISTORY)
        cursor.execute("VACUUM ANALYZE certification_credential, certification_credentialstatus")
    return list(made.values())


def issue() -> int:
    """Issue one credential as the system does; return its id."""
    from certification.demo import issue_direct
    from enforcement import clock
    from enforcement.actor import SYSTEM
    from enforcement.organisation.models import Agency, Person, Post

    agency = Agency.objects.create(name="乐陵市市场监督管理局", division="371481", credit_code="113714810000000195")
    person = Person.objects.create(username="officer", name="执法员")
    Post.objects.create(
        person=person, agency=agency, title="执法员", establishment="administrative", from_on=date(2020, 1, 1)
    )
    return issue_direct(
        person=person, agency=agency, fields=["market"], area="乐陵市", valid_from=date(2024, 1, 1),
        valid_to=date(2030, 12, 31), at=clock.now(), by=SYSTEM,
    ).pk  # fmt: skip


def sign(row: dict[str, object], pk: int) -> str:
    from certification import signing
    from certification.token import Claims, encode, to_digits

    claims = Claims(
        sid=SHARD * 8 + pk, name=str(row["name"]), agency=str(row["agency_name"]), category=1, number=f"151481{pk:08d}",
        starts_on=date(2024, 1, 1), ends_on=date(2030, 12, 31), photo8=bytes.fromhex(str(row["photo_sha256"]))[:8],
    )  # fmt: skip
    return to_digits(encode(claims, signing.open_signer(int(str(row["kid"])))))


def measure(codes: list[str]) -> tuple[list[float], list[float], list[float], int, int]:
    """Return CPU seconds of one verification, one genuine and one forged page, and the most statements of each."""
    from certification import signing
    from certification.token import from_digits
    from certification.verifier import ED25519, SUITES
    from certification.verifier.codec import DOMAIN

    forged = [code[:-1] + str((int(code[-1]) + 1) % 10) for code in codes]
    most = [max(statements(code) for code in some[:50]) for some in (codes, forged)]
    tokens = [from_digits(code) for code in codes]
    public = next(key.public for key in signing.public_keys().values() if key.use == "credential")
    pairs = [(token[-64:], DOMAIN + token[:-64]) for token in tokens]
    floor, genuine, false = [], [], []
    for _ in range(ROUNDS):
        floor.append(cpu(lambda pair: SUITES[ED25519].verify(public, *pair), pairs))
        genuine.append(cpu(page, [asked(code) for code in codes]))
        false.append(cpu(page, [asked(code) for code in forged]))
    return floor, genuine, false, most[0], most[1]


def asked(code: str) -> tuple[object, str]:
    """Return what the view is called with; making the request is not the view's work."""
    from django.test import RequestFactory

    return RequestFactory().get(f"/v/{code}"), code


def page(given: tuple[object, str]) -> None:
    from certification.views.verify import by_code

    assert by_code(given[0], given[1])["X-Credential-State"] in {"valid", "suspended", "unknown"}


def statements(code: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        page(asked(code))
    return len(captured)


def cpu(act: Callable[..., object], given: Sequence[object]) -> float:
    """Return this process's CPU seconds for one call."""
    begun = time.process_time()
    for each in given:
        act(each)
    return (time.process_time() - begun) / len(given)


def report(floor: list[float], genuine: list[float], forged: list[float], asked: int, idle: int) -> int:
    ratios = [page / one for page, one in zip(genuine, floor, strict=True)]
    figure = statistics.median(ratios)
    print(f"{SCALE} credentials")
    print(f"one signature verification {statistics.median(floor) * 1e6:8.0f} µs CPU")
    print(f"genuine code               {statistics.median(genuine) * 1e6:8.0f} µs CPU, {asked} statements at most")
    print(f"forged code                {statistics.median(forged) * 1e6:8.0f} µs CPU, {idle} statements at most")
    print(f"ratios {', '.join(f'{ratio:.1f}' for ratio in ratios)}")
    holds = figure <= BAR and asked <= STATEMENTS and idle == 0
    bars = f"bar ≤ {STATEMENTS} statements, ≤ {BAR:.0f} ×, forged 0"
    print(f"check: {asked} statements, {figure:.1f} × ({bars}): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
