"""Two steps to revoke, grounds as data, what must be told, leaving."""

from datetime import date

import pytest
from django.db import transaction

from certification.apply import apply
from certification.cancel import cancel
from certification.eligibility import RevokedForGood
from certification.history import NotInThisState, OwnCredential, last_of
from certification.lifecycle.decide import NotHeard, OwnProposal, decide
from certification.lifecycle.leaving import leave
from certification.lifecycle.obliged import AlreadyDone, complete
from certification.lifecycle.propose import Decided, hear, propose_revocation
from certification.lifecycle.proposed import ProposedAlready
from certification.models import CredentialStatus, Proposal
from certification.replace import NoticeMissing, replace, replace_damaged
from certification.report_loss import report_loss
from certification.restore import RetrainingMissing, restore
from certification.revoke import revoke
from certification.suspend import suspend
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.queries import faults, history_of
from tests.factories.certification import a_photo, an_officer, clerk, moment, refused
from tests.factories.certification_lifecycle import JUNE, a_proposal, a_setting, a_task, hours, publish_the_loss
from tests.factories.flowcharts import actor

pytestmark = pytest.mark.django_db(transaction=True)
LATER = moment("2026-06-08")
CARRIED = {"outcome": "carried", "reasons": "事实清楚，证据确凿。", "document": "乐司吊〔2026〕1号"}


@pytest.fixture
def decider(agency):
    return clerk(agency, "examine")


def where(credential):
    rows = StepRecord.objects.filter(run=credential.application.run, left_at__isnull=True)
    return list(rows.values_list("node__code", flat=True))


def heard(proposal):
    holder = actor(proposal.credential.person, proposal.credential.agency)
    return hear(proposal_id=proposal.pk, by=holder, at=moment("2026-06-03"), statement="情况说明。")


def test_a_revocation_is_proposed_heard_and_decided_by_another(charted, agency, decider):
    supervisor = clerk(agency, "supervise")
    proposal = a_proposal(charted, supervisor)
    assert last_of(charted).status == "valid"
    assert where(charted) == ["Q10"]
    ask = {"proposal_id": proposal.pk, "at": moment("2026-06-03"), **CARRIED}
    refused(NotHeard, decide, by=decider, **ask)
    heard(proposal)
    refused(NotAllowed, decide, by=supervisor, **ask)
    refused(NotAllowed, decide, by=clerk(agency, "issue"), **ask)
    refused(OwnCredential, decide, by=actor(charted.person, agency), **ask)
    refused(Invalid, decide, field="document", by=decider, **{**ask, "document": ""})
    refused(Invalid, decide, field="reasons", by=decider, **{**ask, "reasons": " "})
    decide(by=decider, **ask)
    entry = last_of(charted)
    assert (entry.status, entry.document, entry.article) == (
        "revoked",
        "乐司吊〔2026〕1号",
        "交通运输行政执法证件管理规定第三十三条",
    )
    charted.application.run.refresh_from_db()
    assert charted.application.run.end == "revoked"
    assert a_task(charted, "card_back").due_on == date(2026, 6, 13)
    refused(Decided, decide, by=decider, **ask)
    refused(Decided, hear, proposal_id=proposal.pk, by=decider, at=LATER, statement="补充")
    verbs = [e.verb for e in history_of(charted.series)]
    assert verbs[-4:] == ["credential.propose_revoke", "credential.hear", "credential.decide", "credential.revoke"]
    assert list(faults()) == []


def test_who_proposed_does_not_decide(held, agency, decider):
    proposal = heard(a_proposal(held, decider))
    refused(OwnProposal, decide, proposal_id=proposal.pk, by=decider, at=LATER, **CARRIED)
    decide(proposal_id=proposal.pk, by=clerk(agency, "examine"), at=LATER, **CARRIED)


def test_silence_until_the_last_day_lets_it_be_decided(held, agency, decider):
    proposal = a_proposal(held, clerk(agency, "apply"))
    refused(NotHeard, decide, proposal_id=proposal.pk, by=decider, at=moment("2026-06-06"), **CARRIED)
    decide(proposal_id=proposal.pk, by=decider, at=moment("2026-06-07"), **CARRIED)


def test_the_body_that_decides_is_a_setting(held, agency, decider):
    a_setting(agency, "credential.revocation_decider", "issuer")
    proposal = heard(a_proposal(held, clerk(agency, "supervise")))
    refused(NotAllowed, decide, proposal_id=proposal.pk, by=decider, at=LATER, **CARRIED)
    decide(proposal_id=proposal.pk, by=clerk(agency, "issue"), at=LATER, **CARRIED)


def test_a_dismissed_proposal_leaves_the_credential_as_it_is(held, agency, decider):
    proposal = a_proposal(held, clerk(agency, "supervise"))
    decide(proposal_id=proposal.pk, by=decider, at=LATER, outcome="dismissed", reasons="证据不足")
    assert last_of(held).status == "valid"
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.for_life) == ("dismissed", False)


def test_a_proposal_names_a_ground_of_the_list_with_facts_and_evidence(held, agency):
    by = clerk(agency, "supervise")
    ask = {"credential_id": held.pk, "by": by, "at": JUNE, "code": "bribery", "facts": "收礼", "evidence": "通报"}
    refused(Invalid, propose_revocation, field="code", **{**ask, "code": "whim"})
    refused(Invalid, propose_revocation, field="facts", **{**ask, "facts": ""})
    refused(Invalid, propose_revocation, field="evidence", **{**ask, "evidence": " "})
    a_setting(agency, "credential.revocation_grounds", ["crime"])
    refused(Invalid, propose_revocation, field="code", **ask)
    propose_revocation(**{**ask, "code": "crime"})
    refused(ProposedAlready, propose_revocation, **{**ask, "code": "crime"})
    cancel(credential_id=held.pk, by=clerk(agency), at=JUNE, ground="退休")
    refused(NotInThisState, propose_revocation, **{**ask, "code": "crime"})


@pytest.mark.parametrize(("code", "barred"), [("bribery", True), ("compensation", False)])
def test_some_grounds_bar_a_new_application_for_ever(held, agency, decider, code, barred):
    proposal = heard(a_proposal(held, clerk(agency, "supervise"), code=code))
    decide(proposal_id=proposal.pk, by=decider, at=LATER, **CARRIED)
    ask = {
        "agency_id": agency.pk, "by": clerk(agency), "at": moment("2026-07-01"), "person_id": held.person_id,
        "fields": ["market"], "area": "乐陵市", "photo": a_photo(), "post_proof": "1号",
    }  # fmt: skip
    if barred:
        found = refused(RevokedForGood, apply, article="交通运输行政执法证件管理规定第三十四条", **ask)
        assert "乐司吊〔2026〕1号" in str(found)
    else:
        assert apply(**ask).pk


def test_a_revocation_from_outside_still_has_both_steps(held, by):
    revoke(credential_id=held.pk, by=by, at=JUNE, ground="被开除", document="9号", code="crime")
    proposal = Proposal.objects.get()
    assert (proposal.outcome, proposal.decided_by_id, proposal.for_life) == ("carried", by.person_id, True)
    assert last_of(held).status == "revoked"


def test_a_suspension_names_its_ground_and_obliges_to_tell(held, by):
    facts = {"ground": "借给他人", "document": "1号", "to_on": date(2026, 9, 1)}
    refused(Invalid, suspend, field="code", credential_id=held.pk, by=by, at=JUNE, code="whim", **facts)
    entry = suspend(credential_id=held.pk, by=by, at=JUNE, code="card_lent", **facts)
    assert entry.ground == "将证件转借他人使用：借给他人"
    assert entry.article == "交通运输行政执法证件管理规定第三十一条"
    assert {t.kind: t.due_on for t in held.tasks.all()} == {
        "tell_unit": date(2026, 6, 4),
        "tell_issuer": date(2026, 6, 4),
    }


def test_what_was_told_is_entered_once_on_a_day_that_fits(held, by, agency):
    report_loss(credential_id=held.pk, by=by, at=JUNE, ground="遗失")
    task = a_task(held, "loss_notice")
    assert task.due_on == date(2026, 6, 4)
    refused(NoticeMissing, replace, credential_id=held.pk, by=by, at=LATER, ground="声明期满")
    ask = {"task_id": task.pk, "by": by, "at": LATER, "done_on": date(2026, 6, 3), "words": "德州日报第四版"}
    for day in (date(2026, 5, 31), date(2026, 6, 9)):
        refused(Invalid, complete, field="done_on", **{**ask, "done_on": day})
    refused(Invalid, complete, field="words", **{**ask, "words": ""})
    refused(NotAllowed, complete, **{**ask, "by": clerk(agency, "examine")})
    refused(NotFound, complete, **{**ask, "task_id": 0})
    complete(**ask)
    refused(AlreadyDone, complete, **ask)
    assert replace(credential_id=held.pk, by=by, at=LATER, ground="声明期满").valid_from == LATER.date()


def test_a_damaged_card_is_replaced_at_once(charted, by):
    new = replace_damaged(credential_id=charted.pk, by=by, at=JUNE, ground="芯片折断")
    assert (new.supersedes, where(charted), charted.tasks.count()) == (charted, ["Q10"], 0)
    assert last_of(charted).status == "superseded"


def test_a_suspended_credential_comes_back_after_training_only(held, by):
    facts = {"ground": "不合格", "document": "1号", "to_on": date(2026, 9, 1)}
    suspend(credential_id=held.pk, by=by, at=JUNE, **facts)
    ask = {"credential_id": held.pk, "by": by, "at": LATER, "ground": "合格"}
    hours(held, 8, date(2026, 5, 1))
    refused(RetrainingMissing, restore, field="retraining", **ask)
    hours(held, 8, date(2026, 6, 5))
    restore(**ask)
    assert last_of(held).status == "valid"


@pytest.mark.parametrize("state", ["valid", "suspended", "lost"])
def test_whoever_leaves_loses_what_is_held_from_any_state(charted, by, agency, state):
    if state == "suspended":
        suspend(credential_id=charted.pk, by=by, at=JUNE, ground="不合格", document="1号", to_on=date(2026, 9, 1))
    if state == "lost":
        report_loss(credential_id=charted.pk, by=by, at=JUNE, ground="遗失")
    with transaction.atomic():
        made = leave(person_id=charted.person_id, agency_id=agency.pk, by=by, at=LATER, code="retired")
    assert [e.status for e in made] == ["cancelled"]
    charted.application.run.refresh_from_db()
    assert charted.application.run.end == "cancelled"
    assert charted.tasks.filter(kind="card_back").exists() is (state != "lost")
    with transaction.atomic():
        assert leave(person_id=charted.person_id, agency_id=agency.pk, by=by, at=LATER, code="retired") == []


def test_a_cancellation_says_whether_the_card_came_back(held, agency, by):
    cancel(credential_id=held.pk, by=by, at=JUNE, ground="", code="transferred", card_back=False)
    assert last_of(held).ground == "调离执法岗位或者本单位"
    assert a_task(held, "card_back").due_on == date(2026, 6, 11)
    other = an_officer(agency).credentials.get()
    refused(Invalid, cancel, field="code", credential_id=other.pk, by=by, at=JUNE, ground="", code="whim")
    cancel(credential_id=other.pk, by=by, at=JUNE, ground="", code="died")
    assert not other.tasks.exists()


def test_the_notice_of_a_loss_stands_in_public(client, held, by):
    from enforcement import clock

    report_loss(credential_id=held.pk, by=by, at=clock.now(), ground="遗失")
    publish_the_loss(held, by, at=clock.now())
    shown = client.get("/notices/credentials/").content.decode()
    assert "德州日报第四版" in shown
    assert CredentialStatus.objects.filter(status="lost").count() == 1
