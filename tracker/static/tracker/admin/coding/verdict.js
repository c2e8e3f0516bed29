// Keeps “What saving will do” up to date while the form is filled in. Without it, “Check” does.
"use strict";

(() => {
  const $ = django.jQuery;
  const PAUSE = 700; // milliseconds without a change
  let form, verdict, address, statement, timer;
  let round = 0;

  async function check() {
    const mine = ++round;
    const sent = new FormData(form);
    sent.append("_statement", statement);
    try {
      const answer = await fetch(address + location.search, { method: "POST", body: sent });
      if (mine !== round) return;
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      show(await answer.text());
    } catch {
      if (mine === round) verdict.dataset.stale = "";
    }
  }

  function show(html) {
    delete verdict.dataset.stale;
    const fresh = document.createElement("template");
    fresh.innerHTML = html; // our own page's piece, escaped there
    if (fresh.content.textContent.trim() !== verdict.textContent.trim()) verdict.replaceChildren(fresh.content);
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  }

  $(() => {
    const section = document.querySelector("[data-check]");
    if (!section) return;
    form = section.closest("form");
    verdict = document.getElementById("verdict");
    address = section.dataset.check;
    statement = section.dataset.statement;
    form.addEventListener("input", soon);
    $(form).on("change", soon); // select2 tells jQuery alone
    document.addEventListener("formset:removed", soon);
    if (location.search && !statement) soon(); // a form that comes with values
  });
})();
