// Refuses what is too long before it is sent, so that it stays where it was typed.

// What to say of a text that is longer than an element allows; "" for one that is not.
export function tooLong(text, { longest, tooLong: words }) {
  const length = [...text].length;
  return length > Number(longest) ? words.replace("#", String(length)) : "";
}

// Says why something was not sent, after the element `place`, in the stead of what was said before.
export function refuse(place, words) {
  forgive(place);
  const said = document.createElement("div");
  said.className = "unqa-notice unqa-error unqa-too-long";
  said.setAttribute("role", "alert");
  said.textContent = words;
  place.after(said);
  said.scrollIntoView({ block: "nearest" });
}

export function forgive(place) {
  if (place.nextElementSibling?.matches(".unqa-too-long")) place.nextElementSibling.remove();
}

document.addEventListener(
  "submit",
  (event) => {
    forgive(event.target);
    for (const field of event.target.querySelectorAll("[data-longest]")) {
      const words = tooLong(field.value, field.dataset);
      if (!words) continue;
      event.preventDefault();
      event.stopImmediatePropagation();
      refuse(event.target, words);
      return;
    }
  },
  true,
);
