"""Every test: ``make test``. What follows ``python -m dev.test`` goes to pytest (a path, ``-k`` …).

``make coverage`` runs them traced, which takes half as long again, and judges that 95 of a hundred lines were reached.
"""

from __future__ import annotations

import os
import subprocess
import sys

from dev.messages import ROOT

COVERAGE = ["--cov", "--cov-branch", "--cov-report=term-missing:skip-covered"]


def main(arguments: list[str]) -> int:
    """Run pytest over two processes, each with a database of its own on the embedded server."""
    command = [sys.executable, "-m", "pytest", "--import-mode=importlib", "-n", os.environ.get("TEST_PROCESSES", "2")]
    command += ["--dist", "worksteal"]  # long walks in a browser come last: whoever is done takes from the other
    command += ["--durations=12", "--durations-min=8"]
    command += COVERAGE if arguments == ["coverage"] else arguments
    environment = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "DEMO", "PUBLIC_URL"}}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
