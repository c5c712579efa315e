"""Statistics of a session of 100,000 papers of 100 items, held against scipy; ``SCALE`` sets another number of papers.

The floor is the same reading of the results alone, without working anything out. A database of its own, dropped at the
end.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime

import numpy as np
import psycopg

from bench import _embedded

NAME = "bench_statistics"
SCALE = int(os.environ.get("SCALE", "100000"))
ITEMS, FORMS, BAR = 100, 4, 30.0

FILL = """
INSERT INTO exams_sitting (id, candidate_id, session_id, form_id, seed, state, prior, lease, seq, grace_seconds,
  extra_seconds, started_at, deadline_at, closed_at, answers)
SELECT n, n, 1, 1 + n %% %(forms)s, n, 'submitted', '', 1, 1, 0, 0, now(), now(), now(), '{}'
  FROM generate_series(1, %(n)s) n;
INSERT INTO exams_result (id, sitting_id, session_id, person_id, subject, points, total, pass_mark, passed, passed_on,
  by_law, item_points, item_answers, keys, paper_sha256, answers_sha256, rules, made_at)
SELECT n, n, 1, n, 'public_law', 0, 10000, 6000, n %% 3 > 0, CASE WHEN n %% 3 > 0 THEN current_date END, '{}', points,
       answers, '{}', '', '', '{}', now()
  FROM (SELECT n, array_agg(100 * (a.mask = 1)::int ORDER BY k) AS points, array_agg(a.mask ORDER BY k) AS answers
          FROM generate_series(1, %(n)s) n, generate_series(1, %(items)s) k,
               LATERAL (SELECT CASE WHEN random() < 0.25 + 0.5 * (n %% 97) / 97.0 + 0.2 * (k %% 5) / 5.0 THEN 1
                               ELSE 1 << (1 + (random() * 2.99)::int %% 3) END::smallint AS mask) a
         GROUP BY n) x
"""


def main() -> int:
    try:
        with _embedded.database(NAME) as host:
            prepare(host)
            return report(*measure())
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


def prepare(host: str) -> None:
    items = [
        {"id": 1000 * f + k + 1, "type": "single", "stem": "", "options": list("abcd"), "keep_order": False, "law": "x",
         "points": 100, "blanks": 0, "media": [], "group": None}
        for f in range(FORMS) for k in range(ITEMS)
    ]  # fmt: skip
    with _embedded.connect(host, NAME) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "INSERT INTO exams_exam (id, agency_id, bank_id, title, family, subject, pass_mark, minutes, field,"
            " blueprint, scoring, attempts, training_hours, retake_days, made_at, made_by)"
            " VALUES (1, 1, 1, 'x', 'officer', 'public_law', 6000, 60, '', '{}', '{}', 3, 0, 0, now(), 'x')"
        )
        connection.execute(
            "INSERT INTO exams_session (id, exam_id, title, opens_at, closes_at, minutes, grace_seconds, forms_wanted,"
            " release_at_once, kind, fixed, takeover, photo, focus_limit, focus_act, seb_keys, revision, to_practice,"
            " state, made_at, made_by) VALUES (1, 1, 'x', now(), now() + interval '1 h', 60, 30, 4, true, 'regular',"
            " false, 'free', 'none', 3, 'record', '{}', 0, false, 'released', now(), 'x')"
        )
        for form in range(FORMS):
            mine = items[form * ITEMS : (form + 1) * ITEMS]
            connection.execute(
                "INSERT INTO exams_form (id, session_id, number, item_versions, difficulty, content, sha256, version,"
                " points) VALUES (%s, 1, %s, %s, 0, %s, '', 2, 10000)",
                [form + 1, form + 1, [item["id"] for item in mine], json.dumps({"items": mine, "groups": {}})],
            )
        connection.execute(
            "INSERT INTO exams_itemversion (id, item_id, number, stem, options, law_ref_id, explanation, difficulty,"
            " keep_order, topic, blanks, media, sha256, made_at, made_by)"
            " SELECT v, v, 1, '', '[]', 1, '', 1, false, '', 0, '[]', '', now(), 'x' FROM unnest(%s::bigint[]) v",
            [[item["id"] for item in items]],
        )
        connection.execute(
            "INSERT INTO exams_keyversion (id, item_version_id, number, mask, masks, status, reason, made_at, made_by)"
            " SELECT v, v, 1, 1, '{}', 'normal', '', now(), 'x' FROM unnest(%s::bigint[]) v",
            [[item["id"] for item in items]],
        )
        with psycopg.ClientCursor(connection) as cursor:
            cursor.execute(FILL, {"n": SCALE, "items": ITEMS, "forms": FORMS})
        connection.execute("VACUUM ANALYZE exams_result")
        connection.execute("VACUUM ANALYZE exams_sitting")


def measure() -> tuple[float, float, float, float]:
    """Return the seconds of reading, of the whole, the largest difference from scipy, and how many results."""
    from exams.figures.compute import compute
    from exams.figures.matrix import sheets

    begun = time.perf_counter()
    forms = dict(sheets(1))
    floor = time.perf_counter() - begun
    begun = time.perf_counter()
    compute(session_id=1, at=datetime.now(UTC))
    whole = time.perf_counter() - begun
    whole = time.perf_counter() - begun
    return floor, whole, difference(forms), sum(len(sheet.points) for sheet in forms.values())


def difference(forms: dict[int, object]) -> float:
    from scipy import stats

    from exams.models import FormStat, ItemStat

    worst = 0.0
    kept = {row.form_id: row.figures for row in FormStat.objects.order_by("pk")}
    items = {row.item_version_id: row.figures for row in ItemStat.objects.order_by("pk")}
    for pk, sheet in forms.items():
        totals = sheet.points.sum(axis=1)  # type: ignore[attr-defined]
        parts = sum(stats.tvar(sheet.points[:, k]) for k in range(ITEMS))  # type: ignore[attr-defined]
        alpha = ITEMS / (ITEMS - 1) * (1 - parts / stats.tvar(totals))
        pairs = [
            (kept[pk]["mean"], stats.tmean(totals)),
            (kept[pk]["sd"], stats.tstd(totals)),
            (kept[pk]["alpha"], alpha),
        ]
        for k, column in enumerate(sheet.columns):  # type: ignore[attr-defined]
            points = sheet.points[:, k]  # type: ignore[attr-defined]
            pairs += [
                (items[column.id]["p"], float(np.mean(points)) / 100),
                (items[column.id]["r"], stats.pearsonr(points, totals - points)[0]),
            ]
        worst = max([worst, *(abs(ours - theirs) / max(1.0, abs(theirs)) for ours, theirs in pairs)])
    return worst


def report(floor: float, whole: float, worst: float, results: float) -> int:
    print(f"{results:.0f} papers of {ITEMS} items on {FORMS} forms")
    print(f"reading the results alone {floor:8.2f} s")
    print(f"the whole                 {whole:8.2f} s ({whole / floor:.2f} × the reading)")
    print(f"largest difference from scipy, relative: {worst:.1e} (bar 1e-9)")
    holds = whole < BAR * max(1.0, SCALE / 100_000) and worst < 1e-9 and results == SCALE
    print(f"statistics: {whole:.1f} s (bar < {BAR:.0f} s): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
