"""The verifier in JavaScript says of every code what the one in Python says."""

import json
import random
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from certification.token import from_digits
from certification.verifier import Files, Seen, judge, jws, read_roots
from certification.verifier.plain import as_dict
from dev.vectors.__main__ import PATH
from tests.certification.scan_world import FACTS, NOW, SUITES, World, run, unpacked

JUDGE = """
import { judge } from './certification/verifier/index.js';
import { fromBase64url } from './certification/verifier/bytes.js';
const out = [];
for (const { code, roots, keys, status, logs = {}, now, seen = {} } of given) {
  const files = Object.fromEntries(Object.entries(logs).map(([kid, data]) => [kid, fromBase64url(data)]));
  out.push(await judge(code, { roots, list: keys, status: status && fromBase64url(status), logs: files, now, seen }));
}
console.log(JSON.stringify(out));
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("js"))


def case(world: World, code: str, **given: object) -> dict[str, object]:
    return {"code": code, "roots": world.roots, "keys": world.keys(), "status": world.status(), "now": NOW} | given


def python(one: dict) -> dict[str, object]:
    logs = {int(kid): jws.unpack(data) for kid, data in one.get("logs", {}).items()}
    files = Files(one["keys"], jws.unpack(one["status"]) if one["status"] else None, logs)
    seen = one.get("seen", {})
    remembered = Seen(seen.get("version", 0), {int(k): v for k, v in seen.get("seqs", {}).items()}, seen.get("at", 0))
    return as_dict(
        judge(one["code"], roots=read_roots(json.dumps(one["roots"])), files=files, now=one["now"], seen=remembered)
    )


def cases_of(world: World) -> list[dict]:
    code, listed = world.code(), 5
    log, leaves = world.log(b"another", from_digits(code), b"third")
    gone = {"status": "compromised", "since": "2026-05-01"}
    states = [world.status({listed: value}) for value in (0, 1, 2, 3)]
    old = [world.status(iat=NOW - seconds) for seconds in (86400, 86401, 604800, 604801)]
    logged = {"keys": world.keys(**gone, log=log), "logs": {"7": leaves}}
    return [
        *(case(world, code, status=each) for each in (*states, *old, None, world.status(shard=2))),
        *(case(world, code, now=moment) for moment in (0, NOW - 900, NOW + 86400 * 31, 2**32)),
        case(world, world.code(starts_on=FACTS["ends_on"])),
        case(world, world.code(ends_on=FACTS["starts_on"]), status=states[2]),
        case(world, code, seen={"version": 4}), case(world, code, seen={"seqs": {"1": 6}}),
        case(world, code, seen={"version": 3, "seqs": {"1": 5}, "at": NOW + 601}),
        case(world, code, roots=[]), case(world, code, keys="a.b.c"), case(world, code, keys=""),
        case(world, code, keys=World().keys()), case(world, code, status=World(world.suite).status()),
        case(world, code, status="AAAA"), case(world, code, status=states[1][:-8] + "AAAAAAAA"),
        *(case(world, code, keys=world.keys(**each)) for each in (
            {"numbers": ["9"]}, {"numbers": []}, {"numbers": [""]}, {"agencies": [FACTS["agency"]]},
            {"agencies": ["乐陵市水利局"]}, {"not_after": "2023-12-31"}, {"status": "retired"}, {"use": "log"}, gone,
            {"use": "status"}, {"suite": 3 - world.suite}, {"public": world.record(world.states, "")["public"]},
        )),
        case(world, code, **logged), case(world, world.code(sid=77), **logged),
        case(world, code, **logged | {"logs": {"7": leaves[:-4] + "AAAA"}}), case(world, code, **logged | {"logs": {}}),
        *(case(world, world.shown(NOW + late)) for late in (0, 60, 61, -60, -61)),
        case(world, world.shown(NOW, days=1), now=NOW + 86400), case(world, world.shown(NOW, other=True)),
        case(world, world.shown(NOW), status=states[2]), case(world, world.shown(NOW), now=NOW - 86400),
        *(case(world, world.code(number=number)) for number in ("151481-甲", "151481", "0151481", "15148199999999999999")),
        *(case(world, text) for text in ("", "1", "x", "9" * 900, f"https://e.example/v/{code}", f"{code}?a", f"/v/{code}")),
    ]  # fmt: skip


def test_the_examples_that_are_shared_have_their_verdicts(folder: Path) -> None:
    vectors = json.loads(PATH.read_text(encoding="utf-8"))
    script = """
import { differences } from './certification/verifier/vectors.js';
console.log(JSON.stringify([given.cases.length, await differences(given)]));
"""
    assert run(folder, script, vectors) == [len(vectors["cases"]), []]
    vectors["cases"][0]["expect"]["state"] = "ended"
    assert [each["name"] for each in run(folder, script, vectors)[1]] == [vectors["cases"][0]["name"]]


@pytest.mark.parametrize("suite", SUITES)
def test_every_case_has_the_verdict_that_python_gives(folder: Path, suite: int) -> None:
    cases = cases_of(World(suite))
    wanted = [python(each) for each in cases]
    assert {each["state"] for each in wanted} == {
        "valid", "suspended", "ended", "expired", "not_yet", "unknown", "screenshot", "unchecked",
    }  # fmt: skip
    for one, ours, theirs in zip(cases, wanted, run(folder, JUDGE, cases), strict=True):
        assert theirs == ours, one["code"][:40]


@pytest.mark.parametrize("suite", SUITES)
def test_a_code_that_was_altered_anywhere_is_unknown_to_both(folder: Path, suite: int) -> None:
    world, chance = World(suite), random.Random(5)
    cases = []
    for whole in (world.code(), world.shown(NOW)):
        for _ in range(60):
            at = chance.randrange(len(whole))
            cases.append(case(world, whole[:at] + str((int(whole[at]) + chance.randint(1, 9)) % 10) + whole[at + 1 :]))
        cases += [case(world, whole[:-cut]) for cut in (1, 2, 17, 34, 200)]
    found = run(folder, JUDGE, cases)
    assert [python(each) for each in cases] == found
    assert {each["state"] for each in found} == {"unknown"}


def test_every_letter_of_gb_18030_is_read_as_it_was_written(folder: Path) -> None:
    unseen = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
    letters = [chr(n) for n in range(0x33480) if unicodedata.category(chr(n)) not in unseen]
    assert len(letters) > 100_000
    script = """
import { decode } from './certification/verifier/gb18030.js';
import { fromHex } from './certification/verifier/bytes.js';
console.log(JSON.stringify(given.map((each) => decode(fromHex(each)))));
"""
    blocks = [letters[at : at + 50] for at in range(0, len(letters), 50)]
    written = ["".join(block).encode("gb18030").hex() for block in blocks]
    assert run(folder, script, written) == ["".join(block) for block in blocks]


def test_codes_that_the_issuer_never_writes_are_refused(folder: Path) -> None:
    pairs = [f"{a:02x}{b:02x}" for a in range(0x81, 0xFF) for b in range(0x40, 0xFF)]
    script = """
import { decode } from './certification/verifier/gb18030.js';
import { fromHex } from './certification/verifier/bytes.js';
const said = (each) => { try { return decode(fromHex(each)); } catch { return ''; } };
console.log(JSON.stringify(given.map(said)));
"""
    for code, letter in zip(pairs, run(folder, script, pairs), strict=True):
        if letter and not "\ue000" <= letter <= "\uf8ff":  # private use is refused with the other unseen letters
            assert letter.encode("gb18030").hex() == code


def test_the_fallback_for_ed25519_agrees_with_the_browsers_own(folder: Path) -> None:
    signer = World().cards
    message, other = b"message", b"massage"
    good = signer.sign(message)
    cases = [[jws.pack(part) for part in (signer.public, good, text)] for text in (message, other)]
    cases += [[jws.pack(part) for part in (signer.public, bytes(64), message)]]
    script = """
import { byNoble, verify } from './certification/verifier/ed25519.js';
import { fromBase64url } from './certification/verifier/bytes.js';
const out = [];
for (const each of given) {
  const parts = each.map(fromBase64url);
  out.push([await verify(...parts), await byNoble(...parts)]);
}
console.log(JSON.stringify(out));
"""
    assert run(folder, script, cases) == [[True, True], [False, False], [False, False]]


def test_the_library_for_sm2_is_loaded_only_when_such_a_key_comes(folder: Path) -> None:
    script = JUDGE.replace("JSON.stringify(out)", "JSON.stringify([out[0].state, 'SmCryptoV2' in globalThis])")
    found = [run(folder, script, [case(world := World(suite), world.code())]) for suite in SUITES]
    assert found == [["valid", False], ["valid", True]]
    assert all(a != b for a, b in pairwise(found))
