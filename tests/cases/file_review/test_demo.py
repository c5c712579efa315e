"""The demo lays a round that is finished, one under way and one that waits."""

from types import SimpleNamespace

from cases.demo.bodies import DEPARTMENTS
from cases.demo.people import Staff
from cases.supervision.file_review.models import ReviewRound
from tests.factories import flowcharts as charts
from tests.factories.certification import a_post
from tests.factories.file_review import of_the_town
from tests.factories.supervision import a_supervisor


def test_the_demo_lays_a_round_in_each_state_through_the_acts(transactional_db):
    county = charts.an_agency("乐陵市人民政府", kind="government")
    justice = charts.an_agency("乐陵市司法局", parent=county, kind="justice")
    staff = Staff(agencies={"county": county, "justice": justice})
    for place in ("supervisor", "supervisor2"):
        staff.people[f"justice.{place}"] = a_supervisor(county, name=place)
    for key in DEPARTMENTS:
        agency = staff.agencies[key] = charts.an_agency(key, parent=county)
        for place, duty in (("reviewer", "review"), ("head", "decide")):
            staff.people[f"{key}.{place}"] = charts.a_person(duty, agency=agency)
            a_post(staff.of(key, place), agency)

    town = SimpleNamespace(staff=staff)
    assert of_the_town("frozen")(town)
    assert of_the_town("cards")(town)
    assert sorted(ReviewRound.objects.values_list("state", flat=True)) == ["closed", "frozen", "scoring"]
    done = ReviewRound.objects.get(state="closed")
    assert list(done.files.filter(state="rechecked").values_list("answer", flat=True)) != [""]
    assert done.files.values("grade").distinct().count() > 1
