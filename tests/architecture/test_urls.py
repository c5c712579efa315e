"""Every page has its rule, and what is open to everybody stands on a list that changes only knowingly."""

from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from enforcement.access import OF_LIBRARIES, rule_of
from tests.architecture.tree import PACKAGES

LIST = Path(__file__).with_name("public_urls.txt")


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


ALL = list(patterns(get_resolver()))


def is_ours(entry: URLPattern) -> bool:
    return entry.callback.__module__.split(".")[0] in PACKAGES


def test_each_page_of_ours_has_a_rule():
    assert [route for route, entry in ALL if is_ours(entry) and rule_of(entry.callback, entry.name) is None] == []


def test_each_page_of_ours_has_a_name_that_is_its_own():
    names = [entry.name for _, entry in ALL if is_ours(entry)]
    assert [route for route, entry in ALL if is_ours(entry) and not entry.name] == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_no_rule_for_a_library_is_stale():
    there = {entry.name for _, entry in ALL if not is_ours(entry)}
    assert sorted(set(OF_LIBRARIES) - there) == []


def test_the_public_pages_are_exactly_those_on_the_list():
    """To open a page to everybody, add its line to public_urls.txt and have it reviewed."""
    public = []
    for route, entry in ALL:
        rule = rule_of(entry.callback, entry.name)
        if rule is not None and rule.name == "public":
            public.append(f"/{route} {entry.name}")
    assert sorted(public) == LIST.read_text(encoding="utf-8").splitlines()
