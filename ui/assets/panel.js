// Opens a source in a panel beside the page, so that what was being read stays.
import { fetchPage, isPlain, notice, said, target } from "./shared.js";

const root = document.documentElement;
// Where the panel covers the page, nothing behind it can be reached, and the way back closes it.
const covers = matchMedia("(max-width: 56rem)");
let panel = null;
let cameFrom = null;

// A button named by what is said for `key`; `sign` stands for the words where it is given.
function button(key, action, sign) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign ?? said(key);
  if (sign) {
    made.className = "unqa-step";
    made.title = said(key);
    made.setAttribute("aria-label", said(key));
  }
  made.addEventListener("click", action);
  return made;
}

function build() {
  panel = document.createElement("aside");
  panel.id = "unqa-panel";
  panel.hidden = true;
  panel.setAttribute("aria-label", said("source"));
  const bar = document.createElement("div");
  bar.className = "unqa-panel-bar";
  const title = document.createElement("p");
  title.textContent = said("source");
  const back = button("previousParagraph", () => step(-1), "‹");
  const on = button("nextParagraph", () => step(1), "›");
  bar.append(title, back, on, button("cite", showCitations), button("close", close));
  const body = document.createElement("div");
  body.id = "unqa-source";
  body.className = "unqa-opened";
  body.tabIndex = -1;
  // Says the name of the paragraph that was stepped to; the whole text would be too much.
  const status = document.createElement("p");
  status.className = "unqa-hidden";
  status.setAttribute("role", "status");
  panel.append(bar, status, body);
  document.body.append(panel);
}

function cover() {
  for (const other of document.body.children) {
    if (other !== panel && other.id !== "unqa-connection") other.inert = covers.matches && !panel.hidden;
  }
}
covers.addEventListener("change", () => panel && cover());

function showCitations() {
  const styles = panel.querySelector(".unqa-cite-as");
  if (!styles) return;
  styles.open = true;
  styles.scrollIntoView({ block: "start" });
  styles.querySelector("summary").focus({ preventScroll: true });
}

const paragraphs = () => [...panel.querySelectorAll("section.unqa-paragraph")];
const beside = (by) => paragraphs()[paragraphs().findIndex((one) => one.classList.contains("unqa-cited")) + by];

// Goes to the paragraph before or after the one that is shown, and opens it with all that belongs to it.
function step(by) {
  const wanted = beside(by);
  if (!wanted) return;
  const shown = panel.querySelector(".unqa-cited");
  shown?.classList.remove("unqa-cited");
  shown?.removeAttribute("aria-current");
  wanted.classList.add("unqa-cited");
  wanted.scrollIntoView({ block: "center" });
  // Until its own are there, the address and the citations are those of the paragraph before.
  for (const old of panel.querySelectorAll(".unqa-ways, .unqa-cite-as")) old.inert = true;
  panel.querySelector("[role=status]").textContent = wanted.getAttribute("aria-label");
  open(`/source?id=${encodeURIComponent(wanted.id)}`, false);
}

export function shut() {
  if (!panel || panel.hidden) return;
  panel.hidden = true;
  root.classList.remove("unqa-reading");
  cover();
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
}

// As the reader closes it: the entry that the browser's history got for it is left as well.
export function close() {
  if (!panel || panel.hidden) return;
  shut();
  if (history.state?.unqaPanel) history.back();
}

window.addEventListener("popstate", (event) => {
  if (covers.matches && !event.state?.unqaPanel) shut();
});

// `away` moves the focus into the source.
async function open(address, away = true) {
  if (!panel) build();
  const body = panel.querySelector(".unqa-opened");
  panel.dataset.address = address;
  if (panel.hidden && covers.matches) {
    history.pushState({ ...history.state, unqaPanel: true }, "", location.href);
  }
  panel.hidden = false;
  root.classList.add("unqa-reading");
  cover();
  if (away) notice(body, said("opening"));
  let fetched;
  try {
    fetched = await fetchPage(address);
  } catch {
    notice(body, said("noServer"));
    return;
  }
  // A second click may have overtaken this one.
  if (panel.dataset.address !== address) return;
  const parsed = fetched.querySelector("main");
  body.replaceChildren(...(parsed ? [...parsed.childNodes] : []));
  const cited = body.querySelector(".unqa-cited");
  if (cited) cited.scrollIntoView({ block: "center" });
  if (away) (cited || body).focus({ preventScroll: true });
  // A button that is disabled would lose the focus.
  for (const [at, made] of [...panel.querySelectorAll(".unqa-step")].entries()) {
    made.setAttribute("aria-disabled", String(!beside(at ? 1 : -1)));
  }
}

document.addEventListener("click", (event) => {
  const link = target(event, "a[data-source]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  if (!panel?.contains(link)) cameFrom = link;
  open(link.getAttribute("href"));
});
