// Opens a source in a panel beside the page, so that what was being read stays.
import { isPlain, notice, parse, said, target } from "./shared.js";

const root = document.documentElement;
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
  bar.append(title, back, on, button("cite", showCitations), button("close", shut));
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

// Opens the paragraph before or after the one that is shown, with all that belongs to it.
function step(by) {
  const paragraphs = [...panel.querySelectorAll("section.unqa-paragraph")];
  const at = paragraphs.findIndex((one) => one.classList.contains("unqa-cited"));
  const wanted = paragraphs[at + by];
  if (wanted) open(`/source?id=${encodeURIComponent(wanted.id)}`, false);
}

export function shut() {
  if (!panel || panel.hidden) return;
  panel.hidden = true;
  root.classList.remove("unqa-reading");
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
}

// `away` moves the focus into the source.
async function open(address, away = true) {
  if (!panel) build();
  const body = panel.querySelector(".unqa-opened");
  panel.dataset.address = address;
  panel.hidden = false;
  root.classList.add("unqa-reading");
  if (away) notice(body, said("opening"));
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
  if (away) (cited || body).focus({ preventScroll: true });
  for (const [by, made] of [...panel.querySelectorAll(".unqa-step")].entries()) {
    const paragraphs = [...body.querySelectorAll("section.unqa-paragraph")];
    const at = paragraphs.findIndex((one) => one.classList.contains("unqa-cited"));
    made.disabled = !paragraphs[at + (by ? 1 : -1)];
  }
}

document.addEventListener("click", (event) => {
  const link = target(event, "a[data-source]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  if (!panel?.contains(link)) cameFrom = link;
  open(link.getAttribute("href"));
});
