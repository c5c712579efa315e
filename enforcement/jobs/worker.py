"""Which process works on a job, so that the sweep of the same machine sees at once that it is gone."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def me() -> str:
    """Return the name of this process: machine, number, and when it began (in ticks since the machine did)."""
    return f"{socket.gethostname()} {os.getpid()} {_began(os.getpid())}"


def is_gone(name: str) -> bool:
    """Return whether a process of this machine has ended; of another machine nothing is known."""
    host, _sep, rest = name.rpartition(" ")[0].rpartition(" ")
    if host != socket.gethostname() or not rest.isdigit():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return f"{host} {rest} {_began(int(rest))}" != name


def _began(pid: int) -> str:
    """Return when a process began, because numbers are given again; "-" where the system does not say."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return "-"
