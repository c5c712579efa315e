"""``manage.py found_agency NAME CREDIT_CODE DIVISION``: enter an agency in the tree."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certification.fields import FIELDS
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import Refusal
from enforcement.organisation.found_agency import found_agency
from enforcement.organisation.models import Agency


class Command(BaseCommand):
    """Enter the first agencies of an installation, and later ones."""

    help = "Enter an agency in the tree: the government first, then those below it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("credit_code", help="unified social credit code")
        parser.add_argument("division", help="code of the division, six digits or nine (GB/T 2260)")
        parser.add_argument("--kind", choices=Agency.Kind.values, default="department")
        parser.add_argument("--above", default="", help="credit code of the agency above; none for the root")
        parser.add_argument("--sign", default="", help="the sign in document numbers, e.g. 乐市监")
        parser.add_argument("--field", action="append", default=[], choices=list(FIELDS), help="field of enforcement")

    def handle(self, *args: Any, **options: Any) -> None:
        facts = {name: options[name] for name in ("name", "credit_code", "division", "kind", "above", "sign")}
        try:
            made = found_agency(by=SYSTEM, at=clock.now(), fields=options["field"], **facts)
        except Refusal as refusal:
            raise CommandError(f"{refusal.field}: {refusal} {refusal.remedy}".strip(": ")) from refusal
        self.stdout.write(f"{made.name} stands in the tree.")
