"""The verifier can be taken away: it works in a folder of its own, without Django, and says so where it lacks SM2."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from certification import verifier

HERE = Path(verifier.__file__).parent
WITHOUT = """
import sys
class No:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {gone!r}:
            raise ImportError(name)
sys.meta_path.insert(0, No())
"""


def alone(folder: Path, program: str, *gone: str) -> str:
    shutil.copytree(HERE, folder / "verifier", ignore=shutil.ignore_patterns("__pycache__"))
    code = WITHOUT.replace("{gone!r}", repr(set(gone))) + program
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_folder_works_without_django_and_without_us(tmp_path: Path) -> None:
    program = """
import verifier, verifier.__main__, verifier.plain
print(verifier.verify("123", keys={}, now=0).reason)
print(sorted({name.split(".")[0] for name in sys.modules} & {"django", "certification", "enforcement", "cbor2"}))
"""
    said = alone(tmp_path, program, "django", "certification", "enforcement", "exams", "cbor2")
    assert said == "malformed\n[]"


@pytest.mark.parametrize(("gone", "known"), [((), True), (("tongsuopy",), False)])
def test_sm2_is_unknown_where_its_library_is_missing(tmp_path: Path, gone: tuple[str, ...], known: bool) -> None:
    program = """
from verifier.suites import SUITES, known
print(known(2) is not None, known(0x12) is not None, known(1) is not None, SUITES[2].verify(bytes(64), bytes(64), b""))
"""
    assert alone(tmp_path, program, *gone) == f"{known} {known} True False"
