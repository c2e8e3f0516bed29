// Puts a passage into the rows of evidence, and the cursor into the first box that still needs a person.
"use strict";

(() => {
  const $ = django.jQuery;
  const FIRST = ["speaker", "said_on", "issue", "position", "summary", "act", "firmness", "attribution"];

  const box = (row, name) => row.querySelector(`[name$="-${name}"]`);

  function rows() {
    return [...document.querySelectorAll("#evidence-group tr.form-row:not(.empty-form)")];
  }

  function isFree(row, source) {
    const from = box(row, "source").value;
    return !box(row, "words").value.trim() && (!from || from === source);
  }

  function addRow() {
    const add = document.querySelector("#evidence-group .add-row a");
    if (add) add.click();
    return rows().pop();
  }

  function chooseSource(row, { source, title }) {
    const select = box(row, "source");
    if (select.value === source) return;
    if (![...select.options].some((option) => option.value === source)) {
      select.append(new Option(title, source));
    }
    $(select).val(source).trigger("change");
  }

  function fill(detail) {
    const row = rows().find((each) => isFree(each, detail.source)) || addRow();
    if (!row) return "There is no free row for evidence.";
    chooseSource(row, detail);
    for (const name of ["words", "words_of", "start", "end"]) box(row, name).value = detail[name];
    box(row, "words").dataset.taken = detail.words;
    box(row, "words").dispatchEvent(new Event("input", { bubbles: true }));
    moveOn();
    const whose = box(row, "words_of").selectedOptions[0].text;
    return `Taken as evidence: “${detail.words}”, ${detail.start} to ${detail.end}. ${whose}.`;
  }

  function moveOn() {
    const boxes = FIRST.map((name) => document.getElementById(`id_${name}`)).filter(Boolean);
    const empty = boxes.find((each) => !each.value.trim());
    if (!empty) return;
    const drawn = empty.parentElement.querySelector(".select2-selection");
    (drawn || empty).focus();
  }

  // Words that were changed by hand have lost their place; saving finds it again.
  function onInput(event) {
    const words = event.target;
    if (!words.matches("#evidence-group [name$='-words']") || words.dataset.taken === undefined) return;
    if (words.value === words.dataset.taken) return;
    const row = words.closest("tr");
    box(row, "start").value = box(row, "end").value = "";
    delete words.dataset.taken;
  }

  document.addEventListener("passage:taken", (event) => {
    event.detail.said = fill(event.detail);
  });
  document.addEventListener("input", onInput);
})();
