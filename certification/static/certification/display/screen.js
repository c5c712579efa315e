// The screen: stays awake while a code is shown, and the code fills it at a touch.
let lock;

export async function keepAwake() {
  try {
    if (navigator.wakeLock && (!lock || lock.released)) lock = await navigator.wakeLock.request("screen");
  } catch {
    lock = undefined;
  }
  document.querySelector("[data-show=awake]").hidden = Boolean(lock);
}

export function largeOrNot() {
  const dialog = document.getElementById("large");
  document.getElementById("code").addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", () => dialog.close());
}
