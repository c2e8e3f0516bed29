// Asks before a page is left whose form holds work that was not saved.
// A script tag with `data-unsaved` says that the form came back filled in: nothing of it is saved yet.
"use strict";

(() => {
  const returned = "unsaved" in document.currentScript.dataset;
  const found = new Map(); // what each form held before a person first touched the page
  const sent = new Map(); // and when it was last sent, or let go
  let touched = false;

  const forms = () => document.querySelectorAll("#content-main form[method=post]");

  // What a form holds. A row counts as far as it says more than an empty one: adding it is no work to lose.
  function held(form) {
    const entries = [...new FormData(form)].map(([name, value]) => [name, value.name ?? value]); // a file: its name
    const all = new Map(entries);
    const says = ([name, value]) => {
      const blank = name.replace(/-[0-9]+-/, "-__prefix__-");
      return !name.endsWith("-TOTAL_FORMS") && (blank === name || all.get(blank) !== value);
    };
    return JSON.stringify(entries.filter(says));
  }

  function note(notes) {
    forms().forEach((form) => notes.set(form, held(form)));
  }

  // What scripts fill in before the first touch is nobody's work.
  function beforeTouch(event) {
    if (touched || !event.isTrusted) return;
    touched = true;
    note(found);
  }

  function unsaved(form) {
    const now = held(form);
    return now !== sent.get(form) && (returned || now !== found.get(form));
  }

  document.addEventListener("DOMContentLoaded", () => note(found));
  window.addEventListener("load", () => touched || note(found));
  for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, beforeTouch, true);
  document.addEventListener("input", (event) => (touched ||= event.isTrusted), true); // typed without keys
  document.addEventListener("submit", (event) => event.defaultPrevented || sent.set(event.target, held(event.target)));
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[data-drops]")) note(sent); // says itself that what was typed goes
  });
  window.addEventListener("beforeunload", (event) => {
    if (!navigator.userActivation.hasBeenActive || ![...forms()].some(unsaved)) return;
    event.preventDefault();
    event.returnValue = true; // for browsers that do not know the former
  });
})();
