"""The gate: who may act on a day is asked in one place, and later entries never change what held on a day."""

import ast
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certification.cancel import cancel
from certification.lifecycle.check_annually import check_annually
from certification.lifecycle.nightly import nightly
from certification.lifecycle.renew import renew
from certification.models import AnnualCheck, Credential
from certification.replace import replace, replace_damaged
from certification.report_loss import report_loss
from certification.restore import restore
from certification.revoke import revoke
from certification.standing import certificate, may_act
from certification.suspend import suspend
from enforcement.errors import Refusal
from enforcement.organisation.models import Agency, Post
from tests.factories.certification import a_chair_certificate, an_officer, clerk, moment
from tests.factories.certification_lifecycle import a_round, a_setting, publish_the_loss
from tests.factories.flowcharts import a_person

pytestmark = pytest.mark.django_db(transaction=True)
CASES = Path(__file__).parents[2] / "cases"
GATE = {"may_act", "may_act_many", "certificate", "certificates", "Standing", "state_on"}
HIDDEN = {"Credential", "CredentialStatus", "Certificate", "AnnualCheck", "Proposal"}
START = date(2026, 6, 1)
DAYS = [START + timedelta(days=n) for n in range(-20, 60)]


def imported(path: Path) -> set[tuple[str, str]]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {(node.module, name.name) for name in node.names}
    return found


ASIDE = {"migrations", "demo", "complaints", "exchange", "yearly"}
"""Complaints only look up whom somebody names, the exchange hands rows over, the yearly report counts holders."""


def sources() -> list[Path]:
    """Return the modules that might judge."""
    return [p for p in CASES.rglob("*.py") if not ASIDE & set(p.parts)]


def test_cases_ask_about_credentials_only_at_the_gate():
    """Nothing of cases reads the tables of credentials: it asks certification.standing."""
    for path in sources():
        names = imported(path)
        assert {n for module, n in names if module.startswith("certification.models")} & HIDDEN == set(), path
        assert not any(
            m.startswith(("certification.history", "certification.lifecycle", "certification.queries"))
            for m, _n in names
        ), path


def test_the_gate_is_what_cases_use():
    used = {name for path in sources() for module, name in imported(path) if module == "certification.standing"}
    whole = {
        name for path in sources() for module, name in imported(path) if (module, name) == ("certification", "standing")
    }
    assert used <= GATE
    assert used >= {"may_act", "certificate"}
    assert whole == {"standing"}


def test_officers_of_a_case_carry_the_answer_of_the_gate(agency: Agency, monkeypatch):
    """What a guard judges is what the gate said: close the gate, and nobody counts."""
    from cases import people
    from certification import standing

    officer = an_officer(agency)
    asked = []
    real = standing.may_act_many

    def watched(**facts):
        asked.append(facts)
        return real(**facts)

    monkeypatch.setattr(standing, "may_act_many", watched)
    names = [
        name
        for name, thing in vars(people).items()
        if callable(thing) and getattr(thing, "__module__", "") == "cases.people"
    ]
    assert names
    source = Path(people.__file__).read_text(encoding="utf-8")
    assert "standing.may_act_many" in source
    found = standing.may_act_many(person_ids=[officer.pk], on=START, field="market", agency=agency)
    assert found[officer.pk].ok
    assert asked


def answers(credential: Credential, agency: Agency, until: date) -> dict[date, tuple[str, str]]:
    ask = {"person_id": credential.person_id, "field": "market", "agency": agency}
    said = {day: may_act(on=day, **ask) for day in DAYS if day <= until}
    return {day: (found.code, found.number) for day, found in said.items()}


def attempts(by, pk):
    """Return the acts that may befall the newest credential of the person."""
    later = {"ground": "事由", "by": by}
    return {
        "suspend": lambda at: suspend(
            credential_id=pk(), at=at, document="1号", to_on=at.date() + timedelta(days=30), **later
        ),
        "restore": lambda at: restore(credential_id=pk(), at=at, retraining="离岗培训", **later),
        "revoke": lambda at: revoke(credential_id=pk(), at=at, document="2号", **later),
        "cancel": lambda at: cancel(credential_id=pk(), at=at, **later),
        "lose": lambda at: report_loss(credential_id=pk(), at=at, **later),
        "replace": lambda at: replace(credential_id=pk(), at=at, **later),
        "damage": lambda at: replace_damaged(credential_id=pk(), at=at, **later),
        "renew": lambda at: renew(credential_id=pk(), at=at, by=by, valid_from=at.date() + timedelta(days=3)),
        "night": lambda at: nightly(at=at),
    }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    story=st.lists(
        st.tuples(
            st.sampled_from(
                ["suspend", "restore", "revoke", "cancel", "lose", "replace", "damage", "renew", "night", "check"]
            ),
            st.integers(0, 6),
        ),
        min_size=1,
        max_size=7,
    )
)
def test_what_held_on_a_day_never_changes_afterwards(agency: Agency, story):
    """Whatever is entered later, on days after, every day before is judged as it was."""
    by = clerk(agency)
    if not agency.check_rounds.exists():
        for code, value in (("credential.unchecked_lapses", "all"), ("exam.training_hours_year", 0)):
            a_setting(agency, code, value)
    person = an_officer(agency, valid_to=date(2026, 7, 15))
    first = person.credentials.get()
    if not agency.check_rounds.exists():
        a_round(agency, by, due_on=date(2026, 6, 12))
    elif not AnnualCheck.objects.filter(credential=first).exists():
        AnnualCheck.objects.create(round=agency.check_rounds.get(), credential=first)

    def newest() -> int:
        return person.credentials.order_by("-valid_from", "-pk").values_list("pk", flat=True)[0]

    acts, day = attempts(by, newest), START
    before = answers(first, agency, day - timedelta(days=1))
    for name, gap in story:
        day += timedelta(days=gap)
        with suppress(Refusal):
            befall(first, acts, name, by, moment(day.isoformat()))
        now = answers(first, agency, day - timedelta(days=1))
        assert {d: now[d] for d in before} == before, (name, day)
        before = now


def befall(first: Credential, acts, name: str, by, at) -> None:
    """Do one act of the story, or let it be refused."""
    if name == "check":
        check = AnnualCheck.objects.get(credential=first)
        check_annually(round_id=check.round_id, by=by, at=at, results={check.pk: "passed"})
        return
    if name == "replace" and first.tasks.filter(kind="loss_notice", done_on=None).exists():
        publish_the_loss(first, by, at=at)
    acts[name](at)


def test_a_certificate_ends_with_its_days_or_its_withdrawal(agency: Agency):
    person = a_person()
    held = a_chair_certificate(person, agency, valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31))
    ask = {"person_id": person.pk, "kind": "hearing_chair"}
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 14), date(2026, 6, 15), date(2027, 1, 1))
    held.withdrawn_on, held.withdrawn_ground = date(2026, 6, 15), "调离"
    held.save()
    assert [certificate(**ask, on=day) for day in days] == ["", held.number, held.number, "", ""]


def test_a_post_that_ended_closes_the_gate_from_that_day(agency: Agency):
    officer = an_officer(agency)
    Post.objects.filter(person=officer).update(to_on=date(2026, 6, 10))
    ask = {"person_id": officer.pk, "field": "market", "agency": agency}
    assert [may_act(on=day, **ask).code for day in (date(2026, 6, 10), date(2026, 6, 11))] == ["valid", "no_post"]
