"""A published report never changes, nor the figures of one that was checked: refused by the database, whoever asks."""

from django.db import migrations

SQL = """
CREATE FUNCTION yearly_report_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'published' THEN
    RAISE EXCEPTION 'a published yearly report never changes: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION yearly_figure_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM yearly_yearlyreport WHERE id = OLD.report_id AND state <> 'draft') THEN
    RAISE EXCEPTION 'figures of a checked report never change: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER yearly_report_guarded BEFORE UPDATE OR DELETE ON yearly_yearlyreport
  FOR EACH ROW EXECUTE FUNCTION yearly_report_guard();
CREATE TRIGGER yearly_figure_guarded BEFORE UPDATE OR DELETE ON yearly_enteredfigure
  FOR EACH ROW EXECUTE FUNCTION yearly_figure_guard();
"""
BACK = """
DROP TRIGGER yearly_figure_guarded ON yearly_enteredfigure;
DROP TRIGGER yearly_report_guarded ON yearly_yearlyreport;
DROP FUNCTION yearly_figure_guard();
DROP FUNCTION yearly_report_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("yearly", "0001_reports_and_law_office")]
    operations = [migrations.RunSQL(SQL, BACK)]
