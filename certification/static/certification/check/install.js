// On the page of a scanned code: let this phone check later scans by itself. Without it the page is whole.
import { install, possible, stopped } from './installed.js';
import { remember } from './remember.js';

remember('care', document.documentElement.classList.contains('care') ? '1' : '0');
if (possible() && !stopped()) {
  install().then((refused) => {
    if (!refused) document.getElementById('kept').hidden = false;
  }).catch(() => {});
}
