"""The short stack: token in, one statement, JSON out, nothing secret."""

import json
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from enforcement import clock
from exams import lean, lean_views, statements, tokens
from exams.models import ItemVersion, Result, Sitting
from exams.tokens import Token, TokenRefused
from tests.factories.exams import a_county, a_sitting, minutes, now_session_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting():
    return a_sitting(at=clock.now() - minutes(1), **now_session_facts())


def ask(method, path, token="", body=None, language="en", **more):
    factory = RequestFactory()
    factory.cookies = SimpleCookie({"language": language})
    content = body if isinstance(body, bytes | str) else json.dumps(body)
    request = factory.generic(
        method, path, content if body is not None else "", content_type="application/json", **more
    )
    if token:
        request.META["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return lean.application.get_response(request)


def asked(*args, **more):
    response = ask(*args, **more)
    return response.status_code, json.loads(response.content)


def token_of(sitting, lease=1):
    return lean_views.token_for(sitting_id=sitting.pk, lease=lease, deadline_at=sitting.deadline_at)


def test_a_save_is_one_query_and_is_acknowledged(sitting):
    with CaptureQueriesContext(connection) as caught:
        status, said = asked(
            "POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting), {"seq": 1, "d": {"0": 1, "5": 2}}
        )
    assert (status, said["ack"], said["seq"]) == (200, True, 1)
    assert 0 < said["remaining_ms"] <= 59 * 60_000
    assert len(caught) == 1
    sitting.refresh_from_db()
    assert sitting.answers[5] == 2


def test_a_stale_save_is_not_acknowledged_and_carries_the_stored_number(sitting):
    asked("POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting), {"seq": 4, "d": {"0": 1}})
    status, said = asked("POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting), {"seq": 2, "d": {"0": 2}})
    assert (status, said["ack"], said["seq"]) == (200, False, 4)


def test_a_submission_closes_marks_and_gives_a_receipt(sitting):
    status, said = asked("POST", f"/x/sittings/{sitting.pk}/submit", token_of(sitting), {"seq": 1, "d": {"0": 1}})
    assert (status, said["ack"], len(said["receipt"])) == (200, True, 64)
    assert Result.objects.get().answers_sha256 == said["receipt"]


def test_a_stale_submission_is_not_acknowledged(sitting):
    asked("POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting), {"seq": 4, "d": {"0": 1}})
    status, said = asked("POST", f"/x/sittings/{sitting.pk}/submit", token_of(sitting), {"seq": 4, "d": {}})
    assert (status, said["ack"], said["receipt"]) == (200, False, "")
    assert not Result.objects.exists()


def test_a_submission_stands_though_marking_fails(sitting, monkeypatch):
    def fail(**_facts):
        raise RuntimeError("no keys")

    monkeypatch.setattr(lean_views.marking, "mark", fail)
    assert asked("POST", f"/x/sittings/{sitting.pk}/submit", token_of(sitting), {"seq": 1, "d": {}})[1]["ack"]
    assert Sitting.objects.get().state == "submitted"


def test_the_state_carries_the_stored_answers_and_whose_lease_it_is(sitting):
    asked("POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting), {"seq": 1, "d": {"2": 4}})
    with CaptureQueriesContext(connection) as caught:
        status, said = asked("GET", f"/x/sittings/{sitting.pk}/state", token_of(sitting))
    assert len(caught) == 1
    assert (status, said["state"], said["mine"], said["seq"], said["answers"][2]) == (200, "running", True, 1, 4)
    assert asked("GET", f"/x/sittings/{sitting.pk}/state", token_of(sitting, 0))[1]["mine"] is False
    Sitting.objects.update(deadline_at=clock.now() - minutes(5))
    assert asked("GET", f"/x/sittings/{sitting.pk}/state", token_of(sitting))[1]["state"] == "expired"


def test_a_visitor_s_token_takes_over_and_the_old_one_writes_no_more(sitting):
    status, said = asked("POST", f"/x/sittings/{sitting.pk}/takeover", token_of(sitting, 0), {"lease": 1})
    assert (status, said["lease"]) == (200, 2)
    assert asked("POST", f"/x/sittings/{sitting.pk}/save", said["token"], {"seq": 1, "d": {"0": 1}})[1]["ack"]
    status, said = asked("POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting), {"seq": 2, "d": {"0": 1}})
    assert (status, said["refused"]["code"]) == (409, "TakenOver")
    assert said["refused"]["sentence"].startswith("This paper was opened on another device")


def test_a_visitor_s_token_writes_nothing(sitting):
    status, said = asked("POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting, 0), {"seq": 1, "d": {"0": 1}})
    assert (status, said["refused"]["code"]) == (409, "TakenOver")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"seq": "1"}',
        '{"seq": true, "d": {}}',
        '{"seq": 1, "d": []}',
        '{"seq": 1, "d": {"0": "1"}}',
        '{"seq": 1, "d": {"x": 1}}',
        '{"seq": 1, "d": {"99": 1}}',
    ],
)
def test_a_body_that_does_not_fit_is_refused_and_changes_nothing(sitting, body):
    status, said = asked("POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting), body)
    assert (status, said["refused"]["code"]) == (422, "BadAnswer")
    assert Sitting.objects.get().seq == 0


def test_a_body_too_large_or_a_takeover_of_nothing_is_refused(sitting):
    body = json.dumps({"seq": 1, "d": {}, "x": "x" * 70_000})
    assert asked("POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting), body)[0] == 422
    assert asked("POST", f"/x/sittings/{sitting.pk}/takeover", token_of(sitting), {"lease": "1"})[0] == 422


def test_a_token_that_is_missing_altered_old_or_another_s_is_refused(sitting):
    good = token_of(sitting)
    old = tokens.seal(Token(sitting.pk, 1, int(clock.now().timestamp()) - 1))
    other = tokens.seal(Token(sitting.pk + 1, 1, 2**40))
    for token in ("", "x", "é.é", good[:-2], good.replace(".", "."), old, other):
        if token == good:
            continue
        status, said = asked("POST", f"/x/sittings/{sitting.pk}/save", token, {"seq": 1, "d": {}})
        assert (status, said["refused"]["code"]) == (401, "TokenRefused")
    with pytest.raises(TokenRefused):
        tokens.unseal(old, now=clock.now().timestamp())


def test_a_wrong_method_or_address_is_answered_in_json(sitting):
    assert asked("GET", f"/x/sittings/{sitting.pk}/save", token_of(sitting))[0] == 405
    assert asked("GET", "/x/nothing")[0] == 404
    assert asked("GET", "/x/time")[0] == 200


def test_a_sitting_that_is_not_there_or_not_begun_has_no_state(sitting):
    gone = tokens.seal(Token(0, 1, 2**40))
    assert asked("GET", "/x/sittings/0/state", gone)[0] == 404
    waiting = a_county()
    from tests.factories.exams import an_officer, an_open_session, sitting_of

    person = an_officer(waiting.bureau)
    row = sitting_of(an_open_session(waiting, [person]), person)
    token = tokens.seal(Token(row.pk, 0, 2**40))
    assert asked("GET", f"/x/sittings/{row.pk}/paper", token)[1]["refused"]["code"] == "NotBegun"


def test_an_error_of_the_server_is_json_too_and_says_that_answers_are_kept(sitting, monkeypatch):
    def fail(*_args):
        raise RuntimeError("away")

    monkeypatch.setattr(statements, "row", fail)
    status, said = asked("POST", f"/x/sittings/{sitting.pk}/save", token_of(sitting), {"seq": 1, "d": {}})
    assert status == 500
    assert "kept on this computer" in said["refused"]["sentence"]


def test_a_refusal_speaks_the_language_chosen(sitting):
    english = asked("POST", f"/x/sittings/{sitting.pk}/save", "x", {"seq": 1})[1]["refused"]["sentence"]
    assert english == "This page is no longer connected to your paper."


def test_no_key_explanation_or_law_reaches_the_browser_with_the_paper(sitting):
    status, pack = asked("GET", f"/x/sittings/{sitting.pk}/paper", token_of(sitting))
    assert status == 200
    assert set(pack) == {"version", "questions", "groups"}
    assert all(set(q) == {"type", "stem", "options", "points", "blanks", "media", "group"} for q in pack["questions"])
    assert all(isinstance(text, str) for q in pack["questions"] for text in q["options"])
    text = json.dumps(pack, ensure_ascii=False)
    for version in ItemVersion.objects.all():
        assert version.explanation not in text
    assert len(pack["questions"]) == 8


def test_the_application_answers_as_wsgi(sitting):
    started = []
    environ = RequestFactory().get("/x/time").environ
    body = b"".join(lean.application(environ, lambda status, headers: started.append((status, dict(headers)))))
    assert started[0][0] == "200 OK"
    assert started[0][1]["Cache-Control"] == "no-store"
    assert b"at" in body
    assert clock.now() - timedelta(0)
