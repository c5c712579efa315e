"""What the ledger keeps of overlays, in the series of the flowchart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from enforcement.actor import Actor
from enforcement.flowcharts.models import Overlay
from enforcement.flowcharts.publication.subject import series_of
from enforcement.ledger.append import append


def record(overlay: Overlay, verb: str, *, by: Actor, at: datetime, body: Mapping[str, object]) -> None:
    """Append the entry of an act on an overlay."""
    chart = overlay.flowchart
    append(
        series=series_of(chart), by=by, at=at, verb=f"overlay.{verb}",
        body={
            "agency": chart.agency_id, "agency_name": chart.agency.name, "code": chart.code, "overlay": overlay.pk,
            "law": overlay.law, "article": overlay.article, "from_on": overlay.from_on, **body,
        },
    )  # fmt: skip
