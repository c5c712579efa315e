"""Anybody who holds a result sheet may check it; who does not hold one learns nothing."""

from decimal import Decimal

import pytest
from django.urls import reverse

from exams.demo_sitting import sit_through
from exams.marking.check_sheet import Finding, Verdict, check_sheet, masked_name
from exams.marking.sheet import code_of
from exams.models import Result
from exams.proctoring.scope import Scope
from exams.proctoring.void import void
from tests.factories.exams import AT, a_county, an_officer, an_open_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def result(county):
    person = an_officer(county.bureau, "何以宁")
    session = an_open_session(county, [person])
    sit_through(session, person, 1.0, AT)
    return Result.objects.get()


def told(result, **facts):
    given = {"number": result.pk, "code": code_of(result), "points": Decimal(result.points) / 100}
    return check_sheet(**{**given, **facts})


def test_a_sheet_as_it_was_made_is_genuine_and_tells_a_masked_name(result):
    exam = result.session.exam.title
    assert told(result) == Finding(Verdict.GENUINE, "何＊＊", exam, passed=True)
    spaced = " ".join(code_of(result)[k : k + 8] for k in range(0, 64, 8)).upper()
    assert told(result, code=spaced).verdict == Verdict.GENUINE


@pytest.mark.parametrize("facts", [{"number": 0}, {"code": "0" * 64}, {"code": ""}, {"points": Decimal("99.5")}])
def test_a_sheet_of_which_anything_was_changed_is_not_genuine_and_tells_nothing(result, facts):
    assert told(result, **facts) == Finding(Verdict.FALSE)


def test_a_sheet_is_said_to_count_no_more_once_its_paper_is_void_or_its_result_replaced(county, result):
    newest = Result.objects.get(pk=result.pk)
    newest.pk, newest.supersedes, newest._state.adding = None, result, True
    newest.save()
    assert told(result).verdict == Verdict.REPLACED
    scope = Scope(candidates=(result.sitting.candidate_id,))
    void(session_id=result.session_id, by=county.by, at=AT, scope=scope, reason="替考")
    assert told(newest).verdict == Verdict.VOID


def test_the_page_is_public_and_tells_a_slip_from_a_forgery(client, result):
    here = reverse("exam_sheet_check")
    sheet = {"number": result.pk, "points": f"{result.points / 100:g}", "code": code_of(result)}
    assert client.get(here).status_code == 200
    said = client.post(here, sheet, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "何＊＊" in said
    assert "何以宁" not in said
    slip = client.post(here, {**sheet, "code": "12ab"})
    assert slip.status_code == 422
    assert "verdict-stop" not in slip.content.decode()
    assert "12ab" in slip.content.decode()
    forged = client.post(here, {**sheet, "points": "100"})
    assert "verdict-stop" in forged.content.decode()
    assert "何＊＊" not in forged.content.decode()


def test_of_a_name_the_first_character_is_read():
    assert [masked_name(name) for name in ("何以宁", "王五", "A", "")] == ["何＊＊", "王＊", "A", ""]
