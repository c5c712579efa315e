"""A published template never changes and is never deleted: refused by the database itself, whoever asks."""

from django.db import migrations

SQL = """
CREATE FUNCTION cases_template_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'templates are kept' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'a published template never changes: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF (to_jsonb(NEW) - 'published_at' - 'published_by_id') <> (to_jsonb(OLD) - 'published_at' - 'published_by_id') THEN
    RAISE EXCEPTION 'a drafted template stays as it was drafted' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_template_guarded BEFORE UPDATE OR DELETE ON cases_owntemplate
  FOR EACH ROW EXECUTE FUNCTION cases_template_guard();
CREATE TRIGGER cases_template_kept BEFORE TRUNCATE ON cases_owntemplate
  FOR EACH STATEMENT EXECUTE FUNCTION cases_template_guard();
"""
BACK = """
DROP TRIGGER cases_template_kept ON cases_owntemplate;
DROP TRIGGER cases_template_guarded ON cases_owntemplate;
DROP FUNCTION cases_template_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_drafting")]
    operations = [migrations.RunSQL(SQL, BACK)]
