"""``manage.py make_signing_key``: make a key for credentials and register its public half."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Max

from certification import signing
from certification.models import SigningKey
from enforcement import clock


class Command(BaseCommand):
    """Make the next key; the former ones go on verifying what they signed."""

    help = "Make a signing key: its file in .local/secrets (SIGNING_KEYS_FOLDER), its public half in the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scope", action="append", required=True, help="beginning of the card numbers it may sign")
        parser.add_argument("--from", dest="not_before", help="first day a card may begin on, e.g. 2027-01-01 (today)")
        parser.add_argument("--to", dest="not_after", required=True, help="last day a card may begin on")
        parser.add_argument("--retire", action="store_true", help="let the former keys sign nothing more")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            first = date.fromisoformat(options["not_before"]) if options["not_before"] else clock.today()
            last = date.fromisoformat(options["not_after"])
        except ValueError as fault:
            raise CommandError(f"A day is written like 2027-01-31: {fault}") from fault
        if last < first:
            raise CommandError("--to lies before --from.")
        kid = (SigningKey.objects.aggregate(last=Max("kid"))["last"] or 0) + 1
        if options["retire"]:
            SigningKey.objects.filter(status=SigningKey.Status.ACTIVE).update(status=SigningKey.Status.RETIRED)
        key = signing.make_key(kid=kid, scope=tuple(options["scope"]), not_before=first, not_after=last, at=clock.now())
        self.stdout.write(self.style.SUCCESS(f"Key {key.kid}: {bytes(key.public).hex()}, signs {options['scope']}."))
