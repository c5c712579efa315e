// The diagram of a sketch in bpmn-js. Every change is exported and sent; what the server refuses stays here with its reason.
const place = document.getElementById("modeler");
const state = document.querySelector(".sketch-state");
const refused = document.querySelector(".sketch-refused");
const NO_ENTRIES = ["create.data-object", "create.data-store", "create.intermediate-event", "create.participant-expanded", "create.group"];
const NO_REPLACE = /(script|service|send|receive|business|manual|message|signal|error|escalation|conditional|link|compensation|cancel|complex|inclusive|event-based|ad-hoc|transaction|multi-instance|loop|data-|collection|participant|replace-with-task$)/;

// Only what a flowchart may hold is offered: a task is always one that a person does and says its act.
class OnlyOurs {
  constructor(palette, popupMenu, contextPad, elementFactory, moddle, elementRegistry) {
    const dropped = (names) => () => (entries) => Object.fromEntries(Object.entries(entries).filter(([name]) => !names(name)));
    palette.registerProvider(500, { getPaletteEntries: dropped((name) => NO_ENTRIES.includes(name)) });
    popupMenu.registerProvider("bpmn-replace", 500, { getPopupMenuEntries: dropped((name) => NO_REPLACE.test(name)), getPopupMenuHeaderEntries: () => ({}) });
    popupMenu.registerProvider("bpmn-append", 500, { getPopupMenuEntries: dropped((name) => NO_REPLACE.test(name)) });
    popupMenu.registerProvider("bpmn-create", 500, { getPopupMenuEntries: dropped((name) => NO_REPLACE.test(name)) });
    contextPad.registerProvider(500, { getContextPadEntries: dropped((name) => ["append.intermediate-event", "append.receive-task", "append.message-intermediate-event", "append.signal-intermediate-event", "append.condition-intermediate-event"].includes(name)), getMultiElementContextPadEntries: () => ({}) });
    const create = elementFactory.create.bind(elementFactory);
    elementFactory.create = (kind, attributes = {}) => {
      const plain = attributes.type === "bpmn:Task";
      const element = create(kind, plain ? { ...attributes, type: "bpmn:UserTask" } : attributes);
      const step = element.businessObject;
      if (step?.$instanceOf?.("bpmn:Activity") && !step.extensionElements) {
        const codes = new Set(elementRegistry.getAll().flatMap((e) => e.businessObject?.extensionElements?.values ?? []).map((v) => v.code));
        let number = 1;
        while (codes.has(`N${String(number).padStart(2, "0")}`)) number += 1;
        const law = moddle.create("law:Step", { code: `N${String(number).padStart(2, "0")}`, act: "record" });
        step.extensionElements = moddle.create("bpmn:ExtensionElements", { values: [law] });
        law.$parent = step.extensionElements;
        step.extensionElements.$parent = step;
        step.name ||= "新步骤";
      }
      return element;
    };
  }
}
OnlyOurs.$inject = ["palette", "popupMenu", "contextPad", "elementFactory", "moddle", "elementRegistry"];

const say = (text) => { state.textContent = text; };
const refuse = (sentences = []) => refused.replaceChildren(...sentences.map((text) => Object.assign(document.createElement("p"), { textContent: text })));

const law = await (await fetch(place.dataset.moddle)).json();
const answer = await fetch(place.dataset.file);
let stamp = answer.headers.get("X-Sketch-Stamp");
const modeler = new window.BpmnJS({
  container: place,
  moddleExtensions: { law },
  additionalModules: [{ __init__: ["onlyOurs"], onlyOurs: ["type", OnlyOurs] }],
});
const { warnings } = await modeler.importXML(await answer.text());
// A long chart begins at its top in a size that can be read.
const canvas = modeler.get("canvas");
if (canvas.zoom("fit-viewport", "auto") < 0.6) {
  canvas.zoom(0.8);
  const seen = canvas.viewbox();
  const start = modeler.get("elementRegistry").find((element) => element.type === "bpmn:StartEvent");
  canvas.viewbox({ ...seen, x: start.x - seen.width / 2, y: start.y - 60 });
}
place.dataset.warnings = warnings.length;
if (warnings.length) refuse([place.dataset.warned, ...warnings.map((warning) => warning.message)]);
else modeler.on("commandStack.changed", () => { clearTimeout(waiting); waiting = setTimeout(save, 600); });

let waiting = 0;
let busy = false;
async function save() {
  if (busy) { waiting = setTimeout(save, 600); return; }
  busy = true;
  say(place.dataset.saving);
  const { xml } = await modeler.saveXML({ format: true });
  const csrf = document.querySelector("meta[name=csrf]").content;
  try {
    const sent = await fetch(place.dataset.put, { method: "POST", body: new URLSearchParams({ bpmn: xml, stamp }), headers: { "X-CSRFToken": csrf } });
    const told = await sent.json();
    refuse(told.refused);
    if (sent.ok) stamp = told.stamp;
    say(sent.ok ? place.dataset.saved : "");
  } catch {
    say(place.dataset.lost);
    waiting = setTimeout(save, 5000);
  }
  busy = false;
}
window.modeler = modeler;
