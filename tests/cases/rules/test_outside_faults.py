"""What is wrong with an outside record is named by its field, and nothing of it is kept."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.outside import ImportRefused
from enforcement.flowcharts.models import StepRecord
from tests.factories import cases as make

pytestmark = pytest.mark.django_db(transaction=True)

# What is wrong with a record, by the field that the refusal names: one database serves them all.
FAULTS = [
    ("agency", {"agency": "91371481MA3C000000"}),
    ("field", {"field": "astrology"}),
    ("source", {"source": "dream"}),
    ("party.kind", {"party": {"name": "甲", "kind": "ghost"}}),
    ("party.name", {"party": {}}),
    ("party", {"party": "甲"}),
    ("colour", {"colour": "red"}),
    ("clue_on", {"clue_on": "2026-13-40"}),
    ("is_complex", {"is_complex": "yes"}),
    ("inquiries", {"inquiries": {}}),
    ("inquiries[0].officers", {"inquiries": [{"kind": "interview", "held_on": "2026-03-16"}]}),
    ("inquiries[0].kind", {"inquiries": [{"kind": "seance", "held_on": "2026-03-16", "officers": []}]}),
    (
        "inquiries[0].officers[0]",
        {"inquiries": [{"kind": "interview", "held_on": "2026-03-16", "officers": [{"username": "nobody"}]}]},
    ),
    (
        "inquiries[0].officers[0]",
        {"inquiries": [{"kind": "interview", "held_on": "2026-03-16", "officers": [{"role": "helper"}]}]},
    ),
    ("measures[0].kind", {"measures": [{"kind": "burn", "taken_on": "2026-03-16"}]}),
    ("payments[0].amount", {"payments": [{"on": "2026-03-16", "amount": "much"}]}),
    ("steps[0].code", {"steps": [{"code": "P99", "entered_on": "2026-03-16"}]}),
    ("steps[0].left_on", {"steps": [{"code": "P01", "entered_on": "2026-03-16", "left_on": "2026-03-15"}]}),
    # words that no rule knows, amounts, days and texts that no table holds, spans the wrong way round
    ("decision.kind", {"decision": {"kind": "罚款", "decided_on": "2026-04-02", "terms": {}}}),
    ("notices[0].terms.kinds[1]", {"notices": [{"served_on": "2026-03-24", "terms": {"kinds": ["fine", "fines"]}}]}),
    ("remedies[0].outcome", {"remedies": [{"kind": "litigation", "filed_on": "2026-05-06", "outcome": "lost"}]}),
    ("limitation_ground", {"limitation_ground": "harm"}),
    (
        "inquiries[0].officers[0].role",
        {"inquiries": [{"kind": "interview", "held_on": "2026-03-16", "officers": [{"name": "甲", "role": "chief"}]}]},
    ),
    *[
        ("payments[0].amount", {"payments": [{"on": "2026-03-16", "amount": amount}]})
        for amount in ("NaN", "-5", "1e9", "5,000", "5000.005", "9999999999999")
    ],
    *[
        ("notices[0].served_on", {"notices": [{"served_on": on, "terms": {}}]})
        for on in ("1995-01-01", "2099-01-01", "20260316", "2026-W12-1")
    ],
    ("act_on", {"act_on": "9999-12-31"}),
    ("title", {"title": " "}),
    ("title", {"title": "长" * 121}),
    ("party.name", {"party": {"name": "甲\x00"}}),
    ("measures[0].ended_on", {"measures": [{"kind": "seize", "taken_on": "2026-03-18", "ended_on": "2026-03-17"}]}),
    ("pauses[0].to_on", {"pauses": [{"from_on": "2026-03-18", "to_on": "2026-03-17"}]}),
    ("extensions[0].days", {"extensions": [{"granted_on": "2026-03-18", "days": -30}]}),
    ("recordings[0].measure", {"recordings": [{"subject": "seizure", "on": "2026-03-18", "measure": 0}]}),
    ("steps", {"recused": [{"name": "甲"}]}),
    (
        "assignments",
        {"assignments": [{"who": {"name": n}, "role": "lead", "from_on": "2026-03-12"} for n in "甲乙"]},
    ),
]


def test_the_field_at_fault_is_named_and_nothing_is_kept():
    agency = make.an_agency()
    for field, changes in FAULTS:
        with pytest.raises(ImportRefused) as refusal:
            make.an_outside_case(agency, **changes)
        assert refusal.value.field == field
    assert not Case.objects.exists()
    assert not StepRecord.objects.exists()
