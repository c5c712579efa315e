"""``manage.py recount_yearly --check``: count yearly reports again and compare with what was frozen."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.yearly.recount import differences, is_whole, to_recount


class Command(BaseCommand):
    """Count again, from the rows, the newest version of each yearly report as of its own day."""

    help = "Count yearly reports again from the cases and tell each cell that differs from the frozen report."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, help="only this year")
        parser.add_argument("--check", action="store_true", help="end with an error where anything differs")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for report in to_recount(options["year"]):
            found = list(differences(report))
            whole = is_whole(report)
            wrong += len(found) + (not whole)
            self.stdout.write(f"{report} {report.state}: {'equal' if not found else f'{len(found)} cells differ'}")
            if not whole:
                self.stdout.write("  the hash of this report does not match what it says")
            for one in found:
                self.stdout.write(f"  {one.agency} {one.line}: frozen {one.frozen}, now {one.now}")
        if options["check"] and wrong:
            raise CommandError(f"{wrong} differences. Draw drafts anew; correct published reports by a new version.")
