"""``manage.py rebuild_rollups``: make the supervisor's rollups anew, or prove them equal to the rows."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.supervision.desk.projecting import project_all
from cases.supervision.desk.proving import board_differences
from cases.supervision.desk.rollups.anew import differences, rebuild


class Command(BaseCommand):
    """Rebuild the rollups, or check them."""

    help = "Make the rollups of the supervisor's desk anew; with --check, compare them with the rows instead."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--check``."""
        parser.add_argument("--check", action="store_true", help="compare with the rows; end with 1 where they differ")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it.

        Raises:
            CommandError: where a rollup differs from the rows.
        """
        if options["check"]:
            found = {**differences(), **board_differences()}
            for table, count in found.items():
                self.stdout.write(f"{table}: {count} rows differ")
            if any(found.values()):
                raise CommandError("The rollups differ from the rows: run manage.py rebuild_rollups.")
            self.stdout.write("The rollups equal the rows.")
            return
        for table, count in rebuild().items():
            self.stdout.write(f"{table}: {count} rows")
        self.stdout.write(f"open cases on the board: {project_all()}")
