"""``python -m dev.vectors``: write certification/verifier/vectors.json, every verdict being proved on the way."""

from __future__ import annotations

import base64
import json
import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

from certification import verifier
from certification.verifier import Files, Seen, judge, jws, read_roots
from certification.verifier.plain import as_dict
from dev.vectors import of_files, of_refusals, of_states
from dev.vectors.case import Case
from dev.vectors.signing import ROOTS

PATH = Path(verifier.__file__).with_name("vectors.json")
PINNED = json.dumps([
    {"id": name, "suite": ROOTS[name].suite, "public": jws.pack(ROOTS[name].public)} for name in ("root-1", "root-2")
])  # fmt: skip


class Disagreement(Exception):
    """Say which example the verifier judges otherwise."""


def verdict(given: dict[str, Any]) -> dict[str, object]:
    """Return the verdict of the verifier in Python on what is given."""
    logs = {int(kid): of_files.LOGS[name] for kid, name in given["logs"].items()}
    status = None if given["status"] is None else of_files.SHARDS[given["status"]]
    seen = Seen(given["seen"]["version"], {int(k): v for k, v in given["seen"]["seqs"].items()}, given["seen"]["at"])
    files = Files(of_files.LISTS[given["keys"]], status, logs)
    return as_dict(judge(given["code"], roots=read_roots(PINNED), files=files, now=given["now"], seen=seen))


def build() -> dict[str, Any]:
    """Return everything. Raises Disagreement where the verifier says something else than the example expects."""
    cases = [_with_verdict(case) for case in chain(of_states.cases(), of_refusals.cases(), of_files.cases())]
    twice = [name for name, times in Counter(case["name"] for case in cases).items() if times > 1]
    if twice:
        raise Disagreement(f"two examples have one name: {twice}")
    return {
        "format": 1,
        "roots": json.loads(PINNED),
        "lists": of_files.LISTS,
        "shards": {name: base64.b64encode(data).decode() for name, data in of_files.SHARDS.items()},
        "logs": {name: base64.b64encode(data).decode() for name, data in of_files.LOGS.items()},
        "cases": cases,
    }


def _with_verdict(case: Case) -> dict[str, Any]:
    given = case.given
    found = verdict(given)
    if (found["state"], found["reason"]) != (case.state, case.reason):
        raise Disagreement(f"{case.name}: {found}, not {case.state} {case.reason}")
    return {**given, "expect": found}


def main() -> int:
    """Write the file."""
    made = build()
    parts = {**made, "cases": []}
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in made["cases"])
    text = json.dumps(parts, ensure_ascii=False, indent=1).replace('"cases": []', f'"cases": [\n{lines}\n]')
    PATH.write_text(text + "\n", encoding="utf-8")
    print(f"{len(made['cases'])} examples in {PATH.name}, {PATH.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
