// Pictures of questions: fetched once at the start, so that they are there when the network is not; larger by a press.
import { make, say } from "./words.js";

const address = (picture) => `/x/images/${picture.sha256}`;

export class Pictures {
  constructor(dialog) {
    this.dialog = dialog;
    this.large = dialog.querySelector("img");
    this.large.addEventListener("click", () => dialog.classList.toggle("is-full"));
    dialog.addEventListener("close", () => dialog.classList.remove("is-full"));
  }

  fetch(paper) {
    const media = [...(paper.groups ?? []), ...paper.questions].flatMap((part) => part.media ?? []);
    this.fetched = media.map((picture) => Object.assign(new Image(), { src: address(picture) }));
  }

  // A list of pictures, each in a button that opens it large.
  show(media) {
    return media.map((picture) => {
      const button = make("button", { type: "button", class: "picture", title: say("larger") },
        make("img", { src: address(picture), alt: picture.alt ?? "" }), make("span", { class: "visually-hidden" }, say("larger")));
      button.addEventListener("click", () => {
        Object.assign(this.large, { src: address(picture), alt: picture.alt ?? "" });
        this.dialog.showModal();
      });
      return button;
    });
  }
}
