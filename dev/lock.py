"""Write the lock files anew: ``make lock``; ``python -m dev.lock --upgrade`` moves the versions too."""

from __future__ import annotations

import subprocess
import sys

from enforcement.env import ROOT

# No address of a package index may get into a lock: whoever installs uses their own.
OPTIONS = (
    "--quiet", "--generate-hashes", "--allow-unsafe", "--strip-extras", "--no-header", "--no-emit-index-url",
    "--no-emit-find-links", "--no-emit-trusted-host",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Lock the run-time packages, then the developers' (constrained by the first), then the front end's."""
    for name in ("requirements", "requirements-dev"):
        command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *arguments, f"{name}.in", "-o", f"{name}.txt"]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return 1
    npm = ["npm", "update" if "--upgrade" in arguments else "install", "--package-lock-only", "--ignore-scripts"]
    return subprocess.run(npm, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
