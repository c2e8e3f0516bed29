// The source's text beside the form: a caret to select with, and the selection handed on as evidence.
// Places are Unicode code points of the stored text: each piece says where it starts.
"use strict";

(() => {
  const MOST_WORDS = 12; // models/statements.py, which has the last word
  let text, said, use;
  let chosen = null; // the last selection within the text

  const points = (string) => [...string].length;
  const countWords = (string) => (string.match(/[\p{L}\p{N}]+/gu) || []).length;

  function say(message) {
    if (said.textContent !== message) said.textContent = message;
  }

  // The text's own pieces in order, as {node, start}.
  function pieces() {
    return [...text.querySelectorAll("[data-start]")].map((piece) => ({
      node: piece.firstChild,
      start: Number(piece.dataset.start),
    }));
  }

  // Where a boundary of a selection stands in the stored text.
  function placeOf(node, offset, all) {
    for (const piece of all) {
      if (piece.node === node) return piece.start + points(node.data.slice(0, offset));
    }
    const range = document.createRange();
    range.setStart(node, offset);
    const next = all.find((piece) => range.comparePoint(piece.node, 0) >= 0);
    if (next) return next.start;
    const last = all[all.length - 1];
    return last.start + points(last.node.data);
  }

  // The words between two places, without the blanks around them; a browser selects these too.
  function passage(range) {
    const all = pieces();
    const within = all.filter((piece) => range.intersectsNode(piece.node));
    const from = placeOf(range.startContainer, range.startOffset, all);
    const to = placeOf(range.endContainer, range.endOffset, all);
    const parts = within.map((piece) => {
      const characters = [...piece.node.data];
      const cut = characters.slice(Math.max(from - piece.start, 0), Math.max(to - piece.start, 0));
      return { characters: cut, start: Math.max(from, piece.start) };
    });
    const marked = parts.flatMap((part) =>
      part.characters.map((character, index) => ({ character, place: part.start + index }))
    );
    while (marked.length && !marked[0].character.trim()) marked.shift();
    while (marked.length && !marked[marked.length - 1].character.trim()) marked.pop();
    if (!marked.length) return null;
    return {
      source: text.dataset.source,
      title: text.dataset.title,
      words: marked.map((each) => each.character).join(""),
      start: marked[0].place,
      end: marked[marked.length - 1].place + 1,
    };
  }

  // From what stands before a passage it is told whose words it holds.
  function textBefore(place) {
    return pieces()
      .map((piece) => [...piece.node.data].slice(0, Math.max(place - piece.start, 0)).join(""))
      .join("");
  }

  function note() {
    const selection = getSelection();
    if (document.activeElement !== text) return; // what was taken stays said
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.endContainer)) return;
    chosen = selection.isCollapsed ? null : passage(range);
    if (use) use.disabled = !chosen;
    if (!chosen) return say(coded(range) || "Select words in the text.");
    const count = countWords(chosen.words);
    if (count > MOST_WORDS) say(`${count} words selected; at most ${MOST_WORDS} may be quoted.`);
    else say(`${count} of ${MOST_WORDS} words selected.`);
  }

  // What the caret stands in, if it was coded already.
  function coded(range) {
    const link = (range.startContainer.parentElement || text).closest("a[data-start]");
    return link ? `Coded already: ${link.title}` : "";
  }

  function take() {
    note(); // a browser tells of a selection only after the key that follows it
    if (!chosen) return say("Select the words first: Shift and the arrow keys, or the mouse.");
    const count = countWords(chosen.words);
    if (count > MOST_WORDS) {
      return say(`Not taken: ${count} words; at most ${MOST_WORDS} may be quoted.`);
    }
    const detail = { ...chosen, before: textBefore(chosen.start) };
    document.dispatchEvent(new CustomEvent("passage:taken", { detail }));
    say(detail.said);
    highlight(detail);
  }

  // Shows what was taken while the cursor is elsewhere, where the browser can.
  function highlight({ start, end }) {
    if (!window.Highlight || !CSS.highlights) return;
    const range = document.createRange();
    for (const { node, start: at } of pieces()) {
      const characters = [...node.data];
      const unit = (place) => characters.slice(0, place - at).join("").length;
      if (at <= start && start < at + characters.length) range.setStart(node, unit(start));
      if (at < end && end <= at + characters.length) range.setEnd(node, unit(end));
    }
    CSS.highlights.set("taken", new Highlight(range));
  }

  // A caret without the power to edit. What slips through (an input method) is put back.
  function readOnly() {
    const kept = text.cloneNode(true);
    text.contentEditable = "true";
    for (const [name, value] of Object.entries({
      role: "textbox",
      "aria-multiline": "true",
      "aria-readonly": "true",
      inputmode: "none",
      spellcheck: "false",
      autocapitalize: "off",
      "data-gramm": "false",
    })) {
      text.setAttribute(name, value);
    }
    for (const name of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
      text.addEventListener(name, (event) => event.preventDefault());
    }
    const restore = () => text.replaceChildren(...kept.cloneNode(true).childNodes);
    text.addEventListener("input", restore);
    text.addEventListener("compositionend", restore);
  }

  function onKey(event) {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (use) take();
    }
  }

  // A click sets the caret; with Ctrl it follows the link, into a tab of its own.
  function onClick(event) {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) window.open(link.href, "_blank", "noopener");
  }

  // The cursor starts behind the passage that was coded last, else at the beginning. Only the text is
  // scrolled to it: above it the page says what was saved.
  function start() {
    const last = document.getElementById(text.dataset.after);
    const behind = last && last.dataset.ends;
    const all = pieces();
    const piece = behind ? all.find((each) => each.start >= Number(behind)) : all[0];
    if (!piece) return;
    text.focus({ preventScroll: true });
    getSelection().collapse(piece.node, 0);
    if (last) text.scrollTop += last.getBoundingClientRect().top - text.getBoundingClientRect().top - 60;
  }

  document.addEventListener("DOMContentLoaded", () => {
    text = document.getElementById("source-text");
    said = document.getElementById("passage-said") || document.createElement("p");
    use = document.getElementById("use-passage");
    if (!text) return;
    document.querySelectorAll(".source-pane .tools, .source-pane .keys").forEach((each) => {
      each.hidden = false;
    });
    readOnly();
    document.addEventListener("selectionchange", note);
    text.addEventListener("keydown", onKey);
    text.addEventListener("click", onClick);
    if (use) {
      use.disabled = true;
      use.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
      use.addEventListener("click", take);
    }
    if (document.querySelector("form .errornote, form .errorlist")) return; // there the work is
    if (!document.body.classList.contains("coding-new")) return;
    django.jQuery(() => setTimeout(start)); // once select2 has drawn the boxes that the next key leads to
  });
})();
