"""The published status: what each position says, when it is published, and that nothing published is changed."""

import gzip
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from certification.cancel import cancel
from certification.models import SigningKey, StatusIndex, StatusShard
from certification.replace import replace
from certification.report_loss import report_loss
from certification.restore import restore
from certification.revoke import revoke
from certification.status.jose import unb64
from certification.status.positions import shards_in_use, values_on
from certification.status.publish import publish
from certification.status.shard import BYTES, SIZE, Malformed, pack, squeeze, unpack, unseal
from enforcement.organisation.models import Agency, ParameterValue
from tests.factories.certification import a_suspension, an_officer, clerk, moment
from tests.factories.certification_lifecycle import hours, publish_the_loss
from tests.factories.certification_status import a_publication, value_of
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def held(agency: Agency, **changes):
    return an_officer(agency, **changes).credentials.get()


# --- what a position says ------------------------------------------------------------------------------------------


def test_each_state_has_its_value_and_free_positions_are_valid(agency):
    by = clerk(agency)
    valid, suspended, restored, revoked, cancelled, lost = (held(agency) for _ in range(6))
    facts = {"by": by, "at": moment("2026-05-12"), "ground": "查明属实", "document": "乐司〔2026〕1号"}
    a_suspension(suspended, by)
    a_suspension(restored, by)
    hours(restored, on=date(2026, 5, 11))
    restore(credential_id=restored.pk, **facts)
    revoke(credential_id=revoked.pk, **facts)
    cancel(credential_id=cancelled.pk, by=by, at=moment("2026-05-12"), ground="调离")
    report_loss(credential_id=lost.pk, by=by, at=moment("2026-05-12"), ground="遗失")
    row = a_publication()
    assert [value_of(row, c.sid) for c in (valid, suspended, restored, revoked, cancelled, lost)] == [0, 2, 0, 1, 1, 1]
    assert (row.ended, row.suspended) == (3, 1)


def test_the_superseded_credential_ends_and_the_new_one_is_valid(agency):
    by, old = clerk(agency), held(agency)
    report_loss(credential_id=old.pk, by=by, at=moment("2026-05-12"), ground="遗失")
    publish_the_loss(old, by, at=moment("2026-05-13"))
    new = replace(credential_id=old.pk, by=by, at=moment("2026-05-13"), ground="补发")
    row = a_publication()
    assert (value_of(row, old.sid), value_of(row, new.sid)) == (1, 0)


def test_a_suspension_from_a_past_day_counts_from_that_day(agency):
    one = held(agency)
    a_suspension(one, clerk(agency), at="2026-05-10", from_on=date(2026, 5, 3), to_on=date(2026, 6, 3))
    on = {day: values_on(date(2026, 5, day), [1])[1][one.sid & SIZE - 1] for day in (2, 3, 10)}
    assert on == {2: 0, 3: 2, 10: 2}


def test_dates_are_the_tokens_to_say(agency):
    ended, future = held(agency, valid_to=date(2025, 1, 1)), held(agency, valid_from=date(2027, 1, 1))
    row = a_publication()
    assert [value_of(row, c.sid) for c in (ended, future)] == [0, 0]


def test_each_shard_has_its_own_list_and_all_are_read_by_two_statements(agency):
    first, by = held(agency), clerk(agency)
    for shard in (2, 31):
        ParameterValue.objects.create(
            agency=agency, code="credential.shard", value=shard, from_on=date(2020, 1, shard), source="x", set_by="x",
            set_at=moment("2026-01-01"),
        )  # fmt: skip
        revoked = held(agency)
    revoke(credential_id=revoked.pk, by=by, at=moment("2026-05-12"), ground="违法", document="乐司〔2026〕2号")
    with CaptureQueriesContext(connection) as asked:
        values = values_on(date(2026, 6, 1), shards_in_use())
    assert len(asked) == 2
    assert list(values) == [1, 2, 31]
    assert {shard: int(found.sum()) for shard, found in values.items()} == {1: 0, 2: 0, 31: 1}
    assert first.sid >> 17 == 1


# --- the file ------------------------------------------------------------------------------------------------------


def test_bits_are_packed_least_significant_first():
    values = np.zeros(SIZE, np.uint8)
    values[[0, 1, 2, 3, SIZE - 1]] = [1, 2, 0, 1, 2]
    bits = pack(values)
    assert (bits[0], bits[-1], len(bits)) == (0b01_00_10_01, 0b10_00_00_00, BYTES)
    assert (unpack(bits) == values).all()


def test_lists_of_the_whole_nation_are_37_kilobytes():
    dice, total = np.random.default_rng(7), 0
    for _shard in range(4):
        values = np.zeros(SIZE, np.uint8)
        values[dice.choice(SIZE, 655, replace=False)] = dice.choice([1, 1, 1, 1, 2], 655)
        packed = squeeze(pack(values))
        assert gzip.decompress(packed) == pack(values)
        assert packed == squeeze(pack(values))
        total += len(packed)
    assert total / 4 * 4_000_000 / SIZE < 37_000


def test_the_file_is_signed_by_a_key_that_signs_no_credential(agency):
    held(agency)
    row = a_publication()
    body, key = bytes(row.body), SigningKey.objects.get(kid=row.kid)
    Ed25519PublicKey.from_public_bytes(bytes(key.public)).verify(body[-64:], body[:-64])
    header, bits = unseal(body)
    assert body.startswith(b"XZZFS1")
    assert (header.shard, header.seq, header.iat, header.kid) == (1, 1, row.iat, row.kid)
    assert (header.exp - header.iat, header.ttl, bits) == (7 * 86400, 300, bytes(BYTES))
    assert row.kid != 1


def test_what_is_no_shard_is_refused():
    for wrong in (b"", b"XZZFS1", b"XZZFS1\x00\x01\x00" + bytes(80), b"?" * 200):
        with pytest.raises(Malformed):
            unseal(wrong)


def test_the_index_names_every_shard_with_its_digest(agency):
    held(agency)
    row, index = a_publication(), StatusIndex.objects.get()
    header, payload, signature = index.text.split(".")
    key = SigningKey.objects.get(kid=row.kid)
    Ed25519PublicKey.from_public_bytes(bytes(key.public)).verify(unb64(signature), f"{header}.{payload}".encode())
    assert json.loads(unb64(header)) == {"alg": "EdDSA", "kid": str(row.kid), "typ": "xzzfz-status-index+jwt"}
    body = bytes(row.body)
    said = {"shard": 1, "seq": 1, "sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}
    assert json.loads(unb64(payload)) == {"iat": row.iat, "shards": [said]}


# --- when ----------------------------------------------------------------------------------------------------------


def test_nothing_is_published_before_the_first_credential(agency):
    assert publish(at=moment("2026-06-01")) == []
    assert not SigningKey.objects.exists()


def test_without_news_nothing_is_published_until_the_signature_is_old(agency):
    held(agency)
    numbers = [a_publication(f"2026-06-01T{at}").seq for at in ("10:00", "10:05", "10:44", "10:46", "10:50")]
    assert numbers == [1, 1, 1, 2, 2]
    assert StatusIndex.objects.count() == 2


def test_a_change_is_published_at_once_with_the_next_number(agency):
    one, by = held(agency), clerk(agency)
    assert value_of(a_publication("2026-06-01T10:00"), one.sid) == 0
    a_suspension(one, by)
    row = a_publication("2026-06-01T10:01")
    assert (row.seq, value_of(row, one.sid)) == (2, 2)


def test_many_publishers_at_once_leave_one_publication_and_no_gap(agency):
    one, by = held(agency), clerk(agency)
    a_publication("2026-06-01T10:00")
    a_suspension(one, by)

    def work(_number: int) -> int:
        try:
            return len(publish(at=moment("2026-06-01T10:01")))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        made = list(threads.map(work, range(6)))
    assert sum(made) == 1
    assert list(StatusShard.objects.values_list("seq", flat=True)) == [1, 2]


def test_a_clock_set_back_never_signs_an_earlier_moment(agency):
    held(agency)
    first, second = a_publication("2026-06-01T10:00"), a_publication("2026-06-01T09:00", anew=True)
    assert (second.seq, second.iat) == (2, first.iat)


def test_nothing_published_is_changed(agency):
    held(agency)
    a_publication()
    for table in ("statusshard", "statusindex"):
        for change in (f"UPDATE certification_{table} SET iat = 1", f"DELETE FROM certification_{table}"):
            with pytest.raises(DatabaseError), connection.cursor() as cursor:
                cursor.execute(change)


def test_every_status_there_is_has_the_value_that_its_standing_has(agency):
    """A status that somebody adds later must not pass as valid without a network."""
    from certification.models import CredentialStatus
    from certification.standing import state_on

    expected = {"valid": 0, "suspended": 2}
    for status in CredentialStatus.Status.values:
        one = held(agency)
        CredentialStatus.objects.create(
            credential=one, status=status, from_on=date(2026, 5, 1), ground="x", decided_by="x", at=moment("2026-05-01")
        )
        state, _since = state_on(one, list(one.statuses.all()), date(2026, 6, 1))
        assert state == status
        assert value_of(a_publication(anew=True), one.sid) == expected.get(state, 1)
