// The page that stands in a frame: one element, as the address asks, and its height told to the page around.
//
// The address's query or its fragment may say: model, models, set, seed, draws, lang, theme, fallback.
// The fragment goes before the query: it is not sent to any server.
"use strict";
(() => {
  const SOURCE = "early-action";
  const VERSION = 1;
  /** What is handed to the element as it stands, and what it may look like. */
  const ATTRIBUTES = {
    model: /^[a-z0-9-]{1,80}$/,
    models: /^[a-z0-9 -]{1,400}$/,
    set: /^[^<>]{1,4000}$/,
    seed: /^\d{1,20}$/,
    draws: /^\d{1,8}$/,
    lang: /^[A-Za-z0-9-]{2,20}$/,
    theme: /^(light|dark)$/,
  };
  const DEFAULT_MODEL = "family-group-conference";

  const inQuery = () => new URLSearchParams(location.search);
  const inFragment = () => {
    const text = location.hash.replace(/^#\??/, "");
    // A share link is the element's own business.
    return new URLSearchParams(text.startsWith("early-action=") ? "" : text);
  };

  /** What is asked for under a name, if it looks like it. */
  function asked(name) {
    const value = (inFragment().get(name) ?? inQuery().get(name))?.trim();
    return value && ATTRIBUTES[name].test(value) ? value : undefined;
  }

  function build() {
    const element = document.createElement("early-action-scenario");
    for (const name of Object.keys(ATTRIBUTES)) {
      const value = asked(name);
      if (value) element.setAttribute(name, value);
    }
    document.documentElement.lang = asked("lang") ?? "en-GB";
    document.documentElement.dataset.theme = asked("theme") ?? "";
    element.append(fallback(asked("model") ?? DEFAULT_MODEL));
    document.getElementById("place").replaceChildren(element);
  }

  /** What the build says of each shipped model. */
  const models = JSON.parse(document.getElementById("models").textContent);

  /** What stands here until the element is ready, and stays if it cannot be. */
  function fallback(model) {
    const known = models.find(({ id }) => id === model);
    const make = (name, properties) => Object.assign(document.createElement(name), properties);
    const figure = make("figure", { className: "fallback" });
    const caption = make("figcaption");
    const isText = (inFragment().get("fallback") ?? inQuery().get("fallback")) === "text";
    if (known && !isText) {
      const alt = `${known.picture.title}. ${known.picture.description}`;
      figure.append(make("img", { alt, width: 640, height: 360, src: `models/${model}.svg` }));
    }
    if (known) caption.append(make("p", { textContent: known.answer }));
    const href = new URL(known ? `models/${model}.html` : "./", document.baseURI).href;
    caption.append(make("a", { href, target: "_blank", rel: "noopener", textContent: "Open this scenario in a tab of its own" }));
    figure.append(caption);
    return figure;
  }

  let last = 0;

  /** Tells the page around how high this page is: in our own envelope, and as WordPress expects it. */
  function tell(isAsked) {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height < 1 || (height === last && !isAsked)) return;
    last = height;
    // To whoever it may be: a height is no secret, and a frame without an origin cannot know its host.
    parent.postMessage({ source: SOURCE, version: VERSION, type: "height", height }, "*");
    const secret = inFragment().get("secret");
    if (secret && /^[A-Za-z0-9]{1,32}$/.test(secret)) {
      parent.postMessage({ message: "height", value: height, secret }, "*");
    }
  }

  /** Whoever has come late may ask: our own script, or WordPress's. Only the page around is heard. */
  function hear({ source, data }) {
    if (source !== parent || typeof data !== "object" || data === null) return;
    const isOurs = data.source === SOURCE && data.version === VERSION && data.type === "ask";
    const isWordPress = data.message === "ready" && data.secret === inFragment().get("secret");
    if (isOurs || isWordPress) tell(true);
  }

  build();
  if (parent !== window) {
    addEventListener("message", hear);
    // WordPress writes its secret into the fragment after the page has loaded.
    addEventListener("hashchange", () => tell(true));
    new ResizeObserver(() => tell(false)).observe(document.documentElement);
  }
})();
