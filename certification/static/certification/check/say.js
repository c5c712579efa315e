// The words of the page in the language that was chosen, and the size of its letters.
import { remember, remembered } from './remember.js';

const words = JSON.parse(document.getElementById('words').textContent);
const asked = new URLSearchParams(location.search);
const cookie = /(?:^|; )language=(en|zh)/.exec(document.cookie);
export let language = asked.get('lang') || (cookie && cookie[1]) || document.documentElement.lang.slice(0, 2);

export const phone = words.phone;
export const of = () => words[language] || words.zh;

export function say(key, values = {}) {
  return of().say[key].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

// 3小时前, 3 hours ago: the age of a list in words.
export function ago(seconds) {
  const relative = new Intl.RelativeTimeFormat(of() === words.zh ? 'zh-CN' : 'en', { numeric: 'auto' });
  if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
  return seconds < 86400 ? relative.format(-Math.floor(seconds / 3600), 'hour') : relative.format(-Math.floor(seconds / 86400), 'day');
}

export function day(text) {
  const style = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(of() === words.zh ? 'zh-CN' : 'en-GB', style).format(new Date(text));
}

// Write every place of the page: data-say="key" gets its words.
export function speak() {
  const root = document.documentElement, care = remembered('care') === '1';
  root.lang = language === 'en' ? 'en' : 'zh-Hans';
  root.classList.toggle('care', care);
  for (const place of document.querySelectorAll('[data-say]')) place.textContent = say(place.dataset.say);
  for (const place of document.querySelectorAll('[data-label]')) place.setAttribute('aria-label', say(place.dataset.label));
  document.getElementById('switch-care').textContent = say(care ? 'smaller' : 'larger');
  document.getElementById('switch-language').textContent = language === 'en' ? '中文' : 'English';
  document.getElementById('switch-language').lang = language === 'en' ? 'zh-Hans' : 'en';
}

// Let the two switches of the header work; `again` writes what the script itself has written.
export function switches(again) {
  document.getElementById('switch-care').addEventListener('click', () => {
    remember('care', remembered('care') === '1' ? '0' : '1');
    speak();
  });
  document.getElementById('switch-language').addEventListener('click', () => {
    language = language === 'en' ? 'zh' : 'en';
    document.cookie = `language=${language === 'en' ? 'en' : 'zh-hans'};path=/;max-age=31536000;samesite=lax`;
    speak();
    again();
  });
}
