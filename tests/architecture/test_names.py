"""Names that say something, and nothing left unfinished."""

import ast
import re
from pathlib import PurePath

from tests.architecture import tree

FORBIDDEN = {"services", "utils", "util", "helpers", "helper", "common", "misc", "managers", "handlers", "core"}
# Written in halves, so that this file does not find itself.
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", r"\bX" + "XX", "NotImplemented" + "Error"]))


def test_no_module_is_named_for_its_kind():
    bad = [p for p in tree.python() if FORBIDDEN & {PurePath(p).stem, *PurePath(p).parts[:-1]}]
    assert bad == []


def test_nothing_is_marked_as_unfinished():
    found = [
        f"{path}:{number}"
        for path in tree.files()
        if path.endswith((".py", ".html", ".js", ".ts", ".css"))
        for number, line in enumerate(tree.text(path).splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def verbs(path):
    """Yield the verbs that a file appends to the ledger, where they are written out."""
    for node in ast.walk(tree.syntax(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "append":
            yield from (k.value.value for k in node.keywords if k.arg == "verb" and isinstance(k.value, ast.Constant))


def test_verbs_of_the_ledger_are_dotted():
    wrong = [
        (path, verb)
        for path in tree.python(*tree.PACKAGES)
        for verb in verbs(path)
        if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", verb)
    ]
    assert wrong == []


def test_pages_read_numbers_by_one_function_that_takes_whatever_is_written():
    """``enforcement.web.asked``: what ``str.isdigit`` takes is more than ``int`` does."""
    readers = [path for path in tree.python(*tree.PACKAGES) if "/views" in path or "forms" in path]
    assert [path for path in readers if ".isdigit()" in tree.text(path)] == []


def test_tests_are_named_as_sentences():
    """At least three words: ``test_issue`` says nothing."""
    names = [
        (path, name)
        for path in tree.python("tests")
        for name in re.findall(r"^(?:async )?def test_(\w+)\(", tree.text(path), re.MULTILINE)
        if name.count("_") < 1
    ]
    assert names == []
