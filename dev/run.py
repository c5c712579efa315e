"""``make run``: the whole system on this machine, with its database, its background worker and demo content.

``python -m dev.run stop`` ends a run in this folder. PORT, HOST and WORKERS may be set (docs/operations.md).
"""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import TextIO

from dev import children, cluster, postgres
from dev.table import table
from enforcement import env

PATIENCE = 60
STATE = env.LOCAL / "run.json"
SIGN_INS = env.LOCAL / "demo-signins.json"
WORKERS_MAX = 16
THREADS = 8
ASKED_TO_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Say why the system cannot start or go on, and what to do."""


class Ended(BaseException):
    """Somebody asked for the end (Ctrl-C, ``make stop``, a closed terminal)."""


def main() -> int:
    """Start everything, watch over it, and end everything."""
    with _lock():
        for number in ASKED_TO_END:
            signal.signal(number, _ended)
        try:
            _serve()
        except Ended:
            print("\nStopping …", flush=True)
        finally:
            for number in ASKED_TO_END:
                signal.signal(number, signal.SIG_IGN)
            children.end_all()
            STATE.unlink(missing_ok=True)
    return 0


def _ended(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise Ended


def _lock() -> TextIO:
    """Hold this folder's run; the system lets go of it when this process ends, however that happens.

    Raises:
        Stopped: if another run holds it.
    """
    env.LOCAL.mkdir(parents=True, exist_ok=True)
    lock = (env.LOCAL / "run.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        where = _state().get("address", "")
        raise Stopped(f"This folder runs already{where and ' at '}{where}. End it there, or by `make stop`.") from None
    return lock


def _state() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(STATE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _serve() -> None:
    begun = time.monotonic()
    host, port = env.text("HOST", "127.0.0.1"), env.integer("PORT", 8000)
    address = f"http://{host}:{port}/"
    left = children.end_all()
    if left:
        print(f"Ended {left} process(es) that an earlier run left behind.", flush=True)
    _demand_port(host, port)
    STATE.write_text(json.dumps({"pid": str(os.getpid()), "address": address}), encoding="utf-8")
    environment = _environment(port)
    if not environment.get("DATABASE_URL"):
        postgres.ensure()
    preparing = children.start([sys.executable, "-m", "dev.prepare"], environment)
    if preparing.wait() != 0:
        raise Stopped("The start was broken off (the reason is above).")
    server = children.start(server_command(host, port), environment)
    if not children.wait_for(lambda: server.poll() is not None or _answers(host, port), PATIENCE):
        raise Stopped(f"No page was served within {PATIENCE} seconds.")
    worker = children.start(_worker(), environment)
    _greet(address, time.monotonic() - begun)
    _watch(server, worker, environment)


def _demand_port(host: str, port: int) -> None:
    with socket.socket() as test:
        test.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            test.bind((host, port))
        except OSError as fault:
            raise Stopped(f"Port {port} is taken ({fault.strerror}); try PORT={port + 1} make run") from None


def _environment(port: int) -> dict[str, str]:
    given = {"DEMO": "1", "PUBLIC_URL": f"http://127.0.0.1:{port}", "DATABASE_POOL": str(THREADS + 2)}
    return {"DJANGO_SETTINGS_MODULE": "enforcement.settings", "PYTHONUNBUFFERED": "1", **given, **os.environ}


def server_command(host: str, port: int) -> list[str]:
    """Return the command of the server; the figures of `bench` are measured on the same."""
    workers = env.integer("WORKERS", min(len(os.sched_getaffinity(0)), WORKERS_MAX))
    return [
        sys.executable, "-m", "granian", "enforcement.wsgi:application", "--interface", "wsgi", "--no-ws",
        "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", str(THREADS),
        "--respawn-failed-workers", "--workers-kill-timeout", "2", "--log-level", "warning",
    ]  # fmt: skip


def _worker() -> list[str]:
    """Return the command of one worker that is the beat too, with its queue in files where no broker is named.

    The timetable needs no memory of its own (the slots are rows), so the beat keeps it in memory.
    """
    if not env.text("CELERY_BROKER_URL"):
        shutil.rmtree(env.LOCAL / "broker", ignore_errors=True)  # only wake-ups: the jobs are rows, sent again
        for folder in ("queue", "control", "done"):
            (env.LOCAL / "broker" / folder).mkdir(parents=True)
    return [
        sys.executable, "-W", "ignore:You're running the worker", "-m",
        "celery", "-A", "enforcement.celery", "--quiet", "worker",
        "--pool", "solo", "--concurrency", "1", "--beat", "--scheduler", "celery.beat:Scheduler",
        "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "ERROR",
    ]  # fmt: skip


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Stopped(f"The first page answers {status} (the reason is above).")
    return True


def _greet(address: str, seconds: float) -> None:
    try:
        rows = json.loads(SIGN_INS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        rows = []
    if rows:
        print(f"\nDemo sign-ins (invented persons):\n{table(rows)}")
    print(f"\nReady in {seconds:.0f} s. Ctrl-C ends it.\nOpen {address}", flush=True)


def _watch(server: subprocess.Popen[bytes], worker: subprocess.Popen[bytes], environment: dict[str, str]) -> None:
    """Wait for the end of the server; a worker that ends is started again, ever more slowly."""
    pause = 1.0
    while server.poll() is None:
        time.sleep(0.5)
        if worker.poll() is not None:
            children.end_group(worker)
            print(f"The background worker ended ({worker.returncode}); starting another.", file=sys.stderr, flush=True)
            time.sleep(pause)
            pause = min(pause * 2, 60)
            worker = children.start(_worker(), environment)
    raise Stopped(f"The server ended ({server.returncode}); its words are above.")


def stop() -> int:
    """End a run in this folder and whatever an earlier one left."""
    try:
        _lock().close()
    except Stopped:
        os.kill(int(_state()["pid"]), signal.SIGTERM)
        children.wait_for(lambda: not STATE.exists(), 20)
    children.end_all()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(stop() if sys.argv[1:] == ["stop"] else main())
    except (Stopped, cluster.Refused, env.EnvironmentRefused) as fault:
        sys.exit(f"make run: {fault}")
