"""``manage.py sequence_ledger``: give new entries their places now; with ``--checkpoint`` publish one too."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement import clock
from enforcement.errors import Refusal
from enforcement.transparency.publish_checkpoint import publish_checkpoint
from enforcement.transparency.sequence_entries import sequence_entries


class Command(BaseCommand):
    """Do now what the timetable does each minute and each hour."""

    help = "Give new entries of the ledger their places in the log; --checkpoint signs and publishes it as well."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--checkpoint", action="store_true", help="publish a checkpoint and print it")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        self.stdout.write(f"{sequence_entries(at=at)} entries got their places.")
        if not options["checkpoint"]:
            return
        try:
            made = publish_checkpoint(at=at)
        except Refusal as refusal:
            raise CommandError(f"{refusal} {refusal.remedy}") from refusal
        self.stdout.write(made.note if made else "Nothing is new since the last checkpoint.")
