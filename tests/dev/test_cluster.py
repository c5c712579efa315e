"""The embedded database comes up after any kind of end."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from dev import cluster, postgres
from enforcement import env

pytestmark = pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="another server is used")


@pytest.fixture
def local(monkeypatch):
    """A folder with a database of its own, open to the server's account."""
    folder = Path(tempfile.mkdtemp(prefix="law-", dir="/tmp"))
    folder.chmod(0o755)
    monkeypatch.setattr(env, "LOCAL", folder)
    yield folder
    postgres.stop()
    for pointer in folder.rglob("postgres-socket"):
        Path(pointer.read_text(encoding="utf-8")).unlink(missing_ok=True)
    shutil.rmtree(folder)


def ask() -> object:
    with psycopg.connect(host=str(env.embedded_socket()), user="postgres", dbname="enforcement") as connection:
        return connection.execute("SELECT coalesce(max(n), 0) FROM kept").fetchone()[0]


def number_of(local: Path) -> int:
    return int((local / "postgres" / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])


def test_it_starts_again_whatever_was_left_behind_and_keeps_what_was_written(local):
    data = local / "postgres"
    postgres.ensure()
    with psycopg.connect(host=str(env.embedded_socket()), user="postgres", dbname="enforcement") as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")

    os.kill(number_of(local), signal.SIGKILL)
    postgres.ensure()
    assert ask() == 7

    postgres.stop()
    assert not (data / "postmaster.pid").exists()
    (data / "postmaster.pid").touch()
    (data / ".s.PGSQL.5432.lock").touch()
    postgres.ensure()
    assert ask() == 7

    postgres.stop()
    stale = f"{os.getpid()}\n{data}\n1\n5432\n{data}\n\n\nready\n"
    (data / "postmaster.pid").write_text(stale, encoding="utf-8")
    (data / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n", encoding="utf-8")
    postgres.ensure()
    assert ask() == 7
    assert number_of(local) != os.getpid()


def test_a_half_made_folder_is_moved_aside_and_another_version_is_refused(local, capsys):
    half = local / "postgres"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n", encoding="utf-8")
    if os.geteuid() == 0:
        os.chown(half, *[cluster.owner_of(local / "no").pw_uid] * 2)
    postgres.ensure()
    assert [p.name for p in local.glob("postgres.half-made-*")]
    postgres.stop()
    (half / "PG_VERSION").write_text("16\n", encoding="utf-8")
    with pytest.raises(cluster.Refused, match="PostgreSQL 16"):
        postgres.ensure()
    (half / "PG_VERSION").write_text("18\n", encoding="utf-8")


def test_a_long_or_odd_path_gets_a_short_link(local, monkeypatch):
    deep = local / ("a folder with spaces " * 3) / "中文" / ("x" * 60)
    deep.mkdir(parents=True)
    for folder in (deep, *deep.parents):
        if folder.is_relative_to(local):
            folder.chmod(0o755)
    monkeypatch.setattr(env, "LOCAL", deep)
    postgres.ensure()
    link = env.embedded_socket()
    assert link.is_symlink()
    assert len(os.fsencode(link)) < 90
    link.unlink()  # as a cleaner of temporary files does
    postgres.ensure()
    assert env.embedded_socket().is_symlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another account")
def test_a_folder_closed_to_the_servers_account_is_named(local, monkeypatch):
    closed = local / "closed"
    (closed / "local").mkdir(parents=True)
    closed.chmod(0o700)
    monkeypatch.setattr(env, "LOCAL", closed / "local")
    with pytest.raises(cluster.Refused, match=r"closed is closed to the account"):
        postgres.ensure()


def test_many_starters_at_once_start_one_server(local):
    code = "from dev import postgres; postgres.ensure()"
    environment = {**os.environ, "ENFORCEMENT_LOCAL": str(local)}
    command = [sys.executable, "-c", code]
    starters = [subprocess.Popen(command, env=environment, cwd=env.ROOT) for _ in range(3)]
    assert [starter.wait(60) for starter in starters] == [0, 0, 0]
    assert number_of(local) > 0
