"""Rows of service and publication, as acts would leave them."""

from __future__ import annotations

from typing import Any

from cases import models
from cases.models import Case, Publication
from enforcement.organisation.models import Person
from tests.factories.cases import day, moment


def an_address(case: Case, on: str = "03-16", **facts: Any) -> models.ServiceAddress:
    """Make a confirmation of address."""
    whole = {"version": 1, "address_sealed": "", "signed_by": "王某"}
    return models.ServiceAddress.objects.create(case=case, signed_on=day(on), **{**whole, **facts})


def a_redaction(case: Case, by: Person, at: str = "04-07", **facts: Any) -> models.Redaction:
    """Make a redacted text."""
    whole = {"party_shown": "某公司", "text": "罚款", "sha256": "0" * 64, "by_name": by.name}
    return models.Redaction.objects.create(case=case, by=by, made_at=moment(at), **{**whole, **facts})


def an_early_end(posting: models.Posting, on: str = "10-12", **facts: Any) -> models.EarlyEnd:
    """Make a refused request to end a display early."""
    whole = {"requested_on": day(on), "outcome": "refused", "reason": "未履行", "answered_by": "甲"}
    return models.EarlyEnd.objects.create(posting=posting, answered_on=day(on), **{**whole, **facts})


def a_posting(publication: Publication, due: str = "04-14", **facts: Any) -> models.Posting:
    """Make a decision's place on a channel."""
    whole = {"channel": "site", "title": "公示平台", "basis": "国办发〔2018〕118号"}
    return models.Posting.objects.create(publication=publication, due_on=day(due), **{**whole, **facts})
