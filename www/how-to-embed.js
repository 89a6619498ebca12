// The embed builder: from what is chosen to lines to copy, and a preview that is one of them.
"use strict";
(() => {
  const models = JSON.parse(document.getElementById("models").textContent);
  const base = location.protocol === "file:" ? "https://early-action.example/" : new URL(".", location.href).href;
  const at = (id) => document.getElementById(id);
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const PREVIEW_PAUSE_MS = 400;

  /** How a figure of this unit is written here: its words, and how many of ours one of the model's is. */
  const UNITS = { GBP: ["pounds", 1], share: ["of 100", 100], years: ["years", 1], months: ["months", 1] };
  const unitOf = ({ unit }) => UNITS[unit] ?? [unit ?? "", 1];
  /** Three digits are enough to see what a figure is. */
  const plain = (number) => Number(number.toPrecision(3)).toLocaleString("en-GB", { maximumFractionDigits: 3 });

  const chosen = () => models.find(({ id }) => id === at("model").value) ?? models[0];

  function offerModels() {
    for (const { id, title } of models) at("model").append(new Option(title, id));
    const wanted = new URLSearchParams(location.search).get("model");
    if (models.some(({ id }) => id === wanted)) at("model").value = wanted;
  }

  function offerFigures() {
    const fields = chosen().controls.map((control) => {
      const [unit, factor] = unitOf(control);
      const id = `figure-${control.name}`;
      const field = make("div", { className: "field" });
      const input = make("input", { id, type: "text", inputMode: "decimal", autocomplete: "off" });
      input.dataset.name = control.name;
      input.setAttribute("aria-describedby", `${id}-now ${id}-error`);
      const range = control.range?.map((end) => plain(end * factor));
      const now = control.centre === null ? "must be entered" : `now ${plain(control.centre * factor)} ${unit}`;
      field.append(
        make("label", { htmlFor: id, textContent: control.label }),
        make("small", { id: `${id}-now`, textContent: range ? `${now}; from ${range[0]} to ${range[1]}` : now }),
        input,
        make("p", { id: `${id}-error`, className: "error" }),
      );
      return field;
    });
    at("figures").replaceChildren(...fields);
  }

  /** The figures that were entered, as the attribute writes them. What cannot be read is said beside it. */
  function overrides() {
    const found = [];
    for (const control of chosen().controls) {
      const input = at(`figure-${control.name}`);
      const [, factor] = unitOf(control);
      const text = input.value.trim().replaceAll(/[£,\s]/g, "");
      const number = Number(text) / factor;
      const [low, high] = control.range ?? [-Infinity, Infinity];
      let problem = "";
      if (text !== "" && !Number.isFinite(number)) problem = "Write this as a number, for example 12. Until then the evidence is used.";
      else if (text !== "" && (number < low || number > high)) problem = "This is outside the range that the model was made for. Until it is within, the evidence is used.";
      at(`${input.id}-error`).textContent = problem;
      input.setAttribute("aria-invalid", String(problem !== ""));
      if (text !== "" && problem === "") found.push(`${control.name}=${Number(number.toPrecision(12))}`);
    }
    return found.join("; ");
  }

  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

  function snippets() {
    const model = chosen();
    const asked = { model: model.id, set: overrides(), theme: at("theme").value, lang: at("lang").value };
    const given = Object.entries(asked).filter(([, value]) => value);
    const attributes = (prefix) => given.map(([name, value]) => `${prefix}${name}="${escaped(value)}"`).join(" ");
    const page = `${base}models/${model.id}.html`;
    const inside =
      `  <p>${escaped(model.answer)}</p>\n` +
      `  <a href="${page}"><img src="${base}models/${model.id}.svg" width="640" height="360" ` +
      `alt="${escaped(`${model.picture.title}. ${model.picture.description}`)}"></a>\n`;
    const script = `<script src="${base}early-action.js" defer></script>\n`;
    const frame = `${base}embed.html?${new URLSearchParams(given)}`;
    return {
      frame,
      hasFigures: asked.set !== "" || asked.theme !== "",
      address: page,
      element: `${script}<early-action-scenario ${attributes("")}>\n${inside}</early-action-scenario>`,
      div: `${script}<div data-early-action="scenario" ${attributes("data-")}>\n${inside}</div>`,
      iframe:
        `<iframe data-early-action-frame src="${escaped(frame)}"\n` +
        `  title="${escaped(model.title)}" width="100%" height="900" loading="lazy"\n` +
        `  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write"></iframe>\n` +
        `<script src="${base}early-action-frame.js" async></script>`,
    };
  }

  let timer = 0;

  function show() {
    const { frame, hasFigures, address, element, div, iframe } = snippets();
    at("snippet-address").textContent = address;
    at("address-note").textContent = hasFigures
      ? "This way shows the published figures in the reader’s own colours. For what you have chosen above, use one of the others."
      : "";
    at("snippet-element").textContent = element;
    at("snippet-div").textContent = div;
    at("snippet-frame").textContent = iframe;
    clearTimeout(timer);
    const src = new URL(`embed.html${new URL(frame).search}`, location.href).href;
    timer = setTimeout(() => {
      if (at("preview").src !== src) at("preview").src = src;
    }, PREVIEW_PAUSE_MS);
  }

  async function copy(button) {
    const code = at(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(code.textContent);
      at("status").textContent = "Copied.";
    } catch {
      // Marked, so that one press of the keyboard copies it.
      getSelection().selectAllChildren(code);
      at("status").textContent = "Your browser does not let us copy. The text is marked: copy it with Ctrl+C or ⌘C.";
    }
  }

  offerModels();
  offerFigures();
  show();
  // Before the form hears of it.
  at("model").addEventListener("input", offerFigures);
  at("builder").addEventListener("input", show);
  at("builder").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll(".copy")) button.addEventListener("click", () => void copy(button));
})();
