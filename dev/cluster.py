"""One PostgreSQL data folder: made whole or not at all, started after any kind of end, never run by root."""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from enforcement import env

VERSION = "18"
PATH_MAX = 90
"""Bytes of a folder's path that leave room for the socket's name in the 107 that a socket's path may have."""
OPTIONS = "-c max_connections=300 -c listen_addresses= -c unix_socket_permissions=0700"
ATTEMPTS = 5


class Refused(RuntimeError):
    """Say why the embedded database cannot run here, and what to do."""


def owner_of(data: Path) -> pwd.struct_passwd | None:
    """Return the account that runs the server: ourselves (None), or where we are root the owner of the data.

    Raises:
        Refused: if the data belong to somebody else, or root finds no account to run the server.
    """
    uid = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        if uid not in {None, os.geteuid()}:
            raise Refused(f"{data} belongs to another user: run as that user, or set ENFORCEMENT_LOCAL.")
        return None
    return _account(uid) if uid else _account_of_the_server()


def _account(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise Refused("The owner of the database's folder has no account here: chown it to one that has.") from None


def _account_of_the_server() -> pwd.struct_passwd:
    """Return the account ``pgserver``, made on first use: PostgreSQL never runs as root."""
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "pgserver"]
    for name in ("pgserver", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            if name == "pgserver" and shutil.which("useradd"):
                subprocess.run(command, check=False, capture_output=True)
                if name in {entry.pw_name for entry in pwd.getpwall()}:
                    return pwd.getpwnam(name)
    raise Refused("PostgreSQL does not run as root: start as another user, or set DATABASE_URL to another server.")


def is_plain(path: Path) -> bool:
    """Return whether a path is short enough for a socket and safe in a shell."""
    return len(os.fsencode(path)) <= PATH_MAX and re.fullmatch(r"[A-Za-z0-9_./-]+", str(path)) is not None


def link_to(data: Path) -> Path:
    """Return a short symbolic link to a folder, made anew where it is gone or somebody else's."""
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    for folder in (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):  # noqa: S108 (owner is checked)
        link = folder / f"enforcement-{os.geteuid()}-{digest}"
        try:
            if link.is_symlink() and link.lstat().st_uid == os.geteuid() and link.readlink() != data:
                link.unlink()
            if not link.is_symlink():
                link.symlink_to(data)
        except OSError:
            continue
        if link.lstat().st_uid == os.geteuid() and is_plain(link):
            return link
    raise Refused(f"The path {data} is too long for a socket and no short link could be made: use a shorter folder.")


@dataclass(frozen=True)
class Cluster:
    """A data folder, the path that programs use for it, the programs, and the account that runs them."""

    data: Path
    address: Path
    programs: Path
    owner: pwd.struct_passwd | None

    def postmaster(self) -> psutil.Process | None:
        """Return the running server of this folder; a number in a stale file counts for nothing."""
        try:
            number = int((self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])
            process = psutil.Process(number)
            return process if self._is_of_here(process) else None
        except (OSError, ValueError, psutil.Error):
            return None

    def _is_of_here(self, process: psutil.Process) -> bool:
        try:
            running = process.status() != psutil.STATUS_ZOMBIE
            return running and process.name().startswith("postgres") and Path(process.cwd()).samefile(self.data)
        except (OSError, psutil.Error):
            return False

    def start(self, patience: int) -> None:
        """Make the data folder if needed and start the server.

        Raises:
            Refused: with the end of the server's log.
        """
        self._open_the_way()
        if not self._is_whole():
            self._make()
        for _ in range(ATTEMPTS):
            self._clear_what_a_crash_left()
            log = ["-l", str(self.address / "log"), "-t", str(patience)]
            done = self._run("pg_ctl", "-s", "-w", *log, "-D", str(self.address), "-o", self._options(), "start")
            if done.returncode == 0:
                return
            time.sleep(1)
        log_end = "\n".join(_tail(self.data / "log")) or done.stderr
        raise Refused(f"PostgreSQL does not start in {self.data}. The end of its log:\n{log_end}")

    def stop(self) -> None:
        """End the server, cutting off whoever is connected."""
        self._run("pg_ctl", "-s", "-w", "-m", "fast", "-D", str(self.address), "stop")

    def _options(self) -> str:
        return f"{OPTIONS} -k {self.address}"

    def _is_whole(self) -> bool:
        """Return whether the folder holds a database; a half-made one is moved aside.

        Raises:
            Refused: if it is a database of another version.
        """
        if not self.data.exists():
            return False
        parts = ("PG_VERSION", "global/pg_control", "postgresql.conf", "pg_hba.conf")
        if all((self.data / part).exists() for part in parts):
            version = (self.data / "PG_VERSION").read_text(encoding="utf-8").strip()
            if version != VERSION:
                raise Refused(f"{self.data} is of PostgreSQL {version}, this is {VERSION}: see docs/operations.md.")
            return True
        aside = self.data.with_name(f"postgres.half-made-{int(time.time())}")
        self.data.rename(aside)
        print(f"{self.data} was not a whole database: moved to {aside.name}.")
        return False

    def _make(self) -> None:
        """Make the data in a folder beside, which becomes the data folder only when whole."""
        scratch = Path(tempfile.mkdtemp(prefix="new-", dir=self.data.parent))
        for old in self.data.parent.glob("new-*"):
            if old != scratch and (old / "PG_VERSION").exists():
                shutil.rmtree(old, ignore_errors=True)
        if self.owner is not None:
            os.chown(scratch, self.owner.pw_uid, self.owner.pw_gid)
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        # The folder's mode (0700) is what keeps others out: only its owner reaches the socket.
        done = self._run("initdb", "--auth=trust", "-U", "postgres", *locale, "-D", str(scratch))
        if done.returncode:
            shutil.rmtree(scratch, ignore_errors=True)
            raise Refused(f"PostgreSQL could not make its data folder:\n{done.stderr.strip()}")
        scratch.rename(self.data)

    def _clear_what_a_crash_left(self) -> None:
        """End processes that outlived their server, and remove lock files that no server holds."""
        if self.postmaster() is not None:
            return
        orphans = [p for p in psutil.process_iter() if self._is_of_here(p)]
        _, alive = psutil.wait_procs(orphans, timeout=10) if orphans else ([], [])
        for process in alive:
            process.kill()
        for name in ("postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
            (self.data / name).unlink(missing_ok=True)

    def _open_the_way(self) -> None:
        """Let the server's account pass through the project's own folders to its programs and data.

        Raises:
            Refused: naming a folder outside the project that is closed to it.
        """
        if self.owner is None:
            return
        for folder in [*reversed(self.programs.parents), *reversed(self.data.parents)]:
            if folder.stat().st_mode & stat.S_IXOTH or folder.stat().st_uid == self.owner.pw_uid:
                continue
            if not folder.is_relative_to(env.ROOT):
                raise Refused(
                    f"The folder {folder} is closed to the account {self.owner.pw_name!r}, which runs the database "
                    f"since PostgreSQL never runs as root. Put the project elsewhere (e.g. under /srv), or run "
                    f"`chmod o+x {folder}`, or start as another user, or set DATABASE_URL to another server."
                )
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
        if not (self.programs / "postgres").stat().st_mode & stat.S_IROTH:
            subprocess.run(["chmod", "-R", "o+rX", str(self.programs.parent)], check=True)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program as the server's account, in a session of its own, so that Ctrl-C here does not reach it."""
        command = [str(self.programs / program), *arguments]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C", "TZ": "UTC"}
        # Output goes to a file: the server inherits it, and waiting for the end of a pipe would never end.
        with tempfile.TemporaryFile("w+") as words:
            done = subprocess.run(
                command, check=False, text=True, cwd="/", env=environment, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=words, stderr=words, **self._identity(),
            )  # fmt: skip
            words.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, "", words.read())

    def _identity(self) -> dict[str, Any]:
        if self.owner is None:
            return {}
        return {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": [], "umask": 0o077}


def _tail(path: Path, lines: int = 8) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
    except OSError:
        return []
