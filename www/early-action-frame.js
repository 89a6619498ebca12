// Gives frames marked data-early-action-frame the height that they ask for. Nothing else is read or done.
(() => {
  const originOf = (frame) =>
    frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin") ? "null" : new URL(frame.src).origin;
  const frames = () => document.querySelectorAll("iframe[data-early-action-frame]");
  addEventListener("message", ({ data, origin, source }) => {
    if (!data || data.source !== "early-action" || data.version !== 1 || data.type !== "height") return;
    if (!Number.isInteger(data.height) || data.height < 50 || data.height > 20000) return;
    for (const frame of frames()) {
      if (frame.contentWindow !== source || originOf(frame) !== origin) continue;
      const border = getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
      frame.style.height = `${data.height + border}px`;
    }
  });
  // Frames that were there first have told already: they are asked again.
  const ask = () => {
    for (const frame of frames()) frame.contentWindow?.postMessage({ source: "early-action", version: 1, type: "ask" }, "*");
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", ask);
  else ask();
})();
