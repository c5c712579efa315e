"""Refuse changes to what must stay as it was; make the row of a sitting fit for one statement a save."""

from django.db import migrations

FROZEN = ("itemversion", "keyversion", "form", "result", "savejournal")

FUNCTIONS = """
CREATE FUNCTION exams_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: it is written once, a correction is a new row', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION exams_merge(answers smallint[], slots smallint[], masks smallint[]) RETURNS smallint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  FOR i IN 1 .. cardinality(slots) LOOP
    answers[slots[i] + 1] := masks[i];
  END LOOP;
  RETURN answers;
END $$;
ALTER TABLE exams_sitting SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE exams_sitting ALTER COLUMN answers SET STORAGE PLAIN;
"""
UNDO_FUNCTIONS = """
ALTER TABLE exams_sitting ALTER COLUMN answers SET STORAGE EXTENDED;
ALTER TABLE exams_sitting RESET (fillfactor, autovacuum_vacuum_scale_factor);
DROP FUNCTION exams_merge(smallint[], smallint[], smallint[]);
DROP FUNCTION exams_refuse();
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER exams_{table}_no_change BEFORE UPDATE OR DELETE ON exams_{table}"
    f" FOR EACH ROW EXECUTE FUNCTION exams_refuse();\n"
    f"CREATE TRIGGER exams_{table}_no_truncate BEFORE TRUNCATE ON exams_{table}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION exams_refuse();\n"
    for table in FROZEN
)
UNDO_TRIGGERS = "".join(
    f"DROP TRIGGER exams_{table}_no_change ON exams_{table};\nDROP TRIGGER exams_{table}_no_truncate ON exams_{table};\n"
    for table in FROZEN
)


class Migration(migrations.Migration):
    dependencies = [("exams", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, UNDO_TRIGGERS + UNDO_FUNCTIONS)]
