"""A decision about whoever was a minor on the day of the act is not published, whatever the head ticks."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from cases.decide import decide
from cases.serving.minors import AboutMinor, is_minor
from enforcement.organisation.identifiers import ID_CHECK, ID_WEIGHTS
from enforcement.organisation.secrecy import seal
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused


def number(day: str) -> str:
    """Return the identity number of somebody born on a day."""
    stem = f"371481{day.replace('-', '')}001"
    return stem + ID_CHECK[sum(int(c) * weight for c, weight in zip(stem, ID_WEIGHTS, strict=True)) % 11]


def born(day: str, kind: str = "person") -> SimpleNamespace:
    """Return a case of 10 March 2026 whose party was born on a day."""
    return SimpleNamespace(party=SimpleNamespace(kind=kind, code_sealed=seal(number(day))), act_on=w.on("03-10"))


@pytest.mark.parametrize(("day", "minor"), [("2008-03-11", True), ("2008-03-10", False), ("1990-01-01", False)])
def test_eighteen_is_reached_on_the_birthday(day: str, minor: bool) -> None:
    assert is_minor(born(day)) is minor  # type: ignore[arg-type]
    assert not is_minor(born(day, kind="organisation"))  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_the_head_does_not_open_a_decision_about_a_minor_to_the_public() -> None:
    world = w.a_world()
    minor = {"party_kind": "person", "party_name": "慕容植遥", "party_code": number("2008-03-11"), "representative": ""}
    case = w.heard(world, **minor)
    facts = {"outcome": "penalise", "kinds": ["fine"], "fine": Decimal(5000), "publish_reason": "影响较大"}
    with refused(AboutMinor, case, field="publish"):
        decide(case_id=case.pk, by=world.by("head"), at=w.at("04-02"), publish=True, **facts)
    assert not decide(case_id=case.pk, by=world.by("head"), at=w.at("04-02"), **facts).publish
