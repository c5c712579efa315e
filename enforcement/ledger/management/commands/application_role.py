"""``manage.py application_role NAME``: make the database role that the site runs as, without the rights of an owner.

Run it as the owner, after every ``migrate``. The site then reads and writes as that role: it cannot disable a trigger,
change a table, or touch what is append-only and what is published.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

APPEND_ONLY = (
    "ledger_entry", "flowcharts_node", "flowcharts_noderule", "flowcharts_arrow", "flowcharts_clock",
    "flowcharts_declared", "flowcharts_approval", "flowcharts_participant", "flowcharts_overlaychange",
    "flowcharts_overlayapproval", "flowcharts_orderapproval", "transparency_logleaf", "transparency_fingerprint",
    "transparency_tile", "transparency_logkey", "transparency_checkpoint",
)  # fmt: skip
"""Rows that are added and never changed."""
NEVER_DELETED = (
    "flowcharts_flowchart", "flowcharts_flowchartversion", "flowcharts_run", "flowcharts_steprecord",
    "flowcharts_overlay", "flowcharts_versionorder", "ledger_counter", "transparency_sequence",
    "transparency_verification", "transparency_mailing",
)  # fmt: skip


def statements(role: str) -> list[str]:
    """Return the grants of a role, whose name is a plain identifier."""
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        *(f"REVOKE UPDATE, DELETE ON {table} FROM {role}" for table in APPEND_ONLY),
        *(f"REVOKE DELETE ON {table} FROM {role}" for table in NEVER_DELETED),
        f"REVOKE ALL ON django_migrations FROM {role}",
        f"GRANT SELECT ON django_migrations TO {role}",
    ]


class Command(BaseCommand):
    """Make the role and give it its rights, again after each migration."""

    help = "Make the database role that the site runs as."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the name."""
        parser.add_argument("name")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Grant what the site needs and nothing else.

        Raises:
            CommandError: for a name that is no plain identifier.
        """
        role = str(options["name"])
        if not re.fullmatch(r"[a-z_][a-z0-9_]{0,30}", role):
            raise CommandError("The name has letters a-z, digits and _ only.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS")
            for statement in statements(role):
                cursor.execute(statement)
        self.stdout.write(f"{role} may read and write; it owns nothing and changes nothing that is published.")
