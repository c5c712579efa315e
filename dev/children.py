"""Child processes that end with their parent, however that ends."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

import psutil

from enforcement import env

MARK = "ENFORCEMENT_RUN"
"""Variable by which a process of ``make run`` in this folder is known, its own children included."""
PR_SET_PDEATHSIG = 1


def start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own (Ctrl-C reaches the parent alone) that ends when the parent does."""
    parent = os.getpid()
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def end_with_parent() -> None:
        if library is not None:
            library.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return subprocess.Popen(
        command, cwd=env.ROOT, env={**environment, MARK: _here()}, stdin=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 (no thread runs here)
    )  # fmt: skip


def end_group(child: subprocess.Popen[bytes]) -> None:
    """End whatever a child that is gone has left in its session."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def ours() -> Iterator[psutil.Process]:
    """Yield the running processes that a ``make run`` in this folder started."""
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == _here() and process.pid != os.getpid():
                yield process
        except psutil.Error:
            continue


def end_all(seconds: float = 10) -> int:
    """End every process that a run in this folder started, first politely; return how many there were."""
    processes = list(ours())
    for process in processes:
        _signal(process, signal.SIGTERM)
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    for process in [*alive, *ours()]:
        _signal(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=3)
    return len(processes)


def wait_for(test: Callable[[], bool], seconds: float) -> bool:
    """Return whether a test came true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if test():
            return True
        time.sleep(0.05)
    return False


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    with suppress(psutil.Error):
        process.send_signal(number)


def _here() -> str:
    return str(env.LOCAL.resolve())
