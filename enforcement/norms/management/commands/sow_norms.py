"""``manage.py sow_norms ENTERED_BY CONFIRMED_BY``: register the norms that the shipped charts rest on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement import clock
from enforcement.errors import Refusal
from enforcement.norms.seed import sow
from enforcement.organisation.access import actor_in_background
from enforcement.organisation.models import Person


class Command(BaseCommand):
    """Sow the register; what is there stays as it is."""

    help = "Register the norms that the shipped charts and rules rest on, as entered and confirmed by two persons."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the two."""
        parser.add_argument("entered_by", help="user name of who compares them with the publications")
        parser.add_argument("confirmed_by", help="user name of another person who does")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Sow.

        Raises:
            CommandError: for somebody who is not there or may not.
        """
        names = [options["entered_by"], options["confirmed_by"]]
        found = {person.username: person.pk for person in Person.objects.filter(username__in=names)}
        try:
            one, two = (actor_in_background(found[name]) for name in names)
            sown = sow(entered_by=one, confirmed_by=two, at=clock.now())
        except KeyError as missing:
            raise CommandError(f"There is nobody with the user name {missing}.") from missing
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{sown} norms registered.")
