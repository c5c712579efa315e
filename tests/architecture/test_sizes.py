"""Small files, small functions."""

import ast
from statistics import median, quantiles

import pytest

from tests.architecture import tree

FILE_MAX, FUNCTION_MAX = 400, 60
FILE_MEDIAN, FUNCTION_P90 = 80, 30


def lengths_of_functions(*folders):
    for path in tree.python(*folders):
        for node in ast.walk(tree.syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or 0) - node.lineno + 1, f"{path}:{node.lineno} {node.name}"


def test_no_file_is_longer_than_400_lines():
    long = [(len(tree.text(p).splitlines()), p) for p in tree.python() if len(tree.text(p).splitlines()) > FILE_MAX]
    assert long == []


def test_no_function_is_longer_than_60_lines():
    assert [found for found in lengths_of_functions() if found[0] > FUNCTION_MAX] == []


def test_most_files_and_functions_are_far_smaller(record_property):
    files = [len(tree.text(p).splitlines()) for p in tree.python(*tree.PACKAGES)]
    functions = [length for length, _ in lengths_of_functions(*tree.PACKAGES)]
    middle, ninth = median([n for n in files if n]), quantiles(functions, n=10)[-1]
    record_property("median_file", middle)
    record_property("p90_function", ninth)
    assert middle <= FILE_MEDIAN, "half of the files are longer"
    assert ninth <= FUNCTION_P90, "one function in ten is longer"


@pytest.mark.parametrize("path", [p for p in tree.files() if p == "Makefile"])
def test_targets_are_at_most_three_lines(path):
    target, lines = "", 0
    for line in tree.text(path).splitlines():
        target, lines = (target, lines + 1) if line.startswith("\t") else (line, 0)
        assert lines <= 3, target
