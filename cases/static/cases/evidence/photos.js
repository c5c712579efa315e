// The page for photos: take several, keep each on the phone until the server has it, and say of each where it is.
import { all, drop, put } from './kept.js';
import { hash, send } from './send.js';

const root = document.getElementById('photos'), list = root.querySelector('[data-list]');
const part = (name) => root.querySelector(`[data-part=${name}]`);
const { url, caseId } = root.dataset, token = root.querySelector('[name=csrfmiddlewaretoken]').value;
const RETRY_MS = 15000;
let place = null, watch = null, busy = false;

function row(photo) {
  let line = document.getElementById(photo.id);
  if (!line) {
    line = part('row').content.firstElementChild.cloneNode(true);
    line.id = photo.id;
    const picture = line.querySelector('img');
    picture.src = URL.createObjectURL(photo.blob);
    picture.onload = () => URL.revokeObjectURL(picture.src);
    line.querySelector('[data-drop]').onclick = async () => { await drop(photo.id); line.remove(); count(); };
    list.prepend(line);
  }
  line.querySelector('[data-name]').textContent = photo.name || new Date(photo.taken).toLocaleString();
  for (const state of line.querySelectorAll('[data-state]')) state.hidden = state.dataset.state !== photo.state;
  line.querySelector('[data-why]').textContent = photo.why || (photo.number ? root.dataset.numbered.replace('{}', photo.number) : '');
  line.querySelector('[data-drop]').hidden = photo.state !== 'refused';
}

function count() {
  const waiting = [...list.children].filter((line) => !line.querySelector('[data-state=sent]:not([hidden])')).length;
  part('waiting').textContent = waiting;
  part('all-sent').hidden = waiting > 0 || !list.children.length;
  part('some-wait').hidden = waiting === 0;
}

async function add(files) {
  for (const file of files) {
    const photo = {
      id: 'p' + Date.now() + Math.random().toString(36).slice(2), caseId, blob: file, taken: file.lastModified || Date.now(),
      name: part('name').value.trim(), inquiry: part('inquiry').value, place, state: 'waiting', sha256: '',
    };
    try { await put(photo); } catch { part('full').hidden = false; }
    row(photo);
    photo.sha256 = await hash(file);
    try { await put(photo); } catch { /* told above: it is sent from memory */ }
    waitingHere.set(photo.id, photo);
  }
  count();
  work();
}

const waitingHere = new Map();

async function work() {
  if (busy) return;
  busy = true;
  for (const photo of [...waitingHere.values()]) {
    if (photo.state === 'refused') continue;
    row({ ...photo, state: 'sending' });
    Object.assign(photo, await send(photo, url, token));
    if (photo.state === 'sent') {
      waitingHere.delete(photo.id);
      await drop(photo.id);
    } else if (photo.state === 'refused') await put(photo).catch(() => {});
    row(photo);
    count();
    if (photo.state === 'signin' || photo.state === 'offline') break;
  }
  busy = false;
}

function locate() {
  const said = part('place-said');
  if (watch !== null) {
    navigator.geolocation.clearWatch(watch);
    watch = place = null;
    said.textContent = said.dataset.off;
    part('locate').setAttribute('aria-pressed', 'false');
    return;
  }
  said.textContent = said.dataset.asking;
  part('locate').setAttribute('aria-pressed', 'true');
  watch = navigator.geolocation.watchPosition(({ coords }) => {
    place = { latitude: coords.latitude.toFixed(5), longitude: coords.longitude.toFixed(5), accuracy: Math.round(coords.accuracy) };
    said.textContent = said.dataset.on.replace('{}', place.accuracy);
  }, () => { place = null; said.textContent = said.dataset.none; }, { enableHighAccuracy: true, maximumAge: 30000, timeout: 30000 });
}

for (const input of root.querySelectorAll('input[type=file]')) {
  input.onchange = () => { add([...input.files]); input.value = ''; };
}
part('locate').hidden = !navigator.geolocation;
part('locate').onclick = locate;
part('again').onclick = work;
addEventListener('online', work);
setInterval(work, RETRY_MS);
for (const photo of await all().catch(() => [])) {
  if (photo.caseId !== caseId) continue;
  if (photo.state !== 'refused') photo.state = 'waiting';
  if (!photo.sha256) photo.sha256 = await hash(photo.blob);
  waitingHere.set(photo.id, photo);
  row(photo);
}
count();
work();
