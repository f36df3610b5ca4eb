"use strict";
// Search, filters, keys and review marks. Without a script the report shows everything.
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const cards = [...document.querySelectorAll("#findings article")];
  const status = form.querySelector("[role=status]");
  const field = form.elements;

  const search = document.getElementById("search");
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const words = new Map(cards.map((card) => [card, folded(card.textContent)]));
  const chosen = (name) => {
    const boxes = form.querySelectorAll(`input[name=${name}]`);
    return boxes.length ? new Set([...boxes].filter((box) => box.checked).map((box) => box.value)) : null;
  };
  const value = (name) => (field[name] ? field[name].value : "");

  function show() {
    const sought = folded(search.value);
    const levels = chosen("level"), states = chosen("state"), rule = value("rule"), year = value("year");
    let count = 0;
    for (const card of cards) {
      const data = card.dataset;
      card.hidden = !(levels.has(data.level) && (!states || states.has(data.state))
        && (!rule || data.rule === rule) && (!year || data.years.split(" ").includes(year))
        && words.get(card).includes(sought));
      count += !card.hidden;
    }
    status.textContent = status.dataset.told.replace("{shown}", count).replace("{all}", cards.length);
  }

  function step(by) {
    const shown = cards.filter((card) => !card.hidden);
    const here = shown.indexOf(document.activeElement.closest("article"));
    const next = shown[here < 0 ? (by > 0 ? 0 : shown.length - 1) : here + by];
    if (next) {
      next.focus({preventScroll: true});
      next.scrollIntoView({block: "start"});
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      search.blur();
      show();
    }
    if (event.target.closest("input:not([type=checkbox]), select")) return;
    if (event.key === "/") {
      event.preventDefault();
      search.focus();
    }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });

  // What a link leads to is shown, whatever the filters say.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const card = target.closest("article"), folder = target.closest("details");
    if (card && card.hidden) {
      form.reset();
      show();
      target.scrollIntoView();
    }
    if (folder && !folder.open) {
      folder.open = true;
      target.scrollIntoView();
    }
  }

  // Marks are kept in this browser; some give no store to files, and then they last as long as the page.
  const key = `gouji ${document.title.split("|").pop().trim()}`;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    kept = {};
  }
  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      return;
    }
  }
  for (const card of cards) {
    const review = card.querySelector(".review");
    const mark = review.querySelector("select"), remark = review.querySelector("input");
    const known = kept[card.dataset.fingerprint] || {};
    mark.value = known.mark || "";
    remark.value = known.remark || "";
    review.dataset.mark = mark.value;
    review.hidden = false;
    review.addEventListener("input", () => {
      review.dataset.mark = mark.value;
      kept[card.dataset.fingerprint] = {mark: mark.value, remark: remark.value};
      keep();
    });
  }

  const cell = (text) => `"${text.replace(/\s+/g, " ").trim().replace(/"/g, '""')}"`;
  function waivers() {
    const rows = ["fingerprint,rule,reason"], seen = new Set();
    for (const card of cards) {
      const {fingerprint, rule} = card.dataset;
      const mark = card.querySelector(".review select"), remark = card.querySelector(".review input");
      const accepted = mark.value === "checked" || mark.value === "no-problem";
      if (accepted && remark.value.trim() && !seen.has(fingerprint)) {
        rows.push([fingerprint, rule, `${mark.selectedOptions[0].text}：${remark.value}`].map(cell).join(","));
        seen.add(fingerprint);
      }
    }
    return rows.join("\n") + "\n";
  }
  document.getElementById("export").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([waivers()], {type: "text/csv"}));
    link.download = "waivers.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", show);
  form.hidden = false;
  window.addEventListener("hashchange", reveal);
  show();
  reveal();
})();
