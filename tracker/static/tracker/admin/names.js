// Gives the autocomplete boxes and inline tables of the stock admin the names that readers of
// their screen by ear need, and that select2 and Django leave out.
"use strict";

(() => {
  const $ = django.jQuery;

  function labelOf(select) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const cell = select.closest("td");
    return label || (cell && cell.closest("table").tHead.rows[0].cells[cell.cellIndex]);
  }

  function name(select) {
    const box = select.parentElement.querySelector(".select2-selection");
    const shown = box && box.querySelector(".select2-selection__rendered");
    const label = labelOf(select);
    if (!shown || !label) return;
    label.id = label.id || `label-${select.id}`;
    box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    shown.removeAttribute("role"); // a box in a box: the outer one has the name
    shown.removeAttribute("aria-readonly");
  }

  function fill(header) {
    const hidden = document.createElement("span");
    hidden.className = "visually-hidden";
    hidden.textContent = header.matches(".original") ? "Record" : "Delete?";
    header.append(hidden);
  }

  function nameAll(within) {
    within.querySelectorAll("select.admin-autocomplete").forEach(name);
  }

  $(() => {
    document.querySelectorAll(".inline-group thead th:empty").forEach(fill);
    setTimeout(() => nameAll(document)); // once select2 has drawn its boxes
  });
  document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
  $(document).on("select2:open", (event) => {
    const search = document.querySelector(".select2-container--open .select2-search__field");
    const label = labelOf(event.target);
    if (search && label) search.setAttribute("aria-label", label.textContent.trim());
  });
})();
