"""R36: the yearly cap counts an enterprise by its code, however its name is spelled."""

from __future__ import annotations

import pytest

from cases.evidence.inspections.frequency import cap
from cases.models import Inspection
from cases.supervision.found_elsewhere import inspections
from tests.factories import cases as make
from tests.factories import cases_evidence as evidence
from tests.factories import flowcharts as charts

pytestmark = pytest.mark.django_db


def test_two_spellings_under_one_code_are_one_enterprise():
    agency = charts.an_agency("局", fields=["market"])
    most = cap(agency, make.day("07-01"))
    spelled = ["甲公司", *["乙公司（甲公司）"] * most, "己店"]
    for n, name in enumerate(spelled):
        made = evidence.an_inspection(agency, number=f"检{n}")
        Inspection.objects.filter(pk=made.pk).update(
            enterprise=name, code_fingerprint="Y" if name == "己店" else "X", held_on=make.day(f"07-{n + 1:02}"),
            occasion="plan", over_cap_because="",
        )  # fmt: skip
    found = [f.finding for f in inspections(make.day("12-01")) if f.finding.key == "cap"]
    assert [f.on for f in found] == [make.day(f"07-{most + 1:02}")]
