// The scripts of every page. Without them all links and forms open the same as pages of their own.
import "./audit.js";
import "./chat.js";
import "./compare.js";
import "./connection.js";
import "./copying.js";
import "./documents.js";
import "./limits.js";
import { close } from "./panel.js";
import { hide } from "./popover.js";
import { hasChat, said } from "./shared.js";
import "./views.js";

document.documentElement.classList.add("unqa-scripted");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !hide()) close();
});

// The page's language and the way it runs, which Gradio does not set, or not both.
function speak() {
  const head = document.getElementById("unqa-masthead");
  const root = document.documentElement;
  if (head && (root.lang !== head.lang || root.dir !== head.dir)) {
    root.lang = head.lang;
    root.dir = head.dir;
    // The title that Gradio gives is English.
    if (hasChat() && head.lang !== "en") document.title = `unqa: ${head.querySelector("h1").textContent}`;
  }
}
new MutationObserver(speak).observe(document.documentElement, { childList: true, subtree: true });
speak();

// An id, pasted whole after the address: "#op8@en".
if (location.hash.includes("@")) location.replace(location.hash.split("@")[0]);

// An address that names a paragraph which the resolution does not have must not look as if it had.
const place = location.hash.slice(1);
const resolution = document.querySelector(".unqa-alone article.unqa-resolution");
if (resolution && /^(.{1,90}\.)?(op|pp)\d/.test(place) && !document.getElementById(place)) {
  const missing = document.createElement("p");
  missing.className = "unqa-notice unqa-error";
  missing.setAttribute("role", "alert");
  missing.textContent = `${said("noSuchParagraph")}: ${place}`;
  resolution.before(missing);
}
