// Opens the other views in the page of the chat, so that the conversation stays.
import { questionBox } from "./bridge.js";
import { shut } from "./panel.js";
import { fetchPage, hasChat, isPlain, notice, said, target } from "./shared.js";

const root = document.documentElement;
const part = () => document.getElementById("unqa-view");
// The keyboard opens by itself only where it takes nothing of the window.
const hasPointer = matchMedia("(hover: hover) and (pointer: fine)");
// The address of the view that is shown, "" for the chat, whose title is kept.
let visiting = "";
let chatTitle = "";
// How far the chat had been read, and the view of each entry of the browser's history, by the number that we gave it.
let chatAt = 0;
let entry = history.state?.unqaEntry ?? 0;
let entries = entry;
const read = new Map();

const address = (link) => link.pathname + link.search;

function leave() {
  history.scrollRestoration = "manual";
  read.set(entry, window.scrollY);
  if (visiting) return;
  chatAt = window.scrollY;
  chatTitle = document.title;
}

function enter(where) {
  entries += 1;
  entry = entries;
  history.pushState({ unqaEntry: entry }, "", where);
}

// The view of an address, in the page of the chat: whether it came. `found` tells where its own address is, `typed` is
// what is to be there still if it does not come.
async function visit(wanted, { options, found = () => wanted, back = false, typed = [] } = {}) {
  const view = part();
  // Gradio lets everything in its blocks run from left to right.
  view.dir = root.dir;
  view.tabIndex = -1;
  visiting = wanted;
  shut();
  root.classList.add("unqa-elsewhere");
  point(tabOf(wanted));
  notice(view, said("opening"));
  let parsed;
  try {
    parsed = await fetchPage(wanted, options);
  } catch {
    notice(view, said("noServer"));
    view.append(...typed);
    return false;
  }
  if (visiting !== wanted) return false;
  const main = parsed.querySelector("main");
  if (!main) {
    notice(view, parsed.body.textContent);
    view.append(...typed);
    return false;
  }
  view.replaceChildren(...main.childNodes);
  document.title = parsed.title;
  point(parsed.querySelector(".unqa-views [aria-current]")?.getAttribute("href"));
  if (back) return true;
  // Pressed twice it is one step back.
  if (found(view) !== address(location)) enter(found(view));
  visiting = address(location);
  window.scrollTo(0, 0);
  return true;
}

function home() {
  visiting = "";
  root.classList.remove("unqa-elsewhere");
  part().replaceChildren();
  document.title = chatTitle;
  point("/");
  window.scrollTo(0, chatAt);
}

const tabOf = (path) =>
  [...document.querySelectorAll(".unqa-views a")].map((link) => link.getAttribute("href")).find((one) =>
    one !== "/" && path.startsWith(one),
  );

function point(tab) {
  for (const link of document.querySelectorAll(".unqa-views a")) {
    if (link.getAttribute("href") === tab) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

// Where the keyboard goes on in a view just opened: where it was, else in the field to be filled, else at the beginning.
function focusIn(view, kept) {
  const empty = hasPointer.matches && !view.querySelector(".unqa-finding, .unqa-notice");
  const field = empty && [...view.querySelectorAll(":is(input, textarea)[required]")].find((one) => one.value === "");
  (kept || field || view).focus({ preventScroll: true });
}

document.addEventListener("click", async (event) => {
  const link = target(event, "a[data-view]");
  if (!link || !isPlain(event) || !hasChat()) return;
  event.preventDefault();
  const wanted = address(link);
  leave();
  if (wanted === "/") {
    if (!visiting) return;
    home();
    enter("/");
    return;
  }
  const column = link.closest("th")?.cellIndex;
  if (!(await visit(wanted))) return;
  const view = part();
  focusIn(view, column === undefined ? null : view.querySelectorAll("th a")[column]);
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("view" in form.dataset) || !hasChat()) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form));
  const action = form.getAttribute("action");
  const name = document.activeElement?.getAttribute("name");
  const posts = form.method === "post";
  leave();
  // What was sent may have an address of its own, to come back to.
  const found = (view) => view.querySelector("p.unqa-permanent > a")?.getAttribute("href") ?? action;
  const typed = [...part().children].filter((one) => !one.matches(".unqa-pending"));
  const came = posts
    ? await visit(action, { options: { method: "POST", body: fields }, found, typed })
    : await visit(`${action}?${fields}`, { typed });
  if (!came) return;
  const view = part();
  const finding = view.querySelector(".unqa-finding, .unqa-notice");
  if (finding) finding.tabIndex = -1;
  focusIn(view, finding ?? (name ? view.querySelector(`form [name="${CSS.escape(name)}"]`) : null));
  finding?.scrollIntoView({ block: "nearest" });
});

window.addEventListener("popstate", async () => {
  const wanted = location.pathname === "/" ? "" : address(location);
  // A place within what is shown: the browser goes there.
  if (!hasChat() || wanted === visiting) return;
  leave();
  entry = history.state?.unqaEntry ?? 0;
  if (!wanted) {
    shut();
    home();
    if (hasPointer.matches) questionBox()?.focus({ preventScroll: true });
  } else if (await visit(wanted, { back: true })) {
    focusIn(part(), null);
    window.scrollTo(0, read.get(entry) ?? 0);
  }
});

// Gradio's page has a base for addresses that is not the view's: a place within the view, and its other languages.
document.addEventListener("click", (event) => {
  const link = target(event, "#unqa-view a[href^='#'], .unqa-languages a");
  if (!link || !isPlain(event) || !visiting) return;
  event.preventDefault();
  if (link.hash) {
    location.hash = link.hash;
    return;
  }
  const other = new URL(location.href);
  other.searchParams.set("lang", link.hreflang);
  location.assign(other);
});

document.addEventListener("click", (event) => {
  if (!target(event, ".unqa-skip") || !hasChat()) return;
  event.preventDefault();
  (visiting ? part() : questionBox())?.focus();
});
