"""Write the JSON Schemas of bundles to docs/exchange/schemas."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from cases.exchange.bundles.schemas import FOLDER, all_schemas


class Command(BaseCommand):
    """``manage.py bundle_schemas``: after a change of the shapes."""

    help = "Write the JSON Schemas of the bundle format to docs/exchange/schemas."

    def handle(self, *args: Any, **options: Any) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, schema in all_schemas().items():
            text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            (FOLDER / name).write_text(text, encoding="utf-8")
            self.stdout.write(name)
