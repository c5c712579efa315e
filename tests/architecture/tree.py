"""The files of the project, read once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("enforcement", "exams", "certification", "cases")
APPS = (
    "web", "ledger", "jobs", "organisation", "flowcharts", "site", "exams", "certification", "cases", "supervision",
    "transparency", "norms", "supervision_desk", "matters", "file_review", "publicity", "yearly", "exchange",
)  # fmt: skip


@cache
def files() -> tuple[str, ...]:
    """Return the paths of all files that are in the repository or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted({path for path in listed if (ROOT / path).is_file()}))


@cache
def text(path: str) -> str:
    """Return the text of a file, "" for one that is not text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def syntax(path: str) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(text(path), path)


def python(*folders: str) -> Iterator[str]:
    """Yield the Python files below folders (everywhere without), migrations left out."""
    for path in files():
        if path.endswith(".py") and "/migrations/" not in path and (not folders or path.split("/")[0] in folders):
            yield path


def templates() -> Iterator[str]:
    """Yield the templates by the names under which they are loaded."""
    for path in files():
        if path.startswith("templates/"):
            yield path.removeprefix("templates/")
