// The signature suites by the first byte of a code: Ed25519 (1) and SM2 with SM3 (2); 0x10 is added where a phone shows
// the code and signs the time.
import { verify as ed25519 } from './ed25519.js';
import { verify as sm2 } from './sm2.js';

export const SIGNATURE = 64;
export const DEVICE = 0x10;
export const checks = { 1: ed25519, 2: sm2 };
export const suiteOf = (code) => code & ~DEVICE;
