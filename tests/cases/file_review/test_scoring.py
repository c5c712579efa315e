"""Two score alone, a third where they differ; agencies object, others check again; the league counts no fines."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cases.supervision.file_review.announce_results import NotAllScored, announce_results
from cases.supervision.file_review.appoint_scorers import NotAScorer, TooFewScorers, appoint_scorers
from cases.supervision.file_review.close_round import NotFinal, close_round
from cases.supervision.file_review.declare_free import CardOver, MustStepAside, declare_free
from cases.supervision.file_review.grounds import ACTED, ASIDE, OWN_AGENCY, RECUSED, SCORES, Grounds
from cases.supervision.file_review.hand_in_score import NotDeclared, hand_in_score
from cases.supervision.file_review.league import league_of
from cases.supervision.file_review.marks import MarkWrong, Said
from cases.supervision.file_review.models import ReviewRound
from cases.supervision.file_review.object_to_result import NothingToObject, ObjectionLate, object_to_result
from cases.supervision.file_review.sign_recheck import NothingToSign, sign_recheck
from cases.supervision.file_review.step_aside import step_aside
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import faults
from enforcement.organisation.duties.holding import withdraw
from tests.factories import cases as make
from tests.factories import file_review as made
from tests.factories import flowcharts as charts
from tests.factories.cases_staffing import a_recusal
from tests.factories.certification import a_post
from tests.factories.matters import a_matter, a_measure
from tests.factories.organisation import ParameterValueFactory
from tests.factories.supervision import an_alarm

NEXT = made.AT + timedelta(days=1)
OBJECTION = "第B2项扣分不当：询问笔录第三页有当事人签名，请复核。"


@pytest.fixture
def file(round_, town):
    return made.a_reviewed_file(round_, town.supervisor)


@pytest.fixture
def cards(file, town):
    made.a_score_card(file, town.supervisor, town.scorers)
    return list(file.cards.all())


def scored(file, cards, *offs, **more):
    for card, off in zip(cards, offs, strict=True):
        made.handed_in(card, off, **more)
    file.refresh_from_db()
    return file


def test_the_settings_of_the_reviewed_agency_count_for_nothing(file, cards, town):
    for code, value in (("file_review.excellent", 0), ("file_review.difference", 100)):
        ParameterValueFactory(agency=town.agency, code=code, value=value, from_on=make.day("2026-01-01"))
    assert scored(file, cards, 60, 20).state == "third"
    assert scored(file, [file.cards.get(role="third")], 40).grade == "pass"


@pytest.fixture
def announced(file, cards, by):
    scored(file, cards, 4, 8)
    announce_results(round_id=file.round_id, by=by, at=NEXT)
    file.refresh_from_db()
    return file


@pytest.fixture
def head(town):
    return charts.actor(charts.a_person("decide", agency=town.agency, name="局长"), town.agency)


def test_alarms_fill_the_card_in_and_lapsed_ones_do_not(round_, town):
    for case in town.cases:
        an_alarm(case, "R16", key="1")
        an_alarm(case, "R23", key="2", severity="yellow")
        an_alarm(case, "R22", key="3", state="lapsed", settled_at=make.moment("04-21"))
    file = made.a_reviewed_file(round_, town.supervisor)
    proposed = {p.item.code: (p.deduction, p.fatal) for p in file.prefills.all()}
    assert proposed == {"K4": (0, True), "D1": (6, False), "F1": (1, False)}
    cards = [made.a_score_card(file, town.supervisor, town.scorers), *file.cards.all()][1:]
    confirmed = scored(file, cards, 0, 0)
    assert (confirmed.score, confirmed.fatal, confirmed.grade) == (93, True, "fail")


class TestACard:
    def test_every_point_off_has_its_reason_and_article_and_every_other_view_than_the_proposed_its_reason(
        self, file, town
    ):
        item = made.a_sheet_item(file.round.sheet)
        made.a_prefill(file, item)
        card = made.a_score_card(file, town.supervisor, town.scorers)
        made.declare_free(card_id=card.pk, by=charts.actor(card.scorer), at=NEXT)
        wrong = (
            Said(Decimal(2), reason="", article="第一条"), Said(Decimal(2), reason="属实如此", article=""), Said(),
            Said(Decimal(9), reason="系统建议偏低，另有两页", article="第一条"), Said(Decimal(1), reason="较轻", article="第一条"),
        )  # fmt: skip
        for said in wrong:
            with pytest.raises(MarkWrong) as fault:
                hand_in_score(card_id=card.pk, by=charts.actor(card.scorer), at=NEXT, marks={item.pk: said})
            assert fault.value.field.endswith(str(item.pk))
        kept = hand_in_score(card_id=card.pk, by=charts.actor(card.scorer), at=NEXT, marks={}, final=False)
        assert (kept.handed_in_at, Entry.objects.filter(verb="file_review.score").exists()) == (None, False)
        said = Said(reason="签名在背面，扫描时遗漏")
        done = hand_in_score(card_id=card.pk, by=charts.actor(card.scorer), at=NEXT, marks={item.pk: said})
        assert (done.total, done.marks.get(item=item).overturned) == (100, True)

    def test_is_its_scorers_alone_is_declared_first_and_handed_in_once(self, cards):
        card, other = cards
        with pytest.raises(NotDeclared):
            hand_in_score(card_id=card.pk, by=charts.actor(card.scorer), at=NEXT, marks={})
        with pytest.raises(NotFound):
            hand_in_score(card_id=card.pk, by=charts.actor(other.scorer), at=NEXT, marks={})
        made.handed_in(card)
        with pytest.raises(CardOver):
            hand_in_score(card_id=card.pk, by=charts.actor(card.scorer), at=NEXT, marks={})


class TestTheResult:
    @pytest.mark.parametrize(
        ("offs", "score", "grade"),
        [
            ((0, 4), "98", "excellent"),
            ((12, 13), "87.5", "good"),
            ((25, 26), "74.5", "pass"),
            ((40, 41), "59.5", "fail"),
        ],
    )
    def test_is_the_mean_of_two_who_agree(self, file, cards, offs, score, grade):
        done = scored(file, cards, *offs)
        assert (done.state, done.score, done.grade) == ("scored", Decimal(score), grade)

    @pytest.mark.parametrize(("third", "score"), [(2, "99"), (18, "81"), (11, "84.5")])
    def test_asks_a_third_where_they_differ_and_takes_the_two_nearest(self, file, cards, third, score):
        assert scored(file, cards, 0, 20).state == "third"
        extra = file.cards.get(role="third")
        assert extra.scorer_id not in {c.scorer_id for c in cards}
        done = scored(file, [extra], third)
        assert (done.state, done.score) == ("scored", Decimal(score))

    def test_one_alone_does_not_fail_a_file_and_two_of_three_do(self, file, cards):
        made.handed_in(cards[0], fatal=True)
        assert scored(file, cards[1:], 0).state == "third"
        done = scored(file, [file.cards.get(role="third")], 0, fatal=True)
        assert (done.score, done.fatal, done.grade) == (100, True, "fail")


class TestRecusal:
    def test_nobody_of_the_agency_or_of_the_case_or_recused_scores(self, file, town):
        own, acted, recused, aside = (charts.a_person("review", agency=town.other) for _ in range(4))
        a_post(own, town.agency)
        make.an_assignment(file.case, acted)
        a_recusal(file.case, recused, granted=True, decided_on=make.day("04-10"))
        card = made.a_score_card(file, town.supervisor, [*town.scorers, own, acted, recused, aside])
        people = [own, acted, recused, card.scorer]
        assert [Grounds([file], [p.pk for p in people]).of(p.pk, file) for p in people] == [
            OWN_AGENCY, ACTED, RECUSED, SCORES,
        ]  # fmt: skip
        assert not {c.scorer_id for c in file.cards.all()} & {own.pk, acted.pk, recused.pk}
        step_aside(card_id=card.pk, by=charts.actor(card.scorer), at=NEXT, reason="与当事人是亲属")
        assert Grounds([file], [card.scorer_id]).of(card.scorer_id, file) == ASIDE
        live = file.cards.filter(aside_at__isnull=True)
        assert {c.role for c in live} == {"first", "second"}
        assert card.scorer_id not in {c.scorer_id for c in live}

    def test_who_led_a_hearing_or_investigated_in_a_matter_scores_not(self, file, town):
        chair, recorder, investigator, free = town.scorers
        make.a_hearing(file.case, chair=chair, recorder=recorder)
        measure = a_measure(a_matter(town.agency, case=file.case))
        measure.officers = [{"person": investigator.pk, "name": investigator.name, "certificate": "监1"}]
        measure.save()
        grounds = Grounds([file], [p.pk for p in town.scorers])
        said = [grounds.of(p.pk, file) for p in (chair, recorder, investigator, free)]
        assert said == [ACTED, ACTED, ACTED, ""]

    def test_a_ground_that_comes_up_later_stops_the_declaration_and_the_score(self, file, cards, town):
        moves, loses = cards
        declare_free(card_id=moves.pk, by=charts.actor(moves.scorer), at=NEXT)
        a_post(moves.scorer, town.agency)
        withdraw(person=loses.scorer, duty="review", agency=town.other, by=charts.actor(town.supervisor), at=NEXT)
        with pytest.raises(MustStepAside):
            hand_in_score(card_id=moves.pk, by=charts.actor(moves.scorer), at=NEXT, marks={})
        with pytest.raises(MustStepAside):
            declare_free(card_id=loses.pk, by=charts.actor(loses.scorer), at=NEXT)
        step_aside(card_id=moves.pk, by=charts.actor(moves.scorer), at=NEXT, reason="已调入被评查单位")

    def test_too_few_or_strangers_are_refused_and_nothing_changes(self, file, town, by):
        officer = charts.a_person("handle", agency=town.other)
        for people, refusal in (([officer], NotAScorer), (town.scorers[:1], TooFewScorers), ([], NotAScorer)):
            with pytest.raises(refusal):
                appoint_scorers(round_id=file.round_id, by=by, at=NEXT, person_ids=[p.pk for p in people])
        assert (file.cards.count(), file.round.scorers.count()) == (0, 0)


class TestTheAgency:
    def test_objects_once_in_its_days_and_another_checks_again_in_theirs(self, announced, cards, head, town, by):
        assert announced.object_by_on == make.day("05-18")  # Saturday the 9th is worked for the holiday
        with pytest.raises(NotAllowed):
            object_to_result(file_id=announced.pk, by=charts.actor(town.scorers[0]), at=NEXT, objection=OBJECTION)
        with pytest.raises(Invalid):
            object_to_result(file_id=announced.pk, by=head, at=NEXT, objection="不服")
        late = make.moment("05-19")
        with pytest.raises(ObjectionLate):
            object_to_result(file_id=announced.pk, by=head, at=late, objection=OBJECTION)
        done = object_to_result(file_id=announced.pk, by=head, at=make.moment("05-18"), objection=OBJECTION)
        assert done.recheck_by_on == make.day("06-01")
        with pytest.raises(NothingToObject):
            object_to_result(file_id=announced.pk, by=head, at=make.moment("05-18"), objection=OBJECTION)
        with pytest.raises(NotFinal):
            close_round(round_id=announced.round_id, by=by, at=make.moment("06-30"))
        again, second = announced.cards.get(role="recheck"), announced.cards.get(role="cosign")
        assert not {again.scorer_id, second.scorer_id} & {c.scorer_id for c in cards}
        with pytest.raises(Invalid):
            made.handed_in(again, 2, at=late)
        made.handed_in(again, 2, at=late, remark="经复核，B2项签名齐全，予以采纳。")
        announced.refresh_from_db()
        assert (announced.state, announced.answer) == ("objected", "")
        sign = charts.actor(second.scorer)
        with pytest.raises(NotDeclared):
            sign_recheck(card_id=second.pk, by=sign, at=late, agrees=True)
        declare_free(card_id=second.pk, by=sign, at=late)
        sign_recheck(card_id=second.pk, by=sign, at=late, agrees=False, text="E2项的理由未核对")
        with pytest.raises(NothingToSign):
            sign_recheck(card_id=second.pk, by=sign, at=late, agrees=True)
        made.handed_in(again, 2, at=late, remark="经复核，B2项签名齐全，予以采纳。")
        sign_recheck(card_id=second.pk, by=sign, at=late, agrees=True)
        announced.refresh_from_db()
        assert (announced.state, announced.score, announced.grade) == ("rechecked", 98, "excellent")

    def test_results_go_out_when_all_are_scored_and_the_round_closes_when_none_may_change(self, file, cards, by):
        with pytest.raises(NotAllScored):
            announce_results(round_id=file.round_id, by=by, at=NEXT)
        scored(file, cards, 4, 8)
        announce_results(round_id=file.round_id, by=by, at=NEXT)
        with pytest.raises(NotFinal):
            close_round(round_id=file.round_id, by=by, at=make.moment("05-18"))
        done = close_round(round_id=file.round_id, by=by, at=make.moment("05-19"))
        assert done.state == ReviewRound.State.CLOSED
        assert list(faults(done.series)) == []
        (row,) = league_of(done)
        assert (row.files, row.average, row.counts) == (1, Decimal("94.0"), [1, 0, 0, 0])
        assert row.faults[0][0] == "A1"
