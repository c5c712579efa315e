"""Guards are a closed vocabulary; their functions are registered once."""

import pytest

from enforcement.flowcharts import guards
from enforcement.flowcharts.guards import GUARDS

DUTIES = frozenset({"handle", "review"})


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "_functions", {})


@pytest.mark.parametrize(
    ("type_", "params", "wrong"),
    [
        ("min_people", {"n": "2", "role": "handle", "certified": "true"}, []),
        ("min_people", {"n": "two", "role": "king", "certified": "perhaps"}, ["n", "role", "certified"]),
        ("min_people", {}, ["n", "role"]),
        ("min_people", {"n": "０", "role": "handle"}, ["n"]),
        ("not_recused", {"x": "1"}, ["x"]),
        ("right_period_elapsed", {"right": "defence", "n": "5", "unit": "working"}, []),
        ("right_period_elapsed", {"right": "none", "n": "0", "unit": "weeks"}, ["right", "n", "unit"]),
    ],
)
def test_parameters_are_checked(type_: str, params: dict[str, str], wrong: list[str]) -> None:
    assert list(guards.faults(type_, params, DUTIES)) == wrong


def test_each_guard_rests_on_a_law() -> None:
    assert all(guard.law and guard.article.startswith("第") and str(guard.sentence) for guard in GUARDS.values())
    assert GUARDS["not_recused"].basis == "中华人民共和国行政处罚法第四十三条"


def test_a_function_is_registered_once(empty: None) -> None:
    def judge() -> None: ...

    assert guards.unregistered() == sorted(GUARDS)
    assert guards.register("quorum", judge) is judge
    guards.register("quorum", judge)
    assert guards.function_of("quorum") is judge
    assert "quorum" not in guards.unregistered()
    with pytest.raises(ValueError, match="quorum"):
        guards.register("quorum", lambda: None)


def test_an_unknown_or_unregistered_guard_is_never_passed_silently(empty: None) -> None:
    with pytest.raises(LookupError):
        guards.register("os_system", print)
    with pytest.raises(LookupError):
        guards.function_of("quorum")
