// Opens a citation in a panel beside the chat. Without this script its link opens the same text as a page of its own.
"use strict";

(() => {
  let panel = null;
  let cameFrom = null;

  function build() {
    panel = document.createElement("aside");
    panel.id = "unqa-panel";
    panel.hidden = true;
    panel.setAttribute("aria-label", "Source");
    const bar = document.createElement("div");
    bar.className = "unqa-panel-bar";
    const title = document.createElement("p");
    title.textContent = "Source";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", shut);
    bar.append(title, close);
    const body = document.createElement("div");
    body.id = "unqa-source";
    body.tabIndex = -1;
    body.setAttribute("aria-live", "polite");
    panel.append(bar, body);
    document.body.append(panel);
  }

  function shut() {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    document.documentElement.classList.remove("unqa-reading");
    if (cameFrom && cameFrom.isConnected) cameFrom.focus();
  }

  function say(message) {
    const notice = document.createElement("p");
    notice.className = "unqa-pending";
    notice.textContent = message;
    panel.querySelector("#unqa-source").replaceChildren(notice);
  }

  async function open(link) {
    if (!panel) build();
    cameFrom = link;
    const address = link.getAttribute("href");
    panel.dataset.address = address;
    panel.hidden = false;
    document.documentElement.classList.add("unqa-reading");
    say("Opening the resolution");
    let text;
    try {
      text = await (await fetch(address)).text();
    } catch {
      say("The server does not answer. Is it still running?");
      return;
    }
    // A second click may have overtaken this one.
    if (panel.dataset.address !== address) return;
    const parsed = new DOMParser().parseFromString(text, "text/html").querySelector("#unqa-source");
    const body = panel.querySelector("#unqa-source");
    body.replaceChildren(...(parsed ? [...parsed.childNodes] : []));
    const cited = body.querySelector(".unqa-cited");
    if (cited) cited.scrollIntoView({ block: "center" });
    (cited || body).focus({ preventScroll: true });
  }

  // A new question goes to the top of the window, so that its answer is read from its beginning.
  let asked = 0;
  new MutationObserver(() => {
    const questions = document.querySelectorAll("#unqa-chat .unqa-question");
    if (questions.length > asked) questions[questions.length - 1].scrollIntoView({ block: "start" });
    asked = questions.length;
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-source]") : null;
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    open(link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
  });
})();
