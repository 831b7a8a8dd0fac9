// Goes from one difference of a comparison to the next, by buttons or by Alt and an arrow key.
const FIELDS = "input, textarea, select";

const differences = () => [...document.querySelectorAll(".unqa-sides > .unqa-row[data-change]")];

let current = null;

// The difference that the reader is at: the one with the focus, or the last one gone to while it is in sight.
function position(rows) {
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  if (focused >= 0 || !current) return focused;
  const { top, bottom } = current.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight ? rows.indexOf(current) : -1;
}

function step(forward) {
  const rows = differences();
  if (rows.length === 0) return;
  const bar = document.querySelector(".unqa-bar");
  const here = position(rows);
  const edge = bar.getBoundingClientRect().bottom + 1;
  const below = rows.findIndex((row) => row.getBoundingClientRect().top > edge);
  const after = below < 0 ? rows.length : below;
  const wanted = here >= 0 ? here + (forward ? 1 : -1) : after - (forward ? 0 : 1);
  const next = Math.min(Math.max(wanted, 0), rows.length - 1);
  current = rows[next];
  document.querySelector(".unqa-step-count").textContent = `${next + 1} / ${rows.length}`;
  current.tabIndex = -1;
  current.style.scrollMarginTop = `${bar.offsetHeight + 8}px`;
  current.focus({ preventScroll: true });
  current.scrollIntoView({ block: "start" });
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-step]") : null;
  if (button) step(button.dataset.step === "1");
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (differences().length === 0 || (event.target instanceof Element && event.target.closest(FIELDS))) return;
  event.preventDefault();
  step(event.key === "ArrowDown");
});

// In the list of resolutions the arrow keys go from one row's link to the next.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = event.target instanceof Element ? event.target.closest(".unqa-corpus tbody tr") : null;
  const next = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[event.key];
  if (!next) return;
  event.preventDefault();
  next.querySelector("a").focus();
});
