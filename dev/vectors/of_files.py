"""Examples about the files: lists forged, old, rolled back; shards of every value; the clock set back."""

from __future__ import annotations

from typing import Final

from certification.verifier import jws
from dev.vectors.case import Case, Cases
from dev.vectors.files import DAY, HOUR, LEAVES, LINES, TRUSTED, entry, key_list, shard
from dev.vectors.signing import KEYS, ROOTS
from dev.vectors.tokens import NOW, token

_MAIN = key_list()
_WHOLE = shard()
_HEAD, _BODY, _SIGNATURE = _MAIN.split(".")
_HEALED = jws.pack(jws.unpack(_BODY).replace(b"compromised", b"active"))

LISTS: Final = {
    "main": _MAIN,
    "by_next_root": key_list("root-2"),
    "by_old_root": key_list("root-3"),
    "by_signing_key": key_list(signer=KEYS[1]),
    "other_algorithm": key_list("root-2", signer=ROOTS["root-1"]),
    "other_kind": key_list(kind="xzzfz-status-index+jwt"),
    "altered": f"{_HEAD}.{_HEALED}.{_SIGNATURE}",
    "unsigned": f"{_HEAD}.{_BODY}.",
    "two_parts": f"{_HEAD}.{_BODY}",
    "no_text": "",
    "no_keys": key_list(keys=None),
    "odd_status": key_list(keys=[*LINES, entry(14, status="lost")]),
    "overdue": key_list(next_update_at=NOW - 1),
    "empty": key_list(keys=[]),
}
SHARDS: Final = {
    "fresh": _WHOLE,
    "by_sm2": shard(8),
    "day": shard(age=DAY),
    "over_a_day": shard(age=DAY + 1),
    "three_days": shard(age=3 * DAY),
    "seven_days": shard(age=7 * DAY),
    "over_seven_days": shard(age=7 * DAY + 1),
    "ahead": shard(age=-5 * HOUR),
    "other_county": shard(f1=2),
    "by_signing_key": shard(1),
    "by_compromised_key": shard(10),
    "by_ended_key": shard(12),
    "by_unknown_key": shard(14),
    "altered": _WHOLE[:100] + bytes([_WHOLE[100] ^ 1]) + _WHOLE[101:],
    "cut_off": _WHOLE[:-70],
    "empty": b"",
    "other_magic": b"XZZFS2" + _WHOLE[6:],
    "one_bit": shard(f6=1),
    "fewer_entries": shard(f7=65_536),
    "too_short": shard(raw=bytes(100)),
    "too_long": shard(raw=bytes(40_000)),
}
LOGS: Final = {
    "whole": b"".join(LEAVES),
    "trusted": b"".join(LEAVES[:TRUSTED]),
    "short": b"".join(LEAVES[: TRUSTED - 1]),
    "other_order": b"".join(reversed(LEAVES[:TRUSTED])),
}
_FAULTS: Final = {
    "by_signing_key": "forged", "by_compromised_key": "forged", "by_ended_key": "forged", "by_unknown_key": "forged",
    "altered": "forged", "cut_off": "forged", "empty": "malformed", "other_magic": "malformed", "one_bit": "malformed",
    "fewer_entries": "malformed", "too_short": "malformed", "too_long": "malformed", "other_county": "other_shard",
}  # fmt: skip
_REFUSED: Final = {
    "by_old_root": "forged", "by_signing_key": "forged", "other_algorithm": "forged", "other_kind": "malformed",
    "altered": "forged", "unsigned": "forged", "two_parts": "malformed", "no_text": "malformed",
    "no_keys": "malformed", "odd_status": "malformed",
}  # fmt: skip


def cases() -> Cases:
    """Yield the examples."""
    good = token()
    for name, fault in _REFUSED.items():
        yield Case(f"key list {name}", good, "unknown", f"keys_{fault}", keys=name)
    yield Case("key list signed by the next root", good, "valid", keys="by_next_root")
    yield Case("key list overdue", good, "valid", "keys_overdue", keys="overdue")
    yield Case("key list without keys", good, "unknown", "unknown_key", keys="empty", status=None)
    yield Case("key list of the version seen", good, "valid", seen={"version": 5})
    yield Case("key list rolled back", good, "unknown", "keys_rolled_back", seen={"version": 6})
    for name, fault in _FAULTS.items():
        yield Case(f"shard {name}", good, "unchecked", f"status_{fault}", status=name)
    yield Case("no shard", good, "unchecked", "status_missing", status=None)
    yield Case("shard signed by SM2", good, "valid", status="by_sm2")
    yield Case("shard of the sequence seen", good, "valid", seen={"seqs": {"1": 40}})
    yield Case("shard rolled back", good, "unchecked", "status_rolled_back", seen={"seqs": {"1": 41}})
    yield Case("another shard was newer", good, "valid", seen={"seqs": {"2": 41}})
    yield Case("list from ahead of the clock", good, "valid", status="ahead")
    for back in (0, 600, 601, 30 * DAY):
        yield Case(f"clock {back} seconds behind what was seen", good, "valid", seen={"at": NOW + back})
