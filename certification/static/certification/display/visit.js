// What the officer says of a visit before showing the code, where the agency keeps such a log.
import { say } from "../../exams/words.js";
import { announce, Away } from "./server.js";

const HUNDREDTHS = 100;

function place() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) { resolve({}); return; }
    const round = (degrees) => Math.round(degrees * HUNDREDTHS) / HUNDREDTHS;
    const found = ({ coords }) => resolve({ latitude: round(coords.latitude), longitude: round(coords.longitude) });
    navigator.geolocation.getCurrentPosition(found, () => resolve({}), { maximumAge: 60_000, timeout: 8000 });
  });
}

export function visits(kept) {
  const form = document.getElementById("visit-form"), told = document.getElementById("visit-said");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const go = form.querySelector("button"), given = Object.fromEntries(new FormData(form));
    go.disabled = true;
    told.className = "quiet";
    told.textContent = say("sending");
    try {
      const where = given.consent ? await place() : {};
      const { enterprise, purpose, reference } = given;
      await announce(kept(), { enterprise, purpose, reference, ...where });
      told.textContent = say(given.consent && where.latitude === undefined ? "visit_done_no_place" : "visit_done", { enterprise });
      form.reset();
      document.getElementById("visit").open = false;
      document.getElementById("code").focus();
    } catch (error) {
      told.className = "fault";
      told.textContent = error instanceof Away ? say("visit_no_network") : error.message || say("not_done");
    } finally {
      go.disabled = false;
    }
  });
}
