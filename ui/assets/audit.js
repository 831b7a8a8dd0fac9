// Sends a file and says how far that is, so that the form and the file chosen stay where they are if it fails.
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

function send(form) {
  const words = form.dataset;
  if (form.querySelector("input[type=file]").files[0]?.size > Number(words.largest)) {
    complain(form, [complaint(words.tooLarge)]);
    return;
  }
  const fields = new FormData(form);
  const request = new XMLHttpRequest();
  const began = performance.now();
  let sent = false;
  const clock = setInterval(() => {
    const seconds = Math.round((performance.now() - began) / 1000);
    if (sent) show(form, words.checking.replace("#", String(seconds)));
  }, 1000);
  const enable = (on) => {
    for (const control of form.querySelectorAll(CONTROLS)) control.disabled = !on;
  };
  request.upload.addEventListener("progress", (event) => {
    const percent = Math.floor((100 * event.loaded) / event.total);
    show(form, words.sending.replace("#", String(percent)), percent);
  });
  request.upload.addEventListener("load", () => {
    sent = true;
    show(form, words.checking.replace("#", "0"));
  });
  request.addEventListener("loadend", () => {
    clearInterval(clock);
    enable(true);
    show(form, "");
    if (!form.isConnected) return;
    if (request.status === 200) follow(new URL(request.responseURL).pathname);
    else if (request.status === 0) complain(form, [complaint(words.noServer)]);
    else complain(form, [...request.responseXML.querySelectorAll("main .unqa-notice")]);
  });
  request.open("POST", form.getAttribute("action"));
  request.responseType = "document";
  enable(false);
  complain(form, []);
  show(form, words.sending.replace("#", "0"), 0);
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
