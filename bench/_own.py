"""A system of a benchmark's own: folder, database cluster, server and worker, ended by id and removed at the end."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def site(name: str) -> Iterator[Path]:
    """Lay the folder and the cluster and name them in the environment, before anything of Django is imported."""
    base = ROOT / ".local"
    base.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=base))
    folder.chmod(0o711)
    os.environ["ENFORCEMENT_LOCAL"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "enforcement.settings"
    os.environ.pop("DATABASE_URL", None)
    from dev import children, postgres  # noqa: PLC0415
    from enforcement import env  # noqa: PLC0415

    try:
        postgres.ensure(name)
        os.environ["DATABASE_URL"] = f"postgresql://postgres@/{name}?host={quote(str(env.embedded_socket()))}"
        yield folder
    finally:
        children.end_all()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def migrated() -> None:
    """Make the tables."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


def free_port() -> int:
    """Return a port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_web(port: int, workers: int = 2) -> subprocess.Popen[bytes]:
    """Start the server as ``make run`` does."""
    return quietly(
        [
            sys.executable,
            "-m",
            "granian",
            "enforcement.wsgi:application",
            "--interface",
            "wsgi",
            "--no-ws",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--workers",
            str(workers),
            "--blocking-threads",
            "4",
            "--respawn-failed-workers",
            "--workers-kill-timeout",
            "2",
            "--log-level",
            "critical",
            "--no-log",
        ]
    )


def start_worker() -> subprocess.Popen[bytes]:
    """Start the background worker as ``make run`` does, with its queue in files."""
    from enforcement import env  # noqa: PLC0415

    for part in ("queue", "control", "done"):
        (env.LOCAL / "broker" / part).mkdir(parents=True, exist_ok=True)
    return quietly(
        [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "celery",
            "-A",
            "enforcement.celery",
            "--quiet",
            "worker",
            "--pool",
            "solo",
            "--concurrency",
            "1",
            "--beat",
            "--scheduler",
            "celery.beat:Scheduler",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
            "--loglevel",
            "CRITICAL",
        ]
    )


def wait_for_port(port: int, seconds: float = 40) -> None:
    """Wait until a server answers.

    Raises:
        RuntimeError: if it does not.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not answer within {seconds:g} s")


def quietly(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process that ends with this one and writes what it has to say into a file of the folder."""
    from dev import children  # noqa: PLC0415
    from enforcement import env  # noqa: PLC0415

    with (env.LOCAL / "words.log").open("ab") as words:
        kept = os.dup(1), os.dup(2)
        try:
            os.dup2(words.fileno(), 1)
            os.dup2(words.fileno(), 2)
            return children.start(command, os.environ)
        finally:
            for number, handle in zip((1, 2), kept, strict=True):
                os.dup2(handle, number)
                os.close(handle)
