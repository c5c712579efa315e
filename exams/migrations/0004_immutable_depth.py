"""Refuse changes to what is written once: shared stems, pictures, voices, events, interventions, marks, runs."""

from django.db import migrations

FROZEN = (
    "groupversion", "image", "keychangevoice", "eligibilitydecision", "rosterimport", "sittingevent", "intervention",
    "humanmark", "graderun", "regradeline", "regradevoice",
)  # fmt: skip
TRIGGERS = "".join(
    f"CREATE TRIGGER exams_{table}_no_change BEFORE UPDATE OR DELETE ON exams_{table}"
    f" FOR EACH ROW EXECUTE FUNCTION exams_refuse();\n"
    f"CREATE TRIGGER exams_{table}_no_truncate BEFORE TRUNCATE ON exams_{table}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION exams_refuse();\n"
    for table in FROZEN
)
UNDO = "".join(
    f"DROP TRIGGER exams_{table}_no_change ON exams_{table};\nDROP TRIGGER exams_{table}_no_truncate ON exams_{table};\n"
    for table in FROZEN
)


class Migration(migrations.Migration):
    dependencies = [("exams", "0003_depth")]
    operations = [migrations.RunSQL(TRIGGERS, UNDO)]
