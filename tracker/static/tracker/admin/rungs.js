// Keeps the choice of a rung to the ladder of the chosen issue, and says so where a choice is lost.
// Without it the form works too: the page then offers all ladders, in groups.
"use strict";

(() => {
  const $ = django.jQuery;

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  // Says it where the rung chosen before is none of the new issue: a silent “no position” would be saved.
  function warn(select, lost) {
    let said = select.parentElement.querySelector(".rung-lost");
    if (!said) {
      said = element("p", "");
      said.className = "rung-lost";
      said.setAttribute("role", "status");
      select.after(said);
      select.addEventListener("change", () => said.replaceChildren());
    }
    said.textContent = lost
      ? `“${lost}” is not a rung of this issue: now “Took no position”. Choose a rung.`
      : "";
  }

  function show(select, rungs) {
    const chosen = select.value;
    const label = chosen ? select.selectedOptions[0].textContent : "";
    const options = rungs.map((rung) => new Option(rung.label, rung.id));
    // what can be chosen on every ladder: that no position was taken
    const fixed = [...select.children].filter((each) => each.matches("option") && !/^[0-9]+$/.test(each.value));
    select.replaceChildren(...fixed, ...options);
    select.value = [...fixed, ...options].some((each) => each.value === chosen) ? chosen : "";
    const list = select.parentElement.querySelector("dl.rungs");
    list.replaceChildren(
      ...rungs.flatMap((rung) => [element("dt", rung.label), element("dd", rung.definition)])
    );
    list.hidden = rungs.length === 0;
    const lost = select.value === chosen ? "" : label;
    if (lost) select.dispatchEvent(new Event("change", { bubbles: true })); // others follow the rung
    warn(select, lost);
  }

  async function follow(issue, select) {
    const asked = issue.value;
    const address = select.dataset.rungs.replace("/0/", `/${asked || 0}/`);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.ok && issue.value === asked) show(select, (await answer.json()).rungs);
  }

  $(() => {
    const issue = document.getElementById("id_issue");
    const select = document.querySelector("select[data-rungs]");
    if (!issue || !select) return;
    $(issue).on("change", () => follow(issue, select)); // select2 tells jQuery alone
    if (!issue.value) show(select, []);
  });
})();
