"""The words of an outside record that rules judge by: any other is refused, for rules would pass it by in silence."""

from __future__ import annotations

from typing import Literal

Penalty = Literal[
    "warning", "fine", "confiscation", "suspend_licence", "downgrade", "revoke_licence", "restrict", "shutdown",
    "close", "detention",
]  # fmt: skip
"""A kind of penalty (行政处罚法第九条)."""
Decided = Literal["penalise", "no_penalty", "transfer", "crime"]
"""What was decided (行政处罚法第五十七条第一款)."""
Vote = Literal["", "penalise", "change", "no_penalty", "more_facts"]
"""What a member of a discussion voted for, and what was concluded."""
Part = Literal["lead", "co"]
"""主办人, 协办人."""
Method = Literal[
    "direct", "left", "leave", "lien", "post", "entrusted", "electronic", "public", "announcement",
]  # fmt: skip
"""How a document was served."""
End = Literal["", "withdrawn", "no_show", "walk_out", "party_ended", "waived", "late", "no_right", "not_party"]
"""Why a hearing that was asked for ended without one, or was refused."""
Standing = Literal[
    "", "valid", "none", "not_yet", "expired", "suspended", "revoked", "cancelled", "superseded", "lost", "lapsed",
    "other_agency", "other_field", "other_area", "establishment", "post_kind", "no_post", "not_enforcement",
]  # fmt: skip
"""How a credential stood on the day of the act."""
Money = Literal["paid", "instalment", "deferred"]
Channel = Literal["", "bank", "online", "court", "on_the_spot"]
"""``on_the_spot``: officers took the money."""
Collected = Literal["", "68a", "68b", "69"]
"""Why officers took it (行政处罚法第六十八条第一项、第二项, 第六十九条)."""
Enforced = Literal["court", "own"]
Sought = Literal["reconsideration", "litigation", "supervision"]
Outcome = Literal["", "upheld", "changed", "annulled", "anew", "illegal", "invalid", "withdrawn"]
"""What came of a remedy."""
Recorded = Literal["seizure", "hearing", "service", "inquiry", "enforce"]
"""What a recording shows."""
Effect = Literal["", "none", "lighter", "mitigate", "heavier", "exempt"]
"""What the circumstances did to a fine."""
Harm = Literal["", "life", "finance"]
"""Why an act is punished for five years (行政处罚法第三十六条第一款)."""
