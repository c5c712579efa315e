"""Pages and answers of phones and visits: who may, what a script reads, what everybody reads."""

import json
from base64 import b64encode
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from certification.display.entries import phones_taken, visits_to_review
from certification.display.withdraw import withdraw
from certification.models import BoundDevice, Visit
from enforcement import clock
from tests.factories.certification import an_officer, clerk
from tests.factories.certification_display import Phone, a_phone, a_rating, a_visit, setting
from tests.factories.flowcharts import a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def credential():
    return an_officer(an_agency()).credentials.get()


def signed_in(person, **options):
    client = Client(**options)
    client.force_login(person, backend=BACKEND)
    return client


def sent(client, url, phone, act, signed="", **facts):
    """Send what a phone would send, with a challenge that it asked for."""
    asked = client.get(reverse("display_challenge")).json()["challenge"]
    answer = phone.answer(act, clock.now(), signed, challenged=asked)
    body = {"challenge": asked, "signature": b64encode(answer.signature).decode(), **facts}
    return client.post(reverse(url), json.dumps(body), "application/json")


def test_a_phone_is_bound_and_contacts_without_a_session(credential):
    phone, client = Phone(), signed_in(credential.person)
    assert client.get(reverse("display_challenge")).json()["signed_in"] is True
    said = sent(client, "display_bind", phone, "bind", name="手机", public=b64encode(phone.public).decode()).json()
    assert (said["name"], said["state"], said["token"][:1].isdigit()) == (credential.name, "valid", True)
    strict = Client(enforce_csrf_checks=True)
    found = sent(strict, "display_contact", phone, "contact", device=said["device"])
    assert (found.status_code, found.json()["withdrawn"], "token" in found.json()) == (200, "", False)


def test_a_refusal_is_said_to_the_script_in_words(credential):
    stranger = signed_in(a_person())
    answer = sent(stranger, "display_bind", Phone(), "bind", name="手机", public=b64encode(Phone().public).decode())
    assert answer.status_code == 404
    phone = a_phone(credential, clock.now())
    answer = sent(Client(), "display_contact", Phone(), "contact", device=phone.device.pk)
    assert (answer.status_code, answer.json()["code"]) == (409, "NotThisPhone")
    assert answer.json()["sentence"] == "手机未能证明持有密钥。"
    for rubbish in ("", "[]", "{", json.dumps({"device": "1", "signature": "€"})):
        answer = Client().post(reverse("display_contact"), rubbish, "application/json")
        assert answer.status_code in {404, 422}


def test_binding_needs_the_session_and_its_token(credential):
    client, phone = signed_in(credential.person, enforce_csrf_checks=True), Phone()
    facts = {"name": "手机", "public": b64encode(phone.public).decode()}
    assert sent(client, "display_bind", phone, "bind", **facts).status_code == 403
    assert sent(Client(), "display_bind", phone, "bind", **facts).status_code == 302
    assert not BoundDevice.objects.exists()


def test_the_words_of_a_visit_are_those_that_the_phone_signed(credential):
    setting("display.visit_log", True, credential.agency)
    phone = a_phone(credential, clock.now())
    words = json.dumps(
        {"enterprise": "某某公司", "purpose": "检查", "latitude": 37.729, "longitude": 117.231}, ensure_ascii=False
    )
    other = words.replace("某某", "他人")
    facts = {"device": phone.device.pk}
    assert sent(Client(), "display_visit", phone, "visit", words, **facts, words=other).status_code == 409
    assert sent(Client(), "display_visit", phone, "visit", words, **facts, words=words).json() == {"done": True}
    assert Visit.objects.get().enterprise == "某某公司"


def test_only_the_holder_and_the_office_reach_a_phone(credential):
    phone = a_phone(credential)
    path = reverse("display_own_withdraw", args=[phone.device.pk])
    assert signed_in(a_person()).post(path).status_code == 404
    office, elsewhere = (a_person("issue", agency=a) for a in (credential.agency, an_agency(name="乐陵市交通运输局")))
    detail = reverse("display_device", args=[phone.device.pk])
    assert signed_in(elsewhere).get(detail).status_code == 404
    assert phone.device.name in signed_in(office).get(reverse("display_devices")).content.decode()
    assert signed_in(office).post(detail, {"words": "冒用"}).status_code == 303
    assert signed_in(credential.person).post(path).status_code == 409
    assert "冒用" in signed_in(credential.person).get(reverse("credential_own")).content.decode()


def test_supervisors_see_the_visits_of_their_agencies_alone(credential):
    visit = a_visit(a_phone(credential, clock.now()), clock.now())
    a_rating(visit, grade=1)
    mine = a_person("supervise", agency=credential.agency)
    other = a_person("supervise", agency=an_agency(name="乐陵市交通运输局"))
    assert visit.enterprise in signed_in(mine).get(reverse("visit_list")).content.decode()
    assert visit.enterprise not in signed_in(other).get(reverse("visit_list")).content.decode()
    detail = reverse("visit_detail", args=[visit.pk])
    assert signed_in(other).get(detail).status_code == 404
    assert signed_in(mine).get(reverse("visit_list"), {"kind": "far"}).content.decode().count(detail) == 0
    assert signed_in(mine).post(detail, {"review": "已核实"}).status_code == 303
    assert "已核实" in signed_in(mine).get(detail).content.decode()


def test_the_notice_of_a_visit_never_shows_the_place_or_the_review(credential):
    visit = a_visit(a_phone(credential, clock.now()), clock.now(), latitude=37.729, longitude=117.231)
    text = Client().get(reverse("visit_notice", args=[visit.secret])).content.decode()
    assert visit.purpose in text
    assert "37.7" not in text
    assert Client().get(reverse("visit_notice", args=["0" * 32])).status_code == 404


def test_without_an_announced_visit_the_scan_still_leads_to_the_rights(credential):
    phone = a_phone(credential, clock.now())
    answer = Client().get(reverse("visit_of_code", args=[phone.digits(clock.now())]))
    assert answer.status_code == 200
    assert "没有入企登记" in answer.content.decode()


def test_desks_say_what_waits_for_supervisors_and_what_holders_must_know(credential, rf):
    now = clock.now()
    a_rating(a_visit(a_phone(credential, now), now), grade=2)
    request = rf.get("/")
    request.user = a_person("supervise", agency=credential.agency)
    assert [item.light for item in visits_to_review(request)] == ["yellow"]
    request.user = credential.person
    assert list(phones_taken(request)) == []
    withdraw(device_id=BoundDevice.objects.get().pk, by=clerk(credential.agency), at=now, words="冒用")
    assert [str(item.subject) for item in phones_taken(request)] == ["发证机关解除"]
    BoundDevice.objects.update(withdrawn_at=now - timedelta(days=8))
    assert list(phones_taken(request)) == []


def test_the_worker_names_only_files_that_are_there(settings):
    from django.contrib.staticfiles import finders

    answer = Client().get(reverse("display_worker"))
    assert answer["Content-Type"].startswith("text/javascript")
    known = json.loads(answer.content.decode().split("const KNOWN = ", 1)[1].split(";\n", 1)[0])
    assert known["page"] == reverse("display_page")
    assert [path for path in known["files"] if not finders.find(path.removeprefix(settings.STATIC_URL))] == []
