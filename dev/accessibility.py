"""Judge a page open in a browser by axe-core: one way for the tests and the benchmarks.

A target that a bar at the edge of the window happens to cover is judged again where a person would scroll it to: WCAG
2.2 asks for its size (2.5.8), not for the place of the scroll bar.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from dev.messages import ROOT

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOWN: Final = 3
_JUDGE: Final = """
async tags => {
  const run = rules => axe.run(document, {...rules, resultTypes: ['violations']});
  const found = (await run({runOnly: tags})).violations;
  const [x, y] = [scrollX, scrollY];
  for (const rule of found.filter(v => v.id === 'target-size')) {
    const still = [];
    for (const node of rule.nodes) {
      const target = document.querySelector(node.target[0]);
      target?.scrollIntoView({block: 'center', behavior: 'instant'});
      await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
      const again = (await run({runOnly: {type: 'rule', values: ['target-size']}})).violations;
      if (again.some(v => v.nodes.some(n => n.target[0] === node.target[0]))) still.push(node);
    }
    rule.nodes = still;
  }
  scrollTo({left: x, top: y, behavior: 'instant'});
  return found.map(v => [v.id, v.nodes.map(n => n.html)]);
}
"""


@cache
def _axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:
    """Return what axe finds in a page, at most three elements a rule."""
    page.evaluate(_axe())
    found = page.evaluate(_JUDGE, TAGS)
    return [f"axe {rule}: {html[:200]}" for rule, nodes in found for html in nodes[:SHOWN]]
