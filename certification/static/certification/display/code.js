// The code of this moment: token, time, the phone's signature over both; written in digits, drawn as a QR code.
import qrcode from "../../vendor/qrcode-generator.js";
import { sign } from "./key.js";

const TAILS = [0, 3, 5, 8, 10, 13, 15];
const QUIET = 4;

export function toDigits(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 7) {
    const group = bytes.slice(at, at + 7);
    const value = group.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    text += String(value).padStart(group.length === 7 ? 17 : TAILS[group.length], "0");
  }
  return text;
}

export function fromDigits(digits) {
  const bytes = [];
  for (let at = 0; at < digits.length; at += 17) {
    const group = digits.slice(at, at + 17), size = group.length === 17 ? 7 : TAILS.indexOf(group.length);
    let value = BigInt(group);
    const part = new Array(size);
    for (let place = size - 1; place >= 0; place -= 1) { part[place] = Number(value & 255n); value >>= 8n; }
    bytes.push(...part);
  }
  return Uint8Array.from(bytes);
}

export async function codeAt(pair, token, milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const signed = Uint8Array.of(...token, seconds >>> 24, (seconds >>> 16) & 255, (seconds >>> 8) & 255, seconds & 255);
  return toDigits(Uint8Array.of(...signed, ...(await sign(pair, signed))));
}

// The address in bytes, the digits in numeric mode, error correction M: 65 modules for an ordinary officer.
export function drawn(prefix, digits) {
  const symbol = qrcode(0, "M");
  symbol.addData(prefix, "Byte");
  symbol.addData(digits, "Numeric");
  symbol.make();
  const size = symbol.getModuleCount(), side = size + 2 * QUIET;
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const begun = x;
      while (x < size && symbol.isDark(y, x)) x += 1;
      if (x > begun) path += `M${begun + QUIET} ${y + QUIET}h${x - begun}v1h${begun - x}z`;
    }
  }
  return { side, path, modules: size };
}
