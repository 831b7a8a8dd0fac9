// Buttons that copy the text beside them or an address, or print the page.
import { said, target } from "./shared.js";

// Copies a text and says so on the button; where the browser does not let it, selects `shown` to be copied by hand.
export async function copyText(button, text, shown) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!shown) return;
    const range = document.createRange();
    range.selectNodeContents(shown);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
  if (words === said("copied")) return;
  button.textContent = said("copied");
  setTimeout(() => (button.textContent = words), 2000);
}

document.addEventListener("click", (event) => {
  const button = target(event, "[data-copy]");
  if (button?.dataset.copy) copyText(button, new URL(button.dataset.copy, location.href).href);
  const shown = button?.closest(".unqa-style")?.querySelector("pre");
  if (shown) copyText(button, shown.textContent, shown);
});

document.addEventListener("click", (event) => {
  if (target(event, "[data-print]")) print();
});
