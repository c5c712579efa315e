// Run the examples that every verifier must agree on: `await differences(vectors)` is empty where all is well.
import { judge } from './verify.js';

const binary = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// `vectors` is vectors.json, parsed. Return [{name, expect, found}] of the examples whose verdict differs.
export async function differences({ roots, lists, shards, logs, cases }) {
  const out = [];
  for (const { name, code, keys, status, logs: named, now, seen, expect } of cases) {
    const files = Object.entries(named).map(([kid, log]) => [kid, binary(logs[log])]);
    const found = await judge(code, {
      roots, list: lists[keys], status: status && binary(shards[status]), logs: Object.fromEntries(files), now, seen,
    });
    if (ordered(found) !== ordered(expect)) out.push({ name, expect, found });
  }
  return out;
}

// JSON with the names of every object in order.
function ordered(value) {
  return JSON.stringify(value, (_, part) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.keys(part).sort().map((key) => [key, part[key]]));
  });
}
