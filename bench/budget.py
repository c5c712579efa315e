"""Statements of what a browser asks during an exam, counted where they are sent: on Django's connection and the others.

Through the server's own entry, for a real session; the floor is the commit itself: whatever writes needs one statement.
"""

# ruff: noqa: PLC0415 - settings read the environment, which is set first

from __future__ import annotations

import sys

from bench import _embedded

NAME = "bench_budget"
BUDGET = {"start": 1, "save": 1, "state": 1, "pulse": 1, "pulse again": 0, "pack": 0, "submit": 1}


def main() -> int:
    try:
        with _embedded.database(NAME):
            return report(counted())
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


def counted() -> dict[str, int]:
    from exams.forms_frozen import content_of
    from tests.factories import exams as made

    county = made.a_county()
    person = made.an_officer(county.bureau)
    sitting = made.sitting_of(made.an_open_session(county, [person], **made.now_session_facts()), person)
    content_of(sitting.form_id)  # a process reads a form once
    here, session = f"/x/sittings/{sitting.pk}", f"/x/sessions/{sitting.session_id}"
    asks = {
        "start": ("POST", f"{here}/start", {"honour": True}),
        "save": ("POST", f"{here}/save", {"seq": 1, "d": {"0": 1, "1": "罚款"}}),
        "state": ("GET", f"{here}/state", None),
        "pulse": ("GET", f"{session}/pulse", None),
        "pulse again": ("GET", f"{session}/pulse", None),
        "pack": ("GET", f"{here}/pack", None),
        "submit": ("POST", f"{here}/submit", {"seq": 2, "d": {"2": 1}}),
    }
    return {name: statements_of(sitting, name, *ask) for name, ask in asks.items()}


def statements_of(sitting: object, name: str, method: str, path: str, body: object) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from exams import lean_connections
    from tests.exams.asking import asked, token_of

    token = token_of(sitting, 0 if name == "start" else 1)
    with CaptureQueriesContext(connection) as ours, lean_connections.watched() as theirs:
        status, said = asked(method, path, token, body)
    if status != 200:
        raise RuntimeError(f"{name}: {said}")
    return len(ours) + len(theirs)


def report(found: dict[str, int]) -> int:
    print("asked         statements  budget")
    for name, count in found.items():
        print(f"{name:<12} {count:>11} {BUDGET[name]:>7}")
    over = sum(count > BUDGET[name] for name, count in found.items())
    print(f"budget: {max(found.values())} (bar ≤ 1, paper 0): {'falls short' if over else 'holds'}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
