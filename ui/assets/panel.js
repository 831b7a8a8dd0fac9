// Opens a source in a panel beside the page, so that what was being read stays.
import { isPlain, notice, parse, said, target } from "./shared.js";

const root = document.documentElement;
let panel = null;
let cameFrom = null;

function button(key, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = said(key);
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
  bar.append(title, button("cite", showCitations), button("close", shut));
  const body = document.createElement("div");
  body.id = "unqa-source";
  body.className = "unqa-opened";
  body.tabIndex = -1;
  body.setAttribute("aria-live", "polite");
  panel.append(bar, body);
  document.body.append(panel);
}

function showCitations() {
  const styles = panel.querySelector(".unqa-cite-as");
  if (!styles) return;
  styles.open = true;
  styles.scrollIntoView({ block: "start" });
  styles.querySelector("summary").focus({ preventScroll: true });
}

export function shut() {
  if (!panel || panel.hidden) return;
  panel.hidden = true;
  root.classList.remove("unqa-reading");
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
}

async function open(address) {
  if (!panel) build();
  const body = panel.querySelector(".unqa-opened");
  panel.dataset.address = address;
  panel.hidden = false;
  root.classList.add("unqa-reading");
  notice(body, said("opening"));
  let text;
  try {
    text = await (await fetch(address)).text();
  } catch {
    notice(body, said("noServer"));
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

document.addEventListener("click", (event) => {
  const link = target(event, "a[data-source]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  if (!panel?.contains(link)) cameFrom = link;
  open(link.getAttribute("href"));
});
