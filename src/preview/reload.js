// Part of the preview alone, never of a published site: reloads the page when the site changed, and shows what is wrong with it.
(() => {
  "use strict";
  const mine = new URL(document.currentScript.src).searchParams.get("v");
  let box = null;

  const element = (name, style, text) => {
    const made = document.createElement(name);
    Object.assign(made.style, style);
    made.textContent = text;
    return made;
  };

  const show = (problems) => {
    if (box) box.remove();
    box = null;
    if (problems.length === 0) return;
    box = element("div", {
      position: "fixed", insetInline: "0", bottom: "0", maxHeight: "60vh", overflow: "auto", zIndex: "2147483647",
      padding: "1rem 1.25rem", background: "#1d1b19", color: "#f6f1e7", borderTop: "4px solid #d9542b", direction: "ltr", textAlign: "left",
    }, "");
    box.setAttribute("role", "alert");
    const close = element("button", { float: "right", font: "inherit", padding: "0.25rem 0.75rem" }, "Close");
    close.addEventListener("click", () => box && box.remove());
    const heading = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    box.append(close, element("strong", { font: "600 1rem/1.4 system-ui, sans-serif" }, `${heading}; this is the last good page`));
    for (const problem of problems) {
      box.append(element("pre", { margin: "0.75rem 0 0", padding: "0", border: "0", whiteSpace: "pre-wrap", background: "none", color: "inherit", font: "0.85rem/1.45 ui-monospace, monospace" }, problem));
    }
    document.body.append(box);
  };

  const events = new EventSource("/__dateline/events");
  events.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    if (state.version === mine) show(state.problems);
    else location.reload();
  });
  addEventListener("pagehide", () => events.close());
})();
