"""``manage.py import_items``: bring the project's items, or files of the same shape, into an agency's bank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.organisation.models import Agency
from exams.import_items import ImportRefused, import_items
from exams.imports import json_file
from exams.models import Bank


class Command(BaseCommand):
    """Read JSON files of items and import them, all or nothing."""

    help = "Import items from JSON files (those of exams/content/items by default) into the bank of an agency."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path)
        parser.add_argument(
            "--agency", required=True, help="unified social credit code of the agency that keeps the bank"
        )
        parser.add_argument("--bank", default="公共法律知识题库", help="name of the bank; made if it is not there")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(credit_code=options["agency"]).first()
        if agency is None:
            raise CommandError(f"No agency has the unified social credit code {options['agency']}.")
        bank, made = Bank.objects.get_or_create(agency=agency, name=options["bank"])
        drafts, problems = json_file.read(options["files"] or sorted(json_file.CONTENT.glob("*.json")))
        try:
            done = import_items(
                bank_id=bank.pk, by=SYSTEM, at=clock.now(), drafts=drafts, problems=problems, dry_run=options["dry_run"]
            )
        except ImportRefused as refusal:
            _drop(bank, if_made=made)
            raise CommandError("\n".join(["Nothing was imported.", *map(str, refusal.problems)])) from None
        _drop(bank, if_made=made and options["dry_run"])
        self.stdout.write(
            f"{bank}: {done.new} new, {done.reworded} reworded, {done.rekeyed} with a new key,"
            f" {done.unchanged} unchanged."
        )


def _drop(bank: Bank, *, if_made: bool) -> None:
    """Take away the bank that was made for items of which none came in."""
    if if_made:
        Bank.objects.filter(pk=bank.pk).delete()
