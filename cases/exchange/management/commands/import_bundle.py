"""Take a bundle of a trusted partner in, or only try it out."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.exchange.bundles.import_bundle import check, take, upload_bundle
from cases.exchange.models import Bundle
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import Refusal


class Command(BaseCommand):
    """``manage.py import_bundle FILE [--dry-run] [--receipt FILE]``: all of it or nothing, and nothing twice."""

    help = "Take a bundle in (all or nothing); --dry-run only says what would be written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--receipt", type=Path, help="where the signed receipt is written")

    def handle(self, *args: Any, **options: Any) -> None:
        do = check if options["dry_run"] else take
        try:
            content = options["file"].read_bytes()
            row = upload_bundle(by=SYSTEM, at=clock.now(), content=content, in_background=False)
            row = do(bundle_id=row.pk, by=SYSTEM, at=clock.now(), report=lambda _done, _total: None)
        except OSError as fault:
            raise CommandError(str(fault)) from fault
        except Refusal as refusal:
            raise CommandError(f"{refusal} {refusal.remedy}") from refusal
        for part, counts in row.report["counts"].items():
            self.stdout.write(f"{part}: " + ", ".join(f"{kind} {n}" for kind, n in counts.items()))
        for one in row.report["faults"]:
            self.stderr.write(f"{one['part']} line {one['line']} {one['field']}: {one['words']}")
        if row.state == Bundle.State.FAULTY:
            raise CommandError("Nothing was taken in.")
        if options["receipt"] and row.receipt:
            options["receipt"].write_text(json.dumps(row.receipt, ensure_ascii=False, indent=1), encoding="utf-8")
