// Read QR codes with zbar: node bench/zbar.mjs FOLDER, which holds gray pixels and their sizes; prints a JSON list.
import { readFileSync } from "node:fs";
import { scanGrayBuffer } from "@undecaf/zbar-wasm";

const folder = process.argv[2];
const sizes = JSON.parse(readFileSync(`${folder}/sizes.json`, "utf8"));
const pixels = readFileSync(`${folder}/pixels`);
const texts = [];
let at = 0;
for (const [width, height] of sizes) {
  const frame = new Uint8Array(pixels.subarray(at, at + width * height)).buffer;
  at += width * height;
  const found = await scanGrayBuffer(frame, width, height);
  texts.push(found.length ? found[0].decode() : "");
}
process.stdout.write(JSON.stringify(texts));
