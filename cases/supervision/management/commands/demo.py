"""``manage.py demo``: fill an empty installation with the county of the demo, through the real acts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.models.signals import post_save

from cases.apps import AREAS
from cases.demo import exam, ground, halted, history, life, officers, outside, replays, signins, training
from cases.demo.generate import plays
from cases.demo.people import Staff, find
from cases.import_record import record_outside
from cases.models import Case
from cases.outside import OutsideCase
from cases.supervision.complaints import demo as complaints
from cases.supervision.sweep import sweep
from enforcement import clock, env
from enforcement.actor import SYSTEM
from enforcement.errors import Refusal
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Agency

CASES = 300
BEFORE_AUDIT = ("enforcement.norms",)
AFTER_AUDIT = (
    "cases.supervision.matters", "cases.supervision.file_review", "cases.supervision.desk", "cases.publicity",
    "cases.yearly", "cases.exchange", "enforcement.transparency",
)  # fmt: skip
BAR = 30


def _last_year(staff: Staff, closed: int) -> Iterator[OutsideCase]:
    """Yield some of the year before, so that its yearly report has something to tell."""
    return history.records(staff, closed // 4, seed=25, first_on=history.LAST_YEAR)


class Command(BaseCommand):
    """Load the demo: bodies, persons, charts, credentials, exams, and about three hundred cases in all states."""

    help = "Load the demo content into an empty database (invented persons, known passwords; never in production)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=CASES, help="how many cases to generate (default 300)")
        parser.add_argument("--part", default="", help="(internal) the share of the cases that this process plays")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["part"]:
            self._play(options["cases"], *map(int, options["part"].split("/")))
            return
        if not settings.DEMO:
            raise CommandError("Demo content is for demonstrations: set DEMO=1 if this installation is one.")
        if Agency.objects.exists():
            raise CommandError("There are agencies already: the demo goes into an empty database only.")
        self._quiet()
        began = time.monotonic()
        staff = self._tell("agencies, persons, published charts", ground.lay)
        self._tell("credentials", lambda: ground.certify_all(staff))
        self._tell("settings", lambda: ground.set_parameters(staff))
        self._tell("training", lambda: training.record(staff))
        self._tell("officers", lambda: officers.record(staff))
        self._tell("the life of credentials", lambda: life.lay(staff))
        self._tell("exams", lambda: exam.hold(staff, clock.now()))
        self._tell("two cases replayed with their dates", lambda: replays.both(staff))
        closed = options["cases"] // 2
        self._tell("records of an outside system", lambda: self._take_in(staff, closed))
        self._generate(options["cases"] - closed)
        self._tell("cases that wait for a hearing, a review, a discussion", lambda: halted.lay(staff))
        self._tell("cards printed again", lambda: ground.print_cards(staff))
        self._tell("complaints", lambda: complaints.lay(staff))
        self._lay([f"cases.{area}" for area in AREAS], staff)
        self._lay(BEFORE_AUDIT, staff)
        self._tell("audit of every case", lambda: sweep(at=clock.now()))
        self._lay(AFTER_AUDIT, staff)
        self._tell("sign-ins", lambda: signins.open_accounts(staff))
        self.stdout.write(f"Demo content loaded in {time.monotonic() - began:.0f} s.")

    def _lay(self, packages: Iterable[str], staff: Staff) -> None:
        for name in packages:
            if find_spec(f"{name}.demo"):
                self._tell(name.rpartition(".")[2], partial(import_module(f"{name}.demo").lay, staff))

    def _tell(self, what: str, do: Callable[[], Any]) -> Any:
        began = time.monotonic()
        self.stdout.write(f"  {what} … ", ending="")
        self.stdout.flush()
        result = do()
        self.stdout.write(f"{time.monotonic() - began:.1f} s")
        return result

    def _quiet(self) -> None:
        """One audit at the end serves all acts, and a demo need not wait for the disk after each."""
        for watcher in ("cases.supervision", "cases.supervision.desk"):
            post_save.disconnect(sender=Entry, dispatch_uid=watcher)
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")

    def _take_in(self, staff: Staff, closed: int) -> None:
        for data in chain(outside.records(staff), history.records(staff, closed), _last_year(staff, closed)):
            record_outside(data=data, by=SYSTEM, at=clock.now())

    def _generate(self, count: int) -> None:
        before, began = Case.objects.count(), time.monotonic()
        parts = max(1, min(4, os.cpu_count() or 1))
        command = [sys.executable, "-W", "ignore", str(env.ROOT / "manage.py"), "demo", "--cases", str(count), "--part"]
        children = [subprocess.Popen([*command, f"{n}/{parts}"]) for n in range(parts)]  # noqa: S603 (our own command)
        while any(child.poll() is None for child in children):
            self._bar(Case.objects.count() - before, count)
            time.sleep(0.5)
        if any(child.returncode for child in children):
            raise CommandError("Generating cases failed: see the lines above.")
        self._bar(count, count)
        self.stdout.write(f" {time.monotonic() - began:.1f} s")

    def _bar(self, done: int, count: int) -> None:
        full = BAR * min(done, count) // max(count, 1)
        self.stdout.write(
            f"\r  generated cases [{'█' * full}{'·' * (BAR - full)}] {min(done, count)}/{count}", ending=""
        )
        self.stdout.flush()

    def _play(self, count: int, number: int, of: int) -> None:
        self._quiet()
        staff, today = find(), clock.today()
        for serial, play in enumerate(plays(staff, count, max(today, date(2026, 11, 1)))):
            if serial % of == number:
                try:
                    play()
                except Refusal as refusal:
                    self.stderr.write(f"case {serial}: {refusal.code} {refusal} {refusal.article}")
                    raise
