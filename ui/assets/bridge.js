// The way from the page's buttons to the server, and what the browser remembers of the conversation.
import { isCopy } from "./copied_tab.js";
import { forgive, refuse, tooLong } from "./limits.js";
import { target } from "./shared.js";

const KEPT = "unqa-conversation";
const DRAFT = "unqa-draft";
const UNTAKEN = "unqa-untaken";
// These take the place of an answer that is waited for. All else waits for it.
const INSTEAD = new Set(["again", "anew", "edit", "without"]);

// Whether an answer is being waited for.
export const busy = () => document.querySelector("#unqa-chat .unqa-reply[data-state=pending]") !== null;

// One thing at a time is done; what comes meanwhile waits, until the stopping of the one before has ended as well.
const waiting = [];
let current = null;
let stopping = false;
// What was being done when Stop was pressed: it is over soon, though a draft that was under way may still show.
let halted = null;
// Whether the server has shown a sign of what is being done: it is kept with the conversation from then on.
let begun = false;
// A question that came to an end without such a sign: the server it was sent to may be another by now.
let unseen = null;
export const isWorking = () => current !== null || stopping;

const words = (command) => JSON.stringify({ ...command, token: undefined });

// Takes a command, and says whether it did. Pressed twice it is done once; a question waits in its box for its turn.
export function send(command) {
  if (words(waiting.at(-1) ?? current) === words(command)) return true;
  const isEnding = stopping || (current !== null && current === halted);
  if (busy() && !isEnding && command.do === "ask") return false;
  if (INSTEAD.has(command.do)) stop(current);
  // What a new conversation would at once make an end of need not be begun.
  if (command.do === "anew") waiting.splice(0, waiting.length, ...waiting.filter((one) => one.do === "judge"));
  waiting.push(command);
  next();
  return true;
}

// Stops what is being done, also where the server has not yet said that it began.
function stop(working) {
  if (current !== working || stopping) return;
  const button = document.querySelector("#unqa-question .stop-button");
  if (button) button.click();
  else if (working) setTimeout(stop, 50, working);
}

function next() {
  if (isWorking() || waiting.length === 0 || !document.documentElement.dataset.bridge) return;
  // The token tells the server what it was sent before a reload and has taken all the same.
  current = { token: String(Math.random()), ...waiting.shift() };
  begun = false;
  const detail = { command: current, kept: sessionStorage.getItem(KEPT) ?? "" };
  document.dispatchEvent(new CustomEvent("unqa:send", { detail }));
}

document.addEventListener("unqa:done", () => {
  if (!begun && (current?.do === "ask" || current?.do === "edit")) unseen = current;
  // A page just loaded again may have shown nothing of the conversation that is forgotten.
  if (current?.do === "anew") greeted = true;
  remember();
  current = null;
  next();
});
document.addEventListener("unqa:stopped", () => {
  stopping = false;
  next();
});
// Pressed twice it stops once: Gradio would fail to stop what it has stopped already.
document.addEventListener(
  "click",
  (event) => {
    if (!target(event, "#unqa-question .stop-button")) return;
    if (stopping) event.stopImmediatePropagation();
    stopping = true;
    halted = current;
  },
  true,
);

export const questionBox = () => document.querySelector("#unqa-question textarea");

// Puts a text into the question box, as if it had been typed.
export function fill(text) {
  const box = questionBox();
  if (!box) return;
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

// What was typed and sent off, also before this script was there. The box is free for the next question at once.
function take() {
  for (const question of (window.unqaAsked ?? []).splice(0)) {
    const refusal = tooLong(question, document.getElementById("unqa-masthead").dataset);
    const place = document.getElementById("unqa-question");
    if (refusal) refuse(place, refusal);
    else forgive(place);
    if (refusal) continue;
    if (question.trim() && send({ do: "ask", question }) && questionBox()?.value === question) fill("");
  }
}
document.addEventListener("unqa:ask", take);

// The secret name of the conversation that is remembered.
const name = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "null")?.key ?? null;

async function hello() {
  current = { do: "hello", copy: false };
  const copy = await isCopy(name);
  current = null;
  // What was kept is only needed while the server has nothing to show.
  if (!document.querySelector("#unqa-chat .unqa-asked")) waiting.unshift({ do: "hello", copy });
  next();
  for (const command of JSON.parse(taken(UNTAKEN) ?? "[]")) send(command) || waiting.push(command);
  take();
  const draft = taken(DRAFT);
  if (draft && questionBox()?.value === "") fill(draft);
}
if (document.documentElement.dataset.bridge) hello();
else document.addEventListener("unqa:ready", hello);

function taken(key) {
  const found = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return found;
}

// The server says with every step what is to be kept. It outlives a reload and the server, not the tab.
let greeted = false;
export function remember() {
  const kept = document.getElementById("unqa-kept");
  if (!kept) return;
  const text = kept.dataset.kept;
  if (text === (sessionStorage.getItem(KEPT) ?? "") || (!text && !greeted)) return;
  begun = true;
  unseen = null;
  if (text) {
    greeted = true;
    sessionStorage.setItem(KEPT, text);
  } else {
    sessionStorage.removeItem(KEPT);
  }
}

// When the page goes, what was typed stays, and what was pressed without a sign that the server had taken it.
window.addEventListener("pagehide", () => {
  const draft = questionBox()?.value;
  if (draft) sessionStorage.setItem(DRAFT, draft);
  const untaken = [unseen, begun ? null : current, ...waiting].filter((one) => one && one.do !== "hello");
  // The page may go before it has taken up what the one before left.
  const left = JSON.parse(sessionStorage.getItem(UNTAKEN) ?? "[]");
  if (untaken.length > 0) sessionStorage.setItem(UNTAKEN, JSON.stringify([...left, ...untaken]));
});
