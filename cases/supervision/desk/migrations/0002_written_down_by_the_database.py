"""The database writes down what changes for the rollups, whoever writes: no correction is ever missed."""

from django.db import migrations

STEP = """
CREATE FUNCTION supervision_desk_step(r flowcharts_steprecord, sign smallint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO supervision_desk_stepmove (agency_id, node_id, month_on, done, timed, in_time, days)
  SELECT r.agency_id, r.node_id, date_trunc('month', r.left_at AT TIME ZONE 'Asia/Shanghai')::date, sign,
    CASE WHEN r.due_on IS NOT NULL OR r.due_at IS NOT NULL THEN sign ELSE 0 END,
    CASE WHEN CASE WHEN r.due_at IS NOT NULL THEN r.left_at <= r.due_at
      ELSE (r.left_at AT TIME ZONE 'Asia/Shanghai')::date <= r.due_on END THEN sign ELSE 0 END,
    sign * ((r.left_at AT TIME ZONE 'Asia/Shanghai')::date - (r.entered_at AT TIME ZONE 'Asia/Shanghai')::date)
  WHERE r.left_at IS NOT NULL AND r.outcome <> 'recalled'
$$;

CREATE FUNCTION supervision_desk_step_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM supervision_desk_step(OLD, -1::smallint); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM supervision_desk_step(NEW, 1::smallint); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER supervision_desk_left AFTER INSERT ON flowcharts_steprecord
  FOR EACH ROW WHEN (NEW.left_at IS NOT NULL) EXECUTE FUNCTION supervision_desk_step_moved();
CREATE TRIGGER supervision_desk_gone AFTER DELETE ON flowcharts_steprecord
  FOR EACH ROW WHEN (OLD.left_at IS NOT NULL) EXECUTE FUNCTION supervision_desk_step_moved();
CREATE TRIGGER supervision_desk_moved AFTER UPDATE ON flowcharts_steprecord
  FOR EACH ROW WHEN ((OLD.left_at IS NOT NULL OR NEW.left_at IS NOT NULL)
    AND (OLD.left_at, OLD.entered_at, OLD.due_on, OLD.due_at, OLD.agency_id, OLD.node_id, OLD.outcome)
      IS DISTINCT FROM
      (NEW.left_at, NEW.entered_at, NEW.due_on, NEW.due_at, NEW.agency_id, NEW.node_id, NEW.outcome))
  EXECUTE FUNCTION supervision_desk_step_moved();
"""
STEP_BACK = """
DROP FUNCTION supervision_desk_step_moved() CASCADE;
DROP FUNCTION supervision_desk_step(flowcharts_steprecord, smallint);
"""
CASE = """
CREATE FUNCTION supervision_desk_touch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE own text := TG_ARGV[0]; old_id bigint; new_id bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN old_id := (to_jsonb(OLD) ->> own)::bigint; END IF;
  IF TG_OP <> 'DELETE' THEN new_id := (to_jsonb(NEW) ->> own)::bigint; END IF;
  INSERT INTO supervision_desk_touchedcase (case_id)
    SELECT DISTINCT id FROM unnest(ARRAY[old_id, new_id]) AS id WHERE id IS NOT NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION supervision_desk_touch_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE own text := CASE TG_TABLE_NAME WHEN 'flowcharts_run' THEN 'id' ELSE 'run_id' END;
  row_then jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
  INSERT INTO supervision_desk_touchedcase (case_id)
    SELECT id FROM cases_case WHERE run_id = (row_then ->> own)::bigint;
  RETURN NULL;
END $$;

CREATE FUNCTION supervision_desk_touch_publishing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO supervision_desk_touchedcase (case_id)
    SELECT c.id FROM cases_case c JOIN flowcharts_node n ON n.act = 'publish_decision'
    WHERE (TG_OP <> 'INSERT' AND c.run_id = OLD.run_id AND n.id = OLD.node_id)
       OR (TG_OP <> 'DELETE' AND c.run_id = NEW.run_id AND n.id = NEW.node_id);
  RETURN NULL;
END $$;

CREATE TRIGGER supervision_desk_touched AFTER INSERT OR DELETE ON cases_case
  FOR EACH ROW EXECUTE FUNCTION supervision_desk_touch('id');
CREATE TRIGGER supervision_desk_altered AFTER UPDATE ON cases_case
  FOR EACH ROW WHEN ((OLD.agency_id, OLD.run_id, OLD.field, OLD.filed_on, OLD.closed_on) IS DISTINCT FROM
    (NEW.agency_id, NEW.run_id, NEW.field, NEW.filed_on, NEW.closed_on))
  EXECUTE FUNCTION supervision_desk_touch('id');
CREATE TRIGGER supervision_desk_touched AFTER INSERT OR DELETE OR UPDATE OF run_id, due_on, code ON flowcharts_runclock
  FOR EACH ROW EXECUTE FUNCTION supervision_desk_touch_run();
CREATE TRIGGER supervision_desk_turned AFTER UPDATE ON flowcharts_run
  FOR EACH ROW WHEN (OLD.version_id <> NEW.version_id) EXECUTE FUNCTION supervision_desk_touch_run();
CREATE TRIGGER supervision_desk_corrected AFTER INSERT ON cases_paper
  FOR EACH ROW WHEN (NEW.code = 'GX') EXECUTE FUNCTION supervision_desk_touch('case_id');
CREATE TRIGGER supervision_desk_uncorrected AFTER DELETE ON cases_paper
  FOR EACH ROW WHEN (OLD.code = 'GX') EXECUTE FUNCTION supervision_desk_touch('case_id');
CREATE TRIGGER supervision_desk_entered AFTER INSERT OR DELETE ON flowcharts_steprecord
  FOR EACH ROW EXECUTE FUNCTION supervision_desk_touch_publishing();
CREATE TRIGGER supervision_desk_published AFTER UPDATE ON flowcharts_steprecord
  FOR EACH ROW WHEN ((OLD.due_on, OLD.node_id, OLD.run_id) IS DISTINCT FROM (NEW.due_on, NEW.node_id, NEW.run_id))
  EXECUTE FUNCTION supervision_desk_touch_publishing();
"""
CASE_BACK = """
DROP FUNCTION supervision_desk_touch_publishing() CASCADE;
DROP FUNCTION supervision_desk_touch() CASCADE;
DROP FUNCTION supervision_desk_touch_run() CASCADE;
"""
PARTS = ("decision", "hearing", "review", "discussion", "publication", "remedy")


def of_parts() -> str:
    return "".join(
        f"CREATE TRIGGER supervision_desk_touched AFTER INSERT OR UPDATE OR DELETE ON cases_{part}"
        " FOR EACH ROW EXECUTE FUNCTION supervision_desk_touch('case_id');\n"
        for part in PARTS
    )


class Migration(migrations.Migration):
    dependencies = [
        ("supervision_desk", "0001_rollups"), ("cases", "0011_spot_and_disputes"),
        ("flowcharts", "0008_exceptions_guarded"),
    ]  # fmt: skip

    operations = [
        migrations.RunSQL(STEP, STEP_BACK),
        migrations.RunSQL(CASE + of_parts(), CASE_BACK),
    ]
