"""``manage.py export_ledger FILE``: the whole ledger in one compressed file, to be verified elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement import clock
from enforcement.transparency.export import export
from enforcement.transparency.sequence_entries import sequence_entries


class Command(BaseCommand):
    """Export every entry with its place in the log."""

    help = "Write the whole ledger to a file for offline verification. It holds personal data: keep it closed away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to write, e.g. ledger.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        sequence_entries(at=at)
        try:
            count = export(Path(options["file"]), at=at)
        except OSError as fault:
            raise CommandError(f"The file cannot be written: {fault}. Name a folder that is there.") from fault
        self.stdout.write(f"{count} entries in {options['file']}. It holds personal data: keep it closed away.")
