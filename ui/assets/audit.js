// Sends a file and says how far that is, so that the form and the file chosen stay where they are if it fails.
import { said } from "./shared.js";

const CONTROLS = "input, button";

function show(form, text, percent) {
  const place = form.parentElement.querySelector(".unqa-progress");
  const bar = place.querySelector("progress");
  place.hidden = text === "";
  place.querySelector("p").textContent = text;
  if (percent === undefined) bar.removeAttribute("value");
  else bar.value = percent;
}

// Errors stand below the form, where the server has put them.
function complain(form, nodes) {
  for (const old of form.parentElement.querySelectorAll(".unqa-notice")) old.remove();
  form.parentElement.append(...nodes);
  nodes[0]?.scrollIntoView({ block: "nearest" });
}

function complaint(text) {
  const notice = document.createElement("div");
  notice.className = "unqa-notice unqa-error";
  notice.setAttribute("role", "alert");
  notice.textContent = text;
  return notice;
}

// A click on a link of our own opens the report in whichever page this is.
function follow(address) {
  const link = document.createElement("a");
  link.href = address;
  link.dataset.view = "";
  document.body.append(link);
  link.click();
  link.remove();
}

// To whoever went to another view meanwhile: what there is now, and where.
function announce(text, address) {
  const note = document.createElement("div");
  note.id = "unqa-ready";
  note.setAttribute("role", "status");
  const words = document.createElement(address ? "a" : "span");
  words.textContent = text;
  if (address) {
    words.className = "unqa-link";
    words.href = address;
    words.dataset.view = "";
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = said("close");
  note.append(words, " ", close);
  note.addEventListener("click", (event) => event.target !== note && setTimeout(() => note.remove()));
  document.getElementById("unqa-ready")?.remove();
  document.body.append(note);
}

function complaints(request, words) {
  const found = request.responseXML?.querySelectorAll("main .unqa-notice") ?? [];
  return found.length > 0 ? [...found] : [complaint(words.noServer)];
}

function ended(request, form, words) {
  const address = request.status === 200 ? new URL(request.responseURL).pathname : "";
  if (!form) {
    if (!address) announce(complaints(request, words)[0].textContent);
    else if (words.ready) announce(words.ready, address);
    return;
  }
  enable(form, true);
  show(form, "");
  if (address) follow(address);
  else complain(form, complaints(request, words));
}

function enable(form, on) {
  for (const control of form.querySelectorAll(CONTROLS)) control.disabled = !on;
}

function send(form) {
  const words = form.dataset;
  if (form.querySelector("input[type=file]").files[0]?.size > Number(words.largest)) {
    complain(form, [complaint(words.tooLarge)]);
    return;
  }
  const fields = new FormData(form);
  const action = form.getAttribute("action");
  // Whoever went away and came back has another form before them, which then says how far it is.
  const live = () => (form.isConnected ? form : document.querySelector(`form[data-upload][action="${action}"]`));
  const tell = (text, percent) => live() && show(live(), text, percent);
  const request = new XMLHttpRequest();
  const began = performance.now();
  let sent = false;
  const clock = setInterval(() => {
    const seconds = Math.round((performance.now() - began) / 1000);
    if (sent) tell(words.checking.replace("#", String(seconds)));
  }, 1000);
  request.upload.addEventListener("progress", (event) => {
    const percent = Math.floor((100 * event.loaded) / event.total);
    tell(words.sending.replace("#", String(percent)), percent);
  });
  request.upload.addEventListener("load", () => {
    sent = true;
    tell(words.checking.replace("#", "0"));
  });
  request.addEventListener("loadend", () => {
    clearInterval(clock);
    ended(request, live(), words);
  });
  request.open("POST", action);
  request.responseType = "document";
  request.setRequestHeader("Accept", "text/html");
  enable(form, false);
  complain(form, []);
  tell(words.sending.replace("#", "0"), 0);
  request.send(fields);
}

document.addEventListener("change", (event) => {
  const shown = event.target.closest?.(".unqa-file")?.querySelector(".unqa-file-name");
  if (shown) shown.firstElementChild.textContent = event.target.files[0]?.name ?? shown.dataset.none;
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("upload" in form.dataset)) return;
  event.preventDefault();
  send(form);
});
