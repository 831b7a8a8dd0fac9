// Shows how far the documents are that are being indexed.
import { parse } from "./shared.js";

const EVERY = 1000;

async function look() {
  const list = document.querySelector(".unqa-documents[data-busy]");
  if (list && !document.hidden) {
    try {
      const fresh = parse(await (await fetch(list.dataset.busy)).text()).querySelector(".unqa-documents");
      if (fresh && list.isConnected) renew(list, fresh);
    } catch {
      // The page says by itself that the server is away; this asks again.
    }
  }
  setTimeout(look, EVERY);
}

function renew(list, fresh) {
  if (list.innerHTML !== fresh.innerHTML) list.replaceChildren(...fresh.childNodes);
  if ("busy" in fresh.dataset) return;
  delete list.dataset.busy;
  list.removeAttribute("aria-busy");
}

setTimeout(look, EVERY);
