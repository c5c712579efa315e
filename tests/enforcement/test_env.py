"""Settings from the environment: a wrong value stops the start with a sentence."""

import stat

import pytest

from enforcement import env
from enforcement.env import EnvironmentRefused


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("1", True),
        ("TRUE", True),
        ("yes", True),
        (" on ", True),
        ("0", False),
        ("no", False),
        ("off", False),
        ("", True),
    ],
)
def test_a_flag(monkeypatch, given, said):
    monkeypatch.setenv("X", given)
    assert env.flag("X", default=True) is said


def test_a_flag_that_is_neither_yes_nor_no_is_refused_with_its_name(monkeypatch):
    monkeypatch.setenv("X", "maybe")
    with pytest.raises(EnvironmentRefused, match=r"X is 'maybe': set it to 1 or 0"):
        env.flag("X")


def test_numbers_texts_and_words(monkeypatch):
    monkeypatch.setenv("N", " 12 ")
    monkeypatch.setenv("W", "a, b,,c ")
    monkeypatch.delenv("T", raising=False)
    assert (env.integer("N", 1), env.integer("T", 7)) == (12, 7)
    assert (env.words("W"), env.words("T", "x")) == (["a", "b", "c"], ["x"])
    assert env.text("T", "default") == "default"


def test_a_number_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("N", "twelve")
    with pytest.raises(EnvironmentRefused, match="whole number"):
        env.integer("N", 1)


def test_a_secret_is_made_once_and_readable_to_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(env, "LOCAL", tmp_path / "local")
    monkeypatch.delenv("A_KEY", raising=False)
    made = env.secret("A_KEY")
    assert len(made) >= 50
    assert env.secret("A_KEY") == made
    assert env.secret("B_KEY") != made
    path = tmp_path / "local" / "secrets" / "a_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    monkeypatch.setenv("A_KEY", "given")
    assert env.secret("A_KEY") == "given"


def test_of_two_processes_that_make_a_secret_at_once_both_use_the_first(monkeypatch, tmp_path):
    monkeypatch.setattr(env, "LOCAL", tmp_path)
    monkeypatch.delenv("A_KEY", raising=False)
    real = env.os.open

    def other_was_quicker(path, *args):
        env.Path(path).write_text("of the other", encoding="ascii")
        return real(path, *args)

    monkeypatch.setattr(env.os, "open", other_was_quicker)
    assert env.secret("A_KEY") == "of the other"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://u:p%40ss@db.test:5433/law", ("law", "u", "p@ss", "db.test", "5433")),
        ("postgres://u@/law?host=/run/postgresql", ("law", "u", "", "/run/postgresql", "")),
        ("postgresql:///law", ("law", "", "", "", "")),
    ],
)
def test_a_database_is_named_by_its_url(monkeypatch, url, expected):
    monkeypatch.setenv("DATABASE_URL", url)
    found = env.database()
    assert tuple(found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == expected
    assert found["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [("mysql://u@h/law", "only PostgreSQL"), ("sqlite:///law", "only PostgreSQL"), ("postgresql://u@h", "no database")],
)
def test_another_engine_or_no_database_is_refused(monkeypatch, url, sentence):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(EnvironmentRefused, match=sentence):
        env.database()


def test_without_a_url_the_embedded_servers_socket_is_used(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(env, "LOCAL", tmp_path)
    assert env.database()["HOST"] == str(tmp_path / "postgres")
    (tmp_path / "postgres-socket").write_text("/tmp/short\n", encoding="utf-8")
    assert env.database()["HOST"] == "/tmp/short"


def test_the_tests_database_and_the_pool_may_be_set(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE", "mine")
    monkeypatch.setenv("DATABASE_POOL", "3")
    found = env.database()
    assert found["TEST"] == {"NAME": "mine"}
    assert found["OPTIONS"]["pool"]["max_size"] == 3
