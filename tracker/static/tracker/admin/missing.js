// A search that finds nothing says what to do: add the record that is missing. What was typed goes with it,
// and once it is saved it is what the box has chosen, as Django's own “+” does it.
"use strict";

(() => {
  const $ = django.jQuery;

  const addLink = (select) => select.closest(".related-widget-wrapper")?.querySelector(".add-related");
  const searchBox = () => document.querySelector(".select2-container--open .select2-search__field");

  function addressFor(select, link) {
    const address = new URL(link.href);
    const typed = searchBox()?.value.trim();
    if (typed && select.dataset.calledBy) address.searchParams.set(select.dataset.calledBy, typed);
    return address.href;
  }

  function add(select) {
    const link = addLink(select);
    const plain = link.href;
    link.href = addressFor(select, link);
    $(select).select2("close");
    link.click();
    link.href = plain;
  }

  function offer(select) {
    const link = addLink(select);
    if (!link) return "Try fewer letters, or another name.";
    const offered = document.createElement("a");
    const typed = searchBox()?.value.trim();
    offered.className = "add-missing";
    offered.href = addressFor(select, link);
    offered.textContent = `Add ${typed ? `“${typed}”` : "one"} as a new ${select.dataset.noun} (Enter)`;
    offered.addEventListener("click", (event) => {
      event.preventDefault();
      add(select);
    });
    return offered;
  }

  function watch(select) {
    const box = $(select).data("select2");
    if (!box || box.offers) return;
    box.offers = true;
    box.on("results:message", ({ message }) => {
      if (message === "noResults") box.results.$results.find(".select2-results__message").append(" ", offer(select));
    });
  }

  function onEnter(event) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.target !== searchBox()) return;
    const offered = document.querySelector(".select2-container--open .add-missing");
    if (!offered) return;
    event.preventDefault();
    event.stopPropagation();
    offered.click();
  }

  $(document).on("select2:open", (event) => watch(event.target));
  document.addEventListener("keydown", onEnter, true); // before select2, which would do nothing
})();
