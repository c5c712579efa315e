"""pgbench on a figure's database: a statement of ``exams.statements``, prepared, so many clients."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass

from dev import postgres


@dataclass(frozen=True)
class Ran:
    """What pgbench says: transactions, and how many a second."""

    count: int
    rate: float


def sql_of(statement: str, given: Mapping[str, str]) -> str:
    """Return a statement on one line with pgbench's expressions for its parameters."""
    return " ".join(re.sub(r"%\((\w+)\)s", lambda found: given[found[1]], statement).split())


def run(host: str, name: str, script: str, *, clients: int, seconds: int = 0, each: int = 0) -> Ran:
    """Run a script for some seconds, or so many times for each client."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        length = ["-T", str(seconds)] if seconds else ["-t", str(each)]
        command = [
            str(postgres.programs() / "pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", *length,
            "-D", "n=0", "-f", file.name, "-h", host, "-U", "postgres", name,
        ]  # fmt: skip
        environment = {**os.environ, "LC_ALL": "C"}
        said = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    rate = float(re.search(r"tps = ([\d.]+)", said)[1])  # type: ignore[index]
    return Ran(int(re.search(r"actually processed: (\d+)", said)[1]), rate)  # type: ignore[index]
