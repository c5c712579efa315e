"""Reviewed agencies ask for the recusal of a scorer; the head of the round decides, before scoring or after."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.supervision.file_review.announce_results import announce_results
from cases.supervision.file_review.ask_recusal import AskedAlready, ask_recusal
from cases.supervision.file_review.decide_on_recusal import (
    DecidedAlready,
    NotTheHead,
    RecusalUndecided,
    decide_on_recusal,
)
from cases.supervision.file_review.declare_free import declare_free
from cases.supervision.file_review.grounds import ASKED, Grounds
from cases.supervision.file_review.object_to_result import object_to_result
from cases.supervision.file_review.sign_recheck import sign_recheck
from cases.supervision.file_review.step_aside import step_aside
from cases.supervision.insiders import Insider
from enforcement.errors import Invalid, NotAllowed
from enforcement.ledger.queries import faults
from enforcement.organisation.models import Person
from tests.factories import file_review as made
from tests.factories import flowcharts as charts
from tests.factories.certification import a_post
from tests.factories.supervision import a_supervisor

WHY = "该评查人员与当事人系近亲属，可能影响公正。"
NEXT = made.AT + timedelta(days=1)


@pytest.fixture
def file(round_, town):
    drawn = made.a_reviewed_file(round_, town.supervisor)
    made.a_score_card(drawn, town.supervisor, town.scorers)
    return drawn


@pytest.fixture
def head(town):
    return charts.actor(charts.a_person("decide", agency=town.agency, name="局长"), town.agency)


def live(file, *roles):
    return list(file.cards.filter(aside_at__isnull=True, role__in=roles).order_by("role"))


def recused(file, head, by, town, scorer, at=NEXT):
    asked = ask_recusal(round_id=file.round_id, by=head, at=at, agency_id=town.agency.pk, scorer_id=scorer, reason=WHY)
    decide_on_recusal(recusal_id=asked.pk, by=by, at=at, granted=True, reason="情况属实，予以回避")
    file.refresh_from_db()
    return asked


def test_an_agency_asks_and_the_head_of_the_round_alone_decides(file, head, by, town):
    one, _other = live(file, "first", "second")
    said = {"round_id": file.round_id, "at": NEXT, "agency_id": town.agency.pk, "scorer_id": one.scorer_id}
    with pytest.raises(NotAllowed):
        ask_recusal(by=charts.actor(town.scorers[0]), reason=WHY, **said)
    with pytest.raises(Invalid):
        ask_recusal(by=head, reason="不服", **said)
    asked = ask_recusal(by=head, reason=WHY, **said)
    with pytest.raises(AskedAlready):
        ask_recusal(by=head, reason=WHY, **said)
    decision = {"recusal_id": asked.pk, "at": NEXT, "granted": False, "reason": "没有证据证明"}
    with pytest.raises(NotTheHead):
        decide_on_recusal(by=charts.actor(a_supervisor(town.county)), **decision)
    for card in live(file, "first", "second"):
        made.handed_in(card, 4)
    with pytest.raises(RecusalUndecided):
        announce_results(round_id=file.round_id, by=by, at=NEXT)
    decide_on_recusal(by=by, **decision)
    with pytest.raises(DecidedAlready):
        decide_on_recusal(by=by, **decision)
    announce_results(round_id=file.round_id, by=by, at=NEXT)


def test_granted_before_scoring_another_gets_the_file_and_the_recused_never_again(file, head, by, town):
    one, other = live(file, "first", "second")
    recused(file, head, by, town, one.scorer_id)
    first, second = live(file, "first", "second")
    assert (first.scorer_id != one.scorer_id, second.pk) == (True, other.pk)
    assert Grounds([file], [one.scorer_id]).of(one.scorer_id, file) == ASKED
    assert list(faults(file.round.series)) == []


def test_granted_after_the_results_the_score_falls_and_the_days_to_object_begin_anew(file, head, by, town):
    one, other = live(file, "first", "second")
    for card, off in ((one, 30), (other, 4)):
        made.handed_in(card, off)
    made.handed_in(live(file, "third")[0], 6)
    announce_results(round_id=file.round_id, by=by, at=NEXT)
    recused(file, head, by, town, one.scorer_id, at=NEXT + timedelta(days=7))
    # the third scorer takes the place of the one who fell out, and the two others stand
    assert (file.state, file.score, str(file.object_by_on)) == ("scored", 95, "2026-05-26")


def test_granted_after_the_check_again_that_check_falls_alone(file, head, by, town):
    for card in live(file, "first", "second"):
        made.handed_in(card, 4)
    announce_results(round_id=file.round_id, by=by, at=NEXT)
    object_to_result(
        file_id=file.pk, by=head, at=NEXT, objection="第B2项扣分不当：询问笔录第三页有当事人签名，请复核。"
    )
    written = made.handed_in(live(file, "recheck")[0], 2, at=NEXT, remark="经复核，B2项签名齐全，予以采纳。")
    (second,) = live(file, "cosign")
    sign = {"card_id": second.pk, "by": charts.actor(second.scorer), "at": NEXT}
    declare_free(**sign)
    sign_recheck(**sign, agrees=True)
    recused(file, head, by, town, second.scorer_id)
    written.refresh_from_db()
    assert (file.state, file.score, file.answer, written.handed_in_at) == ("objected", 96, "", None)
    assert not live(file, "cosign")  # four scorers: nobody is left, the supervisor appoints more


def test_a_supervisor_of_the_reviewed_agency_sets_no_scorer_of_its_files_aside(file, town):
    insider = a_supervisor(town.county)
    a_post(insider, town.agency)
    card = live(file, "first")[0]
    with pytest.raises(Insider):
        step_aside(card_id=card.pk, by=charts.actor(insider), at=NEXT, reason="换一个人评查")


def test_the_pages_ask_and_decide(client, file, head, by, town):
    one = live(file, "first")[0]
    client.force_login(Person.objects.get(pk=head.person_id))
    ask = reverse("file_review_ask_recusal", args=[file.round_id])
    assert ask in client.get(reverse("file_review_mine")).content.decode()
    client.post(ask, {"agency_id": town.agency.pk, "scorer_id": one.scorer_id, "reason": WHY})
    asked = file.round.recusals.get()
    client.force_login(town.supervisor)
    assert asked.get_absolute_url() in client.get(file.round.get_absolute_url()).content.decode()
    client.post(asked.get_absolute_url(), {"granted": "no", "reason": "没有证据证明"})
    asked.refresh_from_db()
    assert asked.granted is False
