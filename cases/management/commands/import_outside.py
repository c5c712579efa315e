"""Take in records of cases that were handled outside this system."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.import_record import record_outside
from cases.outside import OutsideCase, read
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import Refusal


class Command(BaseCommand):
    """``manage.py import_outside FILE``: a JSON object, or a list of them; each is taken in whole or not at all."""

    help = "Take in the record of a case handled outside this system (JSON, see cases/outside.py)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = json.loads(options["file"].read_text(encoding="utf-8"), parse_float=str)
        except (OSError, ValueError) as fault:
            raise CommandError(f"{options['file']}: {fault}") from fault
        failed = 0
        for i, one in enumerate(content if isinstance(content, list) else [content]):
            try:
                case = record_outside(data=read(one, OutsideCase), by=SYSTEM, at=clock.now())
            except Refusal as refusal:
                failed += 1
                self.stderr.write(f"[{i}] {refusal.field}: {refusal} {refusal.remedy}".strip())
            else:
                self.stdout.write(f"[{i}] {case.clue_number} → {case.series}")
        if failed:
            raise CommandError(f"{failed} not taken in.")
