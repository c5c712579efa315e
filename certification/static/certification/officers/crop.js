// Crop a chosen photo in the browser, by touch, mouse and keyboard; the form then sends the small cropped picture.
// Where a browser cannot put a file into the form, the chosen one is sent as it is, and the server crops it.
const STEP = 12, SETTLED_MS = 150, QUALITY = 0.92;
const root = document.getElementById("crop"), form = document.querySelector("form.act");
const part = (name) => root.querySelector(`[data-crop=${name}]`);
const input = form?.querySelector("input[type=file]"), mark = form?.querySelector("input[name=cropped]");
const stage = part("stage"), preview = part("preview"), size = part("size");
const WIDE = stage.width, HIGH = stage.height;
let picture = null, x = 0, y = 0, zoom = 1, cover = 1, later = 0;
const fingers = new Map();

function draw() {
  const wide = picture.width * cover * zoom, high = picture.height * cover * zoom;
  x = Math.min(0, Math.max(WIDE - wide, x));
  y = Math.min(0, Math.max(HIGH - high, y));
  for (const [canvas, scale] of [[stage, 1], [preview, preview.width / WIDE]]) {
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, x * scale, y * scale, wide * scale, high * scale);
  }
  clearTimeout(later);
  later = setTimeout(put, SETTLED_MS);
}

function put() {
  stage.toBlob((blob) => {
    const sack = new DataTransfer();
    sack.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
    input.files = sack.files;
    mark.value = "on";
  }, "image/jpeg", QUALITY);
}

function move(dx, dy) { x += dx; y += dy; draw(); }

function scale(to, cx = WIDE / 2, cy = HIGH / 2) {
  const wanted = Math.min(5, Math.max(1, to)), by = wanted / zoom;
  x = cx - (cx - x) * by;
  y = cy - (cy - y) * by;
  zoom = wanted;
  size.value = Math.round(zoom * 100);
  draw();
}

async function choose() {
  const [file] = input.files;
  mark.value = "";
  if (!file) return;
  try { picture = await createImageBitmap(file, { imageOrientation: "from-image" }); } catch { root.hidden = true; return; }
  cover = Math.max(WIDE / picture.width, HIGH / picture.height);
  zoom = 1;
  x = (WIDE - picture.width * cover) / 2;
  y = (HIGH - picture.height * cover) * 0.3;
  size.value = 100;
  root.hidden = false;
  draw();
  stage.focus({ preventScroll: true });
}

const ratio = () => WIDE / stage.getBoundingClientRect().width;
const apart = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.x - b.x, a.y - b.y); };
const KEYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

if (input && mark && "DataTransfer" in window && "createImageBitmap" in window) {
  input.addEventListener("change", choose);
  size.addEventListener("input", () => scale(size.value / 100));
  stage.addEventListener("pointerdown", (event) => { stage.setPointerCapture(event.pointerId); fingers.set(event.pointerId, event); });
  for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, (event) => fingers.delete(event.pointerId));
  stage.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last || !picture) return;
    const before = fingers.size === 2 ? apart() : 0;
    fingers.set(event.pointerId, event);
    if (fingers.size === 1) move((event.clientX - last.clientX) * ratio(), (event.clientY - last.clientY) * ratio());
    else if (before) scale(zoom * apart() / before);
  });
  stage.addEventListener("wheel", (event) => { event.preventDefault(); scale(zoom * (event.deltaY < 0 ? 1.08 : 0.93)); }, { passive: false });
  stage.addEventListener("keydown", (event) => {
    if (KEYS[event.key]) move(...KEYS[event.key]);
    else if ("+=".includes(event.key)) scale(zoom * 1.05);
    else if (event.key === "-") scale(zoom / 1.05);
    else return;
    event.preventDefault();
  });
  for (const button of root.querySelectorAll("[data-move]")) {
    const [dx, dy] = button.dataset.move.split(",").map(Number);
    button.addEventListener("click", () => picture && move(dx * STEP, dy * STEP));
  }
}
