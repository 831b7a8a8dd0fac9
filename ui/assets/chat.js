// The conversation on the page: what its buttons do.
import { busy, isWorking, questionBox, remember, send } from "./bridge.js";
import { copyText } from "./copying.js";
import { notice, said, target } from "./shared.js";

const number = (element) => Number(element.closest("[data-exchange]").dataset.exchange);

function button(words, action) {
  const made = document.createElement("button");
  made.type = action ? "button" : "submit";
  made.textContent = words;
  if (action) made.addEventListener("click", action);
  return made;
}

// While Chinese or Japanese is written, Enter takes a suggestion and sends nothing.
const isComposed = (event) => event.isComposing || event.keyCode === 229;
document.addEventListener(
  "keypress",
  (event) => {
    if (isComposed(event) && event.target === questionBox()) event.stopPropagation();
  },
  true,
);

// A question, to be changed where it stands.
function edit(asked) {
  if (asked.querySelector("form")) return;
  const shown = asked.querySelector(".unqa-question");
  const form = document.createElement("form");
  form.className = "unqa-edit";
  form.dataset.do = "edit";
  const box = document.createElement("textarea");
  box.name = "question";
  box.required = true;
  box.dir = "auto";
  box.value = shown.innerText;
  const { longest, tooLong } = document.getElementById("unqa-masthead").dataset;
  Object.assign(box.dataset, { longest, tooLong });
  box.setAttribute("aria-label", shown.innerText);
  const close = () => {
    form.remove();
    asked.classList.remove("unqa-editing");
    asked.querySelector("[data-do=edit]").focus();
  };
  const later = asked.closest("#unqa-chat").querySelectorAll(".unqa-asked");
  const note = document.createElement("p");
  note.className = "unqa-legend";
  note.textContent = later[later.length - 1] === asked ? "" : said("editNote");
  form.append(box, note, button(said("navAsk")), button(said("cancel"), close));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.shiftKey && !isComposed(event) && event.target === box) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  asked.classList.add("unqa-editing");
  asked.append(form);
  box.focus();
}

// An answer's words with the numbers of its sources, and the sources.
function wordsOf(reply) {
  const copy = reply.querySelector(".unqa-answer, .unqa-notice").cloneNode(true);
  for (const out of copy.querySelectorAll(".unqa-out")) out.replaceWith(` ${out.href}`);
  for (const mark of copy.querySelectorAll(".unqa-cite")) {
    const apart = mark.previousSibling?.textContent.endsWith(" ") ? "" : " ";
    mark.replaceWith(`${apart}[${mark.textContent}]`);
  }
  for (const item of copy.querySelectorAll(".unqa-sources > li")) item.firstElementChild.prepend(`[${item.value}] `);
  const blocks = [...copy.querySelectorAll("p, blockquote, .unqa-near > li")];
  return blocks.map((one) => one.textContent.trim()).join("\n\n");
}

// Words typed for a comment and not sent, to go on where another thumb is pressed: in the form that then comes.
let unsent = null;
function giveBack() {
  const field = unsent && document.querySelector(unsent.place);
  if (!field) return;
  field.value = unsent.text;
  unsent = null;
}

// A thumb pressed again takes back what was said.
const isPressed = (thumb) => thumb.getAttribute("aria-pressed") === "true";

const actions = {
  ask: (element) => send({ do: "ask", question: element.dataset.question ?? element.innerText }),
  again: () => send({ do: "again" }),
  anew: () => send({ do: "anew" }),
  edit: (element) => edit(element.closest(".unqa-asked")),
  without: (element) => send({ do: "without", exchange: number(element), kind: element.dataset.kind }),
  judge: (element) => {
    const verdict = isPressed(element) ? null : element.dataset.verdict;
    const text = element.closest(".unqa-reply").querySelector(".unqa-comment textarea")?.value;
    const place = `.unqa-reply[data-exchange="${number(element)}"] .unqa-comment[data-verdict=${verdict}] textarea`;
    unsent = text && verdict ? { text, place } : null;
    send({ do: "judge", exchange: number(element), verdict });
  },
  copy: (element) => {
    const asked = element.closest(".unqa-asked");
    copyText(element, asked ? asked.querySelector(".unqa-question").innerText : wordsOf(element.closest(".unqa-reply")));
  },
  unfilter: (element) => {
    const form = document.querySelector("#unqa-filters form");
    for (const name of element.dataset.fields.split(" ")) form.elements[name].value = "";
    narrow(form);
  },
};

function narrow(form) {
  const fields = new FormData(form);
  const year = (name) => (fields.get(name) ? Number(fields.get(name)) : null);
  const filters = { year_from: year("year_from"), year_to: year("year_to") };
  for (const name of ["body", "language"]) filters[name] = fields.get(name) || null;
  send({ do: "narrow", filters });
}

const forms = {
  edit: (form) => {
    const question = form.elements.question.value;
    if (question.trim()) send({ do: "edit", exchange: number(form), question });
  },
  judge: (form) => {
    goOn = `.unqa-reply[data-exchange="${number(form)}"] .unqa-thumb[data-verdict=${form.dataset.verdict}]`;
    send({ do: "judge", exchange: number(form), verdict: form.dataset.verdict, comment: form.elements.comment.value });
  },
  narrow,
};

// What is pressed is drawn again with the answer of the server: the keyboard goes on from there.
let goOn = "";

document.addEventListener("click", (event) => {
  const pressed = target(event, "button[data-do]");
  if (!pressed) return;
  const { do: action, verdict } = pressed.dataset;
  const exchange = pressed.closest("[data-exchange]")?.dataset.exchange;
  const thumb = `.unqa-reply[data-exchange="${exchange}"] .unqa-thumb[data-verdict=${verdict}]`;
  const comment = `.unqa-reply[data-exchange="${exchange}"] .unqa-comment textarea`;
  goOn = action !== "judge" ? "" : isPressed(pressed) ? thumb : `${comment}, ${thumb}`;
  if (action === "unfilter") goOn = "#unqa-filters summary";
  actions[action]?.(pressed);
});

// The answer may be there before it is drawn: a field to write in is waited for.
const LONGEST_WAIT = 20;

function followFocus(waited = 0) {
  const now = document.activeElement;
  if (!goOn || (now !== document.body && !now?.matches(goOn))) return;
  const found = [...document.querySelectorAll(goOn)];
  const field = found.find((one) => one.matches("textarea"));
  if (!field && goOn.includes("textarea") && waited < LONGEST_WAIT) {
    setTimeout(followFocus, 50, waited + 1);
    return;
  }
  (field ?? found[0])?.focus({ preventScroll: true });
  (field?.form ?? found[0])?.scrollIntoView({ block: "nearest" });
  goOn = "";
}
document.addEventListener("unqa:done", () => setTimeout(followFocus, 50));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !forms[form.dataset.do]) return;
  event.preventDefault();
  if (form.dataset.do === "narrow") goOn = "#unqa-filters summary";
  forms[form.dataset.do](form);
});

// Between a press and the first sign of the server something is said, where that takes longer than an eye blinks.
const ANSWERED = new Set(["ask", "again", "edit", "without"]);
document.addEventListener("unqa:send", (event) => {
  if (ANSWERED.has(event.detail.command.do)) setTimeout(tellSent, 300);
});

function tellSent() {
  const place = document.getElementById("unqa-ask");
  if (!place || busy() || !isWorking() || document.getElementById("unqa-sent")) return;
  const sent = document.createElement("div");
  sent.id = "unqa-sent";
  notice(sent, said("pending"));
  place.prepend(sent);
}
document.addEventListener("unqa:done", () => document.getElementById("unqa-sent")?.remove());

// A new question goes to the top of the window, so that its answer is read from its beginning.
let asked = 0;
function bringUp(question) {
  const fits = question.offsetHeight < window.innerHeight / 2;
  const replies = document.querySelectorAll("#unqa-chat .unqa-reply");
  (fits ? question : (replies[replies.length - 1] ?? question)).scrollIntoView({ block: "start" });
}
new MutationObserver(() => {
  const questions = document.querySelectorAll("#unqa-chat .unqa-question");
  if (questions.length > asked) bringUp(questions[questions.length - 1]);
  asked = questions.length;
  if (busy()) document.getElementById("unqa-sent")?.remove();
  remember();
  giveBack();
}).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-kept"] });

// What takes long says for how long it has been at work.
let since = 0;
setInterval(() => {
  since = busy() ? since + 1 : 0;
  const waiting = document.querySelector("#unqa-chat .unqa-pending");
  if (waiting && since >= 3) waiting.dataset.seconds = ` ${since} s`;
}, 1000);
