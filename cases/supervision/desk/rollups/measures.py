"""What the rollups count, as SQL: one text each for making them anew and for keeping them up."""

from __future__ import annotations

from typing import Final

STEP: Final = ("done", "timed", "in_time", "days")
CASE: Final = (
    "decided", "timed", "in_time", "heard", "reviewed", "discussed", "challenged", "changed", "amended", "to_publish",
    "published_in_time",
)  # fmt: skip
"""What is counted in the month of the decision; ``decided`` itself is whether there is one."""
FACTS: Final = (
    "case_id", "agency_id", "procedure", "field", "filed_on", "closed_on", "decided_on", *CASE[1:],
)  # fmt: skip

STEPS_OF_ROWS: Final = """
SELECT r.agency_id, date_trunc('month', r.left_at AT TIME ZONE 'Asia/Shanghai')::date AS month_on,
  f.code AS procedure, n.code AS step, count(*) AS done,
  count(*) FILTER (WHERE r.due_on IS NOT NULL OR r.due_at IS NOT NULL) AS timed,
  count(*) FILTER (WHERE CASE WHEN r.due_at IS NOT NULL THEN r.left_at <= r.due_at
    ELSE (r.left_at AT TIME ZONE 'Asia/Shanghai')::date <= r.due_on END) AS in_time,
  sum((r.left_at AT TIME ZONE 'Asia/Shanghai')::date - (r.entered_at AT TIME ZONE 'Asia/Shanghai')::date) AS days
FROM flowcharts_steprecord r
JOIN flowcharts_node n ON n.id = r.node_id AND n.is_step
JOIN flowcharts_flowchartversion v ON v.id = n.version_id
JOIN flowcharts_flowchart f ON f.id = v.flowchart_id
WHERE r.left_at IS NOT NULL AND r.outcome <> 'recalled'
GROUP BY 1, 2, 3, 4
"""
FACTS_OF_ROWS: Final = """
SELECT c.id AS case_id, c.agency_id, coalesce(f.code, '') AS procedure, c.field, c.filed_on, c.closed_on, d.decided_on,
  d.id IS NOT NULL AND k.due_on IS NOT NULL AS timed,
  coalesce(d.decided_on <= k.due_on, false) AS in_time,
  EXISTS (SELECT FROM cases_hearing h WHERE h.case_id = c.id AND h.held_on IS NOT NULL) AS heard,
  EXISTS (SELECT FROM cases_review w WHERE w.case_id = c.id) AS reviewed,
  EXISTS (SELECT FROM cases_discussion t WHERE t.case_id = c.id AND t.concluded_on IS NOT NULL) AS discussed,
  EXISTS (SELECT FROM cases_remedy m WHERE m.case_id = c.id AND m.outcome NOT IN ('', 'withdrawn')) AS challenged,
  EXISTS (SELECT FROM cases_remedy m WHERE m.case_id = c.id
    AND m.outcome IN ('changed', 'annulled', 'anew', 'illegal', 'invalid')) AS changed,
  EXISTS (SELECT FROM cases_paper p WHERE p.case_id = c.id AND p.code = 'GX') AS amended,
  coalesce(d.publish, false) AS to_publish,
  coalesce(d.publish AND p.published_on <= coalesce((
    SELECT max(r.due_on) FROM flowcharts_steprecord r JOIN flowcharts_node n ON n.id = r.node_id
    WHERE r.run_id = c.run_id AND n.act = 'publish_decision'), p.published_on), false) AS published_in_time
FROM cases_case c
LEFT JOIN flowcharts_run u ON u.id = c.run_id
LEFT JOIN flowcharts_flowchartversion v ON v.id = u.version_id
LEFT JOIN flowcharts_flowchart f ON f.id = v.flowchart_id
LEFT JOIN cases_decision d ON d.case_id = c.id
LEFT JOIN cases_publication p ON p.case_id = c.id
LEFT JOIN flowcharts_runclock k ON k.run_id = c.run_id AND k.code = 'decision'
"""

CELLS: Final = ("filed", "closed", *CASE)
CASE_COLUMNS: Final = ("agency_id", "month_on", "procedure", "field", *CELLS)
STEP_COLUMNS: Final = ("agency_id", "month_on", "procedure", "step", *STEP)

_CELL: Final = "agency_id, date_trunc('month', {day})::date AS month_on, procedure, field"
_FROM: Final = "FROM supervision_desk_casefacts WHERE {day} IS NOT NULL {only} GROUP BY 1, 2, 3, 4"


def cases_of_facts(only: str = "") -> str:
    """Return the cells of the cases' rollup as SQL; ``only`` narrows the facts, with ``{day}`` for the day counted."""
    counted = [f"count(*) FILTER (WHERE {name}) AS {name}" for name in CASE[1:]]
    nothing = [f"0 AS {name}" for name in CASE]
    parts = (
        ("filed_on", ["count(*) AS filed", "0 AS closed", *nothing]),
        ("closed_on", ["0 AS filed", "count(*) AS closed", *nothing]),
        ("decided_on", ["0 AS filed", "0 AS closed", "count(*) AS decided", *counted]),
    )
    each = [
        " ".join(
            ("SELECT", ", ".join((_CELL.format(day=day), *cells)), _FROM.format(day=day, only=only.format(day=day)))
        )
        for day, cells in parts
    ]
    sums = ", ".join(f"sum({name}) AS {name}" for name in CELLS)
    return " ".join(
        ("SELECT agency_id, month_on, procedure, field,", sums, "FROM (", " UNION ALL ".join(each), ") AS parts",
         "GROUP BY 1, 2, 3, 4")
    )  # fmt: skip


def filled(table: str, columns: tuple[str, ...], rows: str) -> str:
    """Return the statement that puts rows into a table."""
    return " ".join(("INSERT INTO", table, "(", ", ".join(columns), ")", rows))
