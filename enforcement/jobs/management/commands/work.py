"""``manage.py work``: a worker and timetable without Celery."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enforcement import clock
from enforcement.jobs.perform import drain
from enforcement.jobs.sweep import sweep
from enforcement.jobs.timetable import tick


class Command(BaseCommand):
    """Do what waits, once or until stopped."""

    help = "Do the waiting jobs and what the timetable has due, without Celery; with --once, end when nothing waits."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing waits")
        parser.add_argument("--pause", type=float, default=1.0, help="seconds between two looks")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            at = clock.now()
            tick(at=at)
            sweep(at=at)
            count = drain()
            if count:
                self.stdout.write(f"{count} job(s) done.")
            if options["once"]:
                return
            time.sleep(options["pause"])
