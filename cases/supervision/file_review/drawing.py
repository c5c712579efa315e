"""The draw: pure, so that anybody can do it again with SHA-256 and the public list alone.

Text of the list: for each candidate one line "CODE NAME" (the agency's credit code, a blank, the candidate's name),
sorted, each ended by a line feed. Seed: SHA-256 of "LIST:SECRET:VALUE". Rank of a candidate: SHA-256 of "SEED:NAME".
Drawn are those with the smallest ranks, so many of each agency or of all. All hashes are in lower-case hexadecimal.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

Listed = tuple[str, str]
"""The credit code of the agency, and the candidate's name."""
_LENGTH: Final = 12


def sha(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def name_of(fingerprint: str) -> str:
    """Return the name of a candidate from a keyed fingerprint: 7F3A-91C2-0B1D."""
    digits = fingerprint[:_LENGTH].upper()
    return "-".join(digits[at : at + 4] for at in range(0, _LENGTH, 4))


def list_hash(listed: Iterable[Listed]) -> str:
    """Return the hash of a list."""
    return sha("".join(f"{code} {name}\n" for code, name in sorted(listed)))


def plain(value: str) -> str:
    """Return a public value as it is hashed: signs made plain, one blank between words, commas none, a plus set off."""
    text = re.sub(r"[,、;]", " ", unicodedata.normalize("NFKC", value)).replace("+", " + ")
    return re.sub(r"\s+", " ", text).strip()


def seed_of(list_sha256: str, secret: str, value: str) -> str:
    """Return the seed: it depends on the list, on the number committed to, and on the public value."""
    return sha(f"{list_sha256}:{secret}:{value}")


def rank(seed: str, name: str) -> str:
    """Return the rank of a name under a seed."""
    return sha(f"{seed}:{name}")


def drawn(listed: Iterable[Listed], seed: str, size: int | None, *, by_agency: bool) -> set[str]:
    """Return the names drawn: ``size`` of each agency or of all together, everybody where there is no size."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code, name in listed:
        groups[code if by_agency else ""].append(name)
    return {n for names in groups.values() for n in sorted(names, key=lambda one: rank(seed, one))[:size]}


def faults(told: Mapping[str, Any]) -> list[str]:
    """Return what does not hold in the public record of a draw: its list, commitment, seed or outcome."""
    listed = [(str(code), str(name)) for code, name in told["list"]]
    seed = seed_of(told["list_sha256"], told["secret"], told["value"])
    right = {
        "list": list_hash(listed) == told["list_sha256"],
        "commitment": sha(told["secret"]) == told["commitment"],
        "seed": seed == told["seed"],
        "drawn": drawn(listed, seed, told["size"], by_agency=told["by_agency"]) == set(told["drawn"]),
    }
    return [name for name, ok in right.items() if not ok]
