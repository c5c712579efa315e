"""Every test with its coverage: ``make test``. What follows ``python -m dev.test`` goes to pytest (a path, ``-k`` …).

Coverage is judged only when every test ran.
"""

from __future__ import annotations

import os
import subprocess
import sys

from dev.messages import ROOT


def main(arguments: list[str]) -> int:
    """Run pytest over two processes, each with a database of its own on the embedded server."""
    command = [sys.executable, "-m", "pytest", "--import-mode=importlib", "-n", os.environ.get("TEST_PROCESSES", "2")]
    command += ["--dist", "worksteal"]  # long walks in a browser come last: whoever is done takes from the other
    command += ["--durations=12", "--durations-min=8"]
    command += arguments or ["--cov", "--cov-branch", "--cov-report=term-missing:skip-covered"]
    environment = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "DEMO", "PUBLIC_URL"}}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
