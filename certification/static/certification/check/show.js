// Write a verdict into the page: colour, shape and word first; then who, what to do, and how old the list is.
import { ago, day, of, phone, say } from './say.js';

export function make(tag, set = {}, ...children) {
  const made = Object.assign(document.createElement(tag), set);
  made.append(...children.filter((child) => child !== null && child !== ''));
  return made;
}

// `ask` is the address that asks the register; `extra` are more buttons.
export function show(place, verdict, { ask, offline = false, extra = [], level = 'h1' }) {
  const words = wordsOf(verdict), { claims } = verdict;
  const parts = [state(words, reasons(verdict, offline), level)];
  if (claims.name) parts.push(make('div', { className: 'who' }, make('div', {},
    make('p', { className: 'name' }, claims.name), make('p', {}, claims.agency))));
  parts.push(make('p', { className: 'advice' }, make('strong', {}, say('what')), ` ${words.advice}`));
  if (claims.name) parts.push(facts(claims));
  if (claims.name) parts.push(make('p', { className: 'read' }, age(verdict)));
  parts.push(make('p', { className: 'ways' },
    make('a', { href: ask, rel: 'noreferrer', referrerPolicy: 'no-referrer' }, say('now')),
    make('a', { href: `tel:${phone}` }, say('report', { phone })), ...extra));
  parts.push(make('p', { className: 'note' }, say('now_note')));
  place.replaceChildren(...parts);
  place.dataset.state = verdict.state;
}

// The words of a verdict: an old list, a clock that is behind or an overdue key list turn green into amber.
export function wordsOf({ state: name, reason, freshness, age: seconds, clock_behind: behind }) {
  const words = { ...of().states[reason === 'device_code' ? reason : name] };
  if (reason === 'unknown_key') return { ...words, advice: say('ask'), tone: 'warn' };
  if (name === 'valid') words.advice = say('photo');
  if (name !== 'valid' || (freshness === 'fresh' && !behind && !reason)) return words;
  const title = freshness === 'old' ? say('as_of', { age: ago(seconds) }) : words.title;
  return { ...words, title, tone: 'warn' };
}

function state(words, why, level) {
  const shape = document.getElementById(`shape-${words.tone}`).content.cloneNode(true);
  return make('section', { className: `state ${words.tone}` }, shape,
    make(level, {}, words.title), ...why.map((line) => make('p', {}, line)));
}

function reasons({ state: name, reason, clock_behind: behind, claims, freshness, refused }, offline) {
  const { reasons: known } = of();
  const live = name === 'valid' && claims.shown_at ? say('live') : '';
  const old = name === 'valid' && freshness === 'old' ? say('old') : '';
  const why = reason === 'device_code' ? '' : known[reason] || '';
  const lines = [why, live, old, known[refused], behind && known.clock, offline && known.offline];
  return [...new Set(lines.filter(Boolean))];
}

function facts({ number, category, starts_on: from, ends_on: to }) {
  const pairs = [[say('number'), number], [say('field'), of().fields[category] || String(category)],
    [say('validity'), say('span', { from: day(from), to: day(to) })]];
  return make('dl', {}, ...pairs.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));
}

function age({ age: seconds }) {
  return seconds === null ? say('no_list') : say('age', { age: ago(seconds) });
}
