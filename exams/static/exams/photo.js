// A photo before the start, for those who choose it: from the camera where the page may use it, or from a file.
import { say } from "./words.js";

const LARGEST = 960, QUALITY = 0.85;

export class Photo {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(`[data-photo=${name}]`);
    this.video = this.part("video");
    this.canvas = this.part("canvas");
    if (navigator.mediaDevices?.getUserMedia) this.part("camera").hidden = false;
    this.part("consent").addEventListener("change", () => this.consented());
    this.part("camera").addEventListener("click", () => this.open());
    this.part("take").addEventListener("click", () => this.take());
    this.part("again").addEventListener("click", () => this.choose());
    this.part("send").addEventListener("click", () => this.send());
    this.part("file").addEventListener("change", () => this.read());
    addEventListener("pagehide", () => this.close());
  }

  consented() {
    this.part("ways").hidden = !this.part("consent").checked;
    if (!this.part("consent").checked) this.choose();
  }

  tell(text) { this.part("said").textContent = text; }

  async open() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: { ideal: LARGEST } }, audio: false });
    } catch {
      this.tell(say("photo_no_camera"));
      return;
    }
    this.video.srcObject = this.stream;
    await this.video.play();
    this.show("live");
    this.part("take").focus();
  }

  take() {
    this.draw(this.video, this.video.videoWidth, this.video.videoHeight);
    this.close();
  }

  async read() {
    const [file] = this.part("file").files;
    if (!file) return;
    try {
      const picture = await createImageBitmap(file);
      this.draw(picture, picture.width, picture.height);
    } catch {
      this.tell(say("photo_no_picture"));
    }
  }

  // Only the drawn picture leaves the computer: smaller, and without what a camera writes into its files.
  draw(source, width, height) {
    const scale = Math.min(1, LARGEST / Math.max(width, height));
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.canvas.getContext("2d").drawImage(source, 0, 0, this.canvas.width, this.canvas.height);
    this.show("drawn");
    this.tell(say("photo_look"));
    this.part("send").focus();
  }

  close() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
  }

  choose() {
    this.close();
    this.part("file").value = "";
    this.tell("");
    this.show("choose");
  }

  show(step) {
    for (const element of this.root.querySelectorAll("[data-step]")) element.hidden = element.dataset.step !== step;
  }

  async send() {
    this.part("send").disabled = true;
    this.tell(say("photo_sending"));
    try {
      const picture = await new Promise((resolve) => { this.canvas.toBlob(resolve, "image/jpeg", QUALITY); });
      const body = new FormData();
      body.append("consent", "on");
      body.append("photo", picture, "photo.jpg");
      const response = await fetch(this.root.dataset.url, {
        method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf]").content },
      });
      const said = await response.json();
      if (response.ok) {
        this.show("done");
        this.tell("");
        this.part("done").focus();
      } else this.tell(said.sentence);
    } catch {
      this.tell(say("photo_not_sent"));
    } finally {
      this.part("send").disabled = false;
    }
  }
}
