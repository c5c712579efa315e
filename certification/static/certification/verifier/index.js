// Check credentials anywhere JavaScript runs: a browser, a service worker, node. No dependency but the two libraries in
// vendor/, which are loaded only where they are needed.
export { digitsIn, fromDigits, toDigits } from './base10.js';
export { decode } from './codec.js';
export { Unverifiable } from './errors.js';
export { openKeyList, trustLog } from './keys.js';
export { digestOf, openIndex, openShard, shardOf, statusIn } from './status.js';
export { CLOCK, FRESH, OLD, SHOWN, judge, verify, withLogs } from './verify.js';
