"""What anybody may read: a scanned code, a look-up, the register of officers and the notices."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from certification import signing, verification
from certification.announce import announce
from certification.models import Credential
from certification.report_loss import report_loss
from certification.revoke import revoke
from certification.suspend import suspend
from certification.token import Claims, encode, to_digits
from certification.views import answer
from enforcement import clock
from enforcement.organisation.models import Agency
from tests.factories.certification import (
    a_credential,
    a_photo,
    a_post,
    an_application,
    an_officer,
    clerk,
    eligible,
    moment,
    passes,
    trained,
)
from tests.factories.certification_lifecycle import publish_the_loss
from tests.factories.flowcharts import a_person, an_agency, ship_one

pytestmark = pytest.mark.django_db(transaction=True)
NOW = clock.now()
TODAY = clock.today()


@pytest.fixture
def agency() -> Agency:
    return an_agency(phone="0534-1234567", name_en="Leling Market Regulation Bureau")


@pytest.fixture
def held(agency: Agency) -> Credential:
    return an_officer(agency, name="王立新").credentials.get()


def read(client: Client, digits: str, lang: str = "en") -> tuple[int, str]:
    response = client.get(f"/v/{digits}?lang={lang}")
    return response.status_code, response.content.decode()


def heading(html: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", html)[1]


def test_a_valid_code_shows_the_officer_in_few_bytes_and_queries(
    client: Client, held: Credential, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(2):
        status, html = read(client, held.digits)
    assert (status, heading(html)) == (200, "Valid")
    for words in (
        "王立新", held.number, "Leling Market Regulation Bureau", "Market regulation", "乐陵市", "1 January 2024",
        "proves that this is the photo", "State as of just now", "tel:0534-1234567",
        f"/officers/photo/{held.photo_sha256}.jpg", "Compare the face",
    ):  # fmt: skip
        assert words in html
    assert "style=" not in html
    response = client.get(f"/v/{held.digits}")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_the_page_speaks_both_languages(client: Client, held: Credential) -> None:
    zh = client.get(f"/v/{held.digits}").content.decode()
    assert heading(zh) == "有效"
    assert 'href="?lang=en"' in zh
    assert held.agency_name in zh
    en = read(client, held.digits)[1]
    assert 'href="?lang=zh"' in en
    assert heading(read(client, held.digits, "zh")[1]) == "有效"


def test_what_the_register_says_is_escaped(client: Client, agency: Agency) -> None:
    held = an_officer(agency, name="<b>&", area='"><script>').credentials.get()
    html = read(client, held.digits)[1]
    assert "&lt;b&gt;&amp;" in html
    assert html.count("<script") == 1


def test_while_developing_the_template_is_read_anew(client: Client, held: Credential, settings) -> None:
    settings.DEBUG = True
    assert heading(read(client, held.digits)[1]) == "Valid"


def test_each_state_is_said_with_what_to_do(client: Client, agency: Agency) -> None:
    by = clerk(agency)
    ask = {"by": by, "at": NOW, "ground": "事由"}
    suspended, revoked, lost = (an_officer(agency).credentials.get() for _ in range(3))
    suspend(credential_id=suspended.pk, document="1号", to_on=TODAY + timedelta(days=30), **ask)
    revoke(credential_id=revoked.pk, document="2号", **ask)
    report_loss(credential_id=lost.pk, **ask)
    expired = an_officer(agency, valid_to=TODAY - timedelta(days=1)).credentials.get()
    coming = an_officer(agency, valid_from=TODAY + timedelta(days=1)).credentials.get()
    old = an_officer(agency).credentials.get()
    from certification.replace import replace

    report_loss(credential_id=old.pk, **ask)
    publish_the_loss(old, by, at=NOW)
    new = replace(credential_id=old.pk, **ask)
    for credential, words, advice in (
        (suspended, "Suspended: may not enforce now", "refuse"),
        (revoked, "No longer valid", "refuse"),
        (lost, "No longer valid", "refuse"),
        (expired, "Expired", "refuse"),
        (coming, "Not yet valid", "refuse"),
        (old, "Superseded by a newer credential", "newer one"),
        (new, "Valid", "Compare the face"),
    ):
        status, html = read(client, credential.digits)
        assert (status, heading(html)) == (200, words)
        assert advice in html
    assert "Reported lost" in read(client, lost.digits)[1]


def test_the_status_is_live(client: Client, agency: Agency, held: Credential) -> None:
    assert heading(read(client, held.digits)[1]) == "Valid"
    revoke(credential_id=held.pk, by=clerk(agency), at=NOW, ground="事由", document="2号")
    assert heading(read(client, held.digits)[1]) == "No longer valid"


def test_any_digit_changed_is_never_valid_and_asks_nothing_of_the_database(
    client: Client, held: Credential, django_assert_num_queries
) -> None:
    signing.public_keys()
    with django_assert_num_queries(0):
        for at in range(0, len(held.digits), 7):
            digit = str((int(held.digits[at]) + 1) % 10)
            status, html = read(client, held.digits[:at] + digit + held.digits[at + 1 :])
            assert (status, heading(html)) == (200, "Cannot be verified")
            assert held.name not in html
        for digits in ("1", held.digits[:-17], held.digits + "00", "9" * 900):
            assert heading(read(client, digits)[1]) == "Cannot be verified"


def test_a_genuine_code_that_the_register_does_not_know_is_not_verified(client: Client, held: Credential) -> None:
    signer = signing.open_signer(1)
    facts = {
        "name": "假冒", "agency": "乐陵市", "category": 1, "number": "15148100009", "starts_on": date(2024, 1, 1),
        "ends_on": date(2030, 1, 1), "photo8": b"12345678",
    }  # fmt: skip
    unknown = to_digits(encode(Claims(sid=held.sid ^ 1, **facts), signer))
    other = to_digits(encode(Claims(sid=held.sid, **facts), signer))
    for digits in (unknown, other):
        status, html = read(client, digits)
        assert (status, heading(html)) == (200, "Cannot be verified")
        assert "the register has no such card" in html
        assert "假冒" not in html


def test_a_number_and_the_name_on_the_card_find_it(client: Client, held: Credential) -> None:
    assert "Scan the code" in client.get("/verify/", headers={"cookie": "language=en"}).content.decode()
    found = client.get("/verify/", {"number": f" {held.number} ", "name": "王立新", "lang": "en"})
    html = found.content.decode()
    assert (found.status_code, heading(html)) == (200, "Valid")
    assert "Looked up by number" in html
    assert f"?number=+{held.number}+&amp;name=" in html
    assert held.digits not in html


def test_a_wrong_number_or_name_says_so(client: Client, held: Credential) -> None:
    for number, name in ((held.number, "李四"), ("15148109999", "王立新")):
        found = client.get("/verify/", {"number": number, "name": name})
        assert found.status_code == 404
        assert "没有" in found.content.decode()
    asked = client.get("/verify/", {"number": held.number})  # the start page asks for the number alone
    assert (asked.status_code, held.name in asked.content.decode()) == (200, False)


def test_a_photo_is_served_by_its_digest_and_only_an_issued_one(
    client: Client, agency: Agency, held: Credential
) -> None:
    response = client.get(f"/officers/photo/{held.photo_sha256}.jpg")
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert client.get(f"/officers/photo/{'0' * 64}.jpg").status_code == 404


def test_a_photo_that_was_exchanged_is_not_shown(client: Client, held: Credential, settings) -> None:
    from pathlib import Path

    (Path(settings.MEDIA_ROOT) / held.photo).write_bytes(a_photo(ink="#ff0000"))
    assert client.get(f"/officers/photo/{held.photo_sha256}.jpg").status_code == 404


def test_a_photo_other_than_the_one_in_the_code_is_not_called_proven(held: Credential) -> None:
    found = verification.by_code(held.digits, at=NOW)
    verified = verification.decode(verification.from_digits(held.digits), signing.public_keys())
    assert verification.same_photo(verified, found.row)
    assert not verification.same_photo(verified, found.row._replace(photo_sha256="00" * 32))


def test_the_complaint_page_gets_the_number_where_there_is_one(client: Client, held: Credential, monkeypatch) -> None:
    def missing(name: str, **more) -> str:
        if name == "complain":
            raise NoReverseMatch(name)
        return reverse(name, **more)

    assert f"/complain/?credential={held.number}" in read(client, held.digits)[1]
    assert 'href="/complain/"' in read(client, "1")[1]
    monkeypatch.setattr(answer, "reverse", missing)
    answer.complaint_address.cache_clear()
    assert "/complain/" not in read(client, held.digits)[1]
    monkeypatch.undo()
    answer.complaint_address.cache_clear()


# --- the register and the notices ----------------------------------------------------------------------------------


def test_the_register_lists_those_who_may_enforce_today(client: Client, agency: Agency, held: Credential) -> None:
    gone = an_officer(agency, name="赵国强").credentials.get()
    revoke(credential_id=gone.pk, by=clerk(agency), at=NOW, ground="事由", document="2号")
    html = client.get(f"/officers/?agency={agency.pk}").content.decode()
    assert "王立新" in html
    assert "赵国强" not in html
    for words in (agency.name, held.number, "执法员", "市场监管", held.photo_sha256):
        assert words in html


def test_the_register_is_searched_and_paged_with_a_constant_number_of_queries(
    client: Client, agency: Agency, held: Credential, django_assert_num_queries
) -> None:
    other = an_agency("乐陵市水利局")
    an_officer(other, name="周海涛", fields=("water",))
    path = f"/officers/?agency={agency.pk}"
    cache.clear()
    with django_assert_num_queries(4) as before:
        client.get(path)
    for _ in range(25):
        an_officer(agency, name="李明")
    cache.clear()
    with django_assert_num_queries(len(before)):
        html = client.get(path).content.decode()
    assert html.count("officer-name") == 24
    assert client.get(f"{path}&page=2").content.decode().count("officer-name") == 2
    for query, name in (
        ("q=周", "周海涛"),
        ("field=water", "周海涛"),
        (f"agency={other.pk}", "周海涛"),
        (f"q={held.number}", "王立新"),
    ):
        html = client.get(f"/officers/?{query}").content.decode()
        assert html.count("officer-name") == 1
        assert name in html
    assert "officer-name" not in client.get("/officers/?q=没有此人").content.decode()


def test_an_empty_register_says_so(client: Client) -> None:
    assert client.get("/officers/").status_code == 200


def test_notices_name_applicants_and_lost_cards(client: Client, agency: Agency, held: Credential, monkeypatch) -> None:
    assert client.get("/notices/credentials/").status_code == 200
    ship_one(agency, "Q")
    passes(monkeypatch, "public_law")
    by = clerk(agency)
    person = a_person(name="林小溪")
    a_post(person, agency)
    application = an_application(agency, by, person_id=person.pk)
    trained(person.pk, agency)
    eligible(application, by)
    announce(application_id=application.pk, by=by, at=NOW)
    report_loss(credential_id=held.pk, by=by, at=NOW, ground="遗失")
    html = client.get("/notices/credentials/").content.decode()
    assert "林小溪" in html
    assert held.number in html
    assert moment("2026-05-06").year == 2026
    assert a_credential is not None
