// Shows the meaning of the chosen term beside it. Without it the folded list below has them all.
"use strict";

(() => {
  function show(terms) {
    const select = terms.querySelector("select");
    const line = terms.querySelector(".meaning");
    const term = [...terms.querySelectorAll("dt")].find((each) => each.dataset.term === select.value);
    line.textContent = term ? term.nextElementSibling.textContent : "";
    line.hidden = !term;
  }

  function start(terms) {
    const select = terms.querySelector("select");
    const line = terms.querySelector(".meaning");
    line.id = `${select.id}-meaning`;
    const described = select.getAttribute("aria-describedby");
    select.setAttribute("aria-describedby", described ? `${line.id} ${described}` : line.id);
    select.addEventListener("change", () => show(terms));
    show(terms);
  }

  function startAll(within) {
    within.querySelectorAll(".terms").forEach((terms) => {
      if (!terms.querySelector("select").name.includes("__prefix__")) start(terms);
    });
  }

  document.addEventListener("DOMContentLoaded", () => startAll(document));
  document.addEventListener("formset:added", (event) => startAll(event.target));
})();
