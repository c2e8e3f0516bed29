// Comfort for who codes all day: boxes that search as one types, keys, and no box that is not needed.
"use strict";

(() => {
  const $ = django.jQuery;

  // A letter typed on a closed box opens it and is the first of the search.
  function onLetter(event) {
    const box = event.target.closest && event.target.closest(".select2-selection--single");
    if (!box || event.key.length !== 1 || event.key === " ") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+") return addRecord(event, box);
    const select = box.closest(".select2-container").previousElementSibling;
    if (!select || !select.matches("select.admin-autocomplete")) return;
    event.preventDefault();
    const begun = box.closest(".select2-container--open"); // the next letter came before the focus had moved
    if (!begun) $(select).select2("open");
    const search = document.querySelector(".select2-container--open .select2-search__field");
    if (!search) return;
    search.value = (begun ? search.value : "") + event.key;
    search.focus();
    $(search).trigger("input");
  }

  // The way to add a record is out of the way of Tab, and one key from its box.
  function addRecord(event, box) {
    const add = box.closest(".related-widget-wrapper").querySelector(".add-related");
    event.preventDefault();
    if (add) add.click();
  }

  function clearTabOrder(within) {
    const aside = ".coding .related-widget-wrapper .add-related, .coding .terms summary";
    within.querySelectorAll(aside).forEach((each) => {
      each.tabIndex = -1;
    });
  }

  // What the terms of a choice mean: one key from the choice.
  function onHelp(event) {
    const terms = event.key === "?" && event.target.closest(".coding .terms");
    if (!terms) return;
    event.preventDefault();
    const list = terms.querySelector("details");
    list.open = !list.open;
  }

  function onKeys(event) {
    const save = document.querySelector(".submit-row input[name=_next]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && save) {
      event.preventDefault();
      save.click();
    }
    const text = document.getElementById("source-text");
    const open = document.querySelector(".select2-container--open");
    if (event.key === "Escape" && text && !open && event.target.closest("form") && event.target !== text) {
      text.focus();
    }
  }

  // A condition is asked for only where there is one.
  function followFirmness() {
    const firmness = document.getElementById("id_firmness");
    const condition = document.getElementById("id_condition");
    if (!firmness || !condition) return;
    const row = condition.closest(".form-row");
    const show = () => {
      const faulty = row.classList.contains("errors") || row.querySelector(".errorlist");
      row.hidden = firmness.value !== "conditional" && !condition.value.trim() && !faulty;
    };
    firmness.addEventListener("change", show);
    show();
  }

  document.addEventListener("keydown", onLetter, true); // before select2, which opens on a few keys only
  document.addEventListener("keydown", onKeys);
  document.addEventListener("keydown", onHelp);
  document.addEventListener("DOMContentLoaded", () => {
    followFirmness();
    clearTabOrder(document);
  });
  document.addEventListener("formset:added", () => clearTabOrder(document));
})();
