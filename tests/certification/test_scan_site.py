"""What the site itself publishes is enough for the JavaScript verifier: roots, key list, index, shard."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from certification.keys.publish import publish as publish_keys
from certification.revoke import revoke
from certification.status.publish import publish
from certification.suspend import suspend
from certification.verifier import jws
from enforcement import clock
from tests.certification.scan_world import run, unpacked
from tests.factories.certification import an_officer, clerk
from tests.factories.certification_display import AT, a_phone
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = """
import * as verifier from './certification/verifier/index.js';
import { fromBase64url } from './certification/verifier/bytes.js';
const { roots, list, index, status, codes, now } = given;
const shard = fromBase64url(status), { keys } = await verifier.openKeyList(list, roots);
const [line] = (await verifier.openIndex(index, keys)).shards;
const out = [line.sha256 === (await verifier.digestOf(shard)), (await verifier.openShard(shard, keys)).seq === line.seq];
for (const code of codes) out.push((await verifier.judge(code, { roots, list, status: shard, now })).state);
console.log(JSON.stringify(out));
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("js"))


def judged(client: Client, folder: Path, *codes: str, now: datetime) -> list:
    publish(at=now, anew=True)
    with transaction.atomic():
        publish_keys(at=now)
    index = client.get("/status/index.jwt").content.decode()
    number = jws.parse(index, kind="xzzfz-status-index+jwt").payload["shards"][0]["shard"]
    given = {
        "roots": client.get("/keys/roots.json").json(), "list": client.get("/keys/list.jwt").content.decode(),
        "index": index, "status": jws.pack(client.get(f"/status/{number}.bin").content), "codes": codes,
        "now": int(now.timestamp()),
    }  # fmt: skip
    return run(folder, SCRIPT, given)


def test_a_card_is_judged_from_the_published_files_alone(client: Client, folder: Path) -> None:
    agency = an_agency()
    valid, suspended, revoked = (an_officer(agency).credentials.get() for _ in range(3))
    ask = {"by": clerk(agency), "at": clock.now(), "ground": "事由"}
    suspend(credential_id=suspended.pk, document="1号", to_on=clock.today() + timedelta(days=30), **ask)
    revoke(credential_id=revoked.pk, document="2号", **ask)
    codes = [each.digits for each in (valid, suspended, revoked)]
    assert judged(client, folder, *codes, now=clock.now()) == [True, True, "valid", "suspended", "ended"]


def test_the_code_of_a_phone_is_judged_from_them_as_well(client: Client, folder: Path) -> None:
    phone = a_phone()
    codes = [phone.digits(AT), phone.digits(AT - timedelta(minutes=2))]
    assert judged(client, folder, *codes, now=AT) == [True, True, "valid", "screenshot"]
