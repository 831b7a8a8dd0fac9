// Opens the other views in the page of the chat, so that the conversation stays.
import { shut } from "./panel.js";
import { hasChat, isPlain, notice, parse, said, target } from "./shared.js";

const root = document.documentElement;
let visiting = "";

// The view of an address, in the page of the chat.
async function visit(address, options, remember) {
  const view = document.getElementById("unqa-view");
  // Gradio lets everything in its blocks run from left to right.
  view.dir = root.dir;
  visiting = address;
  shut();
  root.classList.add("unqa-elsewhere");
  notice(view, said("opening"));
  let parsed;
  try {
    parsed = parse(await (await fetch(address, options)).text());
  } catch {
    notice(view, said("noServer"));
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

document.addEventListener("click", (event) => {
  const link = target(event, "a[data-view]");
  if (!link || !isPlain(event) || !hasChat()) return;
  event.preventDefault();
  const address = link.getAttribute("href");
  if (address !== "/") {
    visit(address, undefined, true);
    return;
  }
  home();
  history.pushState({}, "", address);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("view" in form.dataset) || !hasChat()) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form));
  const address = form.getAttribute("action");
  if (form.method === "post") visit(address, { method: "POST", body: fields }, true);
  else visit(`${address}?${fields}`, undefined, true);
});

window.addEventListener("popstate", () => {
  if (!hasChat()) return;
  if (location.pathname === "/") home();
  else visit(location.pathname + location.search, undefined, false);
});
