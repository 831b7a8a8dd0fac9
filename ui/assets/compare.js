// Goes from one difference of a comparison to the next, by buttons or by Alt and an arrow key.
const FIELDS = "input, textarea, select";

const differences = () => [...document.querySelectorAll(".unqa-sides > .unqa-row[data-change]")];

function step(forward) {
  const rows = differences();
  if (rows.length === 0) return;
  const bar = document.querySelector(".unqa-bar").getBoundingClientRect().bottom;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const below = rows.findIndex((row) => row.getBoundingClientRect().top > bar + 1);
  let next = 0;
  if (here >= 0) next = here + (forward ? 1 : -1);
  else if (forward) next = below < 0 ? rows.length - 1 : below;
  else next = (below < 0 ? rows.length : below) - 1;
  next = Math.min(Math.max(next, 0), rows.length - 1);
  const row = rows[next];
  row.tabIndex = -1;
  row.style.scrollMarginTop = `${Math.ceil(document.querySelector(".unqa-bar").offsetHeight) + 8}px`;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "start" });
  document.querySelector(".unqa-step-count").textContent = `${next + 1} / ${rows.length}`;
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
