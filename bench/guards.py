"""Every guard on every way in, and ten thousand completions that race.

Each of the guards stands on a step of a chart of its own, published through the acts. A file that breaks it is tried by
the page, by the act called as a command would, by a job of the system and by eight connections at once; afterwards the
step must still be open and the ledger as it was. A file in order must pass by the page: a guard that refuses all
would prove nothing. Then SCALE completions (10,000) race four to a step: each step is left exactly once.
"""

# ruff: noqa: PLC0415 - settings read the environment, which comes first

from __future__ import annotations

import os
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from bench import _guarded, _own

SCALE = int(os.environ.get("SCALE", "10000"))
AT = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
RACERS, AT_ONCE = 4, 8
WAYS = ("page", "command", "job", "race")


def main() -> int:
    with _own.site("bench_guards"):
        _own.migrated()
        from django.conf import settings
        from django.test.utils import override_settings

        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        with override_settings(ALLOWED_HOSTS=["*"], STORAGES={**settings.STORAGES, "staticfiles": plain}):
            return measure()


def measure() -> int:
    town = Town()
    bypassed, stuck = [], []
    print(f"{'guard':<44}" + "".join(f"{way:>9}" for way in WAYS) + f"{'in order':>9}")
    for one in _guarded.guarded():
        town.publish(one)
        seen = [town.tried(one, way) for way in WAYS]
        passes = town.mended(one)
        bypassed += [f"{one.type} by {way}" for way, held in zip(WAYS, seen, strict=True) if not held]
        stuck += [] if passes else [one.type]
        told = "".join(f"{'held' if held else 'PASSED':>9}" for held in seen)
        print(f"{one.type:<44}{told}{'passes' if passes else 'STUCK':>9}", flush=True)
    left, seconds = town.race(SCALE // RACERS)
    wrong = {times: n for times, n in left.items() if times != 1}
    print(f"{SCALE:,} completions raced {RACERS} to a step in {seconds:.0f} s; steps by times left: {dict(left)}")
    holds = not bypassed and not stuck and not wrong
    tried = f"{len(town.codes) - 1} guards × {len(WAYS)} ways"
    figure = f"{len(bypassed)} bypasses of {tried}, {sum(wrong.values())} steps not once"
    print(f"guards: {figure} (bar 0, 0; stuck {len(stuck)}): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


class Town:
    """An agency with two officers, somebody without a credential, and charts of one step."""

    def __init__(self) -> None:
        from tests.factories import flowcharts as charts
        from tests.factories.certification import a_post, an_officer

        self.charts = charts
        self.agency = charts.an_agency(fields=["urban"])
        self.officers = [an_officer(self.agency, name=name, fields=("urban",)) for name in ("甲某", "乙某")]
        self.bare = charts.a_person(name="丁某")
        a_post(self.bare, self.agency)
        for person in (*self.officers, self.bare):
            charts.grant(person=person, duty="handle", agency=self.agency, by=charts.SYSTEM, at=charts.SHIPPED_AT)
        self.codes: dict[str, str] = {}

    def publish(self, one: _guarded.Guarded, *, guarded: bool = True) -> str:
        """Publish the chart of a guard and return its code."""
        code = f"G{len(self.codes)}"
        self.charts.a_published(self.agency, code, one.bpmn(code, guarded=guarded))
        self.codes[one.type if guarded else "free"] = code
        return code

    def case(self, code: str) -> Any:
        """Return a case that stands at the step of a chart."""
        from tests.factories.cases import a_case

        return a_case(self.agency, chart=code, field="urban")

    def tried(self, one: _guarded.Guarded, way: str) -> bool:
        """Try to leave the step with a file that breaks the guard; return whether it held and nothing changed."""
        case = self.case(self.codes[one.type])
        one.wound(case, self.officers[0])
        before = self.entries(case)
        facts = {"outcome": one.outcome, "officer_ids": [self.bare.pk] if one.certified else []}
        getattr(self, f"by_{way}")(case, facts)
        if self.is_open(case):
            return self.entries(case) == before
        return one.document and case.papers.filter(code="WB").exists()  # the act itself made what was missing

    def mended(self, one: _guarded.Guarded) -> bool:
        """Leave the step of a case whose file is in order by the page."""
        case = self.case(self.codes[one.type])
        one.mend(case, self.officers[0])
        self.by_page(case, {"outcome": one.outcome, "officer_ids": [p.pk for p in self.officers]})
        return not self.is_open(case)

    def by_page(self, case: Any, facts: dict[str, Any]) -> None:
        """Send the form of the step as the officer."""
        import time_machine
        from django.test import Client
        from django.urls import reverse

        client = Client()
        client.force_login(self.officers[0], backend="allauth.account.auth_backends.AuthenticationBackend")
        with time_machine.travel(AT, tick=True):
            answer = client.post(
                reverse("case_step", args=[case.pk, self.record(case).pk]), {**facts, "text": "办理完毕。"}
            )
        if answer.status_code not in {200, 302, 303, 403, 409, 422}:
            raise RuntimeError(f"the page answered {answer.status_code}")

    def by_command(self, case: Any, facts: dict[str, Any]) -> str:
        """Call the act."""
        from cases.record import record
        from enforcement.errors import Refusal

        by = self.charts.actor(self.officers[0], self.agency)
        try:
            record(case_id=case.pk, by=by, at=AT, record_id=self.record_id(case), text="办理完毕。", **facts)
        except Refusal as refusal:
            return refusal.code
        return "done"

    def by_job(self, case: Any, facts: dict[str, Any]) -> None:
        """Advance as the system does, then let the timers tick."""
        from django.db import transaction

        from enforcement.errors import Refusal
        from enforcement.flowcharts.engine.advance import TakingPart, advance
        from enforcement.flowcharts.engine.tick import tick

        people = [TakingPart(pk, "某", "handle") for pk in facts["officer_ids"] or [self.officers[0].pk]]
        try:
            with transaction.atomic():
                advance(
                    run_id=case.run_id, by=self.charts.SYSTEM, at=AT, act="record", outcome=facts["outcome"],
                    taking_part=people,
                )  # fmt: skip
        except Refusal:
            pass
        tick(at=AT)

    def by_race(self, case: Any, facts: dict[str, Any]) -> None:
        """Call the act on eight connections at once."""
        self.record_id(case)
        at_once([lambda: self.by_command(case, facts)] * AT_ONCE)

    def race(self, steps: int) -> tuple[Counter[int], float]:
        """Let the completions of as many steps race; return how many steps were left how often by the ledger."""
        from enforcement.ledger.models import Entry

        code = self.publish(_guarded.guarded()[1], guarded=False)
        cases = [self.case(code) for _ in range(steps)]
        for case in cases:
            self.record_id(case)
        facts = {"outcome": "done", "officer_ids": [p.pk for p in self.officers]}
        lanes = [[(lambda c=c: self.by_command(c, facts)) for c in cases] for _ in range(RACERS)]
        began = time.perf_counter()
        at_once([lambda lane=lane: [act() for act in lane] for lane in lanes])
        seconds = time.perf_counter() - began
        left = Counter(Entry.objects.filter(verb="step.record").values_list("series", flat=True))
        return Counter(left[c.series] if not self.is_open(c) else 0 for c in cases), seconds

    def record(self, case: Any) -> Any:
        """Return the step of a case, open or not."""
        from enforcement.flowcharts.models import StepRecord

        return StepRecord.objects.get(run_id=case.run_id, node__code="G01")

    def record_id(self, case: Any) -> Any:
        """Return its id, asked once."""
        if not hasattr(case, "the_step"):
            case.the_step = self.record(case).pk
        return case.the_step

    def is_open(self, case: Any) -> bool:
        """Return whether the step is open."""
        return self.record(case).left_at is None

    def entries(self, case: Any) -> int:
        """Return how many entries the ledger of a case has."""
        from enforcement.ledger.models import Entry

        return Entry.objects.filter(series=case.series).count()


def at_once(acts: list[Any]) -> None:
    """Do acts at once, each on a connection of its own."""
    from django.db import connection

    start = threading.Barrier(len(acts))
    failed: list[BaseException] = []

    def run(act: Any) -> None:
        try:
            start.wait(60)
            act()
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


if __name__ == "__main__":
    sys.exit(main())
