"""Refuse every change and removal of what the log says."""

from django.db import migrations

TABLES = (
    "transparency_logleaf", "transparency_fingerprint", "transparency_tile", "transparency_logkey",
    "transparency_checkpoint",
)  # fmt: skip
SQL = "".join(
    f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION ledger_refuse();"
    f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();"
    for table in TABLES
)
UNDO = "".join(
    f"DROP TRIGGER {table}_no_change ON {table}; DROP TRIGGER {table}_no_truncate ON {table};" for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("transparency", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(SQL, UNDO)]
