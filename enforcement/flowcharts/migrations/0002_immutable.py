"""What is published never changes: refused by the database itself, whoever asks."""

from django.db import migrations

SQL = """
CREATE FUNCTION flowchart_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'published procedures and their records never change: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION flowchart_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE agreed integer; held jsonb; given jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' THEN
      RAISE EXCEPTION 'a version begins as a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.status IN ('published', 'superseded') THEN
    held := to_jsonb(OLD) - 'status' - 'superseded_on';
    given := to_jsonb(NEW) - 'status' - 'superseded_on';
    IF OLD.status = 'published' AND NEW.status = 'superseded' AND NEW.superseded_on IS NOT NULL AND held = given THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.id <> OLD.id OR NEW.flowchart_id <> OLD.flowchart_id OR NEW.number <> OLD.number
     OR NEW.drafted_by_id <> OLD.drafted_by_id OR NEW.drafted_at <> OLD.drafted_at THEN
    RAISE EXCEPTION 'a version stays what it is and whose it is' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (
       (OLD.status = 'draft' AND NEW.status IN ('review', 'withdrawn'))
       OR (OLD.status = 'review' AND NEW.status IN ('published', 'withdrawn'))) THEN
    RAISE EXCEPTION 'a version does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status = 'published' THEN
    SELECT count(DISTINCT person_id) INTO agreed FROM flowcharts_approval
      WHERE version_id = NEW.id AND agrees AND person_id <> NEW.drafted_by_id;
    IF agreed < 2 OR EXISTS (SELECT 1 FROM flowcharts_approval WHERE version_id = NEW.id AND NOT agrees) THEN
      RAISE EXCEPTION 'a version is published with the consent of two approvers' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.sha256 <> encode(sha256(convert_to(NEW.bpmn, 'UTF8')), 'hex') THEN
      RAISE EXCEPTION 'the hash is not that of the text' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF NEW.bpmn <> OLD.bpmn OR NEW.sha256 <> OLD.sha256 THEN
    RAISE EXCEPTION 'the text of a draft stays as it was drafted' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flowchart_version_guarded BEFORE INSERT OR UPDATE ON flowcharts_flowchartversion
  FOR EACH ROW EXECUTE FUNCTION flowchart_version_guard();

CREATE FUNCTION flowchart_compiled_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
  IF TG_TABLE_NAME = 'flowcharts_noderule' THEN
    SELECT v.status INTO found FROM flowcharts_node n JOIN flowcharts_flowchartversion v ON v.id = n.version_id
      WHERE n.id = NEW.node_id;
  ELSE
    SELECT v.status INTO found FROM flowcharts_flowchartversion v WHERE v.id = NEW.version_id;
  END IF;
  IF found NOT IN ('draft', 'review') THEN
    RAISE EXCEPTION 'nothing is added to a published version' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION flowchart_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT status FROM flowcharts_flowchartversion WHERE id = NEW.version_id) <> 'review' THEN
    RAISE EXCEPTION 'only a version under review is judged' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flowchart_approval_in_time BEFORE INSERT ON flowcharts_approval
  FOR EACH ROW EXECUTE FUNCTION flowchart_approval_guard();

CREATE FUNCTION flowchart_owner_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.agency_id <> OLD.agency_id OR NEW.code <> OLD.code OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'a flowchart stays with its agency and code' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flowchart_owner_stays BEFORE UPDATE ON flowcharts_flowchart
  FOR EACH ROW EXECUTE FUNCTION flowchart_owner_guard();

CREATE FUNCTION flowchart_run_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version_id <> OLD.version_id OR NEW.series <> OLD.series OR NEW.id <> OLD.id
     OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at) THEN
    RAISE EXCEPTION 'a run stays on the version it began with, and closed once it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flowchart_run_pinned BEFORE UPDATE ON flowcharts_run
  FOR EACH ROW EXECUTE FUNCTION flowchart_run_guard();

CREATE FUNCTION flowchart_record_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.left_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.run_id <> OLD.run_id OR NEW.node_id <> OLD.node_id
     OR NEW.entered_at <> OLD.entered_at OR NEW.visit <> OLD.visit OR NEW.via <> OLD.via
     OR NEW.parent_id IS DISTINCT FROM OLD.parent_id THEN
    RAISE EXCEPTION 'a step that was left stays as it was recorded' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flowchart_record_stays BEFORE UPDATE ON flowcharts_steprecord
  FOR EACH ROW EXECUTE FUNCTION flowchart_record_guard();
"""
COMPILED = ("node", "noderule", "arrow", "clock", "declared")
FIXED = (*COMPILED, "approval", "participant")
KEPT = (*FIXED, "flowchart", "flowchartversion", "run", "steprecord")


def fixed(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON flowcharts_{table}"
        " FOR EACH ROW EXECUTE FUNCTION flowchart_refuse();\n"
    )


def kept(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON flowcharts_{table}"
        " FOR EACH ROW EXECUTE FUNCTION flowchart_refuse();\n"
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON flowcharts_{table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION flowchart_refuse();\n"
    )


def compiled(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_late_insert BEFORE INSERT ON flowcharts_{table}"
        " FOR EACH ROW EXECUTE FUNCTION flowchart_compiled_guard();\n"
    )


TRIGGERS = "".join([*(fixed(t) for t in FIXED), *(kept(t) for t in KEPT), *(compiled(t) for t in COMPILED)])
FUNCTIONS = ("refuse", "version_guard", "compiled_guard", "approval_guard", "owner_guard", "run_guard", "record_guard")
UNDO = "".join(f"DROP FUNCTION flowchart_{name}() CASCADE;\n" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies = [("flowcharts", "0001_initial")]
    operations = [migrations.RunSQL(SQL + TRIGGERS, UNDO)]
