// The last checks made with the scanner: on this phone alone, until they are erased.
import { say } from './say.js';
import { make, wordsOf } from './show.js';
import { addCheck, checks, eraseChecks } from './store.js';

const SHOWN = 20;

export function noted(verdict, at) {
  const { state, reason, freshness, age, clock_behind, claims } = verdict;
  return addCheck({ at, state, reason, freshness, age, clock_behind, name: claims.name || '', number: claims.number || '' });
}

export async function list(place) {
  const rows = (await checks()).reverse().slice(0, SHOWN);
  const style = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' };
  const format = new Intl.DateTimeFormat(document.documentElement.lang, style);
  place.replaceChildren(...rows.map((row) => {
    const words = wordsOf(row);
    return make('li', { className: words.tone }, make('strong', {}, words.title),
      ` ${[row.name, row.number].filter(Boolean).join(' ')} `, make('time', {}, format.format(row.at * 1000)));
  }));
  if (!rows.length) place.append(make('li', {}, say('none')));
  return rows.length;
}

export const erase = eraseChecks;
