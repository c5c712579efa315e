"""Measure the figures: ``python -m bench`` runs all and rewrites docs/figures.md; ``python -m bench NAME`` runs one."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIGURES = HERE.parent / "docs" / "figures.md"


def names() -> list[str]:
    """Return the figures there are: every module here that has a name of its own."""
    return sorted(p.stem for p in HERE.glob("*.py") if not p.stem.startswith("_"))


def run(name: str) -> tuple[int, str]:
    """Measure one figure, show what it prints, and return its status and output."""
    process = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", f"bench.{name}"], cwd=HERE.parent, text=True, check=False,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    print(process.stdout, flush=True)
    return process.returncode, process.stdout


def main(arguments: list[str]) -> int:
    """Run one figure or all of them; a name may have dashes where its module has underscores."""
    arguments = [a.replace("-", "_") for a in arguments]
    if arguments:
        unknown = [a for a in arguments if a not in names()]
        if unknown:
            print(f"No figure is called {', '.join(unknown)}. There are: {', '.join(names())}.")
            return 2
        return max(run(name)[0] for name in arguments)
    results = {name: run(name) for name in names()}
    write({name: output for name, (_status, output) in results.items()})
    return max(status for status, _output in results.values())


def write(outputs: dict[str, str]) -> None:
    """Rewrite the page of figures."""
    lines = [
        "# Figures", "",
        "Written by `make bench`; one alone: `make bench-NAME`. Each stands against a floor measured in the same run.",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}.",
    ]  # fmt: skip
    for name, output in outputs.items():
        lines += ["", f"## {name}", "", "```", output.strip(), "```"]
    FIGURES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
