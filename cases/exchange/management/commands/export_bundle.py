"""Write a bundle for a partner to a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.exchange.bundles.export_bundle import export_bundle, make
from cases.exchange.bundles.fetch_bundle import fetch_bundle
from cases.exchange.models import Partner
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import Refusal
from enforcement.organisation.models import Agency


class Command(BaseCommand):
    """``manage.py export_bundle CREDIT_CODE KEY_ID FILE [--since NUMBER]``."""

    help = "Write a signed bundle of an agency and those below it for a trusted partner."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("agency", help="unified social credit code of the agency")
        parser.add_argument("partner", help="key id of the partner")
        parser.add_argument("file", type=Path)
        parser.add_argument("--since", type=int, help="number of an earlier bundle: only what changed since it")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(credit_code=options["agency"]).first()
        trusted = Partner.objects.filter(state=Partner.State.CONFIRMED)
        partner = next((p for p in trusted if p.key_id == options["partner"]), None)
        if agency is None or partner is None:
            raise CommandError("No such agency or trusted partner: see /exchange/partners/ for key ids.")
        facts = {"agency_id": agency.pk, "partner_id": partner.pk, "since_id": options["since"]}
        try:
            asked = export_bundle(by=SYSTEM, at=clock.now(), in_background=False, **facts)
            made = make(bundle_id=asked.pk, by=SYSTEM, at=clock.now())
            options["file"].write_bytes(fetch_bundle(bundle_id=made.pk, by=SYSTEM, at=clock.now()))
        except Refusal as refusal:
            raise CommandError(f"{refusal} {refusal.remedy}") from refusal
        for part in made.manifest["parts"]:
            self.stdout.write(f"{part['name']}: {part['rows']}")
        self.stdout.write(f"bundle {made.pk}, manifest {made.manifest_sha256}")
