"""Where SM2 applies everything works with it: cards, their page, the key list, the list of states, telephones."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from certification import signing, verification
from certification.keys.parameters import SUITE
from certification.models import SigningKey
from certification.status.publish import publish as publish_status
from certification.token import SM2
from certification.verifier import Files, judge, read_roots
from enforcement.organisation.models import Agency, ParameterValue
from tests.factories.certification import a_credential, a_key, a_post, a_suspension, an_officer, clerk, moment
from tests.factories.flowcharts import a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
NOW = moment("2026-06-01")


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch) -> None:
    """Keys of other tests are of the other suite."""
    monkeypatch.setenv("SIGNING_KEYS_FOLDER", str(tmp_path))


def choose_sm2(agency: Agency) -> None:
    ParameterValue.objects.create(
        agency=agency, code=SUITE, value="SM2", from_on=date(2020, 1, 1), source="密评", set_by="x",
        set_at=moment("2026-01-01"),
    )  # fmt: skip


def fetched(client: Client, digits: str) -> str:
    roots = read_roots(client.get("/keys/roots.json").content.decode())
    files = Files(client.get("/keys/list.jwt").content.decode(), client.get("/status/1.bin").content)
    return judge(digits, roots=roots, files=files, now=int(NOW.timestamp())).state


def test_the_first_key_is_of_the_suite_of_the_setting(agency: Agency) -> None:
    choose_sm2(agency)
    held = an_officer(agency).credentials.get()
    key = SigningKey.objects.get(kid=held.kid)
    assert (key.suite, key.suite_name, len(key.public)) == (SM2, "SM2", 64)
    assert verification.by_code(held.digits, at=NOW).state == "valid"


def test_a_change_of_the_setting_needs_a_key_and_leaves_old_cards_valid(agency: Agency) -> None:
    old = an_officer(agency).credentials.get()
    choose_sm2(agency)
    person = a_person()
    a_post(person, agency)
    with pytest.raises(signing.NoSigningKey):
        a_credential(person, agency)
    call_command("make_signing_key", "--suite", "sm2", "--scope", "15", "--from", "2020-01-01", "--to", "2030-12-31")
    new = a_credential(person, agency)
    assert SigningKey.objects.get(kid=new.kid).suite == SM2
    assert len(new.digits) == len(old.digits)
    assert {verification.by_code(c.digits, at=NOW).state for c in (old, new)} == {"valid"}


def test_list_and_states_signed_by_sm2_are_verified_offline(client: Client, agency: Agency) -> None:
    choose_sm2(agency)
    a_key(2, use="status", suite=SM2, numbers=())
    held, stopped = (an_officer(agency).credentials.get() for _ in range(2))
    a_suspension(stopped, clerk(agency, "issue"))
    (shard,) = publish_status(at=NOW)
    assert shard.kid == 2
    assert fetched(client, held.digits) == "valid"
    assert fetched(client, stopped.digits) == "suspended"


def test_a_key_for_one_agency_signs_for_no_other(agency: Agency) -> None:
    a_key(1, agencies=(agency.name,))
    held = an_officer(agency).credentials.get()
    assert verification.by_code(held.digits, at=NOW).state == "valid"
    other = an_agency("乐陵市另一局")
    person = a_person()
    a_post(person, other)
    with pytest.raises(signing.NoSigningKey):
        a_credential(person, other)
