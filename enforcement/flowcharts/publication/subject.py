"""The version an act is about, locked with its flowchart, and what the ledger keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.flowcharts.models import Flowchart, FlowchartVersion
from enforcement.ledger.append import append


class NotInThatState(OutOfOrder):
    """Refuse an act on a version that is not in the state the act begins from."""

    sentence = _("This version is in another state: %(state)s.")
    remedy = _("Reload the page to see what can be done with it now.")


def locked(version_id: int) -> FlowchartVersion:
    """Return a version with its flowchart and agency, both held until the transaction ends.

    Raises:
        NotFound: if there is none.
    """
    found = (
        FlowchartVersion.objects.select_for_update(of=("self", "flowchart"))
        .select_related("flowchart__agency")
        .filter(pk=version_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def demand(version: FlowchartVersion, *states: FlowchartVersion.Status) -> None:
    """Refuse a version that is in none of the states.

    Raises:
        NotInThatState: naming the state it is in.
    """
    if version.status not in states:
        state: str | Promise = FlowchartVersion.Status(version.status).label
        raise NotInThatState(_("This version is in another state: %(state)s.") % {"state": state})


def person_of(by: Actor) -> int:
    """Return the person who acts: a chart is drafted and approved by people.

    Raises:
        NotAllowed: for the system or the public.
    """
    if by.kind != "person" or by.person_id is None:
        raise NotAllowed
    return by.person_id


def series_of(flowchart: Flowchart) -> str:
    """Return the ledger series of a flowchart."""
    return f"flowchart:{flowchart.pk}"


def record(version: FlowchartVersion, verb: str, *, by: Actor, at: datetime, body: Mapping[str, object]) -> None:
    """Append the entry of an act on a version to its flowchart's series."""
    chart = version.flowchart
    append(
        series=series_of(chart),
        by=by,
        at=at,
        verb=f"flowchart.{verb}",
        body={
            "agency": chart.agency_id,
            "agency_name": chart.agency.name,
            "code": chart.code,
            "version": version.pk,
            "number": version.number,
            "sha256": version.sha256,
            **body,
        },
    )
