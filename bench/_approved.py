"""Many approved applications at once: one taken through all acts, the others laid beside it as it stands then."""

from __future__ import annotations

import random
import time
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from bench._officers import name as a_name
from certification import photos, sheets
from certification.models import Application, Credential
from certification.portrait import portrait
from certification.printing import face_of
from certification.review_application import review_application
from certification.signed import Draft, sign_many
from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.organisation.models import Agency, ParameterValue, Person, Post
from enforcement.web import fonts
from exams.models import Exemption
from tests.factories import certification as made
from tests.factories.flowcharts import an_agency, ship_one

LOOKS, SAMPLE = 40, 100
DAY = date(2026, 1, 1)


def applications(count: int) -> tuple[Agency, Actor, list[int]]:
    """Lay an agency with so many approved applications, who issues them, and their ids."""
    agency = an_agency()
    ship_one(agency, "Q")
    by = made.clerk(agency)
    for code in ("credential.training_hours", "credential.notice_days"):
        ParameterValue.objects.create(
            agency=agency, code=code, value=0, from_on=DAY, source="基准测试", set_by="system", set_at=clock.now()
        )
    first = _approved(agency, by)
    with transaction.atomic():
        _beside(first, agency, by, count - 1)
    ids = list(Application.objects.order_by("pk").values_list("pk", flat=True))
    return agency, by, ids


def _approved(agency: Agency, by: Actor) -> Application:
    person = Person.objects.create_user(username="one", name="李𬭚")
    made.a_post(person, agency)
    _exempt([person], by)
    application = made.an_application(agency, by, person_id=person.pk, photo=portrait("P0"))
    made.eligible(application, by)
    made.announce(application_id=application.pk, by=by, at=made.moment("2026-05-09"))
    facts: dict[str, Any] = {"outcome": "approved", "review": "同意"}
    review_application(application_id=application.pk, by=by, at=made.moment("2026-05-18"), **facts)
    application.refresh_from_db()
    return application


def _beside(first: Application, agency: Agency, by: Actor, count: int) -> None:
    """Lay as many others beside the first, each with person, post, exemption, run and the open step."""
    dice = random.Random(7)
    kept = [photos.check(portrait(f"P{n}")) for n in range(LOOKS)]
    for photo in kept:
        photos.store(photo)
    people = Person.objects.bulk_create(Person(username=f"p{n}", name=a_name(dice), password="!") for n in range(count))
    facts = {"agency": agency, "title": "执法员", "establishment": "administrative", "from_on": date(2020, 1, 1)}
    Post.objects.bulk_create(Post(person=person, is_enforcement=True, **facts) for person in people)
    _exempt(people, by)
    rows = []
    for n, person in enumerate(people):
        row = _copy(first)
        row.person, row.photo, row.photo_sha256 = person, kept[n % LOOKS].path, kept[n % LOOKS].sha256
        rows.append(row)
    Application.objects.bulk_create(rows)
    runs = [_copy(first.run) for _row in rows]
    for run, row in zip(runs, rows, strict=True):
        run.series, run.last_seq, run.last_hash = row.series, 0, ""
    Run.objects.bulk_create(runs)
    steps = list(StepRecord.objects.filter(run=first.run, left_at__isnull=True))
    copies = [StepRecord(**{**_values(step), "run_id": run.pk}) for run in runs for step in steps]
    StepRecord.objects.bulk_create(copies)
    for run, row in zip(runs, rows, strict=True):
        row.run = run
    Application.objects.bulk_update(rows, ["run"], batch_size=2000)


def _values(row: Any) -> dict[str, Any]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}  # noqa: SLF001


def _copy(row: Any) -> Any:
    values = _values(row)
    if isinstance(row, Application):
        values["run_id"] = None
    return type(row)(**values)


def _exempt(people: list[Person], by: Actor) -> None:
    at = timezone.now()
    other = Person.objects.filter(username="decides").first() or Person.objects.create_user(
        username="decides", name="张三"
    )
    facts = {"subject": "public_law", "ground": "law_qualification", "evidence": "法律职业资格证", "from_on": DAY,
             "state": "granted", "asked_by_id": by.person_id, "asked_at": at, "decided_by": other,
             "decided_at": at}  # fmt: skip
    Exemption.objects.bulk_create(Exemption(person=person, **facts) for person in people)


def signed_and_drawn(agency: Agency) -> float:
    """Return the seconds a card that signing and drawing alone take, without keeping anything."""
    rows = list(Application.objects.select_related("person").order_by("pk")[:SAMPLE])
    day = clock.today()
    drafts = [
        Draft(person=row.person, agency=agency, fields=tuple(row.fields), area=row.area, valid_from=day,
              valid_to=date(day.year + 5, day.month, 28), photo=row.photo, photo_sha256=row.photo_sha256,
              issuer_agency=agency)
        for row in rows
    ]  # fmt: skip
    seconds = 0.0
    with transaction.atomic():
        for _warm in range(2):
            began = time.perf_counter()
            cards: list[Credential] = sign_many(
                drafts, by=SYSTEM, at=clock.now(), verb="credential.issue", ground="基准"
            )
            faces = [face_of(card) for card in cards]
            sheets.one_by_one(faces, fonts=fonts.register())
            sheets.ten_up(faces, fonts=fonts.register(), duplex="long", note="")
            seconds = (time.perf_counter() - began) / len(rows)
        transaction.set_rollback(True)
    return seconds
