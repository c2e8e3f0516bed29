// Whose words a passage holds: the speaker's own where all of them stand in quotation marks, within their
// paragraph; else the article's. A first guess, which stands in a box of the form.
"use strict";

(() => {
  const WORD = /[\p{L}\p{N}]/u;
  const BOUNDARY = /^[\s([—–-]?$/u; // before a straight mark that opens

  // A paragraph ends at a blank line; in a text without any, at the end of a line.
  function inParagraph(before) {
    const text = document.getElementById("source-text").textContent;
    return before.split(/\n\s*\n/.test(text) ? /\n\s*\n/ : "\n").pop();
  }

  function opens(mark, last = "", next = "") {
    return "“«".includes(mark) || (mark === '"' && BOUNDARY.test(last) && /\S/u.test(next));
  }

  // How deep in quotation marks what follows this character stands. One that opens a line starts anew: a
  // speech of several paragraphs closes its marks but once.
  function deeper(depth, characters, place) {
    const [last, mark, next] = [place - 1, place, place + 1].map((each) => characters[each]);
    if (!'"“”«»'.includes(mark)) return depth;
    if (opens(mark, last, next)) return last === undefined || last === "\n" ? 1 : depth + 1;
    return Math.max(depth - 1, 0);
  }

  function isSpoken({ before, words }) {
    const outside = [...inParagraph(before)];
    const characters = [...outside, ...words];
    let depth = 0;
    return characters.every((character, place) => {
      depth = deeper(depth, characters, place);
      return depth || place < outside.length || !WORD.test(character);
    });
  }

  document.addEventListener("passage:taken", ({ detail }) => {
    detail.words_of = isSpoken(detail) ? "speaker" : "article"; // models/statements.py: Evidence.WordsOf
  });
})();
