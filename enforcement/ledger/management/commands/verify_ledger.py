"""``manage.py verify_ledger``: prove that no entry was changed, moved or removed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement.ledger.models import Entry
from enforcement.ledger.queries import faults


class Command(BaseCommand):
    """Recompute every chain and name each broken entry."""

    help = "Recompute the hash chain of every series (or one) and name the entries that are broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--series", help="check this series alone, e.g. case:12")

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for sentence in faults(options["series"]):
            found += 1
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"{found} fault(s): the ledger was altered outside the system.")
        entries = Entry.objects.filter(series=options["series"]) if options["series"] else Entry.objects.all()
        count, chains = entries.count(), entries.values("series").distinct().count()
        self.stdout.write(self.style.SUCCESS(f"{count} entries in {chains} series follow from one another: intact."))
