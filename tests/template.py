"""A migrated database that test databases are copied from: made once for each state of the migrations."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import django
import psycopg
from psycopg import sql

from dev import postgres
from enforcement import env

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "tests_template_"


def ensure() -> str:
    """Return the name of the template on the embedded server, made now if it is not there; older ones are dropped."""
    name = PREFIX + _state()
    env.LOCAL.mkdir(exist_ok=True)
    with (env.LOCAL / "tests-template.lock").open("a") as lock, _server() as server:
        fcntl.flock(lock, fcntl.LOCK_EX)
        there = {row[0] for row in server.execute("SELECT datname FROM pg_database WHERE datname ^@ %s", [PREFIX])}
        if name in there:
            return name
        for old in there:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
        making = PREFIX + "making"
        postgres.ensure(making)
        url = f"postgresql://postgres@/{making}?host={quote(str(env.embedded_socket()))}"
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, check=True)
        server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name)))
    return name


def _server() -> psycopg.Connection:
    return psycopg.connect(host=str(env.embedded_socket()), user="postgres", dbname="postgres", autocommit=True)


def _state() -> str:
    """Return what the tables depend on: Django's version, its apps, and every migration of ours."""
    state = hashlib.sha256(django.__version__.encode())
    for path in sorted(
        [
            ROOT / "requirements.txt",
            *ROOT.glob("*/migrations/*.py"),
            *ROOT.glob("*/*/migrations/*.py"),
            *ROOT.glob("*/*/*/migrations/*.py"),
        ]
    ):
        if ".venv" not in path.parts:
            state.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return state.hexdigest()[:16]


if __name__ == "__main__":
    postgres.ensure()
    ensure()
