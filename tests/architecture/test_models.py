"""Every model says what it is, can be made in tests, and keeps moments and persons together."""

import importlib
import pkgutil
from typing import get_type_hints

import factory
import pytest
from django.apps import apps
from django.db import models

import tests.factories
from tests.architecture.tree import APPS

MODELS = [model for label in APPS for model in apps.get_app_config(label).get_models()]


def name(model: type[models.Model]) -> str:
    return model._meta.label


def makers() -> set[type[models.Model]]:
    """Return the models that something in tests/factories makes: a factory class, or a function that returns one."""
    made: set[type[models.Model]] = set()
    for module_info in pkgutil.iter_modules(tests.factories.__path__):
        module = importlib.import_module(f"tests.factories.{module_info.name}")
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, factory.Factory) and thing._meta.model:
                made.add(thing._meta.model)
            elif (
                callable(thing) and getattr(thing, "__module__", "") == module.__name__ and not isinstance(thing, type)
            ):
                made.add(get_type_hints(thing).get("return"))
    return made


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_every_model_says_what_it_is(model):
    assert model.__str__ is not models.Model.__str__
    assert any("__str__" in vars(c) for c in model.__mro__ if c.__module__.split(".")[0] != "django")


def test_every_model_can_be_made_in_tests():
    made = makers()
    assert [name(model) for model in MODELS if model not in made] == []


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_moments_end_in_at_and_days_in_on(model):
    for field in model._meta.concrete_fields:
        limit = field.name.endswith(("_from", "_to", "_until", "_before", "_after")) or field.name == "last_login"
        if isinstance(field, models.DateTimeField):
            assert limit or f"_{field.name}".endswith("_at"), field.name
        elif isinstance(field, models.DateField):
            assert limit or f"_{field.name}".endswith(("_on", "_day")), field.name


def pairs(model: type[models.Model]):
    names = {field.name: field for field in model._meta.concrete_fields}
    for found, at in names.items():
        by = names.get(found.removesuffix("_at") + "_by")
        if found.endswith("_at") and by is not None and (at.null or by.null):
            yield found, by.name


def fields_of(condition: models.Q) -> set[str]:
    found = set()
    for child in condition.children:
        found |= fields_of(child) if isinstance(child, models.Q) else {str(child[0]).split("__")[0].removesuffix("_id")}
    return found


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_who_and_when_are_both_there_or_neither(model):
    checks = [
        fields_of(c.condition)
        for c in model._meta.constraints
        if isinstance(c, models.CheckConstraint) and isinstance(c.condition, models.Q)
    ]
    assert [pair for pair in pairs(model) if not any(set(pair) <= check for check in checks)] == []
