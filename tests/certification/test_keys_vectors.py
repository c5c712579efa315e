"""The examples that every verifier must agree on: Python reaches each verdict, and they are those of the generator."""

import base64
import json
from collections import Counter

import pytest

from certification.verifier import Files, Seen, judge, read_roots, sentences
from certification.verifier.plain import as_dict
from dev.vectors.__main__ import PATH, build

VECTORS = json.loads(PATH.read_text(encoding="utf-8"))
ROOTS = read_roots(json.dumps(VECTORS["roots"]))


def files_of(case: dict) -> Files:
    binary = {kind: {k: base64.b64decode(v) for k, v in VECTORS[kind].items()} for kind in ("shards", "logs")}
    logs = {int(kid): binary["logs"][name] for kid, name in case["logs"].items()}
    return Files(VECTORS["lists"][case["keys"]], case["status"] and binary["shards"][case["status"]], logs)


@pytest.mark.parametrize("part", range(5))
def test_every_example_has_its_verdict(part: int) -> None:
    for case in VECTORS["cases"][part::5]:
        seen = case["seen"]
        memory = Seen(seen["version"], {int(k): v for k, v in seen["seqs"].items()}, seen["at"])
        found = judge(case["code"], roots=ROOTS, files=files_of(case), now=case["now"], seen=memory)
        assert as_dict(found) == case["expect"], case["name"]
        for language in ("en", "zh"):
            assert sentences.say(found, language)


def test_there_are_examples_of_every_state_and_reason() -> None:
    states = Counter(case["expect"]["state"] for case in VECTORS["cases"])
    assert len(VECTORS["cases"]) >= 300
    assert set(states) == set(sentences.TITLES) - {"superseded"}
    assert min(states.values()) >= 4
    reasons = {case["expect"]["reason"] for case in VECTORS["cases"]}
    assert set(sentences.REASONS) - reasons == set()
    assert {case["expect"]["clock_behind"] for case in VECTORS["cases"]} == {True, False}


def test_the_file_is_what_the_generator_writes() -> None:
    made = json.loads(json.dumps(build()))
    for part in ("format", "roots", "lists", "logs", "cases"):
        assert made[part] == VECTORS[part]
    assert made["shards"].keys() == VECTORS["shards"].keys()  # how gzip packs differs from machine to machine
