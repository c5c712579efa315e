"""A run changes its version by an approved order only; overlays and orders keep what was agreed."""

from django.db import migrations

RUN = """
CREATE OR REPLACE FUNCTION flowchart_run_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version_id <> OLD.version_id AND NOT EXISTS (
       SELECT 1 FROM flowcharts_versionorder o JOIN flowcharts_flowchartversion v ON v.id = o.to_version_id
       WHERE o.run_id = OLD.id AND o.status = 'agreed' AND o.from_version_id = OLD.version_id
         AND o.to_version_id = NEW.version_id AND v.status = 'published' AND OLD.closed_at IS NULL) THEN
    RAISE EXCEPTION 'a run stays on its version; only an approved order moves it' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.series <> OLD.series OR NEW.id <> OLD.id
     OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at) THEN
    RAISE EXCEPTION 'a run keeps its series, and closed once it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""
OVERLAY = """
CREATE FUNCTION overlay_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE agreed integer; moving text[] := ARRAY['status', 'number', 'laid_at', 'runs'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' THEN
      RAISE EXCEPTION 'an overlay begins as a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving OR NOT (
       (OLD.status = 'draft' AND NEW.status IN ('agreed', 'withdrawn'))
       OR (OLD.status = 'agreed' AND NEW.status IN ('laid', 'withdrawn'))) THEN
    RAISE EXCEPTION 'an overlay stays as it was drafted and agreed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status = 'agreed' THEN
    SELECT count(DISTINCT person_id) INTO agreed FROM flowcharts_overlayapproval
      WHERE overlay_id = NEW.id AND agrees AND person_id <> NEW.drafted_by_id;
    IF agreed < 2 OR EXISTS (SELECT 1 FROM flowcharts_overlayapproval WHERE overlay_id = NEW.id AND NOT agrees) THEN
      RAISE EXCEPTION 'an overlay needs the consent of two approvers' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION overlay_part_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found text; this bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN this := OLD.overlay_id; ELSE this := NEW.overlay_id; END IF;
  SELECT status INTO found FROM flowcharts_overlay WHERE id = this;
  IF found <> 'draft' OR TG_OP = 'UPDATE' OR (TG_TABLE_NAME = 'flowcharts_overlayitem'
     AND EXISTS (SELECT 1 FROM flowcharts_overlayapproval WHERE overlay_id = this)) THEN
    RAISE EXCEPTION 'an overlay is drafted before it is judged' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER overlay_kept BEFORE INSERT OR UPDATE ON flowcharts_overlay
  FOR EACH ROW EXECUTE FUNCTION overlay_guard();
CREATE TRIGGER overlay_items_drafted BEFORE INSERT OR UPDATE OR DELETE ON flowcharts_overlayitem
  FOR EACH ROW EXECUTE FUNCTION overlay_part_guard();
CREATE TRIGGER overlay_judged BEFORE INSERT OR UPDATE ON flowcharts_overlayapproval
  FOR EACH ROW EXECUTE FUNCTION overlay_part_guard();
CREATE TRIGGER overlay_changes_stay BEFORE UPDATE ON flowcharts_overlaychange
  FOR EACH ROW EXECUTE FUNCTION flowchart_refuse();
"""
ORDER = """
CREATE FUNCTION order_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moving text[] := ARRAY['status', 'done_at']; now_on bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'asked' THEN
      RAISE EXCEPTION 'an order is asked for first' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving OR NOT (
       (OLD.status = 'asked' AND NEW.status IN ('agreed', 'refused')) OR (OLD.status = 'agreed' AND NEW.status = 'done')) THEN
    RAISE EXCEPTION 'an order stays as it was asked for' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status = 'agreed' AND (SELECT count(DISTINCT role || person_id) FROM flowcharts_orderapproval
       WHERE order_id = NEW.id AND agrees AND person_id <> NEW.asked_by_id) < 2 THEN
    RAISE EXCEPTION 'an order needs the head and a supervisor' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status = 'done' THEN
    SELECT version_id INTO now_on FROM flowcharts_run WHERE id = NEW.run_id;
    IF now_on <> NEW.to_version_id THEN
      RAISE EXCEPTION 'an order is done when the case is moved' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION order_word_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR (SELECT status FROM flowcharts_versionorder WHERE id = NEW.order_id) <> 'asked' THEN
    RAISE EXCEPTION 'a word on an order is given once, while it waits' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_kept BEFORE INSERT OR UPDATE ON flowcharts_versionorder
  FOR EACH ROW EXECUTE FUNCTION order_guard();
CREATE TRIGGER order_judged BEFORE INSERT OR UPDATE ON flowcharts_orderapproval
  FOR EACH ROW EXECUTE FUNCTION order_word_guard();
"""
TABLES = ("overlay", "overlayitem", "overlayapproval", "overlaychange", "versionorder", "orderapproval")
KEPT = "".join(
    (
        "" if table == "overlayitem" else
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON flowcharts_{table}"
        " FOR EACH ROW EXECUTE FUNCTION flowchart_refuse();\n"
    )
    + f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON flowcharts_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION flowchart_refuse();\n"
    for table in TABLES
)  # fmt: skip
UNDO = "".join(
    f"DROP FUNCTION {name}() CASCADE;\n"
    for name in ("overlay_guard", "overlay_part_guard", "order_guard", "order_word_guard")
)


class Migration(migrations.Migration):
    dependencies = [("flowcharts", "0007_exceptions")]
    operations = [
        migrations.RunSQL(RUN, migrations.RunSQL.noop),
        migrations.RunSQL(OVERLAY + ORDER + KEPT, UNDO),
    ]
