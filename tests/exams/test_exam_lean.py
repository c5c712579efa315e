"""The short stack: token in, one statement, JSON out, nothing secret."""

import json
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enforcement import clock
from exams import lean_pictures, pulse, receipts, statements, tokens
from exams.forms_frozen import content_of
from exams.models import ItemVersion, Result, Session, Sitting
from exams.proctoring import presence
from exams.tokens import TokenRefused
from tests.exams.asking import ask, asked, code_of, token_for, token_of
from tests.factories.exams import (
    a_county,
    a_sitting,
    an_officer,
    an_open_session,
    minutes,
    now_session_facts,
    sitting_of,
)

pytestmark = pytest.mark.django_db
ACK = {"ack", "seq", "remaining_ms", "deadline", "at", "rev"}


@pytest.fixture(autouse=True)
def _nothing_is_known(monkeypatch):
    pulse.forget()
    content_of.cache_clear()
    monkeypatch.setattr(presence, "_signs", {})  # of an earlier test, whose writing would count here
    monkeypatch.setattr(presence, "_last", time.monotonic() + 3600)


@pytest.fixture
def sitting():
    return a_sitting(at=clock.now() - minutes(1), **now_session_facts())


@pytest.fixture
def waiting():
    county = a_county()
    person = an_officer(county.bureau)
    return sitting_of(an_open_session(county, [person], **now_session_facts()), person)


def at(sitting, name):
    return f"/x/sittings/{sitting.pk}/{name}"


def cost(*args, **more):
    with CaptureQueriesContext(connection) as caught:
        status, said = asked(*args, **more)
    assert status == 200, said
    return len(caught)


def test_a_start_gives_the_token_that_writes(waiting):
    visitor = token_of(waiting, tokens.VISITOR)
    status, said = asked("POST", at(waiting, "start"), visitor, {"honour": True})
    assert (status, said["lease"], said["seq"], said["rev"]) == (200, 1, 0, 0)
    assert set(said) == {"token", "lease", "seq", "remaining_ms", "deadline", "at", "rev"}
    assert 0 < said["remaining_ms"] <= 60 * 60_000
    assert asked("POST", at(waiting, "save"), said["token"], {"seq": 1, "d": {"0": 1}})[1]["ack"] is True


def test_a_start_without_the_promise_or_a_second_one_is_refused(waiting):
    visitor = token_of(waiting, tokens.VISITOR)
    for body in ({"honour": False}, {}, {"honour": 1}):
        assert code_of(asked("POST", at(waiting, "start"), visitor, body)) == (422, "NotPromised")
    assert code_of(asked("POST", at(waiting, "start"), visitor, {"honour": True, "once": 5})) == (422, "BadAnswer")
    assert asked("POST", at(waiting, "start"), visitor, {"honour": True, "once": "mine"})[0] == 200
    for once in ("", "other"):
        body = {"honour": True, "once": once}
        assert code_of(asked("POST", at(waiting, "start"), visitor, body)) == (409, "AlreadyStarted")


def test_a_start_whose_answer_was_lost_is_answered_again(waiting):
    visitor, body = token_of(waiting, tokens.VISITOR), {"honour": True, "once": "mine"}
    first, again = (asked("POST", at(waiting, "start"), visitor, body)[1] for _ in range(2))
    assert (again["token"], again["deadline"], again["lease"]) == (first["token"], first["deadline"], 1)


def test_start_save_submit_and_state_are_one_statement_each_and_the_paper_is_none(waiting):
    visitor = token_of(waiting, tokens.VISITOR)
    assert cost("POST", at(waiting, "start"), visitor, {"honour": True}) == 1
    mine = token_of(waiting, 1)
    assert cost("POST", at(waiting, "save"), mine, {"seq": 1, "d": {"0": 1, "5": "文字"}}) == 1
    assert cost("GET", at(waiting, "state"), mine) == 1
    content_of(waiting.form_id)
    assert cost("GET", at(waiting, "pack"), mine) == 0
    assert cost("GET", f"/x/sessions/{waiting.session_id}/pulse", mine) == 1
    assert cost("GET", f"/x/sessions/{waiting.session_id}/pulse", mine) == 0
    assert cost("POST", at(waiting, "submit"), mine, {"seq": 2, "d": {"1": 1}}) == 1
    assert cost("POST", at(waiting, "late"), mine, {"lease": 1, "d": {"1": 2}}) == 1
    assert cost("GET", "/x/time") == 0


def test_a_save_is_acknowledged(sitting):
    status, said = asked("POST", at(sitting, "save"), token_of(sitting), {"seq": 1, "d": {"0": 1, "5": 2}})
    assert (status, said["ack"], said["seq"]) == (200, True, 1)
    assert set(said) == ACK
    assert 0 < said["remaining_ms"] <= 59 * 60_000
    sitting.refresh_from_db()
    assert sitting.answers[5] == 2
    assert said["deadline"] == sitting.deadline_at.isoformat()


def test_a_stale_save_is_not_acknowledged_and_carries_the_stored_number(sitting):
    asked("POST", at(sitting, "save"), token_of(sitting), {"seq": 4, "d": {"0": 1}})
    status, said = asked("POST", at(sitting, "save"), token_of(sitting), {"seq": 2, "d": {"0": 2}})
    assert (status, said["ack"], said["seq"]) == (200, False, 4)


def test_a_submission_closes_marks_nothing_and_gives_a_signed_receipt(sitting):
    status, said = asked("POST", at(sitting, "submit"), token_of(sitting), {"seq": 1, "d": {"0": 1}})
    assert (status, said["ack"], said["seq"]) == (200, True, 1)
    assert not Result.objects.exists()
    assert receipts.verify(said["receipt"], keys=receipts.public_keys())
    assert (said["receipt"]["sitting"], said["receipt"]["seq"], said["receipt"]["at"]) == (sitting.pk, 1, said["at"])


def test_a_repeated_submission_gives_the_same_receipt_and_one_with_more_is_refused(sitting):
    first = asked("POST", at(sitting, "submit"), token_of(sitting), {"seq": 1, "d": {"0": 1, "3": "词"}})[1]
    again = asked("POST", at(sitting, "submit"), token_of(sitting), {"seq": 2, "d": {"3": "词"}})[1]
    assert again == first
    for more in ({"0": 2}, {"1": 1}, {"3": "词语"}, {"9": 1}):
        answer = asked("POST", at(sitting, "submit"), token_of(sitting), {"seq": 3, "d": more})
        assert code_of(answer) == (409, "AlreadyClosed")
    assert code_of(asked("POST", at(sitting, "submit"), token_of(sitting, 2), {"seq": 2})) == (409, "AlreadyClosed")


def test_a_stale_submission_is_not_acknowledged(sitting):
    asked("POST", at(sitting, "save"), token_of(sitting), {"seq": 4, "d": {"0": 1}})
    status, said = asked("POST", at(sitting, "submit"), token_of(sitting), {"seq": 4, "d": {}})
    assert (status, said["ack"], said["receipt"]) == (200, False, None)
    assert Sitting.objects.get().state == "running"


def test_the_state_carries_the_stored_answers_and_whose_lease_it_is(sitting):
    asked("POST", at(sitting, "save"), token_of(sitting), {"seq": 1, "d": {"2": 4, "3": ["罚款", ""]}})
    status, said = asked("GET", at(sitting, "state"), token_of(sitting))
    assert (status, said["state"], said["mine"], said["seq"], said["answers"][2:4]) == (200, "running", True, 1, [4, 1])
    assert said["texts"] == {"3": ["罚款", ""]}
    assert said["deadline"] == sitting.deadline_at.isoformat()
    assert asked("GET", at(sitting, "state"), token_of(sitting, 0))[1]["mine"] is False
    Session.objects.update(revision=7)
    Sitting.objects.update(deadline_at=clock.now() - minutes(5))
    said = asked("GET", at(sitting, "state"), token_of(sitting))[1]
    assert (said["state"], said["rev"], said["remaining_ms"]) == ("expired", 7, 0)


def test_the_state_before_the_start_is_that_nothing_has_begun(waiting):
    said = asked("GET", at(waiting, "state"), token_of(waiting, 0))[1]
    assert (said["state"], said["mine"], said["lease"], said["deadline"]) == ("assigned", False, 0, None)


def test_a_visitor_s_token_takes_over_and_the_old_one_writes_no_more(sitting):
    asked("POST", at(sitting, "save"), token_of(sitting), {"seq": 1, "d": {"1": 2, "2": "字"}})
    status, said = asked("POST", at(sitting, "takeover"), token_of(sitting, 0), {"lease": 1})
    assert (status, said["lease"], said["seq"], said["answers"][1], said["texts"]) == (200, 2, 1, 2, {"2": "字"})
    assert set(said) == {"token", "lease", "seq", "answers", "texts", "remaining_ms", "deadline", "at", "rev"}
    assert asked("POST", at(sitting, "save"), said["token"], {"seq": 2, "d": {"0": 1}})[1]["ack"]
    status, said = asked("POST", at(sitting, "save"), token_of(sitting), {"seq": 3, "d": {"0": 1}})
    assert (status, said["refused"]["code"]) == (409, "TakenOver")
    assert said["refused"]["sentence"].startswith("This paper was opened on another device")


def test_a_visitor_s_token_writes_nothing_and_gets_no_paper(sitting):
    visitor = token_of(sitting, 0)
    assert code_of(asked("POST", at(sitting, "save"), visitor, {"seq": 1, "d": {"0": 1}})) == (409, "TakenOver")
    assert code_of(asked("GET", at(sitting, "pack"), visitor)) == (401, "TokenRefused")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"seq": "1"}',
        b'{"seq": true, "d": {}}',
        b'{"seq": 1, "d": []}',
        b'{"seq": 1, "d": {"0": 1.5}}',
        b'{"seq": 1, "d": {"0": true}}',
        b'{"seq": 1, "d": {"0": null}}',
        b'{"seq": 1, "d": {"0": [1]}}',
        b'{"seq": 1, "d": {"0": {"a": 1}}}',
        b'{"seq": 1, "d": {"x": 1}}',
        b'{"seq": 1, "d": {"99": 1}}',
        b'{"seq": 1, "d": {}, "x": "' + b"x" * 600_000 + b'"}',
    ],
)
def test_a_body_that_does_not_fit_is_refused_and_changes_nothing(sitting, body):
    assert code_of(asked("POST", at(sitting, "save"), token_of(sitting), body)) == (422, "BadAnswer")
    assert Sitting.objects.get().seq == 0


def test_a_takeover_or_packet_that_does_not_fit_is_refused(sitting):
    for body in ({}, {"lease": "1"}, {"lease": True}, {"lease": 1, "code": 123456}):
        assert asked("POST", at(sitting, "takeover"), token_of(sitting), body)[0] == 422
    good = {"lease": 1, "d": {"0": 1}, "ages": {}}
    for wrong in ({"lease": "1"}, {"lease": -1}, {"lease": 2**15}, {"ages": []}, {"ages": {"0": "5"}}, {"d": {}}):
        assert asked("POST", at(sitting, "late"), token_of(sitting), {**good, **wrong})[0] == 422


def test_a_token_that_is_missing_altered_old_or_another_s_is_refused(sitting):
    good = token_of(sitting)
    old = token_for(sitting, exp=int(clock.now().timestamp()) - 1)
    other = token_for(sitting, sitting=sitting.pk + 1)
    for token in ("", "x", "é.é", good[:-2], good[1:], "." + good, old, other):
        assert code_of(asked("POST", at(sitting, "save"), token, {"seq": 1, "d": {}})) == (401, "TokenRefused")
    with pytest.raises(TokenRefused):
        tokens.unseal(old, now=clock.now().timestamp())
    assert code_of(asked("GET", "/x/sessions/0/pulse", good)) == (401, "TokenRefused")


def test_a_token_lasts_a_day_beyond_the_end_and_longer_with_more_time(sitting):
    token = tokens.unseal(token_of(sitting), now=0)
    assert token.exp == int((sitting.session.closes_at + tokens.AFTERWARDS).timestamp())
    later = sitting.session.closes_at + minutes(90)
    more = tokens.unseal(tokens.with_lease(token, lease=2, deadline_at=later), now=0)
    assert (more.lease, more.exp) == (2, int((later + tokens.AFTERWARDS).timestamp()))


def test_a_wrong_method_or_address_is_answered_in_json(sitting):
    assert code_of(asked("GET", at(sitting, "save"), token_of(sitting))) == (405, "WrongMethod")
    for path in ("/x/nothing", f"/x/sessions/{sitting.pk}/save", at(sitting, "pulse"), at(sitting, "save/"), "/x/"):
        assert code_of(asked("GET", path, token_of(sitting))) == (404, "NotFound")
    assert asked("GET", "/x/time")[0] == 200


def test_a_sitting_that_is_not_there_or_not_begun_takes_nothing(sitting, waiting):
    gone = token_for(sitting, sitting=0)
    for method, name in (("GET", "state"), ("POST", "save"), ("POST", "start"), ("POST", "late"), ("POST", "takeover")):
        body = {"seq": 1, "honour": True, "lease": 1, "d": {"0": 1}} if method == "POST" else None
        assert asked(method, f"/x/sittings/0/{name}", gone, body)[0] == 404
    assert code_of(asked("POST", at(waiting, "save"), token_of(waiting), {"seq": 1})) == (409, "NotBegun")


def test_an_error_of_the_server_is_json_too_and_says_that_answers_are_kept(sitting, monkeypatch, caplog):
    def fail(*_args):
        raise RuntimeError("away")

    monkeypatch.setattr(statements, "row", fail)
    status, said = asked("POST", at(sitting, "save"), token_of(sitting), {"seq": 1, "d": {}})
    assert status == 500
    assert "kept on this computer" in said["refused"]["sentence"]
    assert "away" in caplog.text


def test_a_refusal_speaks_the_language_chosen(sitting):
    path, body = at(sitting, "save"), {"seq": 1}
    assert asked("POST", path, "x", body)[1]["refused"]["sentence"] == "This page is no longer connected to your paper."
    for cookie in ("language=zh-hans", "", "a=b; language=xx", "xlanguage=en"):
        _status, headers, text = ask("POST", path, "x", body, HTTP_COOKIE=cookie)
        assert headers["Content-Language"] == "zh-hans"
        assert "试卷" in json.loads(text)["refused"]["sentence"]


def test_what_is_answered_is_never_kept_by_anybody_on_the_way(sitting):
    headers = ask("GET", at(sitting, "state"), token_of(sitting))[1]
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_no_key_explanation_or_law_reaches_the_browser_with_the_paper(sitting):
    status, pack = asked("GET", at(sitting, "pack"), token_of(sitting))
    assert status == 200
    assert set(pack) == {"version", "questions", "groups"}
    assert all(set(q) == {"type", "stem", "options", "points", "blanks", "media", "group"} for q in pack["questions"])
    assert all(isinstance(text, str) for q in pack["questions"] for text in q["options"])
    text = json.dumps(pack, ensure_ascii=False)
    for version in ItemVersion.objects.all():
        assert version.explanation not in text
    assert len(pack["questions"]) == 8


def test_the_pulse_tells_of_an_intervention_within_two_seconds(sitting, monkeypatch):
    def beat():
        return asked("GET", f"/x/sessions/{sitting.session_id}/pulse", token_of(sitting))[1]["rev"]

    assert beat() == 0
    Session.objects.update(revision=3)
    assert beat() == 0
    real = pulse.time.monotonic
    monkeypatch.setattr(pulse.time, "monotonic", lambda: real() + pulse.FRESH_SECONDS)
    assert beat() == 3


def test_while_one_asks_for_the_pulse_others_hear_what_was_known(sitting, monkeypatch):
    assert pulse.pulse(sitting.session_id) == 0
    Session.objects.update(revision=1)
    monkeypatch.setattr(pulse, "FRESH_SECONDS", 0.0)
    with pulse._reading:
        assert pulse.pulse(sitting.session_id) == 0
    assert pulse.pulse(sitting.session_id) == 1
    monkeypatch.setattr(pulse, "MOST", 1)
    pulse.pulse(sitting.session_id)
    assert list(pulse._known) == [sitting.session_id]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff...", "image/jpeg"),
        (b"GIF89a...", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBP", "image/webp"),
        (b"<svg onload='x()'>", None),
    ],
)
def test_a_picture_is_found_by_its_hash_alone_and_kept_for_a_year(content, kind):
    sha256 = "ab" + "0" * 62
    path = lean_pictures.path_of(sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    status, headers, text = ask("GET", f"/x/images/{sha256}")
    if kind is None:
        assert status == 404
        return
    assert (status, headers["Content-Type"], text) == (200, kind, content)
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["ab" + "1" * 62, "..", "AB" + "0" * 62, "%2e%2e/x"])
def test_there_is_no_picture_under_another_name(name):
    status, headers, _text = ask("GET", f"/x/images/{name}")
    assert (status, headers["Cache-Control"]) == (404, "no-store")
