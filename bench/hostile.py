"""Hostile files at the doors for charts: the act, the page for files, and the drawing board. All are refused at once.

Each must be refused with the line and the reason within a second, by the problem that is meant, and nothing in the
database may change. The floor is the sound chart that the hostile ones are made of: it is accepted.
"""

# ruff: noqa: PLC0415 - settings read the environment, which is set first

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import _embedded
from bench._hostile_files import STEP, all_files, chart

NAME = "bench_hostile"
LEAST, BAR = 40, 1.0


def main() -> int:
    try:
        with _embedded.database(NAME):
            return report(*attack())
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


def attack() -> tuple[int, list[str], float]:
    """Return how many files were tried at every door, what went wrong, and the longest time of a door."""
    doors = lay()
    faults, slowest, count = [], 0.0, 0
    for name, content, code in all_files():
        count += 1
        before = everything()
        for door, enter in doors.items():
            begun = time.perf_counter()
            said = enter(content)
            spent = time.perf_counter() - begun
            slowest = max(slowest, spent)
            if spent >= BAR:
                faults.append(f"{name}: {door} took {spent:.2f} s")
            if (wrong := misses(said, code)) is not None:
                faults.append(f"{name}: {door}: {wrong}")
        if everything() != before:
            faults.append(f"{name}: something was written")
    return count, faults, slowest


def misses(said: list[tuple[str, int, str]] | None, code: str) -> str | None:
    """Return what is missing from a refusal: the meant problem, its line or its words."""
    if said is None:
        return "accepted"
    meant = [(line, words) for found, line, words in said if found in {code, ""}]
    if not any(line > 0 and words for line, words in meant):
        return f"refused otherwise: {said[:3]}"
    return None


def lay() -> dict[str, Callable[[bytes], list[tuple[str, int, str]] | None]]:
    """Lay an agency with a drafter and published charts, and return the doors: each answers the problems, or None."""
    import secrets

    from django.conf import settings as site
    from django.test import Client
    from django.urls import reverse

    from enforcement import clock
    from enforcement.flowcharts.publication.draft import draft
    from tests.factories import flowcharts as make

    site.ALLOWED_HOSTS = ["testserver"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    site.STORAGES = {**site.STORAGES, "staticfiles": plain}
    agency = make.an_agency()
    drafter = make.drafters(agency)[0]
    publish_pair(agency)
    client = Client()
    client.force_login(_person(drafter))
    logging.disable(logging.WARNING)
    client.get(reverse("chart_upload"))  # templates are read once
    code = f"N{secrets.randbelow(9)}"
    taken = draft(agency=agency, code=code, by=drafter, at=clock.now(), bpmn=chart().encode())
    print(f"floor: the sound chart is accepted as draft {taken.number} of {code}")
    return {"act": _act(agency, drafter), "page": _page(client, agency)}


def _person(actor: Any) -> Any:
    from enforcement.organisation.models import Person

    return Person.objects.get(pk=actor.person_id)


def publish_pair(agency: Any) -> None:
    """Publish X, and Y which calls X: then X may not call Y."""
    from tests.factories.flowcharts import a_published

    call = f'<bpmn:callActivity id="T1" name="另图" calledElement="chart:X">{STEP.format("T1")}</bpmn:callActivity>'
    plain = chart()
    begin, end = plain.index("<bpmn:userTask"), plain.index("</bpmn:userTask>") + len("</bpmn:userTask>")
    for code, text in (("X", plain), ("Y", plain[:begin] + call + plain[end:])):
        a_published(agency, code, text.encode())


def _act(agency: Any, drafter: Any) -> Callable[[bytes], list[tuple[str, int, str]] | None]:
    from enforcement import clock
    from enforcement.flowcharts.bpmn import BpmnRefused
    from enforcement.flowcharts.publication.draft import draft

    def enter(content: bytes) -> list[tuple[str, int, str]] | None:
        try:
            draft(agency=agency, code="X", by=drafter, at=clock.now(), bpmn=content)
        except BpmnRefused as refused:
            return [(p.code, p.line, p.sentence) for p in refused.problems]
        return None

    return enter


def _page(client: Any, agency: Any) -> Callable[[bytes], list[tuple[str, int, str]] | None]:
    import re

    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import reverse

    rows = re.compile(r"<tr><td[^>]*>(\d+|—)</td><td[^>]*>[^<]*</td><td[^>]*>([^<]+)</td></tr>")

    def enter(content: bytes) -> list[tuple[str, int, str]] | None:
        form = {"agency": agency.pk, "code": "X", "bpmn": SimpleUploadedFile("chart.bpmn", content)}
        answer = client.post(reverse("chart_upload"), form)
        if answer.status_code != 422:
            return None
        shown = rows.findall(answer.content.decode())
        return [("", int(line) if line.isdigit() else 0, words) for line, words in shown]

    return enter


def everything() -> list[tuple[str, Any]]:
    """Return a sum over every row of every table but the sessions."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_session'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*), sum(hashtext(t::text)::bigint) FROM "{table}" t')
            found.append((table, cursor.fetchone()))
    return sorted(found)


def report(count: int, faults: list[str], slowest: float) -> int:
    print(f"{count} hostile files at two doors (act, page): slowest answer {1000 * slowest:.0f} ms")
    for line in faults[:20]:
        print(line)
    holds = not faults and count >= LEAST
    print(f"hostile: {count} refused with line and reason, {len(faults)} faults (bar ≥ {LEAST}, 0 faults, < 1 s): "
          f"{'holds' if holds else 'MISSED'}")  # fmt: skip
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
