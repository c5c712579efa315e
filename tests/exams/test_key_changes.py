"""Keys corrected by one person while no paper has them, by three once papers do; and what a key may say."""

from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.actor import SYSTEM
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, history_of
from exams.bank.answer import Answer, faults, in_words, letters, mask_of
from exams.bank.ground import NoReason
from exams.bank.keys import current_keys
from exams.bank.propose_key import (
    ChangeOpen,
    NotUsedYet,
    SameKey,
    UsedAlready,
    WrongKey,
    correct_key,
    propose_key,
)
from exams.bank.uses import touched_by, used_versions
from exams.bank.vote_key import DecidedAlready, OwnProposal, SpokenAlready, vote_key
from exams.demo_sitting import sit_through
from exams.models import KeyChange, KeyChangeVoice, KeyVersion, Result
from tests.exams.test_exam_races import at_once, successes
from tests.factories.exams import AT, a_bank, a_county, actor_for, an_officer, an_open_session
from tests.factories.exams_bank import a_key_change, a_used_version, an_administrator, another_answer


def state():
    rows = [list(model.objects.order_by("pk").values()) for model in (KeyVersion, KeyChange, KeyChangeVoice)]
    return rows, Entry.objects.count()


@contextmanager
def refused(kind, field=""):
    before = state()
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.field == field
    assert state() == before


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def two(county):
    return [actor_for(an_administrator(county.justice)) for _ in range(2)]


@pytest.fixture
def change(county):
    return a_key_change(county)


def verbs(change):
    return [e.verb for e in history_of(f"bank:{change.item_version.item.bank_id}")]


# --- one person, while nobody is touched ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_key_that_no_paper_has_is_corrected_by_one_person(county):
    version = a_bank(county, each=1).items.get(code="行政处罚-S0").current
    key = correct_key(version_id=version.pk, by=county.by, at=AT, answer=Answer(mask=4), reason="录入错误")
    assert (key.number, key.mask, key.reason, key.change) == (2, 4, "录入错误", None)
    entry = history_of(f"bank:{version.item.bank_id}").last()
    assert (entry.verb, body_of(entry)["sha256"]) == ("exam.correct_key", Answer(mask=4).sha256)
    assert "mask" not in body_of(entry)


@pytest.mark.django_db
def test_a_correction_needs_reason_duty_a_right_key_and_an_unused_item(county):
    version = a_bank(county, each=1).items.get(code="行政处罚-S0").current
    facts = {"version_id": version.pk, "by": county.by, "at": AT, "answer": Answer(mask=4), "reason": "x"}
    with refused(NoReason, "reason"):
        correct_key(**{**facts, "reason": ""})
    with refused(WrongKey, "answer"):
        correct_key(**{**facts, "answer": Answer(mask=16)})
    with refused(SameKey, "answer"):
        correct_key(**{**facts, "answer": Answer(mask=1)})
    with refused(NotAllowed):
        correct_key(**{**facts, "by": actor_for(an_officer(county.bureau))})
    with refused(NotFound):
        correct_key(**{**facts, "version_id": 0})
    with refused(NotUsedYet):
        propose_key(**facts)
    used = a_used_version(county)
    with refused(UsedAlready):
        correct_key(**{**facts, "version_id": used.pk, "answer": another_answer(used)})


# --- three persons, once papers have it -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_two_others_who_agree_make_the_proposed_key_the_one_that_counts(change, two):
    version = change.item_version
    vote_key(change_id=change.pk, by=two[0], at=AT, agrees=True)
    assert current_keys([version.pk])[version.pk].number == 1
    done = vote_key(change_id=change.pk, by=two[1], at=AT, agrees=True, note="同意")
    key = current_keys([version.pk])[version.pk]
    assert (done.state, key.number, key.mask, key.change, key.reason) == (
        "approved",
        2,
        change.mask,
        change,
        change.reason,
    )
    assert verbs(change)[-3:] == ["exam.propose_key", "exam.agree_to_key", "exam.agree_to_key"]
    assert body_of(history_of(f"bank:{version.item.bank_id}").last())["key"] == 2


@pytest.mark.django_db
def test_one_no_refuses_the_change(change, two):
    vote_key(change_id=change.pk, by=two[0], at=AT, agrees=True)
    with refused(NoReason, "note"):
        vote_key(change_id=change.pk, by=two[1], at=AT, agrees=False)
    done = vote_key(change_id=change.pk, by=two[1], at=AT, agrees=False, note="原答案正确")
    assert done.state == "refused"
    assert KeyVersion.objects.filter(item_version=change.item_version).count() == 1
    assert verbs(change)[-1] == "exam.refuse_key"
    with refused(DecidedAlready):
        vote_key(change_id=change.pk, by=two[0], at=AT, agrees=True)


@pytest.mark.django_db
def test_the_proposer_agrees_to_nothing_but_may_take_it_back(county, change):
    with refused(OwnProposal):
        vote_key(change_id=change.pk, by=county.by, at=AT, agrees=True)
    assert vote_key(change_id=change.pk, by=county.by, at=AT, agrees=False, note="撤回").state == "refused"


@pytest.mark.django_db
def test_a_person_speaks_once_and_only_with_the_duty(county, change, two):
    vote_key(change_id=change.pk, by=two[0], at=AT, agrees=True)
    with refused(SpokenAlready):
        vote_key(change_id=change.pk, by=two[0], at=AT, agrees=True)
    elsewhere = an_administrator(county.bureau)
    for by in (actor_for(elsewhere), actor_for(an_officer(county.justice)), SYSTEM):
        with refused(NotAllowed):
            vote_key(change_id=change.pk, by=by, at=AT, agrees=True)
    with refused(NotFound):
        vote_key(change_id=0, by=two[1], at=AT, agrees=True)


@pytest.mark.django_db
def test_one_proposal_stands_at_a_time_and_the_next_comes_after_its_decision(county, change):
    version = change.item_version
    with refused(ChangeOpen):
        a_key_change(county, version)
    vote_key(change_id=change.pk, by=county.by, at=AT, agrees=False, note="撤回")
    assert a_key_change(county, version).state == "proposed"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "kind", "field"),
    [
        ({"reason": " "}, NoReason, "reason"),
        ({"answer": Answer(mask=3)}, WrongKey, "answer"),
        ({"answer": Answer(mask=1, masks=(1,), status="accept_multiple")}, WrongKey, "answer"),
        ({"answer": None}, SameKey, "answer"),
        ({"by": SYSTEM}, NotAllowed, ""),
        ({"version_id": 0}, NotFound, ""),
    ],
)
def test_a_proposal_is_refused(county, facts, kind, field):
    version = a_used_version(county)
    given = {"version_id": version.pk, "by": county.by, "at": AT, "answer": another_answer(version), "reason": "x"}
    if facts.get("answer", "") is None:
        facts = {"answer": Answer.of(current_keys([version.pk])[version.pk])}
    with refused(kind, field):
        propose_key(**{**given, **facts})


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["accept_multiple", "void_full_marks", "void_removed"])
def test_several_answers_may_be_accepted_or_the_item_declared_void(county, two, status):
    version = a_used_version(county)
    old = Answer.of(current_keys([version.pk])[version.pk])
    masks = (old.mask, another_answer(version).mask) if status == "accept_multiple" else ()
    change = a_key_change(county, version, answer=Answer(old.mask, masks, None, status))
    for by in two:
        vote_key(change_id=change.pk, by=by, at=AT, agrees=True)
    key = current_keys([version.pk])[version.pk]
    assert (key.status, tuple(key.masks), key.mask) == (status, masks, old.mask)


@pytest.mark.django_db
def test_a_change_says_how_many_results_of_which_sessions_it_touches(county):
    people = [an_officer(county.bureau) for _ in range(3)]
    session = an_open_session(county, people)
    version = a_used_version(county, session)
    for person in people[:2]:
        sit_through(session, person, 0.5, AT)
    (row,) = touched_by([version.pk])[version.pk]
    papers = [form.pk for form in session.forms.all() if version.pk in form.item_versions]
    with_it = Result.objects.filter(sitting__form__in=papers).count()
    assert (row.session, row.papers, row.results, row.released) == (session, len(papers), with_it, True)
    assert touched_by([0]) == {}
    assert used_versions([version.pk, 0]) == {version.pk}


@pytest.mark.django_db(transaction=True)
def test_two_second_approvals_at_once_give_one_key():
    county = a_county()
    change = a_key_change(county)
    three = [actor_for(an_administrator(county.justice)) for _ in range(3)]
    vote_key(change_id=change.pk, by=three[0], at=AT, agrees=True)
    said = at_once(*(lambda by=by: vote_key(change_id=change.pk, by=by, at=AT, agrees=True) for by in three[1:]))
    assert len(successes(said)) == 1
    assert KeyVersion.objects.filter(item_version=change.item_version).count() == 2
    change.refresh_from_db()
    assert change.state == "approved"


@pytest.mark.django_db(transaction=True)
def test_two_proposals_at_once_give_one():
    county = a_county()
    version = a_used_version(county)
    go = lambda: a_key_change(county, version)  # noqa: E731
    assert len(successes(at_once(go, go))) == 1
    assert KeyChange.objects.count() == 1


# --- what a key may say: pure -----------------------------------------------------------------------------------------


@given(st.integers(1, 255))
def test_letters_and_masks_are_the_same_thing(mask):
    assert mask_of(letters(mask)) == mask


@given(st.sampled_from(["single", "multiple", "true_false"]), st.integers(2, 8), st.data())
def test_a_key_of_a_choice_is_right_exactly_where_its_options_are_there_and_as_many_as_the_type_asks(
    type_, options, data
):
    mask = data.draw(st.integers(0, 255))
    within = 0 < mask < 1 << options
    fits = mask.bit_count() > 1 if type_ == "multiple" else mask.bit_count() == 1
    assert (faults(Answer(mask=mask), type_=type_, options=options) == []) == (within and fits)


@pytest.mark.parametrize(
    ("answer", "type_", "blanks", "wrong"),
    [
        (Answer(texts=[["罚款", "罚金"], ["没收"]]), "fill_in", 2, False),
        (Answer(texts=[["罚款"]]), "fill_in", 2, True),
        (Answer(texts=[[]]), "fill_in", 1, True),
        (Answer(texts=[["罚款", "罚款"]]), "fill_in", 1, True),
        (Answer(texts=[["长" * 201]]), "fill_in", 1, True),
        (Answer(texts=[["罚款"]], status="accept_multiple"), "fill_in", 1, True),
        (Answer(texts=[["罚款"]], status="void_removed"), "fill_in", 1, False),
        (Answer(texts={"guide": "两点", "points": ["合法", "合理"]}), "short_answer", 0, False),
        (Answer(texts={"guide": " "}), "short_answer", 0, True),
        (Answer(mask=1, texts={"guide": "x"}), "short_answer", 0, True),
        (Answer(mask=1, texts=[["x"]]), "single", 0, True),
    ],
)
def test_a_key_in_words_has_words_for_each_blank_or_a_guide(answer, type_, blanks, wrong):
    assert bool(faults(answer, type_=type_, options=4, blanks=blanks)) == wrong


def test_a_key_is_written_as_people_write_it():
    assert in_words(Answer(mask=5)) == "AC"
    assert in_words(Answer(mask=1, masks=(1, 6), status="accept_multiple")) == "A / BC"
    assert in_words(Answer(texts=[["罚款", "罚金"], ["没收"]])) == "罚款|罚金；没收"
    assert in_words(Answer(texts={"guide": "x"})) == ""
