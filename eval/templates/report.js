"use strict";
(() => {
  const form = document.getElementById("filter");
  const cases = Array.from(document.querySelectorAll(".case"));
  const status = form.querySelector("output");
  const read = (name) => form.elements[name].value;
  const matches = (element) => {
    const state = read("state");
    const causes = element.dataset.causes.split(" ");
    const words = read("words").trim().toLowerCase();
    return (!state || element.classList.contains(state))
      && ["suite", "type", "language"].every((name) => !read(name) || element.dataset[name] === read(name))
      && (!read("cause") || causes.includes(read("cause")))
      && (!words || element.textContent.toLowerCase().includes(words));
  };
  const apply = () => {
    let shown = 0;
    for (const element of cases) {
      element.hidden = !matches(element);
      shown += element.hidden ? 0 : 1;
    }
    status.textContent = `${shown} of ${cases.length} cases`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  for (const button of document.querySelectorAll("[data-cause]")) {
    button.addEventListener("click", () => {
      form.reset();
      form.elements.suite.value = button.dataset.suite;
      form.elements.cause.value = button.dataset.cause;
      apply();
      const heading = document.getElementById("cases");
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    });
  }
  // Paper shows what the screen shows, cases filtered and folded as they are, and the tables of all metrics.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll(".suite details:not([open])"));
    closed.forEach((element) => { element.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((element) => { element.open = false; }));
  apply();
})();
