"use strict";
// Search, filters, keys and review marks; long lists and texts are unpacked and drawn where they are seen.
// Without a script the report shows everything, or of what is long the beginning.
(() => {
  const CARDS = 30, ROWS = 30, MANY = 200;
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const plain = (markup) => fold(markup.replace(/<[^>]*>/g, " ")
    .replace(/&(lt|gt|amp|#34|#39);/g, (_, name) => ({lt: "<", gt: ">", amp: "&", "#34": '"', "#39": "'"})[name]));
  const told = (line, numbers) => line.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);

  async function unpack(script) {
    const bytes = Uint8Array.from(atob(script.textContent), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(new TextDecoder("gbk").decode(await new Response(stream).arrayBuffer()));
  }

  // Some rows are packed as markup that the templates made; cards, years and paragraphs as data: what stands here
  // makes of them what the templates do, and whatever data is put in goes through `safe`.
  const ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"};
  const safe = (text) => String(text).replace(/[&<>"']/g, (char) => ENTITIES[char]);
  const plainOr = (markupOf) => (one) => typeof one === "string" ? safe(one) : markupOf(one);
  const each = (all, markupOf) => all.map(markupOf).join("");
  const sign = (level, words) => `<span class="level ${level}"><span class="sign">${words.signs[level]}</span> ${words.levels[level]}</span>`;
  const mark = (text, level) => `<mark${level ? ` class="${level}"` : ""}>${safe(text)}</mark>`;

  function quoteOf([pieces, saidBy, link], words) {
    const said = each(pieces, plainOr(([text, , anchor, , level]) => anchor
      ? `<a href="#${safe(anchor)}">${mark(text, level)}</a>` : mark(text || words.empty, level)));
    const follow = link ? ` <a href="${safe(link)}" rel="noopener noreferrer">${safe(words.source)}</a>` : "";
    return `<li><p class="said">${said}</p>${follow}\n<small>${safe(saidBy)}</small></li>`;
  }

  function barsOf([bars, height]) {
    const told = bars.map(([quote, interval]) => safe(`${quote} ${interval}`)).join("; ");
    const drawn = each(bars, ([quote, , y, low, high, ends]) => `<line x1="${low}" x2="${high}" y1="${y}" y2="${y}"/>`
      + each(ends, ([x, open]) => `<circle${open ? ' class="open"' : ""} cx="${x}" cy="${y}" r="4"/>`)
      + `<text x="250" y="${y}">${safe(quote)}</text>`);
    return `<svg class="bars" role="img" viewBox="0 0 360 ${height}" width="360" height="${height}" aria-label="${told}">${drawn}</svg>`;
  }

  function cardOf([anchor, rule, level, state, name, message, suggestion, equation, bars, quotes, years, documents], words) {
    const of = words.states[state], demand = words.demands[rule], [before, after] = words.quoted;
    return `<article id="${safe(anchor)}" class="${level}" tabindex="-1" data-rule="${safe(rule)}" data-level="${level}"`
      + ` data-state="${state}" data-years="${years.join(" ")}" data-documents="${safe(documents.join("|"))}">`
      + `<h4>${sign(level, words)}${of ? ` <span class="state">${of}</span>` : ""} <span class="rule" title="${safe(name)}">${safe(rule)}</span></h4>`
      + `<p class="message">${safe(message)}</p>`
      + (demand ? `<p class="demand">${safe(demand)}</p>` : "")
      + (equation.length ? `<p class="algebra">${each(equation, plainOr(([text, caption]) =>
        `<span class="term"><b>${safe(text)}</b> <small>${safe(caption)}</small></span>`))}</p>` : "")
      + (bars ? barsOf(bars) : "")
      + (suggestion ? `<p class="suggestion">${words.suggestion} <span class="quote" lang="zh-CN">${safe(before + suggestion + after)}</span></p>` : "")
      + (quotes.length ? `<ul class="quotes" lang="zh-CN">${each(quotes, (quote) => quoteOf(quote, words))}</ul>` : "")
      + `<p class="foot"><span class="review"></span> <a class="permalink" href="#${safe(anchor)}" title="${words.permalink}">${fingerprintOf(anchor)}</a></p></article>`;
  }

  function valueOf([mark, quote, apart, attributions, times], {signs, quoted: [before, after]}) {
    const who = [...new Set(attributions.map(([name]) => name))].join("\t");
    const cite = (text) => `<span class="quote" lang="zh-CN">${safe(before)}${text}${safe(after)}</span>`;
    const told = mark ? `<a href="#${safe(mark[0])}"><mark class="${mark[1]}"><span class="sign">${signs[mark[1]]}</span> ${
      cite(safe(quote[0]) + (quote[1] && `<b>${safe(quote[1])}</b>`) + safe(quote[2]))}</mark></a>` : cite(safe(quote));
    return `<div class="told" data-who="${safe(who)}">${told}${apart && ` <span class="apart">${safe(apart)}</span>`}${
      each(attributions, ([name, published, retold]) => `<small lang="zh-CN">${safe(name)}${
        published && ` <span class="date">${safe(published)}</span>`}${retold && `<span class="retold">${safe(retold)}</span>`}</small>`)}${
      times && `<small>${safe(times)}</small>`}</div>`;
  }

  const rowOf = ([name, cells], words) => `<tr><th scope="row" lang="zh-CN">${safe(name)}</th>${
    cells.map((cell, index) => `<td${cell.length ? ` data-label="${safe(words.columns[index])}"` : ""}>${
      each(cell, (value) => valueOf(value, words))}</td>`).join("")}</tr>`;

  const paragraphOf = ([number, pieces], tab) => `<p><span class="count">${number}</span> ${
    each(pieces, (piece) => typeof piece === "string" ? safe(piece.replaceAll("\t", tab)) : figureOf(piece))}</p>`;
  const figureOf = ([text, kind, anchor, to, level]) => (to
      ? `<a id="${safe(anchor)}" class="figure ${level}" href="#${safe(to)}">${safe(text)}</a>`
      : kind === "coded" ? `<u>${safe(text)}</u>`
      : `<i${kind === "uncoded" ? ' class="uncoded"' : ""}>${safe(text)}</i>`);
  const fingerprintOf = (anchor) => /^f-([0-9a-f]{16})/.exec(anchor)[1];

  function nodeOf(markup) {
    const frame = document.createElement("template");
    frame.innerHTML = markup.trim();
    return frame.content.firstElementChild;
  }

  // An item of a list: its node where it was drawn, else its markup, made when somebody asks.
  class Item {
    constructor(index, make, node = null, data = null) {
      Object.assign(this, {index, make, node, text: null});
      this.data = data || (node && {...node.dataset, anchor: node.id});
    }

    get markup() {
      return this.make();
    }
  }

  // How each packed item is made, and what is asked of a card before it is drawn.
  const madeOf = (packed) => Array.isArray(packed) ? packed.map((markup) => [() => markup])
    : packed.rows ? packed.rows.map((row) => [() => rowOf(row, packed.words)]) : cardsOf(packed);
  const cardsOf = ({words, cards}) => cards[0].map((_, index) => {
    const card = cards.map((column) => column[index]);
    const [anchor, rule, level, state] = card, [years, documents] = card.slice(-2);
    return [() => cardOf(card, words),
      {anchor, rule, level, state, years: years.join(" "), documents: documents.join("|")}];
  });

  // A list whose first items are in the page; those that match are drawn, so many at a time.
  class List {
    constructor(name, nodes, atOnce, homeOf, onDrawn) {
      this.items = nodes.map((node, index) => {
        const markup = node.outerHTML;
        return new Item(index, () => markup, node);
      });
      this.homeOf = homeOf;
      this.onDrawn = onDrawn || (() => {});
      this.matches = () => true;
      this.limit = this.atOnce = atOnce;
      this.more = document.querySelector(`.more[data-list="${name}"]`);
      this.script = document.querySelector(`script[data-list="${name}"]`);
      for (const item of this.items) this.onDrawn(item);
    }

    async load() {
      const first = this.items.length;
      const packed = this.script ? await unpack(this.script) : [];
      madeOf(packed).forEach(([make, data], index) => this.items.push(new Item(first + index, make, null, data)));
      if (this.items.length > MANY) for (const item of this.items.slice(this.atOnce, first)) item.node.remove();
      new IntersectionObserver((seen) => {
        if (seen.some((one) => one.isIntersecting)) {
          this.limit += this.atOnce;
          this.draw();
        }
      }, {rootMargin: "600px"}).observe(this.more);
      window.addEventListener("beforeprint", () => {
        this.limit = Infinity;
        this.draw();
      });
    }

    textOf(item) {
      return item.text ??= plain(item.markup);
    }

    place(item) {
      const isNew = !item.node;
      item.node ??= nodeOf(item.markup);
      if (!item.node.isConnected) {
        const home = this.homeOf(item.node);
        const after = this.items.find((one) => one.index > item.index && one.node && one.node.parentNode === home);
        home.insertBefore(item.node, after ? after.node : null);
      }
      if (isNew) this.onDrawn(item);
      item.node.hidden = false;
    }

    draw() {
      let count = 0;
      for (const item of this.items) {
        if ((this.matches(item) && ++count <= this.limit) || item === this.asked) this.place(item);
        else if (item.node) item.node.hidden = true;
      }
      this.more.hidden = count <= this.limit;
      this.more.textContent = told(this.more.dataset.told, {left: count - this.limit});
      return count;
    }

    filter(matches) {
      this.matches = matches;
      this.asked = null;
      this.limit = this.atOnce;
      return this.draw();
    }
  }

  // Tables: a search, and one publisher at a time where many are laid side by side.
  async function table(form) {
    const name = form.dataset.list, body = document.querySelector(`#${name} tbody`);
    const status = form.querySelector("[role=status]"), who = form.elements.who;
    const list = new List(name, [...body.rows], ROWS, () => body, (item) => only(item.node));
    function only(row) {
      for (const one of row.querySelectorAll(".told[data-who]")) {
        one.hidden = Boolean(who && who.value) && !one.dataset.who.split("\t").includes(who.value);
      }
    }
    function show() {
      const sought = fold(form.elements.text.value), chosen = who ? fold(who.value) : "";
      const count = list.filter((item) => list.textOf(item).includes(sought) && list.textOf(item).includes(chosen));
      for (const item of list.items) if (item.node) only(item.node);
      status.textContent = told(status.dataset.told, {shown: count, all: list.items.length});
    }
    await list.load();
    if (who && who.options.length > 5 && list.items.length > ROWS) who.selectedIndex = 1;
    form.hidden = false;
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    show();
  }

  // Texts: parts of so many paragraphs are drawn when they come near.
  const parts = new Map(), partOf = new Map();
  async function text(script) {
    const box = script.parentNode, tab = script.dataset.tab;
    const near = new IntersectionObserver((seen) => {
      for (const one of seen) if (one.isIntersecting) draw(one.target);
    }, {rootMargin: "1000px"});
    const chunks = await unpack(script);
    box.querySelector(".more").remove();
    for (const paragraphs of chunks) {
      const part = document.createElement("div"), pieces = paragraphs.flatMap(([, words]) => words);
      part.className = "part";
      part.style.minHeight = `${Math.round(pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? piece : piece[0]).length, 0))}px`;
      parts.set(part, () => each(paragraphs, (one) => paragraphOf(one, tab)));
      for (const [, , anchor] of pieces) if (anchor) partOf.set(anchor, part);
      box.append(part);
      near.observe(part);
    }
  }
  function draw(part) {
    if (!part || part.firstChild || !parts.has(part)) return;
    part.innerHTML = parts.get(part)();
    part.style.minHeight = "";
  }

  const form = document.getElementById("filter");
  let findings = null;
  function show() {
    const sought = fold(search.value), field = (name) => (form.elements[name] ? form.elements[name].value : "");
    const chosen = (name) => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));
    const levels = chosen("level"), states = chosen("state"), rule = field("rule"), year = field("year"), doc = field("document");
    const byState = form.querySelector("input[name=state]") !== null;
    const count = findings.filter((item) => {
      const about = item.data;
      return levels.has(about.level) && (!byState || states.has(about.state)) && (!rule || about.rule === rule)
        && (!year || about.years.split(" ").includes(year)) && (!doc || about.documents.split("|").includes(doc)) && (!sought || findings.textOf(item).includes(sought));
    });
    const status = form.querySelector("[role=status]");
    status.textContent = told(status.dataset.told, {shown: count, all: findings.items.length});
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !findings.items.some((item) => item.data.level === group.dataset.level && findings.matches(item));
    }
  }

  // The text beside goes to the first figure of the finding that is looked at.
  function follow(card) {
    const link = card.querySelector(".said a");
    const name = link && link.hash.slice(1), pane = document.getElementById("texts");
    if (!name || getComputedStyle(pane).position !== "sticky") return;
    draw(partOf.get(name));
    const figure = document.getElementById(name);
    if (!figure) return;
    figure.closest("details").open = true;
    pane.scrollTop += figure.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
    for (const other of document.querySelectorAll(".figure.here")) other.classList.remove("here");
    for (const one of card.querySelectorAll(".said a")) {
      const at = document.getElementById(one.hash.slice(1));
      if (at) at.classList.add("here");
    }
  }

  function step(by) {
    const shown = findings.items.filter((item) => item.node && !item.node.hidden).map((item) => item.node);
    const here = shown.indexOf(document.activeElement.closest("article"));
    const below = shown.findIndex((card) => card.getBoundingClientRect().top > 1);
    const next = shown[here >= 0 ? here + by : by > 0 ? below : (below < 0 ? shown.length : below) - 1];
    if (next) {
      next.focus({preventScroll: true});
      next.scrollIntoView({block: "start"});
      follow(next);
    }
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
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
  }

  // What a link leads to is shown, whatever the filters say and however far down it is.
  function reveal() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name) return;
    if (findings && name.startsWith("f-")) {
      const item = findings.items.find((one) => one.data.anchor === name);
      if (item && !findings.matches(item)) {
        form.reset();
        show();
      }
      findings.asked = item;
      if (item) findings.place(item);
    }
    draw(partOf.get(name));
    const target = document.getElementById(name);
    if (!target) return;
    const folder = target.closest("details");
    if (folder) folder.open = true;
    if (location.hash) location.replace(location.hash);
    target.scrollIntoView();
    if (target.matches("article")) follow(target);
  }

  // Marks are kept in this browser; some give no store to files, and then they last as long as the page.
  const store = `gouji ${document.title.split("|").pop().trim()}`;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(store)) || {};
  } catch {
    kept = {};
  }
  function keep(fingerprint, mark, remark) {
    kept[fingerprint] = {mark, remark};
    try {
      localStorage.setItem(store, JSON.stringify(kept));
    } catch {
      return;
    }
  }
  function progress() {
    const note = document.getElementById("progress"), all = new Set(findings.items.map((item) => fingerprintOf(item.data.anchor)));
    const marked = [...all].filter((one) => kept[one] && kept[one].mark).length;
    note.textContent = told(note.dataset.told, {marked, left: all.size - marked});
  }
  const panelOf = (document.getElementById("review") || {}).content;
  function review(item) {
    const slot = item.node.querySelector(".review"), fingerprint = fingerprintOf(item.data.anchor);
    const button = document.createElement("button");
    button.type = "button";
    slot.append(button);
    const tell = () => {
      const {mark, remark} = kept[fingerprint] || {};
      const option = panelOf.querySelector(`option[value="${mark || ""}"]`);
      slot.dataset.mark = mark || "";
      button.textContent = [option.text, remark].filter(Boolean).join(" ");
    };
    button.addEventListener("click", () => {
      const panel = panelOf.firstElementChild.cloneNode(true);
      const mark = panel.querySelector("select"), remark = panel.querySelector("input");
      ({mark: mark.value = "", remark: remark.value = ""} = kept[fingerprint] || {});
      button.replaceWith(panel);
      mark.focus();
      panel.addEventListener("input", () => {
        keep(fingerprint, mark.value, remark.value);
        slot.dataset.mark = mark.value;
        progress();
      });
      panel.addEventListener("focusout", (event) => {
        if (panel.contains(event.relatedTarget)) return;
        panel.replaceWith(button);
        tell();
      });
    });
    tell();
  }

  const cell = (words) => `"${words.replace(/\s+/g, " ").trim().replace(/"/g, '""')}"`;
  function waivers() {
    const rows = ["fingerprint,rule,reason"], seen = new Set(), silent = new Set();
    for (const item of findings.items) {
      const fingerprint = fingerprintOf(item.data.anchor), {mark, remark} = kept[fingerprint] || {};
      if (mark !== "checked" && mark !== "no-problem") continue;
      if (!remark.trim()) silent.add(fingerprint);
      else if (!seen.has(fingerprint)) {
        const word = panelOf.querySelector(`option[value="${mark}"]`).text;
        rows.push([fingerprint, item.data.rule, `${word}：${remark}`].map(cell).join(","));
        seen.add(fingerprint);
      }
    }
    return {text: rows.join("\n") + "\n", rows: seen.size, left: silent.size};
  }
  function save() {
    const link = document.createElement("a"), found = waivers(), note = document.getElementById("exported");
    note.textContent = told(note.dataset.told, found);
    if (!found.rows) return;
    link.href = URL.createObjectURL(new Blob([found.text], {type: "text/csv"}));
    link.download = "waivers.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function start() {
    if (form) {
      const group = (node) => document.querySelector(`.group[data-level="${node.dataset.level}"]`);
      findings = new List("findings", [...document.querySelectorAll("#findings article")], CARDS, group, review);
      await findings.load();
      form.hidden = false;
      form.addEventListener("input", show);
      form.addEventListener("submit", (event) => event.preventDefault());
      document.addEventListener("keydown", key);
      document.getElementById("export").addEventListener("click", save);
      progress();
      show();
    }
    await Promise.all([...document.querySelectorAll("form.rows")].map(table));
    const entries = document.querySelector("#silence details ul");
    if (entries) {
      const list = new List("silence", [...entries.children], ROWS, () => entries);
      await list.load();
      list.draw();
    }
    await Promise.all([...document.querySelectorAll("script[data-text]")].map(text));
    window.addEventListener("hashchange", reveal);
    reveal();
    document.documentElement.dataset.ready = "";
  }
  start();
})();
