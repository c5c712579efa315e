"""The reading interface and the open data under schemathesis: no failure of the server, no breach of the descriptions.

On the demo's data, against the server of ``make run`` on 127.0.0.1 with a token that opens everything. Every check of
schemathesis: status codes, content types, headers and bodies against the description, wrong data refused, right data
accepted, a missing or wrong token refused, methods not offered refused, and its walk through all boundaries. SCALE is
the number of examples for each operation (100). Bar: 0 server errors, 0 violations.
"""

# ruff: noqa: PLC0415 - settings read the environment, which comes first

from __future__ import annotations

import os
import sys

from bench import _own

SCALE = int(os.environ.get("SCALE", "100"))
SHOWN = 10
INTERFACES = {"reading interface": ("/api/v1/openapi.json", 8), "open data": ("/open/openapi.json", 8)}


def main() -> int:
    with _own.site("bench_api"):
        os.environ["DEMO"] = "1"
        _own.migrated()
        from django.core.management import call_command

        call_command("demo", cases=60, verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        token = a_token()
        port = _own.free_port()
        _own.start_web(port)
        _own.wait_for_port(port)
        return measure(f"http://127.0.0.1:{port}", token)


def a_token() -> str:
    """Return a token of the county's government that opens everything and may ask as often as it likes."""
    from datetime import timedelta

    from cases.exchange.make_token import make_token
    from cases.exchange.models import ApiToken
    from cases.exchange.scopes import SCOPES
    from enforcement import clock
    from enforcement.actor import Actor
    from enforcement.organisation.duties.holding import holders
    from enforcement.organisation.models import Agency

    agency = Agency.objects.filter(
        kind=Agency.Kind.GOVERNMENT, cases__isnull=True, children__cases__isnull=False
    ).first()
    assert agency is not None
    person = holders(duty="system", agency=agency).first()
    assert person is not None
    by = Actor(kind="person", person_id=person.pk, name=person.name)
    made = make_token(
        agency_id=agency.pk, by=by, at=clock.now(), title="bench", purpose="bench", scopes=list(SCOPES),
        expires_on=clock.today() + timedelta(days=1),
    )  # fmt: skip
    ApiToken.objects.update(per_minute=10**9)
    return made.text


def measure(site: str, token: str) -> int:
    from tests.cases.exchange.examined import examine

    failures, errors, requests, skipped = [], 0, 0, []
    for name, (path, least) in INTERFACES.items():
        found = examine(site + path, examples=SCALE, token=token if path.startswith("/api/") else "")
        made = sum(found.statuses.values())
        print(f"{name}: {len(found.operations)} operations, {made:,} requests, {dict(sorted(found.statuses.items()))}")
        print("  " + ", ".join(f"{check} {n:,}" for check, n in sorted(found.checks.items())))
        if len(found.operations) < least or not found.statuses[200]:
            skipped.append(name)
        failures += found.failures
        errors += sum(n for status, n in found.statuses.items() if status >= 500)
        requests += made
    for said in failures[:SHOWN]:
        print(said)
    holds = not failures and not errors and not skipped
    figure = f"{errors} server errors, {len(failures)} violations in {requests:,} requests"
    figure += f"; not examined: {skipped}" if skipped else ""
    print(f"api: {figure} (bar 0, 0): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
