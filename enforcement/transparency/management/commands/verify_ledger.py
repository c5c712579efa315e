"""``manage.py verify_ledger``: prove that no entry was changed, moved, removed or slipped in.

Where the ledger lies, or with ``--export FILE`` on an export, without any database. ``--checkpoint NOTE`` compares with
a checkpoint that was kept elsewhere; ``--key VKEY`` says which key may have signed it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enforcement import clock
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import faults
from enforcement.transparency.verifier import __main__ as alone
from enforcement.transparency.verifier.findings import Fault
from enforcement.transparency.verifier.note import Checkpoint, NoteRefused, key_from
from enforcement.transparency.verifier.opening import opened
from enforcement.transparency.verifier.sentences import sentence
from enforcement.transparency.verify import own_keys, verify


class Command(BaseCommand):
    """Verify the ledger and name what is broken."""

    help = "Verify chains, places, tree and checkpoints of the ledger, or of an export, and name each broken entry."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--series", help="only the chain of this series, e.g. case:12")
        parser.add_argument("--export", help="a file of export_ledger, verified without a database")
        parser.add_argument("--checkpoint", action="append", default=[], help="a note kept elsewhere; may be repeated")
        parser.add_argument("--key", action="append", default=[], help="a verifier key, or a file with one")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["series"]:
            self._chain(options["series"])
        elif options["export"]:
            self._offline(options)
        else:
            self._online(options)

    def _chain(self, series: str) -> None:
        found = list(faults(series))
        for one in found:
            self.stderr.write(one)
        self._refuse(len(found))
        count = Entry.objects.filter(series=series).count()
        self.stdout.write(self.style.SUCCESS(f"{count} entries in 1 series follow from one another: intact."))

    def _offline(self, options: dict[str, Any]) -> None:
        given = [("--export", options["export"]), *(("--checkpoint", name) for name in options["checkpoint"])]
        given += [("--key", key) for key in options["key"]]
        code = alone.main([part for pair in given for part in pair], out=self.stdout, err=self.stderr)
        if code != alone.INTACT:
            raise CommandError("The export was altered." if code == alone.ALTERED else "Nothing could be verified.")

    def _online(self, options: dict[str, Any]) -> None:
        found = verify(at=clock.now(), outside=_outside(options))
        for code, index, where in found.faults:
            fault = Fault(code, index, where)
            self.stderr.write(f"{sentence(fault, chinese=True)}\n{sentence(fault, chinese=False)}")
        self._refuse(found.fault_count)
        said = f"{found.entries} entries in {found.series} series, {found.leaves} in the log: intact. "
        self.stdout.write(self.style.SUCCESS(f"{said}{found.checkpoints} checkpoint(s) fit."))

    def _refuse(self, count: int) -> None:
        if count:
            raise CommandError(f"{count} fault(s): the ledger was altered outside the system.")


def _outside(options: dict[str, Any]) -> list[Checkpoint]:
    """Return the checkpoints that were kept elsewhere.

    Raises:
        CommandError: if one cannot be read or is not signed by a key that is trusted.
    """
    try:
        keys = [key_from(alone.key_text(key)) for key in options["key"]] or own_keys()
        return [opened(Path(name).read_text("utf-8"), keys) for name in options["checkpoint"]]
    except (OSError, NoteRefused) as fault:
        raise CommandError(f"{fault}") from fault
