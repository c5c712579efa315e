"""``python -m certification.verifier``: check one code with files that were fetched before; no network is used."""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import datetime
from pathlib import Path

from .judge import Files, judge
from .key_list import read_roots
from .plain import as_dict
from .sentences import say
from .verdict import Seen, Verdict


def main() -> int:
    """Print the verdict; 0 if the credential is valid, 1 if not, 2 if the files cannot be read."""
    given = _arguments().parse_args()
    try:
        roots = read_roots(Path(given.roots).read_text(encoding="utf-8"))
        logs = {int(kid): Path(path).read_bytes() for kid, path in (pair.split("=", 1) for pair in given.log)}
        status = Path(given.status).read_bytes() if given.status else None
        files = Files(Path(given.keys).read_text(encoding="utf-8"), status, logs)
        now = _moment(given.now)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\nGive files that were fetched from the issuer; see --help.\n")
        return 2
    verdict = judge(given.code, roots=roots, files=files, now=now, seen=Seen(version=given.seen_version))
    sys.stdout.write((_as_json(verdict) if given.json else _as_text(verdict, given.language)) + "\n")
    return 0 if verdict.state == "valid" else 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("certification.verifier", description="Check the code of a credential offline.")
    parser.add_argument("code", help="the digits of the code, or the address they stand in")
    parser.add_argument("--keys", required=True, help="the key list, /keys/list.jwt")
    parser.add_argument("--roots", required=True, help="the root keys you trust, /keys/roots.json")
    parser.add_argument("--status", help="the shard of the status list, /status/SHARD.bin")
    parser.add_argument("--log", action="append", default=[], metavar="KID=FILE", help="/keys/log/KID.bin")
    parser.add_argument("--now", help="a moment, e.g. 2026-06-01T09:30+08:00 or unix seconds (now)")
    parser.add_argument("--seen-version", type=int, default=0, help="refuse a key list with a lower version")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--language", choices=["en", "zh"], default="en")
    return parser


def _moment(text: str | None) -> int:
    if text is None:
        return int(time.time())
    return int(text) if text.isdecimal() else int(datetime.fromisoformat(text).timestamp())


def _as_json(verdict: Verdict) -> str:
    return json.dumps(as_dict(verdict), ensure_ascii=False)


def _as_text(verdict: Verdict, language: str) -> str:
    lines = [say(verdict, "zh" if language == "zh" else "en")]
    if verdict.verified is not None:
        claims = verdict.verified.claims
        lines += [f"{claims.name}  {claims.agency}  {claims.number}", f"{claims.starts_on} – {claims.ends_on}"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
