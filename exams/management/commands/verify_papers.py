"""``manage.py verify_papers SESSION``: prove that every paper can be built again as it was sat and marked."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exams.models import Session
from exams.papers.verify import verify


class Command(BaseCommand):
    """Build the papers of sessions again and compare their hashes."""

    help = "Build every paper of these sessions (of all opened ones by default) again and compare the hashes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sessions", nargs="*", type=int, metavar="SESSION")

    def handle(self, *args: Any, **options: Any) -> None:
        known = Session.objects.filter(forms__isnull=False).distinct().order_by("pk").values_list("pk", flat=True)
        wanted = options["sessions"] or list(known)
        missing = set(wanted) - set(known)
        if missing:
            raise CommandError(f"No papers are frozen for session {', '.join(map(str, sorted(missing)))}.")
        wrong = 0
        for session_id in wanted:
            done = verify(session_id=session_id)
            for fault in done.faults:
                self.stderr.write(f"session {session_id}: {fault}")
            wrong += len(done.faults)
            self.stdout.write(
                f"session {session_id}: {done.forms} forms, {done.papers} papers, {done.results} results compared,"
                f" {len(done.faults)} faults"
            )
        if wrong:
            raise CommandError(f"{wrong} faults.")
