// The way from the page's buttons to the server, and what the browser remembers of the conversation.
const KEPT = "unqa-conversation";
const DRAFT = "unqa-draft";

// Whether an answer is being waited for.
export const busy = () => document.querySelector("#unqa-chat .unqa-reply[data-state=pending]") !== null;

// One thing at a time is done; what comes meanwhile waits. While an answer is waited for, nothing else is begun.
const waiting = [];
let working = false;
export const isWorking = () => working;

export function send(command) {
  if (busy()) return;
  waiting.push(command);
  next();
}

function next() {
  if (working || waiting.length === 0 || !document.documentElement.dataset.bridge) return;
  working = true;
  const detail = { command: waiting.shift(), kept: sessionStorage.getItem(KEPT) ?? "" };
  document.dispatchEvent(new CustomEvent("unqa:send", { detail }));
}

document.addEventListener("unqa:done", () => {
  working = false;
  next();
});

export const questionBox = () => document.querySelector("#unqa-question textarea");

// Puts a text into the question box, as if it had been typed.
export function fill(text) {
  const box = questionBox();
  if (!box) return;
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

// What was typed and sent off, also before this script was there.
function take() {
  for (const question of (window.unqaAsked ?? []).splice(0)) send({ do: "ask", question });
}
document.addEventListener("unqa:ask", take);

function hello() {
  // What was kept is only needed while the server has nothing to show.
  if (!document.querySelector("#unqa-chat .unqa-asked")) waiting.unshift({ do: "hello" });
  next();
  take();
  const draft = sessionStorage.getItem(DRAFT);
  sessionStorage.removeItem(DRAFT);
  if (draft) fill(draft);
}
if (document.documentElement.dataset.bridge) hello();
else document.addEventListener("unqa:ready", hello);

// The server says with every step what is to be kept. It outlives a reload and the server, not the tab.
let greeted = false;
export function remember() {
  const kept = document.getElementById("unqa-kept");
  if (!kept) return;
  const text = kept.dataset.kept;
  if (text) {
    greeted = true;
    if (sessionStorage.getItem(KEPT) !== text) sessionStorage.setItem(KEPT, text);
  } else if (greeted) {
    sessionStorage.removeItem(KEPT);
  }
}

export function keepDraft() {
  const draft = questionBox()?.value;
  if (draft) sessionStorage.setItem(DRAFT, draft);
}
