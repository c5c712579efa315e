"""Payment, additional fines, demand and court: what this area enters elsewhere."""

from __future__ import annotations

from enforcement.flowcharts.acts import Act, register

ACTS = (
    ("conclude_demand", "逾期催告", "Demand and its end"),
    ("conclude_enforcement", "强制执行", "Enforcement and its end"),
)


def enter_all() -> None:
    """Enter the settings, the acts for charts, the pages of acts, the panel of money and the to-do items."""
    from cases import panels  # noqa: PLC0415 (models are ready only now)
    from cases.execution import bound, panel, parameters  # noqa: PLC0415

    parameters.declare_all()
    for code, zh, en in ACTS:
        register(Act(code, zh, en, "case_step"))
    bound.bind_all()
    panels.enter("money", 20, "cases/execution/_money.html", panel.money)
