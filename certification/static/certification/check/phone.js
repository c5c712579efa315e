// The page of a scanned code as the phone answers it: at once from what is kept, then again if the list was renewed.
import { judged } from './judge.js';
import { stop } from './installed.js';
import { make, show } from './show.js';
import { say, speak, switches } from './say.js';
import { due, sync } from './sync.js';

const place = document.getElementById('verdict');
const digits = location.pathname.split('/').pop();
const ask = `/v/${digits}?now=1`;
const offline = new URLSearchParams(location.search).has('now');
let last = null;

const seconds = () => Math.floor(Date.now() / 1000);

async function judgeAndShow() {
  performance.mark('begun');
  const verdict = await judged(digits, seconds());
  if (!verdict) return offline ? undefined : location.replace(ask);
  performance.mark('judged');
  last = verdict;
  return write();
}

function write() {
  if (!last) return;
  const live = last.state === 'valid' && last.claims.shown_at; // of a live code the register tells why the officer came
  const visit = live ? [make('a', { href: `/visits/of/${digits}` }, say('visit'))] : [];
  const extra = [...visit, make('a', { href: '/scan/' }, say('another'))];
  show(place, last, { ask, offline, extra });
  document.title = `${place.querySelector('h1').textContent} · ${say('title')}`;
}

async function renew() {
  if (!navigator.onLine || !(await due(seconds()))) return;
  await sync(seconds());
  await judgeAndShow();
}

speak();
switches(write);
document.getElementById('stop').addEventListener('click', () => stop().then(() => location.assign(ask)));
judgeAndShow().then(() => performance.mark('verdict')).then(renew).catch(() => (last ? null : location.replace(ask)));
