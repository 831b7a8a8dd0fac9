// The paragraph behind a citation, in a small window beside it: while the pointer rests on it, or the keyboard is there.
import { parse, said, target } from "./shared.js";

const SELECTOR = ":is(#unqa-chat, #unqa-view) a[data-source]";
const known = new Map();
let shown = null;
let timer = 0;

const hovers = matchMedia("(hover: hover) and (pointer: fine)");

function build() {
  const made = document.createElement("div");
  made.id = "unqa-popover";
  made.setAttribute("role", "tooltip");
  made.hidden = true;
  // The pointer may move into it, to select words or to scroll.
  made.addEventListener("pointerenter", () => clearTimeout(timer));
  made.addEventListener("pointerleave", () => later(hide, 150));
  document.body.append(made);
  return made;
}

const popover = () => document.getElementById("unqa-popover") ?? build();

function later(action, milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(action, milliseconds);
}

async function fetched(address) {
  if (!known.has(address)) {
    const text = await (await fetch(address.replace(/^\/source\?/, "/paragraph?"))).text();
    known.set(address, parse(text).querySelector("main"));
  }
  return known.get(address);
}

async function show(link) {
  const address = link.getAttribute("href");
  shown = link;
  let found;
  try {
    found = await fetched(address);
  } catch {
    return;
  }
  if (shown !== link || !found || !link.isConnected) return;
  const window_ = popover();
  window_.replaceChildren(...[...found.childNodes].map((node) => node.cloneNode(true)));
  window_.hidden = false;
  link.setAttribute("aria-describedby", window_.id);
  place(window_, link);
}

// Below the link, or above it where there is more room; never over the edge of the window.
function place(window_, link) {
  const anchor = link.getBoundingClientRect();
  const below = innerHeight - anchor.bottom;
  window_.style.maxHeight = `${Math.min(352, Math.max(below, anchor.top) - 20)}px`;
  const size = window_.getBoundingClientRect();
  const left = Math.min(Math.max(12, anchor.left - 24), innerWidth - size.width - 12);
  const top = below >= size.height + 16 || below >= anchor.top ? anchor.bottom + 8 : anchor.top - size.height - 8;
  window_.style.left = `${left}px`;
  window_.style.top = `${top}px`;
}

export function hide() {
  clearTimeout(timer);
  if (!shown) return false;
  shown.removeAttribute("aria-describedby");
  shown = null;
  const window_ = popover();
  const was = !window_.hidden;
  window_.hidden = true;
  return was;
}

document.addEventListener("pointerover", (event) => {
  const link = target(event, SELECTOR);
  if (!link || event.pointerType === "touch" || !hovers.matches || link === shown) return;
  later(() => {
    hide();
    show(link);
  }, 180);
});
document.addEventListener("pointerout", (event) => {
  if (target(event, SELECTOR)) later(hide, 200);
});
document.addEventListener("focusin", (event) => {
  const link = target(event, SELECTOR);
  hide();
  if (link?.matches(":focus-visible")) show(link);
});
document.addEventListener("click", () => hide());
document.addEventListener("scroll", (event) => event.target !== popover() && hide(), { capture: true, passive: true });
