"""``manage.py verify_draw``: draw again, from the database or from the public file, and say what does not hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.supervision.file_review.drawing import faults
from cases.supervision.file_review.models import ReviewRound
from cases.supervision.file_review.public_record import public_record


class Command(BaseCommand):
    """Verify the draw of a round of file review."""

    help = "Draw a round of file review again and compare: by its number, or with --file from a saved draw.json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "number", nargs="?", default="", help="the round, such as PC2026-001; all drawn ones without"
        )
        parser.add_argument("--file", default="", help="a draw.json saved from the public page; no database is asked")

    def handle(self, *args: Any, **options: Any) -> None:
        records = [_read(Path(options["file"]))] if options["file"] else _stored(options["number"])
        wrong = False
        for record in records:
            found = faults(record)
            wrong |= bool(found)
            self.stdout.write(f"{record['number']}: {'does not hold: ' + ', '.join(found) if found else 'holds'}")
        if wrong:
            raise CommandError("A draw does not hold.")


def _stored(number: str) -> list[dict[str, Any]]:
    rows = ReviewRound.objects.exclude(seed="").order_by("number")
    rows = rows.filter(number=number) if number else rows
    if number and not rows:
        raise CommandError(f"No round {number} was drawn.")
    return [public_record(row) for row in rows]


def _read(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise CommandError(f"{path} is no draw.json: {fault}") from fault
    if not told.get("seed"):
        raise CommandError("This round was not drawn yet.")
    return told
