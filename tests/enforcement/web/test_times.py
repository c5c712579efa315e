"""Moments as people say them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.utils import translation

from enforcement.web import times

CST = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 3, 15, 0, tzinfo=CST)
TODAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("ago", "chinese", "english"),
    [
        (timedelta(seconds=20), "刚刚", "just now"), (timedelta(minutes=5), "5分钟前", "5 minutes ago"),
        (timedelta(hours=3), "3小时前", "3 hours ago"), (timedelta(days=1), "昨天 15:00", "yesterday 15:00"),
        (timedelta(days=3), "3天前", "3 days ago"), (timedelta(days=30), "10月4日", "4 October"),
        (timedelta(days=400), "2025年9月29日", "29 September 2025"), (-timedelta(minutes=5), "5分钟后", "in 5 minutes"),
        (-timedelta(hours=2), "2小时后", "in 2 hours"), (-timedelta(days=1), "明天 15:00", "tomorrow 15:00"),
        (-timedelta(days=4), "4天后", "in 4 days"),
    ],
)  # fmt: skip
def test_a_moment_is_said_by_its_distance(ago, chinese, english):
    with translation.override("zh-hans"):
        assert times.say_ago(NOW - ago, now=NOW) == chinese
    with translation.override("en"):
        assert times.say_ago(NOW - ago, now=NOW) == english


def test_yesterday_is_a_day_of_the_county_not_of_london():
    with translation.override("en"):
        assert times.say_ago(datetime(2026, 11, 2, 14, 30, tzinfo=UTC), now=NOW).startswith("yesterday")


@pytest.mark.parametrize(
    ("days", "chinese", "english"),
    [
        (3, "还剩3天", "3 days left"),
        (1, "还剩1天", "1 day left"),
        (0, "今天到期", "due today"),
        (-2, "超期2天", "2 days overdue"),
    ],
)
def test_a_deadline_is_said_by_the_days_that_remain(days, chinese, english):
    with translation.override("zh-hans"):
        assert times.say_due(TODAY + timedelta(days=days), today=TODAY) == chinese
    with translation.override("en"):
        assert times.say_due(TODAY + timedelta(days=days), today=TODAY) == english


def test_days_near_have_names():
    with translation.override("en"):
        said = [times.say_near_day(TODAY + timedelta(days=n), today=TODAY) for n in (-1, 0, 1, 9)]
    assert said == ["yesterday", "today", "tomorrow", "12 November"]


def test_the_day_of_a_moment_is_the_countys():
    late = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)  # 2 March, half past one, in the county
    assert times.say_day(late) == times.say_day(date(2026, 3, 2))
