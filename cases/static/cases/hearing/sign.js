// A field to sign in with a finger or a pen; the drawing goes with the form as a PNG.
const pad = document.querySelector("[data-pad]");
const hidden = document.getElementById(pad?.dataset.pad ?? "");
const canvas = pad?.querySelector("canvas");

if (hidden && canvas) {
  const form = hidden.closest("form"), pen = canvas.getContext("2d");
  let drawing = false, drawn = false;
  pad.hidden = false;
  form.prepend(pad);
  pen.lineWidth = 4;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#111";
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    drawn = true;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { drawing = false; });
  pad.querySelector("[data-clear]").addEventListener("click", () => { pen.clearRect(0, 0, canvas.width, canvas.height); drawn = false; });
  form.addEventListener("submit", () => { hidden.value = drawn ? canvas.toDataURL("image/png") : ""; }, { capture: true });
}
