"""Officers, credentials and applications, made through the real acts."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from PIL import Image

from certification.announce import announce
from certification.apply import apply
from certification.examine import examine
from certification.import_credential import import_credential
from certification.issue import issue
from certification.models import (
    Application,
    Certificate,
    Credential,
    CredentialStatus,
    SigningKey,
)
from certification.review_application import review_application
from certification.signing import make_key
from certification.suspend import suspend
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Agency, Person, Post
from exams.administration.enter_attended import enter_attended
from exams.models import Attendance
from exams.results import Passed
from tests.factories.flowcharts import SYSTEM, a_person, actor

CST = timezone.get_fixed_timezone(480)
FROM, TO = date(2024, 1, 1), date(2028, 12, 31)


def moment(text: str) -> datetime:
    """Return a moment of the county, e.g. 2026-06-01 or 2026-06-01T15:30."""
    given = datetime.fromisoformat(text)
    return given.replace(hour=given.hour or 9, tzinfo=CST)


def a_photo(width: int = 600, height: int = 840, kind: str = "JPEG", ink: str = "#88aacc") -> bytes:
    """Return an image file."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), ink).save(file, kind)
    return file.getvalue()


def a_post(person: Person, agency: Agency, **changes: Any) -> Post:
    """Give a person an enforcement post on the establishment."""
    facts = {"title": "执法员", "establishment": "administrative", "is_enforcement": True, "from_on": date(2020, 1, 1)}
    return Post.objects.create(person=person, agency=agency, **{**facts, **changes})


def an_officer(agency: Agency, *, name: str = "", fields: tuple[str, ...] = ("market",), **changes: Any) -> Person:
    """Make an officer with a post and a credential, valid 2024 to 2028 unless told."""
    person = a_person(name=name)
    a_post(person, agency)
    a_credential(person, agency, fields=fields, **changes)
    return person


def a_credential(person: Person, agency: Agency, **changes: Any) -> Credential:
    """Import a credential for a person who has a post."""
    facts: dict[str, Any] = {
        "by": SYSTEM,
        "at": moment("2026-02-03"),
        "fields": ("market",),
        "area": "乐陵市",
        "valid_from": FROM,
        "valid_to": TO,
        "photo": a_photo(),
    }
    return import_credential(person_id=person.pk, agency_id=agency.pk, **{**facts, **changes})


def a_suspension(credential: Credential, by: Actor, at: str = "2026-05-10", **changes: Any) -> CredentialStatus:
    """Suspend a credential for a month."""
    facts = {
        "ground": "年度考核不合格",
        "document": "乐司暂扣〔2026〕1号",
        "to_on": moment(at).date() + timedelta(days=30),
    }
    return suspend(credential_id=credential.pk, by=by, at=moment(at), **{**facts, **changes})


def a_key(kid: int = 1, **changes: Any) -> SigningKey:
    """Make a signing key for every number."""
    facts = {"numbers": ("",), "not_before": date(2020, 1, 1), "not_after": date(2035, 12, 31)}
    return make_key(kid=kid, at=moment("2026-01-01"), **{**facts, **changes})


def a_chair_certificate(person: Person, agency: Agency, number: str = "听2026001", **changes: Any) -> Certificate:
    """Give a person the certificate of a hearing chair."""
    facts = {"kind": "hearing_chair", "issuer": "山东省司法厅", "valid_from": FROM, "valid_to": TO}
    return Certificate.objects.create(person=person, agency=agency, number=number, **{**facts, **changes})


def clerk(agency: Agency, *duties: str) -> Actor:
    """Return somebody with duties on an agency, as the one who acts."""
    return actor(a_person(*(duties or ("apply", "examine", "issue")), agency=agency), agency)


def an_application(agency: Agency, by: Actor, at: str = "2026-05-06", **changes: Any) -> Application:
    """Apply for a new person of the agency."""
    if "person_id" not in changes:
        person = a_person()
        a_post(person, agency)
        changes["person_id"] = person.pk
    facts: dict[str, Any] = {
        "fields": ["market"],
        "area": "乐陵市",
        "photo": a_photo(),
        "post_proof": "乐编〔2026〕12号",
    }
    return apply(agency_id=agency.pk, by=by, at=moment(at), **{**facts, **changes})


def trained(person_id: int, agency: Agency, hours: int = 60) -> Attendance:
    """Record training without the act."""
    with transaction.atomic():
        return enter_attended(
            person=Person.objects.get(pk=person_id), agency=agency, kind="public_law", hours=Decimal(hours),
            on=date(2026, 3, 1), title=f"岗前培训{hours}学时", by="x", at=moment("2026-03-02"),
        )  # fmt: skip


def a_pass(subject: str = "public_law") -> Passed:
    """Return a passed exam as ``exams.results`` gives it."""
    return Passed(1, 1, "第一场", "公共法律知识", subject, 8800, 10000, date(2026, 4, 1), date(2031, 4, 1))


def passes(monkeypatch: Any, *subjects: str) -> None:
    """Let everybody have passed these subjects."""
    monkeypatch.setattr(
        "exams.results.latest_pass",
        lambda *, person_id, subject, on, field=None: a_pass(subject) if subject in subjects else None,
    )


def eligible(application: Application, by: Actor, at: str = "2026-05-08", **changes: Any) -> Application:
    """Find an applicant eligible."""
    facts = {"outcome": "eligible", "opinion": "符合条件", "clean_record": True, **changes}
    return examine(application_id=application.pk, by=by, at=moment(at), **facts)


def announced(agency: Agency, by: Actor, monkeypatch: Any) -> Application:
    """Take a new applicant to the notice (2026-05-09 to 2026-05-16)."""
    passes(monkeypatch, "public_law")
    application = an_application(agency, by)
    trained(application.person_id, agency)
    eligible(application, by)
    announce(application_id=application.pk, by=by, at=moment("2026-05-09"))
    return application


def approved(agency: Agency, by: Actor, monkeypatch: Any) -> Application:
    """Take a new applicant through the review."""
    application = announced(agency, by, monkeypatch)
    review_application(application_id=application.pk, by=by, at=moment("2026-05-18"), outcome="approved", review="同意")
    return application


def issued(agency: Agency, by: Actor, monkeypatch: Any) -> Credential:
    """Take a new person from the application to the credential (2026-05-06 to 2026-05-20)."""
    application = approved(agency, by, monkeypatch)
    return issue(application_id=application.pk, by=by, at=moment("2026-05-20"))


def counts() -> tuple[int, ...]:
    """Return how many rows of each table there are."""
    tables = (Application, Run, StepRecord, Credential, CredentialStatus, Entry, Attendance)
    return tuple(table.objects.count() for table in tables)


def refused(expected: type[Refusal], act, /, *, article: str = "", field: str = "", **facts) -> Refusal:
    """Do an act that must be refused, and see that nothing was changed."""
    before = counts()
    with pytest.raises(expected) as caught:
        act(**facts)
    assert counts() == before
    assert str(caught.value.sentence)
    assert str(caught.value.remedy) or caught.value.field
    assert not article or caught.value.article == article
    assert caught.value.field == field
    return caught.value
