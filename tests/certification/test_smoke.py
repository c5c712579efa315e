import pytest
from tests.factories.certification import *
from tests.factories.flowcharts import an_agency, ship_one
@pytest.mark.django_db(transaction=True)
def test_smoke(monkeypatch):
    agency = an_agency()
    ship_one(agency, "Q")
    by = clerk(agency)
    c = issued(agency, by, monkeypatch)
    print(c, c.digits[:30], len(c.digits))
    o = an_officer(agency)
