// What several scripts need.

// What is said comes with the heading of the page, in the reader's language.
export const said = (key) => document.getElementById("unqa-masthead")?.dataset[key] ?? "";

// Whether this is the page of the chat, and not a page of its own.
export const hasChat = () => document.getElementById("unqa-chat") !== null;

export const parse = (text) => new DOMParser().parseFromString(text, "text/html");

// The page at an address. Who asks for a page is told in one, in the reader's language, when something is refused.
export const fetchPage = async (address, options = {}) =>
  parse(await (await fetch(address, { ...options, headers: { Accept: "text/html" } })).text());

// Puts a message in a place, in the stead of what was there.
export function notice(place, message) {
  const line = document.createElement("p");
  line.className = "unqa-pending";
  line.setAttribute("role", "status");
  line.textContent = message;
  place.replaceChildren(line);
}

// A click that asks for another window or tab is the browser's.
export const isPlain = (event) =>
  !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0);

export const target = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);
