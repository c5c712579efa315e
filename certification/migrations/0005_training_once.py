"""Training is kept in one place: what certification recorded becomes attendance of closed courses, each once.

A record that repeats a course of the person (same last day, and the same title or the same kind and hours) is left out.
Numbers of legal qualifications that the kernel holds get a row of the register, without a day.
"""

from django.db import migrations

PLAIN = "lower(regexp_replace({}, '[\\s[:punct:]《》“”（）、，。·]+', '', 'g'))"
KEPT = f"""
CREATE TEMPORARY TABLE kept ON COMMIT DROP AS
SELECT DISTINCT ON (t.person_id, t."on", {PLAIN.format("t.title")})
       t.person_id, t.agency_id, t.hours, t."on", left(t.title, 80) AS title, t.recorded_at, p.name AS recorded_by,
       CASE t.kind WHEN 'public' THEN 'public_law' ELSE t.kind END AS kind
FROM certification_trainingrecord t JOIN organisation_person p ON p.id = t.recorded_by_id
WHERE NOT EXISTS (
    SELECT FROM exams_attendance a JOIN exams_course c ON c.id = a.course_id
    WHERE a.person_id = t.person_id AND a.state <> 'absent' AND c.to_on = t."on"
      AND ({PLAIN.format("c.title")} = {PLAIN.format("t.title")}
           OR (c.kind = CASE t.kind WHEN 'public' THEN 'public_law' ELSE t.kind END AND c.hours = t.hours)))
ORDER BY t.person_id, t."on", {PLAIN.format("t.title")}, t.id
"""
COURSES = """
INSERT INTO exams_course (agency_id, title, kind, mode, hours, from_on, to_on, place, teacher,
                          closed_at, closed_by, made_at, made_by)
SELECT agency_id, title, kind, 'face', max(hours), "on", "on", '', '',
       min(recorded_at), min(recorded_by), min(recorded_at), min(recorded_by)
FROM kept GROUP BY agency_id, title, kind, "on"
"""
ATTENDANCES = """
INSERT INTO exams_attendance (course_id, person_id, state, hours, recorded_at, recorded_by)
SELECT c.id, k.person_id, 'attended', k.hours, k.recorded_at, k.recorded_by
FROM kept k JOIN LATERAL (
    SELECT id FROM exams_course c WHERE c.agency_id = k.agency_id AND c.title = k.title AND c.kind = k.kind
      AND c.to_on = k."on" AND c.closed_at IS NOT NULL ORDER BY id DESC LIMIT 1) c ON true
ON CONFLICT DO NOTHING
"""
QUALIFICATIONS = """
INSERT INTO certification_legalqualification
       (person_id, agency_id, number, document, entered_at, entered_by, withdrawn_ground)
SELECT DISTINCT ON (p.law_qualification) p.id, o.agency_id, p.law_qualification, '', now(), '', ''
FROM organisation_person p JOIN organisation_post o ON o.person_id = p.id
WHERE p.law_qualification <> '' ORDER BY p.law_qualification, o.from_on DESC
"""


class Migration(migrations.Migration):
    dependencies = [("certification", "0004_officers"), ("exams", "0011_papers_of_an_item")]
    operations = [
        migrations.RunSQL([KEPT, COURSES, ATTENDANCES, QUALIFICATIONS], migrations.RunSQL.noop),
        migrations.DeleteModel("TrainingRecord"),
    ]
