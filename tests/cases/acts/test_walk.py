from tests.cases.acts.world import World, archived, open_codes


def test_a_plain_case_goes_from_clue_to_archive(world: World) -> None:
    case = archived(world)
    assert open_codes(case) == set()
    case.refresh_from_db()
    assert case.run.end == "archived"
