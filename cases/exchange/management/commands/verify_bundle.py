"""Check a bundle without taking it in."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.exchange.bundles.verify import verify
from enforcement.errors import Refusal


class Command(BaseCommand):
    """``manage.py verify_bundle FILE``: signature, digests and every line."""

    help = "Check a bundle: who signed it, whether it is whole, and each line against the format."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            opened = verify(options["file"].read_bytes())
        except OSError as fault:
            raise CommandError(str(fault)) from fault
        except Refusal as refusal:
            raise CommandError(f"{refusal} {refusal.remedy}") from refusal
        self.stdout.write(f"signed by {opened.partner.name} ({opened.partner.key_id}), manifest {opened.sha256}")
        for part, rows in opened.rows.items():
            self.stdout.write(f"{part}: {len(rows)}")
        for one in opened.faults:
            self.stderr.write(f"{one.part} line {one.line} {one.field}: {one.words}")
        if opened.faults:
            raise CommandError(f"{len(opened.faults)} faults.")
