// Says when the server cannot be reached, and opens the page again when another one has taken its place.
import { busy, isWorking } from "./bridge.js";
import { hasChat, said } from "./shared.js";

const USUAL = 5000;
const URGENT = 1500;
const INSTANCE = "unqa-instance";
let instance = null;
let lost = false;
let timer = 0;

function banner(words, action) {
  let shown = document.getElementById("unqa-connection");
  if (!shown) {
    shown = document.createElement("div");
    shown.id = "unqa-connection";
    shown.setAttribute("role", "alert");
    document.body.append(shown);
  }
  shown.textContent = words;
  shown.hidden = words === "";
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = said("reload");
    button.addEventListener("click", action);
    shown.append(" ", button);
  }
}

const again = () => location.reload();

// What another view was given is not kept: there the reader says when.
function restarted() {
  const elsewhere = document.documentElement.classList.contains("unqa-elsewhere");
  banner(said("restarted"), elsewhere ? again : null);
  if (elsewhere) return;
  setTimeout(again, 1200);
}

async function look() {
  clearTimeout(timer);
  let next = USUAL;
  try {
    const answer = await fetch("/instance", { cache: "no-store", signal: AbortSignal.timeout(6000) });
    if (answer.status === 401) {
      // Another server asks for another token: the page opened again says so.
      again();
      return;
    }
    if (!answer.ok) throw new Error(answer.statusText);
    const found = answer.headers.get("unqa-instance");
    if (instance !== null && found !== null && found !== instance) {
      restarted();
      return;
    }
    // The page may have been opened again since, by the reader or by Gradio.
    const before = sessionStorage.getItem(INSTANCE);
    if (instance === null && before && found && before !== found) {
      banner(said("restarted"));
      setTimeout(() => banner(""), 6000);
    }
    if (found) sessionStorage.setItem(INSTANCE, found);
    instance = found;
    if (lost && (busy() || isWorking())) {
      // What was under way was lost with the connection; the page opened again takes it up.
      again();
      return;
    }
    if (lost) {
      banner(said("regained"));
      setTimeout(() => banner(""), 4000);
    }
    lost = false;
  } catch {
    lose();
    next = URGENT;
  }
  clearTimeout(timer);
  timer = setTimeout(look, next);
}

function lose() {
  lost = true;
  banner(said("lost"));
}

if (document.querySelector("gradio-app") || hasChat()) {
  look();
  window.addEventListener("offline", lose);
  window.addEventListener("online", look);
}
