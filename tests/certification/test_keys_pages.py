"""The pages of those who keep the keys: one proposes, another confirms, everybody else finds nothing."""

from datetime import date

import pytest
from django.test import Client

from certification.models import KeyCeremony, SigningKey
from enforcement.organisation.models import Agency, Person
from tests.factories.certification import an_officer
from tests.factories.certification_keys import a_proposal
from tests.factories.flowcharts import a_person, actor, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW = {
    "use": "credential", "suite": "2", "numbers": "151481\n151482", "agencies": "乐陵市市场监督管理局",
    "not_before": "2026-01-01", "not_after": "2026-12-31", "retire_former": "on", "ground": "年度换钥",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch) -> None:
    """Keys of other tests are of other suites."""
    monkeypatch.setenv("SIGNING_KEYS_FOLDER", str(tmp_path))


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def sent(client: Client, url: str, data: dict) -> object:
    page = client.get(url)
    return client.post(url, {**data, "act_id": page.context["act_id"]})


def test_one_proposes_and_another_confirms_by_their_pages(agency: Agency) -> None:
    admin, issuer = (signed_in(a_person(duty, agency=agency)) for duty in ("system", "issue"))
    answer = sent(admin, "/signing-keys/propose/make/", NEW)
    ceremony = KeyCeremony.objects.get()
    assert answer.status_code == 303
    assert ceremony.facts["numbers"] == ["151481", "151482"]
    own = admin.get(ceremony.get_absolute_url()).content.decode()
    assert "须由第二人确认" in own
    assert f"/proposals/{ceremony.pk}/confirm/" not in own
    assert admin.post(f"/signing-keys/proposals/{ceremony.pk}/confirm/").status_code == 409
    assert f"/proposals/{ceremony.pk}/confirm/" in issuer.get(ceremony.get_absolute_url()).content.decode()
    assert "新建密钥" in issuer.get("/desk/").content.decode()
    assert issuer.post(f"/signing-keys/proposals/{ceremony.pk}/confirm/").status_code == 302
    key = SigningKey.objects.get()
    assert (key.suite_name, key.agencies) == ("SM2", [agency.name])
    page = admin.get(f"/signing-keys/{key.kid}/").content.decode()
    assert "151481" in page
    assert bytes(key.public).hex(" ", 4) in page
    assert "新建密钥" in admin.get("/signing-keys/history/").content.decode()


def test_a_wrong_form_keeps_what_was_typed(agency: Agency) -> None:
    admin = signed_in(a_person("system", agency=agency))
    answer = sent(admin, "/signing-keys/propose/make/", {**NEW, "agencies": "没有这个局"})
    assert answer.status_code == 422
    assert "没有这个局" in answer.content.decode()
    assert "单位库中没有" in answer.content.decode()
    assert not KeyCeremony.objects.exists()


def test_a_key_that_is_not_trusted_says_how_many_cards_to_issue_again(agency: Agency) -> None:
    held = an_officer(agency).credentials.get()
    admin = a_person("system", agency=agency)
    second = a_person("issue", agency=agency)
    proposal = a_proposal(actor(admin, agency), kind="compromise", kid=held.kid, since_on=date(2026, 5, 1))
    signed_in(second).post(f"/signing-keys/proposals/{proposal.pk}/confirm/")
    page = signed_in(admin).get(f"/signing-keys/{held.kid}/").content.decode()
    assert "须重新签发" in page
    assert "有1个" in page


def test_a_proposal_is_closed_without_doing_it(agency: Agency) -> None:
    admin = a_person("system", agency=agency)
    proposal = a_proposal(actor(admin, agency))
    assert signed_in(admin).post(f"/signing-keys/proposals/{proposal.pk}/dismiss/").status_code == 302
    assert KeyCeremony.objects.get().state == "dismissed"
    assert not SigningKey.objects.exists()


@pytest.mark.parametrize("duty", ["examine", "apply"])
def test_others_find_nothing_here(agency: Agency, duty: str) -> None:
    proposal = a_proposal(actor(a_person("system", agency=agency), agency))
    other = signed_in(a_person(duty, agency=agency))
    for path in ("", "history/", "1/", "propose/make/", f"proposals/{proposal.pk}/"):
        assert other.get(f"/signing-keys/{path}").status_code in {403, 404}
    assert other.post(f"/signing-keys/proposals/{proposal.pk}/confirm/").status_code in {403, 404}
    assert KeyCeremony.objects.get().state == "proposed"


def test_an_unknown_kind_is_not_found(agency: Agency) -> None:
    assert signed_in(a_person("system", agency=agency)).get("/signing-keys/propose/burn/").status_code == 404
