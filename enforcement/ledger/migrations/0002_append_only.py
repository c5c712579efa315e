"""Refuse every change and removal of an entry, and numbers that go back."""

from django.db import migrations

SQL = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE FUNCTION ledger_counter_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.last <> OLD.last + 1 OR NEW.key <> OLD.key THEN
    RAISE EXCEPTION 'numbers are given out one by one and never again' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_counter_only_forward BEFORE UPDATE OR DELETE ON ledger_counter
  FOR EACH ROW EXECUTE FUNCTION ledger_counter_forward();
"""
UNDO = """
DROP TRIGGER ledger_counter_only_forward ON ledger_counter; DROP FUNCTION ledger_counter_forward();
DROP TRIGGER ledger_entry_no_truncate ON ledger_entry; DROP TRIGGER ledger_entry_no_change ON ledger_entry;
DROP FUNCTION ledger_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(SQL, UNDO)]
