"""Small banks for tests of the solver, and what is wrong with papers made from them."""

from itertools import product

from hypothesis import HealthCheck, settings

from exams.papers.check import faults_of
from exams.papers.pool import Candidate

LAWS = ("甲法", "乙法", "丙法")
slow = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def an_item(n, type_="single", law="甲法", difficulty=200, **more):
    return Candidate(id=100 + n, item=n, type=type_, law=law, difficulty=difficulty, **more)


def bank(each, laws=LAWS):
    """Return ``each`` items of three types for each law, of all levels in turn."""
    kinds = ("single", "multiple", "true_false")
    return [
        an_item(n, type_, law, 100 + 100 * (n % 5))
        for n, (law, type_, _n) in enumerate(product(laws, kinds, range(each)))
    ]


def ids(papers):
    return [[(item.id, points) for item, points in paper] for paper in papers]


def faults(papers, items, blueprint, enemies=()):
    return faults_of(papers=papers, bank=items, enemies=enemies, blueprint=blueprint)
