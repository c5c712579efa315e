// The scanner: a camera, a picture, and a verdict that is seen, read aloud, and kept only here.
import { digitsIn } from '../verifier/base10.js';
import { install, possible, stop, stopped } from './installed.js';
import { judged } from './judge.js';
import { erase, list, noted } from './recent.js';
import { say, speak, switches } from './say.js';
import { make, show } from './show.js';
import { due, sync } from './sync.js';

const at = (id) => document.getElementById(id);
const files = JSON.parse(at('files').textContent);
const seconds = () => Math.floor(Date.now() / 1000);
let camera = null, last = null;

function tell(key) {
  at('told').textContent = key ? say(key) : '';
  at('told').dataset.key = key;
}

async function scanner() {
  tell('loading');
  const loaded = await import('./camera.js');
  tell('');
  return loaded;
}

async function open() {
  try {
    camera = await (await scanner()).openCamera(at('video'));
  } catch {
    return tell('no_camera');
  }
  looking(true);
  tell('aim');
  const text = await camera.next();
  close();
  return text ? found(text) : undefined;
}

function close() {
  if (camera) camera.close();
  camera = null;
  looking(false);
}

function looking(on) {
  at('view').hidden = !on;
  at('open').hidden = on;
  at('torch').hidden = !(on && camera && camera.torch);
  if (on) at('view').scrollIntoView({ block: 'nearest' });
}

async function picture(file) {
  const text = await (await scanner()).readIn(file).catch(() => '');
  return text ? found(text) : tell('no_code');
}

// Judge what was read on this phone; where it has nothing to judge by, ask the register.
export async function found(text) {
  const digits = digitsIn(text.trim());
  if (!digits) return tell('other_code');
  tell('');
  const verdict = possible() && !stopped() ? await judged(digits, seconds()).catch(() => null) : null;
  if (!verdict) return location.assign(`/v/${digits}?now=1`);
  last = { verdict, digits };
  write();
  at('verdict').focus();
  await noted(verdict, seconds());
  return checks();
}

function write() {
  checks();
  if (at('told').dataset.key) tell(at('told').dataset.key);
  if (!last) return;
  const again = make('button', { type: 'button', className: 'first' }, say('another'));
  again.addEventListener('click', open);
  show(at('verdict'), last.verdict, { ask: `/v/${last.digits}?now=1`, extra: [again], level: 'h2' });
}

async function checks() {
  at('erase').hidden = !(await list(at('checks')));
}

async function keepHere() {
  at('stop').hidden = stopped();
  at('start').hidden = !stopped();
  if (!possible() || stopped()) return;
  if (navigator.onLine) await install();
  await (await caches.open(files.cache)).addAll(files.scanner);
  at('ready').hidden = false;
}

async function renew() {
  if (possible() && !stopped() && navigator.onLine && (await due(seconds()))) await sync(seconds());
}

at('open').addEventListener('click', open);
at('close').addEventListener('click', () => { close(); tell(''); });
at('torch').addEventListener('click', ({ currentTarget: button }) => {
  const on = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(on));
  camera.torch(on);
});
at('picture').addEventListener('change', ({ target }) => { if (target.files[0]) picture(target.files[0]); target.value = ''; });
at('erase').addEventListener('click', () => erase().then(checks).then(() => tell('erased')));
at('stop').addEventListener('click', () => stop().then(() => { keepHere(); tell('stopped'); }));
at('start').addEventListener('click', () => { install().then(keepHere).catch(() => {}); });
addEventListener('online', () => renew().catch(() => {}));
addEventListener('pagehide', close);

speak();
switches(write);
checks();
keepHere().then(renew).catch(() => {});
