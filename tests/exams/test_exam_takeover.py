"""Going on at another device where the proctor's code is asked for."""

import pytest
from django.core.cache import cache

from enforcement.errors import TooMany
from enforcement.ledger.queries import body_of, history_of
from exams.models import Session, Sitting
from exams.sitting_refusals import TakenOver
from exams.takeover import WRONG_CODES, CodeNeeded, code_for, takeover
from tests.exams.asking import asked, code_of, token_for
from tests.factories.exams import AT, a_sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting():
    cache.clear()
    sitting = a_sitting()
    Session.objects.update(takeover="code")
    return sitting


def taken(sitting, **facts):
    return takeover(**{"sitting_id": sitting.pk, "at": AT, "lease": 1, **facts})


def wrong_code(sitting):
    return f"{(int(code_for(sitting.pk, 1)) + 1) % 10**6:06d}"


def test_without_the_code_nothing_is_taken_over(sitting):
    for code in ("", wrong_code(sitting), "１２３４５６"):
        with pytest.raises(CodeNeeded):
            taken(sitting, code=code)
    assert Sitting.objects.get().lease == 1
    assert not history_of(f"sitting:{sitting.pk}").exists()


def test_with_the_code_it_is_and_the_code_is_good_once(sitting):
    assert taken(sitting, code=f" {code_for(sitting.pk, 1)} ").lease == 2
    assert body_of(history_of(f"sitting:{sitting.pk}").last())["code"] is True
    with pytest.raises(TakenOver):
        taken(sitting, code=code_for(sitting.pk, 1))
    with pytest.raises(CodeNeeded):
        taken(sitting, lease=2, code=code_for(sitting.pk, 1))


def test_who_guesses_is_not_listened_to_for_a_while_even_with_the_right_code(sitting):
    for _ in range(WRONG_CODES):
        with pytest.raises(CodeNeeded):
            taken(sitting, code=wrong_code(sitting))
    for code in (wrong_code(sitting), code_for(sitting.pk, 1)):
        with pytest.raises(TooMany):
            taken(sitting, code=code)
    answer = asked(
        "POST",
        f"/x/sittings/{sitting.pk}/takeover",
        token_for(sitting, lease=0),
        {"lease": 1, "code": wrong_code(sitting)},
    )
    assert code_of(answer) == (429, "TooMany")
    cache.clear()
    assert taken(sitting, code=code_for(sitting.pk, 1)).lease == 2


def test_a_code_has_six_digits_and_differs_by_sitting_and_lease():
    codes = {code_for(sitting, lease) for sitting in range(1, 40) for lease in range(1, 6)}
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 190


def test_where_no_code_is_asked_for_a_wrong_one_does_no_harm(sitting):
    Session.objects.update(takeover="free")
    assert taken(sitting, code="000000").lease == 2
