// Proposes on whose behalf something was said: from the roles that the speaker held on the day.
// It fills an empty box only, says so, and takes back only what it filled in itself.
"use strict";

(() => {
  const $ = django.jQuery;
  let speaker, day, box, note, address;
  let filled = ""; // the value that came from here
  let asked = "";

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className || "";
    return made;
  }

  function choose({ id, name }) {
    const value = String(id);
    if (![...box.options].some((option) => option.value === value)) box.append(new Option(name, value));
    filled = value;
    $(box).val(value).trigger("change");
  }

  function offer(proposals) {
    const buttons = proposals.map((proposal) => {
      const button = element("button", `${proposal.name} (${proposal.role})`, "button");
      button.type = "button";
      button.addEventListener("click", () => {
        choose(proposal);
        filled = ""; // chosen by hand, if by way of a button: left alone from now on
        note.replaceChildren(`Set to ${proposal.name}: ${proposal.role}.`);
        box.parentElement.querySelector(".select2-selection").focus();
      });
      return button;
    });
    note.replaceChildren("Held several roles that day: ", ...buttons);
  }

  function show(proposals) {
    if (box.value && box.value !== filled) return note.replaceChildren();
    if (proposals.length === 1) {
      choose(proposals[0]);
      note.replaceChildren(`Filled in: ${proposals[0].name}, as ${proposals[0].role} on that day.`);
    } else {
      if (box.value) $(box).val(null).trigger("change");
      filled = "";
      if (proposals.length) offer(proposals);
      else note.replaceChildren("No role on that day is recorded: the speaker’s own word, unless you say.");
    }
  }

  async function propose() {
    const query = new URLSearchParams({ speaker: speaker.value, said_on: day.value.trim() });
    if (!speaker.value || !day.value.trim() || String(query) === asked) return;
    if (box.value && box.value !== filled) return;
    asked = String(query);
    const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } });
    if (answer.ok && asked === String(query)) show((await answer.json()).proposals);
  }

  $(() => {
    const verdict = document.querySelector("[data-behalf]");
    [speaker, day, box] = ["speaker", "said_on", "on_behalf_of"].map((name) => document.getElementById(`id_${name}`));
    if (!verdict || !speaker || !day || !box) return;
    address = verdict.dataset.behalf;
    note = element("div", "", "proposal");
    note.setAttribute("role", "status");
    box.closest(".form-row").append(note);
    $(speaker).on("change", propose); // select2 tells jQuery alone
    day.addEventListener("change", propose);
    day.addEventListener("blur", propose);
    $(box).on("change", () => {
      if (box.value !== filled) {
        filled = "";
        note.replaceChildren();
      }
    });
  });
})();
