"""Every check that reads the code without running it: ``make check``; ``make fmt`` repairs what can be repaired."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from dev.messages import ROOT

PACKAGES = ["enforcement", "exams", "certification", "cases"]
DEPLOYED = {
    "PUBLIC_URL": "https://example.test",
    "SECRET_KEY": "of-a-check-alone-" + "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "example.test",
    "DEBUG": "0",
    "DEMO": "0",
}


def python(*arguments: str) -> list[str]:
    """Return the command of a module of this environment."""
    return [sys.executable, "-m", *arguments]


def tool(name: str, *arguments: str) -> list[str]:
    """Return the command of a program of this environment."""
    return [os.path.join(os.path.dirname(sys.executable), name), *arguments]  # noqa: PTH118, PTH120


def templates() -> list[str]:
    """Return the templates by their paths."""
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / "templates").rglob("*.html"))]


def checks() -> list[tuple[str, list[str], Mapping[str, str]]]:
    """Return each check: its name, its command and what it wants in the environment."""
    return [
        ("types", python("mypy", *PACKAGES, "dev"), {}),  # takes longest
        ("tables", python("tests.template"), {}),  # every migration on an empty database, from which tests are copied
        ("format", python("ruff", "format", "--check", "."), {}),
        ("lint", python("ruff", "check", "."), {}),
        ("imports", tool("lint-imports", "--no-cache"), {}),
        ("templates", python("djlint", "templates", "--lint", "--quiet", "--allow-empty-input"), {}),
        ("template format", tool("djade", "--target-version", "5.2", "--check", *templates()), {}),
        ("migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"], {}),
        ("deployment", [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], DEPLOYED),
        ("translations", python("dev.messages", "check"), {}),
    ]


def repairs() -> list[tuple[str, list[str], Mapping[str, str]]]:
    """Return what puts right what a program can put right."""
    return [
        ("lint", python("ruff", "check", "--fix", "--quiet", "."), {}),
        ("format", python("ruff", "format", "."), {}),
        ("template format", tool("djade", "--target-version", "5.2", *templates()), {}),
    ]


def run(check: tuple[str, list[str], Mapping[str, str]]) -> tuple[str, bool]:
    """Run a check to its end, say what came out, and return its name and whether it held."""
    name, command, environment = check
    begun = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, **environment},
    )  # fmt: skip
    words = f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name} ({time.monotonic() - begun:.1f} s)"
    print(f"{words}\n{done.stdout.rstrip()}" if done.returncode else words, flush=True)
    return name, done.returncode == 0


def main(arguments: list[str]) -> int:
    """Run all of them, two at a time, each to its end, and return 1 if one failed; repairs one after the other."""
    repairing = "--fix" in arguments
    with ThreadPoolExecutor(1 if repairing else 2) as pool:
        failed = [name for name, held in pool.map(run, repairs() if repairing else checks()) if not held]
    print(f"{len(failed)} failed: {', '.join(failed)}" if failed else "Everything holds.")
    return 1 if failed and not repairing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
