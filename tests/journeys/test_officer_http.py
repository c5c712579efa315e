"""A new officer through the pages: from the exam to the card, and what a suspension brings."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.urls import reverse

from cases.demo import ground
from cases.demo.people import Staff
from certification.models import Credential
from enforcement import clock
from enforcement.ledger.queries import faults
from exams import lean
from exams.demo import open_demo_session
from exams.demo_sitting import _answers
from exams.models import Result, Sitting
from tests.cases.acts import world as w
from tests.factories.certification import a_photo
from tests.journeys.county import a_county
from tests.journeys.office import BASIS, CaseWork, Office


@pytest.fixture(scope="module")
def kept_staff(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Staff]:
    with django_db_blocker.unblock(), a_county(tmp_path_factory.mktemp("papers"), "urban", "transport") as staff:
        ground.set_parameters(staff)
        yield staff


@pytest.fixture
def staff(kept_staff: Staff, db: None) -> Staff:
    return kept_staff


class Candidate(Office):
    """Somebody new, who sits the exam on the short stack."""

    def call(self, path: str, token: str, body: Any = None) -> dict[str, Any]:
        """Ask the WSGI application of the answers as the server does."""
        sent = json.dumps(body).encode() if body is not None else b""
        environ = (
            RequestFactory().generic("POST" if body is not None else "GET", path, sent, "application/json").environ
        )
        environ |= {
            "HTTP_AUTHORIZATION": f"Bearer {token}",
            "wsgi.input": io.BytesIO(sent),
            "HTTP_COOKIE": "language=en",
        }
        status: list[str] = []
        for signal in (request_started, request_finished):  # as the test client does: the test's connection stays open
            signal.disconnect(close_old_connections)
        try:
            answer = lean.application(environ, lambda said, _headers, *_more: status.append(said))
            content = json.loads(b"".join(answer))
            if hasattr(answer, "close"):
                answer.close()
        finally:
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)
        assert status[0].startswith("200"), content
        return content

    def sit(self) -> Result:
        session = open_demo_session(
            self.staff.agencies["county"],
            [self.staff.of("urban", "candidate")],
            clock.now() - timedelta(minutes=5),
            title="补充场",
        )
        sitting = Sitting.objects.get(session=session)
        self.sit_down("candidate")
        lobby = reverse("exam_lobby", args=[sitting.pk])
        assert lobby in self.get(reverse("exam_mine"))
        visitor = re.search(r'data-token="([^"]+)"', self.get(lobby))
        assert visitor is not None
        begun = self.call(f"/x/sittings/{sitting.pk}/start", visitor[1], {"honour": True})
        token = begun["token"]
        sitting.refresh_from_db()
        answers = _answers(sitting, 0.9, random.Random(1))
        asked = self.call(f"/x/sittings/{sitting.pk}/pack", token)
        assert len(json.dumps(asked, ensure_ascii=False)) > 1000
        half = len(answers) // 2
        saved = self.call(
            f"/x/sittings/{sitting.pk}/save", token, {"seq": 1, "d": {str(n): answers[n] for n in range(half)}}
        )
        assert (saved["ack"], saved["seq"]) == (True, 1)
        rest = {str(n): answers[n] for n in range(half, len(answers))}
        handed_in = self.call(f"/x/sittings/{sitting.pk}/submit", token, {"seq": 2, "d": rest})
        assert handed_in["ack"]
        checked = self.client.post(reverse("exam_receipts"), {"text": json.dumps(handed_in["receipt"])})
        assert "This receipt is genuine" in checked.content.decode()
        shown = self.get(reverse("exam_result", args=[sitting.pk]))
        assert "Question by question" in shown
        return Result.objects.get(sitting=sitting)


def test_a_new_officer_goes_from_the_exam_to_the_card_and_a_suspended_one_is_not_assigned(staff: Staff) -> None:
    new = Candidate(staff)
    result = new.sit()
    assert result.passed

    new.sit_down("clerk")
    post = staff.of("urban", "candidate").posts.get()
    course = {"post": post.pk, "kind": "public_law", "title": "岗前培训", "hours": "68", "on": "2026-03-20"}
    new.done(reverse("credential_training"), **course)
    photo = SimpleUploadedFile("photo.jpg", a_photo(), "image/jpeg")
    asked = {"post": post.pk, "codes": ["urban"], "area": "乐陵市", "post_proof": "乐编〔2026〕12号", "photo": photo}
    page = new.done(reverse("credential_apply"), **asked)

    new.sit_down("examiner", "justice")
    assert page in new.get(reverse("desk"))
    new.done(page, outcome="eligible", clean_record="on", opinion="符合条件")
    new.done(page)  # training and exam are there already: the applicant is announced at once
    new.client.logout()
    assert staff.of("urban", "candidate").name in new.get(reverse("credential_notices"))
    new.sit_down("examiner", "justice")
    with time_machine.travel(clock.now() + timedelta(days=1), tick=True):
        new.sit_down("examiner", "justice")
        new.done(page, outcome="approved", review="同意", objections="")
        new.sit_down("issuer", "province_justice")
        assert page in new.get(reverse("desk"))
        own = new.done(page, valid_from=clock.today().isoformat())
        card = Credential.objects.get(person=staff.of("urban", "candidate"))
        assert own == reverse("credential_detail", args=[card.pk])
        assert list(faults(card.series)) == []

        code = reverse("verify_code", args=[card.digits])
        new.client.logout()
        valid = new.client.get(code)
        assert (valid.status_code, valid["X-Credential-State"]) == (200, "valid")
        assert card.name in valid.content.decode()

        new.sit_down("issuer", "province_justice")
        until = (clock.today() + timedelta(days=30)).isoformat()
        new.done(
            reverse("credential_act", args=[card.pk, "suspend"]),
            code="check_failed",
            ground="考核不合格",
            document="1号",
            to_on=until,
        )
        new.client.logout()
        assert new.client.get(code)["X-Credential-State"] == "suspended"
        refused_as_officer(staff, card)


def refused_as_officer(staff: Staff, card: Credential) -> None:
    """See that the suspended officer is shown with the reason and not assigned."""
    work = CaseWork(staff)
    day = clock.today().isoformat()
    now = clock.now()
    with time_machine.travel(now, tick=False):
        work.register(day)
    pair = work.ids("lead", "co")
    signed = {"officer_ids": pair, "credentials_shown": "on", "rights_told": "on"}
    work.do("lead", "P02", day, 10, held_on=day, summary="核查属实", place="现场", **signed)
    ticks = dict.fromkeys(("has_evidence", "is_punishable", "is_ours", "is_in_time"), "on")
    work.do("head", "P03", day, 11, outcome="filed", legal_basis=BASIS, **ticks)
    with time_machine.travel(w.at(day, 12), tick=False):
        work.sit_down("head")
        url = work.step("P04")
        told = work.get(url)
        box = next(part for part in told.split("<input") if f'name="co_ids" value="{card.person_id}"' in part)
        assert "disabled" in box.split(">")[0]
        assert "cannot act" in box
        answer = work.post(url, lead_id=work.id("lead"), co_ids=[card.person_id])
    assert answer.status_code == 409
    assert "第四十二条" in answer.content.decode()
    assert w.open_codes(work.case) == {"P04"}
