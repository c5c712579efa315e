"""Take in a bundle: each of its charts becomes a draft of the agency, all of them or none. Nothing is published."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts.bpmn import BpmnRefused
from enforcement.flowcharts.bundles.bundle import unpack
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.problems import Problem
from enforcement.flowcharts.publication.draft import lay
from enforcement.flowcharts.publication.subject import record
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency


class ChartOfBundleRefused(Refusal):
    """Refuse the whole bundle because one of its charts is not accepted."""

    status = BpmnRefused.status
    sentence = _("The chart %(code)s of the bundle was not accepted, so none was taken in.")

    def __init__(self, code: str, problems: list[Problem]) -> None:
        """Keep the problems for the page."""
        self.problems = problems
        super().__init__(self.sentence % {"code": code})


@transaction.atomic(durable=True)
def take_in(*, by: Actor, at: datetime, agency: Agency, bundle: bytes) -> list[FlowchartVersion]:
    """Make a draft of each chart of a signed bundle.

    Raises:
        NotAllowed: without the duty ``chart`` on the agency. BundleUnreadable, BundleUntrusted: as they say.
        ChartOfBundleRefused: naming the chart, with its problems.
    """
    require(by=by, duty="chart", agency=agency)
    held, made = unpack(bundle, agency=agency), []
    sha256 = hashlib.sha256(bundle).hexdigest()
    for chart in held.charts:
        note = f"{held.signer} · {chart['agency']} {chart['code']} v{chart['number']} ({chart['effective_on']})"
        try:
            version = lay(agency=agency, code=chart["code"], by=by, at=at, bpmn=chart["bpmn"].encode(), note=note)
        except BpmnRefused as refused:
            raise ChartOfBundleRefused(chart["code"], refused.problems) from None
        told = {"signer": held.signer, "site": held.site, "bundle_sha256": sha256, "chart_sha256": chart["sha256"]}
        record(version, "take_in", by=by, at=at, body=told)
        made.append(version)
    return made
