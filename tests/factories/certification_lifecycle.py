"""The life of a credential, made through the real acts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from certification.lifecycle.deliver import deliver
from certification.lifecycle.hand_over import hand_over
from certification.lifecycle.nightly import nightly
from certification.lifecycle.object_to import object_to
from certification.lifecycle.obliged import complete
from certification.lifecycle.open_round import open_round
from certification.lifecycle.propose import propose_revocation
from certification.models import (
    AnnualCheck,
    Application,
    CheckRound,
    Credential,
    Delivery,
    HandedOver,
    HandOver,
    LevelReview,
    Objection,
    Proposal,
    Reminder,
    Task,
)
from enforcement import clock
from enforcement.actor import PUBLIC, Actor
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.models import Agency, ParameterValue
from exams.administration.enter_attended import enter_attended
from exams.models import Course
from tests.factories.certification import moment
from tests.factories.flowcharts import a_published

JUNE = moment("2026-06-01")


def a_setting(agency: Agency, code: str, value: Any, from_on: date = date(2020, 1, 1)) -> ParameterValue:
    """Set a parameter for an agency from a day."""
    return ParameterValue.objects.create(
        agency=agency, code=code, value=value, from_on=from_on, source="测试", set_by="system", set_at=JUNE
    )


def an_older_chart(agency: Agency, file: Path) -> FlowchartVersion:
    """Publish an older version of the chart of credentials for an agency."""
    return a_published(agency, "Q", file.read_bytes())


def an_objection(application: Application, at: str = "2026-05-10", words: str = "工作时间经商。") -> Objection:
    """Object to an applicant during the notice."""
    return object_to(application_id=application.pk, by=PUBLIC, at=moment(at), words=words)


def a_review(application: Application) -> LevelReview:
    """Return the last finding on an application that was reviewed."""
    return application.reviews.order_by("-pk")[0]


def a_hand_over(application: Application, by: Actor, at: str = "2026-05-20") -> HandOver:
    """Hand an approved application over to the province."""
    a_setting(application.agency, "credential.issued_by", "province")
    return hand_over(agency_id=application.agency_id, by=by, at=moment(at), application_ids=[application.pk])


def handed_over(application: Application, by: Actor) -> HandedOver:
    """Return the item of an application in its package."""
    return a_hand_over(application, by).items.all()[0]


def a_delivery(credential: Credential, by: Actor, at: datetime = JUNE, **facts: Any) -> Delivery:
    """Give a card to its holder."""
    return deliver(credential_id=credential.pk, by=by, at=at, **{"handed_on": clock.day_of(at), **facts})


def a_round(agency: Agency, by: Actor, year: int = 2025, due_on: date = date(2026, 6, 30)) -> CheckRound:
    """Open the annual check of an agency on 1 June 2026."""
    return open_round(agency_id=agency.pk, by=by, at=JUNE, year=year, due_on=due_on)


def a_check(credential: Credential, by: Actor, **facts: Any) -> AnnualCheck:
    """Open a round of the credential's agency and return its place in it."""
    return a_round(credential.agency, by, **facts).checks.get(credential=credential)


def hours(credential: Credential, number: int = 60, on: date = date(2025, 11, 20)) -> None:
    """Record training that the holder attended."""
    with transaction.atomic():
        enter_attended(
            person=credential.person, agency=credential.agency, kind=Course.Kind.PUBLIC_LAW, hours=Decimal(number), on=on,
            title=f"年度培训{on:%Y%m%d}", by="王一", at=JUNE, another=True,
        )  # fmt: skip


def a_reminder(credential: Credential, at: datetime) -> Reminder:
    """Do a night's work and return the reminder it sent."""
    nightly(at=at)
    return credential.reminders.order_by("-pk")[0]


def a_proposal(credential: Credential, by: Actor, code: str = "bribery", at: datetime = JUNE) -> Proposal:
    """Propose to revoke."""
    return propose_revocation(
        credential_id=credential.pk,
        by=by,
        at=at,
        code=code,
        facts="收受当事人购物卡。",
        evidence="纪检监察通报〔2026〕3号",
    )


def a_task(credential: Credential, kind: str) -> Task:
    """Return what an act obliged to."""
    return credential.tasks.get(kind=kind)


def publish_the_loss(credential: Credential, by: Actor, at: datetime = JUNE) -> Task:
    """Say where the loss was published."""
    task = a_task(credential, "loss_notice")
    return complete(task_id=task.pk, by=by, at=at, done_on=clock.day_of(at), words="德州日报第四版")
