// Opens a citation in a panel beside the page, and the other views in the page of the chat, so that the conversation
// stays. Without this script every link and form opens the same as a page of its own.
"use strict";

(() => {
  const root = document.documentElement;
  let panel = null;
  let cameFrom = null;
  let visiting = "";

  root.classList.add("unqa-scripted");

  // What is said comes with the heading of the page, in the reader's language.
  const said = (key) => document.getElementById("unqa-masthead")?.dataset[key] ?? "";
  const chat = () => document.getElementById("unqa-chat");

  function build() {
    panel = document.createElement("aside");
    panel.id = "unqa-panel";
    panel.hidden = true;
    panel.setAttribute("aria-label", said("source"));
    const bar = document.createElement("div");
    bar.className = "unqa-panel-bar";
    const title = document.createElement("p");
    title.textContent = said("source");
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = said("close");
    close.addEventListener("click", shut);
    const cite = document.createElement("button");
    cite.type = "button";
    cite.textContent = said("cite");
    cite.addEventListener("click", () => {
      const styles = panel.querySelector(".unqa-cite-as");
      if (!styles) return;
      styles.open = true;
      styles.scrollIntoView({ block: "start" });
      styles.querySelector("summary").focus({ preventScroll: true });
    });
    bar.append(title, cite, close);
    const body = document.createElement("div");
    body.id = "unqa-source";
    body.className = "unqa-opened";
    body.tabIndex = -1;
    body.setAttribute("aria-live", "polite");
    panel.append(bar, body);
    document.body.append(panel);
  }

  function shut() {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    root.classList.remove("unqa-reading");
    if (cameFrom && cameFrom.isConnected) cameFrom.focus();
  }

  function say(place, message) {
    const notice = document.createElement("p");
    notice.className = "unqa-pending";
    notice.setAttribute("role", "status");
    notice.textContent = message;
    place.replaceChildren(notice);
  }

  const parse = (text) => new DOMParser().parseFromString(text, "text/html");

  async function open(link) {
    if (!panel) build();
    cameFrom = link;
    const address = link.getAttribute("href");
    const body = panel.querySelector(".unqa-opened");
    panel.dataset.address = address;
    panel.hidden = false;
    root.classList.add("unqa-reading");
    say(body, said("opening"));
    let text;
    try {
      text = await (await fetch(address)).text();
    } catch {
      say(body, said("noServer"));
      return;
    }
    // A second click may have overtaken this one.
    if (panel.dataset.address !== address) return;
    const parsed = parse(text).querySelector("main");
    body.replaceChildren(...(parsed ? [...parsed.childNodes] : []));
    const cited = body.querySelector(".unqa-cited");
    if (cited) cited.scrollIntoView({ block: "center" });
    (cited || body).focus({ preventScroll: true });
  }

  // The view of an address, in the page of the chat.
  async function visit(address, options, remember) {
    const view = document.getElementById("unqa-view");
    visiting = address;
    shut();
    root.classList.add("unqa-elsewhere");
    say(view, said("opening"));
    let parsed;
    try {
      parsed = parse(await (await fetch(address, options)).text());
    } catch {
      say(view, said("noServer"));
      return;
    }
    if (visiting !== address) return;
    const main = parsed.querySelector("main");
    view.replaceChildren(...(main ? [...main.childNodes] : []));
    if (remember) history.pushState({}, "", address);
    point(parsed.querySelector(".unqa-views [aria-current]")?.getAttribute("href"));
    window.scrollTo(0, 0);
    view.querySelector("input:not([value]), input[value=''], textarea:empty")?.focus({ preventScroll: true });
  }

  function home() {
    visiting = "";
    root.classList.remove("unqa-elsewhere");
    document.getElementById("unqa-view").replaceChildren();
    point("/");
  }

  function point(address) {
    for (const link of document.querySelectorAll(".unqa-views a")) {
      if (link.getAttribute("href") === address) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  async function copy(button) {
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(button.closest(".unqa-style").querySelector("pre").textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(button.closest(".unqa-style").querySelector("pre"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return;
    }
    button.textContent = said("copied");
    setTimeout(() => (button.textContent = words), 2000);
  }

  // A new question goes to the top of the window, so that its answer is read from its beginning.
  let asked = 0;
  new MutationObserver(() => {
    const questions = document.querySelectorAll("#unqa-chat .unqa-question");
    if (questions.length > asked) questions[questions.length - 1].scrollIntoView({ block: "start" });
    asked = questions.length;
    const head = document.getElementById("unqa-masthead");
    if (head && root.lang !== head.lang) {
      root.lang = head.lang;
      root.dir = head.dir;
    }
  }).observe(root, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest("[data-copy]");
    if (button) copy(button);
    const link = target?.closest("a[data-source], a[data-view]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    if ("source" in link.dataset) {
      event.preventDefault();
      open(link);
    } else if (chat()) {
      event.preventDefault();
      const address = link.getAttribute("href");
      if (address !== "/") {
        visit(address, undefined, true);
        return;
      }
      home();
      history.pushState({}, "", address);
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("view" in form.dataset) || !chat()) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    const address = form.getAttribute("action");
    if (form.method === "post") visit(address, { method: "POST", body: fields }, true);
    else visit(`${address}?${fields}`, undefined, true);
  });

  window.addEventListener("popstate", () => {
    if (!chat()) return;
    if (location.pathname === "/") home();
    else visit(location.pathname + location.search, undefined, false);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
  });

  // An id, pasted whole after the address: "#op8@en".
  if (location.hash.includes("@")) location.replace(location.hash.split("@")[0]);
})();
