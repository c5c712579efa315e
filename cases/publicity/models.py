"""What the law opens to the public: agencies, powers, open data, surveys."""

from __future__ import annotations

from cases.publicity.lists.models import PublicEntry, PublicList
from cases.publicity.results.models import ShownResult
from cases.publicity.survey.models import SurveyAnswer, SurveyCodeUse

__all__ = ["PublicEntry", "PublicList", "ShownResult", "SurveyAnswer", "SurveyCodeUse"]
