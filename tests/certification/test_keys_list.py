"""The key list: what it says, who may fetch it, when it is renewed, and how it is signed on another machine."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from certification.keys import opening
from certification.keys.confirm import confirm
from certification.keys.entries import publish_logs as log_job
from certification.keys.entries import renew_list
from certification.keys.refusals import StatementMissing
from certification.keys.renew import renew
from certification.keys.roots import OtherRoot
from certification.models import KeyListEdition, LogRoot, RootKey, SigningKey
from certification.verifier import Files, judge, jws, read_key_list, read_roots
from certification.verifier.merkle import root_of
from enforcement import clock
from enforcement.organisation.models import Agency
from tests.factories.certification import a_key, an_officer, moment
from tests.factories.certification_keys import a_key_list, a_log, a_proposal, keepers
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def test_everything_a_verifier_needs_is_fetched_and_agrees(client: Client, agency: Agency) -> None:
    held = an_officer(agency).credentials.get()
    roots = read_roots(client.get("/keys/roots.json").content.decode())
    text = client.get("/keys/list.jwt").content.decode()
    now = int(moment("2026-06-01").timestamp())
    verdict = judge(held.digits, roots=roots, files=Files(text), now=now)
    assert (verdict.state, verdict.reason) == ("unchecked", "status_missing")
    assert verdict.verified.claims.number == held.number
    assert [root.id for root in roots] == ["root-1", "root-2"]


@pytest.mark.parametrize(
    "address", ["list.jwt", "roots.json", "roots.jwt", "log/1.bin", "log/1.jwt"],
)  # fmt: skip
def test_each_file_takes_one_query_and_is_kept_for_a_minute(
    client: Client, agency: Agency, address: str, django_assert_num_queries
) -> None:
    an_officer(agency)
    a_log()
    with django_assert_num_queries(1):
        found = client.get(f"/keys/{address}")
    assert found.status_code == 200
    assert "max-age=60" in found["Cache-Control"]
    assert not found.cookies
    again = client.get(f"/keys/{address}", headers={"If-None-Match": found["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_before_there_are_keys_there_is_nothing(client: Client, agency: Agency) -> None:
    for address in ("list.jwt", "roots.json", "log/1.bin", "log/1.jwt"):
        assert client.get(f"/keys/{address}").status_code == 404


def test_the_log_that_is_served_is_the_one_that_was_signed(client: Client, agency: Agency) -> None:
    for _ in range(3):
        an_officer(agency)
    root = a_log()
    an_officer(agency)
    served = client.get("/keys/log/1.bin").content
    assert root_of([served[at : at + 32] for at in range(0, len(served), 32)]) == bytes(root.root)
    document = jws.parse(client.get("/keys/log/1.jwt").content.decode(), kind="xzzfz-log+jwt")
    signer = SigningKey.objects.get(use="log")
    assert document.signed_by(signer.suite, bytes(signer.public))
    assert (document.payload["size"], document.payload["kid"]) == (3, 1)


def test_the_list_is_renewed_before_it_ends_and_when_a_key_changed_unseen(agency: Agency) -> None:
    a_key()
    first = KeyListEdition.objects.get()
    assert renew(at=first.issued_at + timedelta(days=22)) is None
    assert renew(at=first.issued_at + timedelta(days=23)).version == first.version + 1
    SigningKey.objects.update(not_after="2034-12-31")
    assert renew(at=first.issued_at + timedelta(days=23)).version == first.version + 2
    assert renew_list(None) == {"version": first.version + 3 if clock.now() > first.next_update_at else 0}


def test_the_jobs_publish_lists_and_logs(agency: Agency) -> None:
    an_officer(agency)
    assert log_job(None) == {"logs": [1]}
    assert log_job(None) == {"logs": []}
    assert LogRoot.objects.count() == 1


def test_another_root_file_than_the_registered_one_signs_nothing(agency: Agency, monkeypatch, tmp_path: Path) -> None:
    a_key_list()
    monkeypatch.setenv("SIGNING_KEYS_FOLDER", str(tmp_path))
    with pytest.raises(OtherRoot):
        a_key_list()


# --- the root keys on another machine --------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(monkeypatch, tmp_path: Path):
    """Return what runs a step there: with the root keys, while here there are none."""
    monkeypatch.setenv("ROOT_KEYS_OFFLINE", "1")

    def run(*arguments: str) -> None:
        with monkeypatch.context() as there:
            there.setenv("SIGNING_KEYS_FOLDER", str(tmp_path / "safe"))
            call_command("sign_key_list", *arguments)

    return run


def sign_there(elsewhere, folder: Path) -> None:
    call_command("sign_key_list", "--export", str(folder / "request.json"))
    elsewhere("--sign", str(folder / "request.json"), "--out", str(folder / "list.jwt"))


def test_the_list_is_signed_on_another_machine(agency: Agency, elsewhere, tmp_path: Path) -> None:
    an_officer(agency)
    assert not KeyListEdition.objects.exists()
    elsewhere("--make-roots", str(tmp_path / "roots.json"))
    call_command("sign_key_list", "--enter-roots", str(tmp_path / "roots.json"))
    sign_there(elsewhere, tmp_path)
    call_command("sign_key_list", "--import", str(tmp_path / "list.jwt"))
    roots = read_roots((tmp_path / "roots.json").read_text())
    assert set(read_key_list(KeyListEdition.objects.get().text, roots).keys) == {1}
    assert not list(opening.folder().glob("root-9*"))
    with pytest.raises(CommandError, match="密钥名单"):
        call_command("sign_key_list", "--import", str(tmp_path / "list.jwt"))
    with pytest.raises(CommandError, match="another machine"):
        call_command("sign_key_list")


def test_a_list_made_before_the_keys_changed_is_not_taken(agency: Agency, elsewhere, tmp_path: Path) -> None:
    elsewhere("--make-roots", str(tmp_path / "roots.json"))
    call_command("sign_key_list", "--enter-roots", str(tmp_path / "roots.json"))
    sign_there(elsewhere, tmp_path)
    a_key()
    with pytest.raises(CommandError, match="密钥名单"):
        call_command("sign_key_list", "--import", str(tmp_path / "list.jwt"))
    with pytest.raises(CommandError):
        call_command("sign_key_list", "--enter-roots", str(tmp_path / "roots.json"))


def test_roots_hand_over_on_their_machine(agency: Agency, elsewhere, tmp_path: Path) -> None:
    elsewhere("--make-roots", str(tmp_path / "roots.json"))
    call_command("sign_key_list", "--enter-roots", str(tmp_path / "roots.json"))
    first, second = keepers(agency)
    elsewhere("--hand-over", "2", "--out", str(tmp_path / "wrong.jwt"))
    for wrong in ("", "a.b.c", (tmp_path / "wrong.jwt").read_text()):
        with pytest.raises(StatementMissing):
            a_proposal(first, kind="rotate_root", statement=wrong)
    elsewhere("--hand-over", "1", "--out", str(tmp_path / "statement.jwt"))
    statement = (tmp_path / "statement.jwt").read_text()
    proposal = a_proposal(first, kind="rotate_root", statement=statement)
    confirm(ceremony_id=proposal.pk, by=second, at=moment("2026-06-01"))
    assert [root.role for root in RootKey.objects.all()] == ["former", "current", "next"]
    sign_there(elsewhere, tmp_path)
    call_command("sign_key_list", "--import", str(tmp_path / "list.jwt"))
    assert KeyListEdition.objects.get().root == "root-2"
