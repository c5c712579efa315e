"""``manage.py make_signing_key``: make a key and register its public half, on the first run or without the office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from certification import signing
from certification.keys.carry_out import retire
from certification.models import SigningKey
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import Refusal
from enforcement.ledger.append import append

SUITES = {"ed25519": 1, "sm2": 2}


class Command(BaseCommand):
    """Make the next key; the former ones go on verifying what they signed."""

    help = "Make a signing key: its file in .local/secrets (SIGNING_KEYS_FOLDER), its public half in the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scope", action="append", default=[], help="beginning of the card numbers it may sign")
        parser.add_argument("--agency", action="append", default=[], help="name of an agency it may sign for (any)")
        parser.add_argument("--use", choices=SigningKey.Use.values, default="credential", help="what it signs")
        parser.add_argument("--suite", choices=list(SUITES), default="ed25519", help="its suite")
        parser.add_argument("--from", dest="not_before", help="first day a card may begin on, e.g. 2027-01-01 (today)")
        parser.add_argument("--to", dest="not_after", required=True, help="last day a card may begin on")
        parser.add_argument("--retire", action="store_true", help="let the former keys of that use sign nothing more")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            first = date.fromisoformat(options["not_before"]) if options["not_before"] else clock.today()
            last = date.fromisoformat(options["not_after"])
        except ValueError as fault:
            raise CommandError(f"A day is written like 2027-01-31: {fault}") from fault
        if last < first:
            raise CommandError("--to lies before --from.")
        if options["use"] == SigningKey.Use.CREDENTIAL and not options["scope"]:
            raise CommandError("Say with --scope which card numbers it may sign.")
        try:
            key = _make(options, first, last)
        except Refusal as fault:
            raise CommandError(f"{fault} {fault.remedy}") from fault
        self.stdout.write(self.style.SUCCESS(f"Key {key.kid}: {bytes(key.public).hex()}, signs {options['scope']}."))


@transaction.atomic
def _make(options: dict[str, Any], first: date, last: date) -> SigningKey:
    at = clock.now()
    if options["retire"]:
        retire(SigningKey.objects.filter(use=options["use"]), on=clock.day_of(at))
    key = signing.make_key(
        use=options["use"], suite=SUITES[options["suite"]], numbers=options["scope"], agencies=options["agency"],
        not_before=first, not_after=last, at=at,
    )  # fmt: skip
    body = {"kid": key.kid, "use": key.use, "numbers": key.numbers, "public": bytes(key.public).hex(),
            "retired_former": options["retire"]}  # fmt: skip
    append(series="keys", by=SYSTEM, at=at, verb="key.make", body=body)
    return key
