"""Identification numbers at rest."""

import pytest
from cryptography.fernet import InvalidToken
from django.db import IntegrityError, connection, transaction

from enforcement.organisation.models import Person
from enforcement.organisation.secrecy import fingerprint, seal, unseal
from tests.factories.organisation import PersonFactory, id_number


def test_a_sealed_value_opens_and_never_looks_the_same_twice():
    assert unseal(seal("371481190001010011")) == "371481190001010011"
    assert seal("x") != seal("x")
    assert (seal(""), unseal(""), fingerprint("")) == ("", "", "")


def test_an_altered_value_does_not_open():
    sealed = seal("371481190001010011")
    with pytest.raises(InvalidToken):
        unseal(sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:])


def test_another_key_neither_opens_nor_finds(monkeypatch):
    sealed, found = seal("x"), fingerprint("x")
    monkeypatch.setenv("PII_KEY", "another key")
    assert fingerprint("x") != found
    with pytest.raises(InvalidToken):
        unseal(sealed)


@pytest.mark.django_db
def test_the_number_is_nowhere_in_the_table_but_the_person_is_found_by_it():
    number = id_number(7)
    person = PersonFactory(id_number=number)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM organisation_person p")
        (stored,) = cursor.fetchone()
    assert number not in stored
    found = Person.objects.get(id_fingerprint=fingerprint(number))
    assert (found, found.id_number) == (person, number)
    assert found.id_masked == "999*************" + number[-2:]


@pytest.mark.django_db
def test_two_persons_never_have_one_number_but_many_may_have_none():
    PersonFactory(id_number=id_number(7))
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(id_number=id_number(7))
    PersonFactory(id_number="")
    PersonFactory(id_number="")
