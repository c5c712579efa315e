"""Refuse every change and removal of a credential and of an entry of its history."""

from django.db import migrations

TABLES = ("credential", "credentialstatus")
FUNCTION = """
CREATE FUNCTION certification_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: it was signed or decided, a correction is a new row', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER certification_{table}_no_change BEFORE UPDATE OR DELETE ON certification_{table}"
    f" FOR EACH ROW EXECUTE FUNCTION certification_refuse();\n"
    f"CREATE TRIGGER certification_{table}_no_truncate BEFORE TRUNCATE ON certification_{table}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION certification_refuse();\n"
    for table in TABLES
)
UNDO_TRIGGERS = "".join(
    f"DROP TRIGGER certification_{table}_no_change ON certification_{table};\n"
    f"DROP TRIGGER certification_{table}_no_truncate ON certification_{table};\n"
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("certification", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION + TRIGGERS, UNDO_TRIGGERS + "DROP FUNCTION certification_refuse();")]
