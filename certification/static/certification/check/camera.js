// The camera and the reader of codes (zxing, compiled to WebAssembly, from this server).
import { prepareZXingModule, readBarcodes } from '../../vendor/zxing/reader/index.js';

const WASM = new URL('../../vendor/zxing/zxing_reader.wasm', import.meta.url).href;
const LOOK = { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 };
const WIDE = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };

prepareZXingModule({ overrides: { locateFile: (path, prefix) => (path.endsWith('.wasm') ? WASM : prefix + path) } });

// Return the text of the code in a picture (Blob or ImageData), or "".
export async function readIn(picture) {
  const [found] = await readBarcodes(picture, LOOK);
  return found ? found.text : '';
}

// Show the camera in `video` and return {next, torch, close}: `next()` resolves with the text of the next code seen.
export async function openCamera(video) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: WIDE, audio: false });
  const [track] = stream.getVideoTracks();
  video.srcObject = stream;
  await video.play();
  const able = track.getCapabilities ? track.getCapabilities() : {};
  let open = true;
  const close = () => {
    open = false;
    stream.getTracks().forEach((each) => each.stop());
    video.srcObject = null;
  };
  const torch = able.torch ? (on) => track.applyConstraints({ advanced: [{ torch: on }] }) : null;
  return { close, torch, next: () => watch(video, () => open) };
}

async function watch(video, open) {
  const canvas = document.createElement('canvas'), brush = canvas.getContext('2d', { willReadFrequently: true });
  while (open()) {
    if (video.videoWidth) {
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      brush.drawImage(video, 0, 0);
      const text = await readIn(brush.getImageData(0, 0, canvas.width, canvas.height));
      if (text) return text;
    }
    await new Promise((resolve) => { setTimeout(resolve, 120); });
  }
  return '';
}
