"""A province's papers, laid out set by set in a database of its own: people, an exam, ten forms of 100 items."""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import psycopg

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
FORMS, ITEMS, PATTERNS = 10, 100, 200
STEM, OPTION = "下列关于行政执法程序的说法中，符合法律规定的是哪一项？", "执法人员应当主动出示执法证件。"
LAWS = ("行政处罚法", "行政强制法", "行政许可法", "行政复议法")


@contextmanager
def database(name: str) -> Iterator[str]:
    """Give a migrated database of the embedded server, and drop it at the end."""
    from dev import postgres
    from enforcement import env

    if os.environ.get("DATABASE_URL"):
        raise SystemExit("It measures the embedded server: unset DATABASE_URL.")
    postgres.ensure(name)
    host = str(env.embedded_socket())
    os.environ["DATABASE_URL"] = f"postgresql://postgres@/{name}?host={quote(host)}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    try:
        import django

        django.setup()
        logging.disable(logging.WARNING)  # no broker runs here, and nothing waits for one
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield host
    finally:
        drop(host, name)


def drop(host: str, name: str) -> None:
    from django.db import connections

    connections.close_all()
    for pooled in connections.all():
        if hasattr(pooled, "close_pool"):
            pooled.close_pool()
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def lay(papers: int) -> Any:
    """Lay out an exam with so many papers handed in; return it, its session and three administrators."""
    from enforcement.actor import SYSTEM, Actor
    from enforcement.organisation.duties.holding import grant
    from enforcement.organisation.models import Agency, Person
    from exams.models import Bank, Exam, Session
    from exams.scoring import Rules

    agency = Agency.objects.create(name="省司法厅", kind="justice", division="370000", credit_code="11370000000000001X")
    people = [Person.objects.create_user(f"admin{n}", name=f"考务{n}") for n in range(3)]
    for person in people:
        grant(person=person, duty="exam", agency=agency, by=SYSTEM, at=AT)
    bank = Bank.objects.create(agency=agency, name="题库")
    exam = Exam.objects.create(
        agency=agency, bank=bank, title="全省统一考试", pass_mark=6000, minutes=90, blueprint={}, attempts=3,
        scoring=Rules().as_json(), made_at=AT, made_by="考务",
    )  # fmt: skip
    session = Session.objects.create(
        exam=exam, title="第一场", opens_at=AT, closes_at=AT + timedelta(hours=3), minutes=90, grace_seconds=30,
        forms_wanted=FORMS, made_at=AT, made_by="考务",
    )  # fmt: skip
    _forms(bank, session)
    _sittings(session, papers)
    return exam, session, [Actor(kind="person", person_id=p.pk, name=p.name) for p in people]


def _forms(bank: Any, session: Any) -> None:
    """Freeze ten forms that share the first item; 40 of the others differ from form to form."""
    from datetime import date

    from exams.forms_frozen import freeze
    from exams.models import Item, ItemVersion, KeyVersion, LawRef, Session

    laws = [
        LawRef.objects.create(
            law=f"中华人民共和国{law}", short=law, version="1", article="第一条", in_force_from=date(2020, 1, 1)
        )
        for law in LAWS
    ]
    chance = random.Random(1)
    versions = []
    for n in range(60 + 40 * FORMS):
        type_ = "single" if n % 5 < 3 else "multiple" if n % 5 == 3 else "true_false"
        count = 2 if type_ == "true_false" else 4
        item = Item.objects.create(bank=bank, code=f"P{n:04}", type=type_)
        version = ItemVersion.objects.create(
            item=item, number=1, stem=f"第{n}题：{STEM}", sha256=f"{n:064}",
            options=[{"id": "ABCD"[k], "text": f"{'甲乙丙丁'[k]}：{OPTION}"} for k in range(count)],
            law_ref=laws[n % 4], explanation="略", made_at=AT, made_by="考务",
        )  # fmt: skip
        mask = 0b0110 if type_ == "multiple" else 1 << chance.randrange(count)
        KeyVersion.objects.create(item_version=version, number=1, mask=mask, made_at=AT, made_by="考务")
        versions.append(version.pk)
    papers = [versions[:60] + versions[60 + 40 * n : 100 + 40 * n] for n in range(FORMS)]
    freeze(session_id=session.pk, papers=[dict.fromkeys(paper, 100) for paper in papers])
    Session.objects.filter(pk=session.pk).update(state="closed")


def _sittings(session: Any, papers: int) -> None:
    """Hand in papers with random answers, each with the first row of its journal."""
    from django.db import connection

    forms = list(session.forms.order_by("number").values_list("pk", flat=True))
    facts = {
        "papers": papers, "at": AT, "end": AT + timedelta(minutes=80), "session": session.pk, "forms": forms,
        "agency": session.exam.agency_id, "items": ITEMS,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        for statement in (PERSONS, CANDIDATES, SITTINGS, JOURNAL):
            cursor.execute(statement, facts)
        cursor.execute("ANALYZE")


PERSONS = """
INSERT INTO organisation_person (username, password, name, name_en, sex, id_sealed, id_fingerprint, law_qualification,
       is_active, is_superuser)
SELECT 'p' || n, '!', '考生' || n, '', '', '', '', '', true, false FROM generate_series(1, %(papers)s) n
"""
CANDIDATES = """
INSERT INTO exams_candidate (session_id, person_id, agency_id, eligibility, registered_at, registered_by,
       ticket, present_by)
SELECT %(session)s, id, %(agency)s, '{}', %(at)s, '考务', '', '' FROM organisation_person
 WHERE username ~ '^p[0-9]' ORDER BY id
"""
SITTINGS = """
INSERT INTO exams_sitting (candidate_id, session_id, form_id, seed, state, prior, lease, seq, grace_seconds,
       extra_seconds, started_at, deadline_at, closed_at, answers)
SELECT c.id, %(session)s, (%(forms)s::bigint[])[1 + c.id %% cardinality(%(forms)s::bigint[])],
       (random() * 9e15)::bigint,
       'submitted', '', 1, 15, 30, 0, %(at)s, %(at)s + interval '90 min', %(end)s,
       (SELECT array_agg((1 << (random() * 1.99)::int)::smallint) FROM generate_series(1, %(items)s) g WHERE c.id > 0)
  FROM exams_candidate c
"""
JOURNAL = """
INSERT INTO exams_savejournal (sitting_id, seq, lease, kind, at, slots, masks, texts)
SELECT id, 0, 1, 'start', started_at, '{}', '{}', '{"honour": "2026-1"}' FROM exams_sitting
"""
RESULTS = """
INSERT INTO exams_result (sitting_id, session_id, person_id, subject, points, total, pass_mark, passed, passed_on,
       by_law, item_answers, item_points, keys, paper_sha256, answers_sha256, rules, made_at)
SELECT s.id, s.session_id, c.person_id, 'public_law', p.points, p.total, 6000, p.points >= 6000,
       CASE WHEN p.points >= 6000 THEN s.closed_at::date END, p.by_law, p.answers, p.items, p.keys,
       encode(sha256(('paper' || s.id)::bytea), 'hex'), encode(sha256(('answers' || s.id)::bytea), 'hex'), p.rules,
       s.closed_at
  FROM exams_sitting s JOIN exams_candidate c ON c.id = s.candidate_id
  JOIN bench_pattern p ON p.form = s.form_id AND p.number = s.id %% %(patterns)s
"""
ENTRIES = """
INSERT INTO ledger_entry (series, seq, at, recorded_at, actor, credential, verb, body, prev, hash, algorithm)
SELECT 'sitting:' || s.id, n, s.closed_at, s.closed_at, '{"kind": "system", "name": "system"}', '',
       (ARRAY['exam.start', 'exam.submit', 'exam.result'])[n], '{}', repeat('0', 64),
       encode(sha256((s.id || ':' || n)::bytea), 'hex'), 'sha256'
  FROM exams_sitting s, generate_series(1, 3) n ORDER BY s.id, n
"""


def mark_in_sql(exam: Any) -> None:
    """Give every sitting a result: the genuine marks of one of 200 patterns of answers for its form; its entries."""
    from django.db import connection

    from exams.forms_frozen import content_of
    from exams.marking.grading import current_key_sets
    from exams.scoring import Rules, grade
    from exams.shuffle import canonical

    rules, chance = Rules.from_json(exam.scoring), random.Random(2)
    forms = [form.pk for session in exam.sessions.all() for form in session.forms.all()]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE bench_pattern (form bigint, number int, answers smallint[], items int[], points int,"
            " total int, by_law jsonb, keys bigint[], rules jsonb)"
        )
        for form_id, keys in current_key_sets(forms).items():
            paper = content_of(form_id)
            for number in range(PATTERNS):
                skill = chance.uniform(0.35, 0.98)
                answers = [
                    key.mask if chance.random() < skill else chance.randrange(1, 2 ** len(item["options"]))
                    for key, item in zip(keys.keys, paper.items, strict=True)
                ]
                marks = grade(paper=paper, answers=answers, texts={}, key_set=keys.keys, rules=rules, human={})
                cursor.execute(
                    "INSERT INTO bench_pattern VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                    [form_id, number, answers, list(marks.items), marks.points, marks.total, canonical(marks.by_law),
                     list(keys.ids), canonical(rules.as_json())],
                )  # fmt: skip
        cursor.execute(RESULTS, {"patterns": PATTERNS})
        cursor.execute(ENTRIES)
        cursor.execute("DROP TABLE bench_pattern")
        cursor.execute("ANALYZE")


def copy_of_results(which: str = "true") -> float:
    """Return the seconds that a bare COPY of some results takes, read into memory before: the floor."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_floor (LIKE exams_result INCLUDING ALL)")
        with cursor.copy(f"COPY (SELECT * FROM exams_result WHERE {which}) TO STDOUT (FORMAT binary)") as out:
            rows = b"".join(bytes(part) for part in out)
        begin = time.perf_counter()
        with cursor.copy("COPY bench_floor FROM STDIN (FORMAT binary)") as into:
            into.write(rows)
        return time.perf_counter() - begin
