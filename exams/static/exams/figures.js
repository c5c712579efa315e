// Draws the figures of a session. The same numbers stand in tables on the page; nothing is in a picture alone.
import { init } from "../vendor/echarts.js";

const styles = getComputedStyle(document.documentElement);
const ink = styles.getPropertyValue("--tblr-body-color").trim() || "#1f2937";
const COLOURS = ["#1f5fa8", "#b45309", "#15803d", "#7c3aed", "#be123c", "#0f766e", "#4b5563", "#a16207"];
const base = { color: COLOURS, textStyle: { color: ink, fontFamily: "inherit" }, aria: { enabled: true, decal: { show: true } }, animation: false };
const axis = (name, more = {}) => ({ name, nameLocation: "middle", nameGap: 28, ...more });

const KINDS = {
  scores(data, words) {
    return {
      ...base, legend: { top: 0 }, grid: { left: 50, right: 12, top: 40, bottom: 64 },
      xAxis: axis(words.x, { type: "category", data: data.bins, axisLabel: { rotate: 45 }, nameGap: 52 }), yAxis: axis(words.y, { type: "value", minInterval: 1, nameGap: 34 }),
      series: data.forms.map((form) => ({ type: "bar", stack: "all", name: `${words.series} ${form.name}`, data: form.counts })),
    };
  },
  cloud(data, words) {
    return {
      ...base, grid: { left: 50, right: 16, top: 16, bottom: 44 },
      xAxis: axis(words.x, { type: "value", min: 0, max: 1 }), yAxis: axis(words.y, { type: "value", min: -1, max: 1, nameGap: 34 }),
      series: [{
        type: "scatter", symbolSize: 8, data, label: { show: true, formatter: (point) => point.value[2], position: "right", color: ink },
        markLine: { symbol: "none", silent: true, label: { show: false }, data: [{ yAxis: 0 }, { yAxis: 0.2 }] },
      }],
    };
  },
  options(data, words) {
    return {
      ...base, legend: { top: 0 }, grid: { left: 50, right: 16, top: 40, bottom: 44 },
      xAxis: axis(words.x, { type: "category", data: data.shares[0].map((_, n) => String(n + 1)) }), yAxis: axis(words.y, { type: "value", min: 0, max: 1, nameGap: 34 }),
      series: data.letters.map((letter, n) => ({ type: "line", name: letter, data: data.shares[n] })),
    };
  },
};

for (const place of document.querySelectorAll("[data-chart]")) {
  const words = { x: place.dataset.x, y: place.dataset.y, series: place.dataset.series };
  const chart = init(place, null, { renderer: "canvas" });
  chart.setOption(KINDS[place.dataset.kind](JSON.parse(place.dataset.chart), words));
  place.setAttribute("aria-label", place.dataset.label);
  new ResizeObserver(() => chart.resize()).observe(place);
}
