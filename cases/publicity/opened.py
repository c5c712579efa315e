"""The open data of this area: agencies, officers, procedures and decisions, as the public pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cases.publicity.columns import AGENCIES, DECISIONS, OFFICERS, PROCEDURES
from cases.publicity.datasets import enter
from cases.queries import published
from cases.redaction import shown_cause
from cases.terms import KINDS
from certification.fields import titles_zh
from certification.officers import public
from enforcement import clock
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.views.public import in_force
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Agency

CHUNK: Final = 1000


def agencies() -> Iterator[dict[str, Any]]:
    """Yield the agencies that enforce or supervise."""
    for one in Agency.objects.filter(is_active=True).order_by("path").iterator(CHUNK):
        yield {
            "agency": one.name, "credit_code": one.credit_code, "kind": one.kind, "division": one.division,
            "fields": titles_zh(one.fields).split("、") if one.fields else [], "phone": one.phone,
            "address": one.address,
        }  # fmt: skip


def officers() -> Iterator[dict[str, Any]]:
    """Yield the officers of the public register: name, unit, post, number, fields and area, nothing else."""
    rows = public.listed(clock.today()).order_by("agency__path", "name", "pk")
    values = rows.values_list("name", "agency__name", "post", "number", "fields", "area")
    for name, agency, post, number, fields, area in values.iterator(CHUNK):
        yield {
            "name": name, "agency": agency, "post": post, "card_number": number,
            "fields": titles_zh(fields).split("、"), "area": area,
        }  # fmt: skip


def procedures() -> Iterator[dict[str, Any]]:
    """Yield the versions of procedures that are in force."""
    rows: Any = in_force().order_by("flowchart__agency__path", "flowchart__code")
    for one in rows:
        yield {
            "agency": one.flowchart.agency.name, "code": one.flowchart.code, "title": one.flowchart.title,
            "version": one.number, "effective_on": one.effective_on, "steps": one.steps, "sha256": one.sha256,
        }  # fmt: skip


def decisions() -> Iterator[dict[str, Any]]:
    """Yield the decisions that the public reads now; of a withdrawn one only that it was withdrawn, and why."""
    for one in published().order_by("published_on", "pk").iterator(CHUNK):
        decision, gone = one.case.decision, one.withdrawn_on is not None
        yield {
            "number": decision.number, "agency": one.case.agency.name, "party": None if gone else one.party_shown,
            "cause": shown_cause(one), "kinds": [] if gone else [KINDS[k][0] for k in decision.kinds if k in KINDS],
            "decided_on": decision.decided_on, "published_on": one.published_on, "shown_until": one.shown_until,
            "withdrawn_on": one.withdrawn_on, "withdrawal_reason": one.withdrawal_reason or None,
            "text": None if gone else one.text, "sha256": one.sha256,
        }  # fmt: skip


def _last(verb: str) -> datetime | None:
    rows = Entry.objects.filter(verb=verb).order_by("-recorded_at")
    found: datetime | None = rows.values_list("recorded_at", flat=True).first()
    return found


def _charts_changed() -> datetime | None:
    found: datetime | None = FlowchartVersion.objects.aggregate(last=Max("published_at"))["last"]
    return found


def _decisions_changed() -> datetime | None:
    moments = [_last("case.publish_decision"), _last("case.withdraw_publication")]
    return max((moment for moment in moments if moment), default=None)


def enter_all() -> None:
    """Enter them."""
    enter(
        "agencies", _("Agencies"), agencies, AGENCIES, description=_("Agencies that enforce the law or supervise it.")
    )
    enter("officers", _("Officers"), officers, OFFICERS, description=_("Officers whose credential is valid today."))
    enter(
        "procedures", _("Procedures"), procedures, PROCEDURES, changed=_charts_changed,
        description=_("The flowcharts by which cases are handled, in the version in force."),
    )  # fmt: skip
    enter(
        "decisions", _("Published decisions"), decisions, DECISIONS, changed=_decisions_changed,
        description=_("Decisions as published: redacted by one person and checked by another."),
    )  # fmt: skip
