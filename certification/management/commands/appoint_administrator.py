"""``manage.py appoint_administrator USERNAME CREDIT_CODE --name NAME``: make the administrator of an agency."""

from __future__ import annotations

from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import Refusal
from enforcement.organisation.appoint_administrator import appoint_administrator


class Command(BaseCommand):
    """Make the first administrator, who makes the others on the pages."""

    help = "Grant the administration of an agency; with --name the person is made, and the password asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("credit_code", help="unified social credit code of the agency")
        parser.add_argument("--name", default="", help="name of a new person")

    def handle(self, *args: Any, **options: Any) -> None:
        facts = {name: options[name] for name in ("username", "credit_code", "name")}
        password = ""
        if options["name"]:
            password = getpass("Password: ")
            if password != getpass("Again: "):
                raise CommandError("The two passwords differ.")
        try:
            person = appoint_administrator(by=SYSTEM, at=clock.now(), password=password, **facts)
        except Refusal as refusal:
            raise CommandError(f"{refusal} {refusal.remedy}".strip()) from refusal
        self.stdout.write(f"{person.username} administers the agency.")
