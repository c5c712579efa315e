"""Nothing of the machine that wrote it is in the repository."""

import json
import re

import pytest

from tests.architecture import tree

LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements.in", "requirements-dev.in"]
# A folder of somebody's machine; a path in a comment or a string alike.
HOME = re.compile(
    r"(?<![\w./}>-])/(?:" + "|".join(["ho" + "me", "ro" + "ot", "wo" + "rk", "Us" + "ers"]) + r")/[\w.-]+"
)
TEXT = (
    ".py",
    ".html",
    ".js",
    ".css",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".json",
    ".yml",
    ".sh",
    ".po",
    ".bpmn",
    "run",
    "file",
)


@pytest.mark.parametrize("path", LOCKS)
def test_python_locks_name_no_index(path):
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host|file://", tree.text(path)) == []


def test_every_locked_package_has_hashes():
    for path in LOCKS[:2]:
        pinned = re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==\S+ \\\n +--hash=sha256:", tree.text(path), re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", tree.text(path), re.MULTILINE))


def test_the_lock_of_the_front_end_names_no_registry_and_has_hashes():
    packages = json.loads(tree.text("package-lock.json"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_no_path_of_a_machine_is_in_any_file():
    here = str(tree.ROOT)
    found = [
        f"{path}:{number}"
        for path in tree.files()
        if path.endswith(TEXT)
        for number, line in enumerate(tree.text(path).splitlines(), 1)
        if HOME.search(line) or here in line
    ]
    assert found == []
