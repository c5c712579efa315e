"""Judge a code from the files as they were fetched: roots, key list, status shard and logs of compromised keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .key_list import KeyList, Root, read_key_list
from .merkle import with_log
from .records import KeyRecord
from .refusal import DocumentRefused
from .shard import Shard, read_shard
from .verdict import Seen, Verdict, verify


@dataclass(frozen=True, slots=True)
class Files:
    """Hold what was fetched: the key list (a JWS), the shard of the status list, the logs by key."""

    key_list: str
    status: bytes | None = None
    logs: Mapping[int, bytes] = field(default_factory=dict)


def judge(code: str, *, roots: tuple[Root, ...], files: Files, now: int, seen: Seen | None = None) -> Verdict:
    """Return what a code is worth at ``now`` (unix seconds), every file being checked first.

    A key list that is refused leaves nothing to believe (``keys_…``); a shard that is refused leaves the signature
    alone (``status_…``); a log that is refused is as good as none.
    """
    seen = seen or Seen()
    try:
        key_list = read_key_list(files.key_list, roots, seen_version=seen.version)
    except DocumentRefused as error:
        return Verdict("unknown", f"keys_{error.fault.value}")
    keys = _with_logs(key_list, files.logs)
    shard, fault = _shard(files.status, keys, seen)
    verdict = verify(
        code, keys=keys, now=now, shard=shard, status_fault=fault,
        seen=replace(seen, at=max(seen.at, key_list.issued_at)),
    )  # fmt: skip
    overdue = verdict.state == "valid" and now > key_list.next_update_at
    return replace(verdict, reason="keys_overdue") if overdue else verdict


def _shard(data: bytes | None, keys: Mapping[int, KeyRecord], seen: Seen) -> tuple[Shard | None, str]:
    if data is None:
        return None, "status_missing"
    try:
        return read_shard(data, keys, seen=seen.seqs), ""
    except DocumentRefused as error:
        return None, f"status_{error.fault.value}"


def _with_logs(key_list: KeyList, logs: Mapping[int, bytes]) -> dict[int, KeyRecord]:
    keys = dict(key_list.keys)
    for kid in keys.keys() & logs.keys():
        try:
            keys[kid] = with_log(keys[kid], logs[kid])
        except DocumentRefused:
            continue
    return keys
