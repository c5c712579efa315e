"""Refuse every change and removal of what the log says."""

from django.db import migrations

TABLES = (
    "transparency_logleaf", "transparency_fingerprint", "transparency_tile", "transparency_logkey",
    "transparency_checkpoint",
)  # fmt: skip
REFUSE = """
CREATE FUNCTION transparency_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
SQL = REFUSE + "".join(
    f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION transparency_refuse();"
    f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION transparency_refuse();"
    for table in TABLES
)
UNDO = (
    "".join(
        f"DROP TRIGGER {table}_no_change ON {table}; DROP TRIGGER {table}_no_truncate ON {table};" for table in TABLES
    )
    + "DROP FUNCTION transparency_refuse();"
)


class Migration(migrations.Migration):
    dependencies = [("transparency", "0001_initial")]
    operations = [migrations.RunSQL(SQL, UNDO)]
