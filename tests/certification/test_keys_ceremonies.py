"""Two persons hold each ceremony of keys; what one proposes changes nothing until another confirms it."""

import json
from datetime import date, timedelta

import pytest

from certification import signing, verification
from certification.keys.confirm import confirm
from certification.keys.dismiss import dismiss
from certification.keys.publish import publish
from certification.keys.refusals import (
    AlreadyDecided,
    DayToCome,
    GroundMissing,
    NoSuchKey,
    SamePerson,
    UnknownAgency,
    WrongScope,
)  # fmt: skip
from certification.models import KeyCeremony, KeyListEdition, RootKey, RootStatement, SigningKey
from certification.verifier import KeyStatus, Root, jws, read_key_list
from enforcement.actor import SYSTEM
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Agency
from tests.factories.certification import a_credential, a_post, an_officer, clerk, moment
from tests.factories.certification_keys import AT, a_log, a_proposal, keepers
from tests.factories.flowcharts import a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 6, 1)


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def pinned() -> tuple[Root, ...]:
    return tuple(Root(root.code, root.suite, bytes(root.public)) for root in RootKey.objects.exclude(role="former"))


def published() -> dict:
    return dict(read_key_list(KeyListEdition.objects.last().text, pinned()).keys)


def counts() -> tuple[int, int, int]:
    return SigningKey.objects.count(), KeyListEdition.objects.count(), Entry.objects.count()


def test_a_proposal_alone_makes_no_key(agency: Agency) -> None:
    first, _ = keepers(agency)
    ceremony = a_proposal(first)
    assert (SigningKey.objects.count(), KeyListEdition.objects.count()) == (0, 0)
    assert (ceremony.state, ceremony.decided_by) == ("proposed", None)
    assert Entry.objects.filter(series="keys").last().verb == "key.propose"


def test_the_second_person_makes_the_key_and_the_list_is_published(agency: Agency) -> None:
    first, second = keepers(agency)
    done = confirm(ceremony_id=a_proposal(first, agencies=[agency.name]).pk, by=second, at=AT)
    key = SigningKey.objects.get()
    assert (done.kid, key.numbers, key.agencies, key.use) == (key.kid, ["15"], [agency.name], "credential")
    assert published()[key.kid].agencies == (agency.name,)
    entry = Entry.objects.filter(series="keys").last()
    assert (entry.verb, json.loads(entry.body)["proposed_by"]) == ("key.make", first.person_id)
    assert json.loads(entry.body)["public"] == bytes(key.public).hex()


def test_whoever_proposes_cannot_confirm(agency: Agency) -> None:
    first, _ = keepers(agency)
    ceremony = a_proposal(first)
    before = counts()
    with pytest.raises(SamePerson):
        confirm(ceremony_id=ceremony.pk, by=first, at=AT)
    assert counts() == before
    assert KeyCeremony.objects.get().state == "proposed"


def test_what_is_decided_is_not_decided_again(agency: Agency) -> None:
    first, second = keepers(agency)
    ceremony = a_proposal(first)
    confirm(ceremony_id=ceremony.pk, by=second, at=AT)
    before = counts()
    with pytest.raises(AlreadyDecided):
        confirm(ceremony_id=ceremony.pk, by=second, at=AT)
    with pytest.raises(AlreadyDecided):
        dismiss(ceremony_id=ceremony.pk, by=first, at=AT)
    with pytest.raises(NotFound):
        confirm(ceremony_id=ceremony.pk + 1, by=second, at=AT)
    assert counts() == before


def test_a_dismissed_proposal_does_nothing(agency: Agency) -> None:
    first, _ = keepers(agency)
    ceremony = dismiss(ceremony_id=a_proposal(first).pk, by=first, at=AT)
    assert (ceremony.state, SigningKey.objects.count()) == ("dismissed", 0)
    assert Entry.objects.filter(series="keys").last().verb == "key.dismiss"


def test_only_those_who_keep_keys_propose_and_confirm(agency: Agency) -> None:
    first, _ = keepers(agency)
    ceremony = a_proposal(first)
    for stranger in (clerk(agency, "examine"), SYSTEM):
        with pytest.raises(NotAllowed):
            a_proposal(stranger)
        with pytest.raises(NotAllowed):
            confirm(ceremony_id=ceremony.pk, by=stranger, at=AT)
        with pytest.raises(NotAllowed):
            dismiss(ceremony_id=ceremony.pk, by=stranger, at=AT)


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"ground": " "}, GroundMissing, "ground"),
        ({"numbers": []}, WrongScope, "numbers"),
        ({"use": "status"}, WrongScope, "numbers"),
        ({"not_after": date(2025, 1, 1)}, WrongScope, "not_after"),
        ({"suite": 3}, WrongScope, "not_after"),
        ({"agencies": ["没有这个局"]}, UnknownAgency, "agencies"),
        ({"kind": "retire", "kid": 9}, NoSuchKey, "kid"),
        ({"kind": "compromise", "kid": 9, "since_on": DAY}, NoSuchKey, "kid"),
        ({"kind": "burn"}, Invalid, ""),
    ],
)
def test_a_proposal_that_makes_no_sense_is_refused(agency: Agency, changes: dict, refusal: type, field: str) -> None:
    first, _ = keepers(agency)
    with pytest.raises(refusal) as caught:
        a_proposal(first, **changes)
    assert caught.value.field == field
    assert counts()[:2] == (0, 0)
    assert not KeyCeremony.objects.exists()


def test_the_former_keys_retire_with_the_new_one_and_go_on_verifying(agency: Agency) -> None:
    old = an_officer(agency).credentials.get()
    first, second = keepers(agency)
    confirm(ceremony_id=a_proposal(first, retire_former=True, not_before=date(2020, 1, 1)).pk, by=second, at=AT)
    person = a_person()
    a_post(person, agency)
    new = a_credential(person, agency)
    assert old.kid != new.kid
    assert {verification.by_code(c.digits, at=AT).state for c in (old, new)} == {"valid"}
    assert published()[old.kid].status is KeyStatus.RETIRED
    assert published()[old.kid].since == DAY


def test_a_retired_key_signs_nothing_more(agency: Agency) -> None:
    key = SigningKey.objects.get(kid=an_officer(agency).credentials.get().kid)
    first, second = keepers(agency)
    proposal = a_proposal(first, kind="retire", kid=key.kid)
    again = a_proposal(first, kind="retire", kid=key.kid)
    confirm(ceremony_id=proposal.pk, by=second, at=AT)
    person = a_person()
    a_post(person, agency)
    with pytest.raises(signing.NoSigningKey):
        a_credential(person, agency)
    with pytest.raises(NoSuchKey):
        confirm(ceremony_id=again.pk, by=second, at=AT)


def test_trust_is_not_withdrawn_from_a_day_to_come(agency: Agency) -> None:
    key = SigningKey.objects.get(kid=an_officer(agency).credentials.get().kid)
    first, _ = keepers(agency)
    with pytest.raises(DayToCome):
        a_proposal(first, kind="compromise", kid=key.kid, since_on=DAY + timedelta(1))


def test_of_a_compromised_key_only_what_was_logged_before_is_valid(agency: Agency) -> None:
    old = an_officer(agency).credentials.get()
    root = a_log("2026-05-20T23:30")
    new = an_officer(agency).credentials.get()
    a_log("2026-05-31T23:59")
    a_log_after = an_officer(agency).credentials.get()
    a_log("2026-06-01T00:00")
    first, second = keepers(agency)
    confirm(
        ceremony_id=a_proposal(first, kind="compromise", kid=old.kid, since_on=date(2026, 5, 31)).pk, by=second, at=AT
    )
    states = [verification.by_code(c.digits, at=AT).state for c in (old, new, a_log_after)]
    assert states == ["valid", "unknown", "unknown"]
    line = published()[old.kid]
    assert (line.status, line.since, line.log.size) == (KeyStatus.COMPROMISED, date(2026, 5, 31), root.size)
    assert line.log.root == bytes(root.root)


def test_without_a_log_a_compromised_key_verifies_nothing(agency: Agency) -> None:
    held = an_officer(agency).credentials.get()
    first, second = keepers(agency)
    confirm(ceremony_id=a_proposal(first, kind="compromise", kid=held.kid, since_on=DAY).pk, by=second, at=AT)
    assert verification.by_code(held.digits, at=AT).state == "unknown"
    assert published()[held.kid].log is None


def test_the_next_root_takes_over_and_the_old_one_says_so(agency: Agency) -> None:
    an_officer(agency)
    before = pinned()
    first, second = keepers(agency)
    confirm(ceremony_id=a_proposal(first, kind="rotate_root").pk, by=second, at=AT)
    assert [(root.number, root.role) for root in RootKey.objects.all()] == [(1, "former"), (2, "current"), (3, "next")]
    statement = jws.parse(RootStatement.objects.get().text, kind="xzzfz-roots+jwt")
    assert statement.signed_by(before[0].suite, before[0].public)
    assert [line["id"] for line in statement.payload["roots"]] == ["root-2", "root-3"]
    list_now = KeyListEdition.objects.last()
    assert list_now.root == "root-2"
    assert read_key_list(list_now.text, before).version == list_now.version  # those who pinned both need nothing new


def test_versions_only_grow_and_nothing_published_changes(agency: Agency) -> None:
    from django.db import IntegrityError, transaction

    an_officer(agency)
    with transaction.atomic():
        publish(at=moment("2026-06-02"))
    versions = list(KeyListEdition.objects.values_list("version", flat=True))
    assert versions == list(range(1, len(versions) + 1))
    with pytest.raises(IntegrityError):
        KeyListEdition.objects.update(text="x")
