// Read the array of a token strictly, before its signature is known to be good; text is not decoded here.
import { ARRAY, BYTES, TEXT, UINT, head, item } from './cbor.js';
import { must } from './errors.js';

const U8 = 255, U16 = 65535, U32 = 4294967295, U64 = 2n ** 64n - 1n;
// The kinds each item may have, with the least and greatest value (integers) or length in bytes (strings).
const SHAPE = [
  ['kid', { [UINT]: [0, U16] }], ['sid', { [UINT]: [0, U32] }], ['name', { [BYTES]: [1, 100] }],
  ['agency', { [BYTES]: [1, 140] }], ['category', { [UINT]: [0, U8] }],
  ['number', { [UINT]: [0, U64], [TEXT]: [1, 32] }], ['day', { [UINT]: [0, U16] }], ['days', { [UINT]: [1, U16] }],
  ['photo8', { [BYTES]: [8, 8] }],
];
const DEVICE = ['device', { [BYTES]: [33, 33] }];

export function read(array, bound) {
  const shape = bound ? [...SHAPE, DEVICE] : SHAPE;
  must(array[0] === ((ARRAY << 5) | shape.length));
  const out = {};
  let at = 1;
  for (const [name, kinds] of shape) {
    const [kind, size] = head(array, at);
    must(kinds[kind] && size >= kinds[kind][0] && size <= kinds[kind][1]);
    [out[name], at] = item(array, at);
  }
  must(at === array.length);
  return out;
}
