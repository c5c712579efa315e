"""Receipts: a candidate's own, made again at any time; and the page on which anybody checks one."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enforcement import clock
from exams.late import accept_into, keep
from exams.models import LatePacket, Sitting
from exams.save import save
from exams.sitting.own_receipt import is_stored, own_receipt
from exams.sitting.receipt_views import in_fours, packed, unpacked
from exams.submit import submit
from exams.takeover import takeover
from tests.exams.asking import asked, token_of
from tests.factories.exams import AT, a_sitting, minutes, now_session_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(client):
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def sitting():
    return a_sitting(at=clock.now() - minutes(1), **now_session_facts())


@pytest.fixture
def receipt(sitting):
    """The receipt that the browser was given."""
    said = asked("POST", f"/x/sittings/{sitting.pk}/submit", token_of(sitting), {"seq": 3, "d": {"0": 1, "2": 4}})[1]
    assert said["ack"]
    sitting.refresh_from_db()
    return said["receipt"]


def check(client, **given):
    answer = client.post(reverse("exam_receipts"), given)
    return answer.status_code, answer.content.decode()


def test_my_receipt_made_again_is_the_one_that_i_was_given(sitting, receipt):
    assert own_receipt(sitting) == receipt


def test_it_is_of_what_was_handed_in_though_more_was_accepted_later(sitting, receipt):
    keep(sitting_id=sitting.pk, lease=1, delta={5: 1})
    accept_into(packet=LatePacket.objects.get(), at=AT)
    sitting.refresh_from_db()
    assert sitting.answers[5] == 1
    assert own_receipt(sitting) == receipt
    assert is_stored(receipt)


def test_a_paper_whose_time_ended_has_a_receipt_of_what_was_saved():
    sitting = a_sitting()
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 2})
    sitting.refresh_from_db()
    made = own_receipt(sitting)
    assert (made["seq"], made["at"]) == (1, sitting.deadline_at.isoformat())
    assert is_stored(made)


def test_a_paper_that_was_never_begun_has_none():
    with pytest.raises(ValueError, match="never begun"):
        own_receipt(Sitting(pk=0, answers=[]))


def test_my_receipt_is_a_page_and_a_file(english, sitting, receipt):
    person = sitting.candidate.person
    english.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("exam_receipt", args=[sitting.pk])
    page = english.get(url).content.decode()
    assert in_fours(receipt["answers_sha256"]) in page
    assert "2 of 8 answered" in page
    assert re.search(r'<svg class="qr" viewBox="0 0 (\d+) ', page)
    assert json.loads(english.get(url, {"file": ""}).content) == receipt


def test_a_genuine_receipt_is_recognised_as_text_as_a_file_and_by_its_address(english, receipt):
    text = json.dumps(receipt, indent=2)
    file = SimpleUploadedFile("receipt.json", text.encode())
    for given in ({"text": text}, {"file": file}, {"text": packed(receipt)}):
        status, page = check(english, **given)
        assert (status, "This receipt is genuine" in page, "have this fingerprint" in page) == (200, True, True)
    assert "This receipt is genuine" in english.get(reverse("exam_receipts"), {"r": packed(receipt)}).content.decode()


@pytest.mark.parametrize(
    "change", [{"seq": 99}, {"at": "2026-01-01T00:00:00+00:00"}, {"answers_sha256": "ab" * 32}, {"signature": "AAAA"}]
)
def test_a_receipt_with_one_thing_changed_is_not_genuine(english, receipt, change):
    status, page = check(english, text=json.dumps({**receipt, **change}))
    assert (status, "This receipt is not genuine" in page) == (200, True)


@pytest.mark.parametrize("text", ["", "hello", "[]", "{}", '{"v": 1}', "{" * 2000, "é", "null"])
def test_what_is_no_receipt_is_told_so(english, text):
    status, page = check(english, text=text)
    assert status == 422
    assert "genuine</p>" not in page


def test_a_receipt_of_another_shape_is_no_receipt(receipt):
    for wrong in ({"seq": "3"}, {"seq": True}, {"answers_sha256": "x"}, {"at": 5}, {"sitting": -1}, {"more": 1}):
        assert unpacked(json.dumps({**receipt, **wrong})) is None
    assert unpacked("") is None


def test_answers_changed_behind_the_journal_are_noticed(sitting, receipt):
    assert is_stored(receipt)
    assert not is_stored({**receipt, "answers_sha256": "ab" * 32})
    assert not is_stored({**receipt, "sitting": 0})


def test_a_takeover_and_words_are_in_the_receipt_too(sitting):
    save(sitting_id=sitting.pk, lease=1, seq=1, delta={0: 1})
    done = takeover(sitting_id=sitting.pk, lease=1)
    submit(sitting_id=sitting.pk, lease=done.lease, seq=2, delta={1: 2})
    sitting.refresh_from_db()
    assert is_stored(own_receipt(sitting))
