"""An installation begins on the command line: agencies, and an administrator who makes the rest on the pages."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from enforcement.ledger.queries import faults, history_of
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Agency, Person
from tests.factories.flowcharts import credit_code

pytestmark = pytest.mark.django_db(transaction=True)
COUNTY, BUREAU = credit_code(), credit_code()
BUREAU_WORDS = ("市场监督管理局", BUREAU, "371481")


def run(*words, **options):
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_a_tree_is_founded_and_its_first_administrator_holds_all_of_it(monkeypatch):
    run("found_agency", "乐陵市人民政府", COUNTY, "371481", kind="government")
    run("found_agency", *BUREAU_WORDS, above=COUNTY, field=["market"], sign="乐市监")
    root, bureau = Agency.objects.order_by("path")
    assert (bureau.parent, bureau.fields, root.kind) == (root, ["market"], "government")
    words = iter(["a-Long-and-odd-1", "a-Long-and-odd-1"])
    monkeypatch.setattr("certification.management.commands.appoint_administrator.getpass", lambda _said: next(words))
    run("appoint_administrator", "first", COUNTY, name="管理员")
    person = Person.objects.get()
    assert person.check_password("a-Long-and-odd-1")
    assert holds(person_id=person.pk, duty="system", agency=bureau)
    assert [e.verb for e in history_of(f"person:{person.pk}")] == ["person.make", "duty.grant"]
    assert [e.verb for e in history_of(f"agency:{bureau.pk}")] == ["agency.found"]
    assert list(faults()) == []
    with pytest.raises(CommandError, match="已"):
        run("appoint_administrator", "first", BUREAU)


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (("甲", "91370000000000000X", "371481"), {}), (("甲", BUREAU, "37148"), {}), ((" ", BUREAU, "371481"), {}),
        (BUREAU_WORDS, {"above": COUNTY}), (("甲", BUREAU, "371481", "--field", "magic"), {}),
    ],
)  # fmt: skip
def test_what_is_wrong_founds_nothing(words, options):
    with pytest.raises(CommandError):
        run("found_agency", *words, **options)
    assert not Agency.objects.exists()


def test_a_weak_password_or_one_typed_otherwise_makes_nobody(monkeypatch):
    run("found_agency", *BUREAU_WORDS)
    for typed in (("12345678", "12345678"), ("a-Long-and-odd-1", "another")):
        words = iter(typed)
        asked = "certification.management.commands.appoint_administrator.getpass"
        monkeypatch.setattr(asked, lambda _said, words=words: next(words))
        with pytest.raises(CommandError):
            run("appoint_administrator", "first", BUREAU, name="管理员")
    assert not Person.objects.exists()
