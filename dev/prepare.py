"""What a start needs inside Django, in one process: tables, static files, demo content. Run by ``dev.run``."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection

from dev import postgres
from enforcement import env

DEMO_BEGUN = env.LOCAL / "demo-begun"


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print a step and how long it took."""
    begun = time.monotonic()
    print(f"{title} …", flush=True)
    yield
    print(f"  {time.monotonic() - begun:.1f} s", flush=True)


def migrate() -> None:
    """Bring the tables up to date, if a migration waits."""
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 (needs the apps)

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        with step(f"Database: {len(waiting)} migration(s)"):
            call_command("migrate", interactive=False, verbosity=1)


def collect_static() -> None:
    """Collect the static files, if one of them changed since the last time."""
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415

    if settings.DEBUG:
        return
    digest = hashlib.sha256(f"{django.VERSION} {settings.STORAGES['staticfiles']}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))  # noqa: PTH116 (a storage names files by strings)
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    stamp = env.LOCAL / "static.stamp"
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest.hexdigest() and settings.STATIC_ROOT.exists():
        return
    with step("Static files"):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest.hexdigest(), encoding="ascii")


def load_demo() -> None:
    """Load the demo content into an empty database; what a broken-off load left behind is thrown away first."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    if not settings.DEMO or "demo" not in get_commands():
        return
    if DEMO_BEGUN.exists():
        _start_over()
    if get_user_model()._default_manager.exists():  # noqa: SLF001 (Django's own name for it)
        return
    with step("Demo content (invented agencies, persons and cases)"):
        DEMO_BEGUN.touch()
        call_command("demo")
        DEMO_BEGUN.unlink()


def _start_over() -> None:
    if os.environ.get("DATABASE_URL"):
        sys.exit(
            "Loading the demo content was broken off in the database of DATABASE_URL. Empty that database, then "
            f"remove {DEMO_BEGUN} and start again."
        )
    print("Loading the demo content was broken off last time: starting with an empty database.", flush=True)
    connection.close()
    getattr(connection, "close_pool", connection.close)()  # (PostgreSQL's alone has one)
    postgres.drop(str(settings.DATABASES["default"]["NAME"]))
    postgres.ensure()
    DEMO_BEGUN.unlink()
    migrate()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    django.setup()
    migrate()
    collect_static()
    load_demo()
