"""Packages point one way."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT


def test_imports_keep_to_the_layers():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
