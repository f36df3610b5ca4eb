"use strict";
// Search, filters, keys and review marks; long lists and texts are unpacked and drawn where they are seen.
// Without a script the report shows everything, or of what is long the beginning.
(() => {
  const CARDS = 30, ROWS = 30, MANY = 200, HEX = 16, SHORT = 12;
  const byId = (name) => document.getElementById(name);
  const all = (query, inside = document) => [...inside.querySelectorAll(query)];
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "").replace(/(\d),(?=\d{3})/g, "$1");
  const plain = (markup) => fold(markup.replace(/<[^>]*>/g, " ")
    .replace(/&(lt|gt|amp|#34|#39);/g, (_, name) => ({lt: "<", gt: ">", amp: "&", "#34": '"', "#39": "'"})[name]));
  // All words of a search are in the text, wherever they stand; 1,204 is 1204.
  const words = (search) => search.trim().split(/\s+/).map(fold);
  const hasAll = (text, sought) => sought.every((word) => text.includes(word));
  const told = (line, numbers) => line.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);

  async function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(new TextDecoder("gbk").decode(await new Response(stream).arrayBuffer()));
  }

  // PACKED
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
      this.data = data || (node && {level: node.className, state: "new", ...node.dataset, anchor: node.id});
    }

    get markup() {
      return this.make();
    }
  }

  // How each packed item is made, and what is asked of a card before it is drawn.
  const madeOf = (packed) => Array.isArray(packed) ? packed.map((markup) => [() => markup])
    : packed.years ? yearsOf(packed) : cardsOf(packed);
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
      const packed = this.script ? await unpack(this.script.textContent) : [];
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
      const sought = words(form.elements.text.value).concat(who ? fold(who.value) : []);
      const count = list.filter((item) => hasAll(list.textOf(item), sought));
      for (const item of list.items) if (item.node) only(item.node);
      status.textContent = told(count ? status.dataset.told : status.dataset.none, {shown: count, all: list.items.length});
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
  function draw(part) {
    if (!part || part.firstChild || !parts.has(part)) return;
    part.innerHTML = parts.get(part)();
    part.style.minHeight = "";
  }

  const form = byId("filter");
  let findings = null;
  function show() {
    const sought = words(search.value), field = (name) => (form.elements[name] ? form.elements[name].value : "");
    const chosen = (name) => new Set(all(`input[name=${name}]:checked`, form).map((box) => box.value));
    const levels = chosen("level"), states = chosen("state"), rule = field("rule"), year = field("year"), doc = field("document"), mark = field("mark");
    const byState = form.querySelector("input[name=state]") !== null;
    const count = findings.filter((item) => {
      const about = item.data;
      return levels.has(about.level) && (!byState || states.has(about.state)) && (!rule || about.rule === rule)
        && (!year || about.years.split(" ").includes(year)) && (!doc || about.documents.split("|").includes(doc)) && (!mark || markOf(item) === mark) && (!search.value.trim() || hasAll(findings.textOf(item), sought));
    });
    const every = findings.items.length, printed = byId("printed");
    address();
    printed.hidden = form.querySelector("[type=reset]").hidden = count === every;
    printed.textContent = told(printed.dataset.told, {filters: filters(), shown: count, all: every});
    document.documentElement.classList.toggle("brief", form.elements.brief.checked);
    const status = form.querySelector("[role=status]");
    status.textContent = told(count ? status.dataset.told : status.dataset.none, {shown: count, all: every});
    for (const group of document.querySelectorAll(".group")) {
      const found = findings.items.filter((item) => item.data.level === group.dataset.level && findings.matches(item)).length;
      const number = group.querySelector("h3 .count");
      group.hidden = !found;
      number.dataset.all ??= number.textContent;
      number.textContent = count === every ? number.dataset.all : told(number.dataset.told, {shown: found, all: number.dataset.all});
    }
  }
  // What is asked for stands in the address, so that it can be sent and comes back.
  const ASKED = ["rule", "document", "year", "mark"], TICKED = ["level", "state"], OF_FILTERS = "#?";
  function address() {
    const asked = new URLSearchParams();
    for (const name of ASKED) if (form.elements[name] && form.elements[name].value) asked.set(name, form.elements[name].value);
    for (const name of TICKED) {
      const boxes = all(`input[name=${name}]`, form), on = boxes.filter((box) => box.checked);
      if (on.length < boxes.length) asked.set(name, on.map((box) => box.value).join(" "));
    }
    if (search.value.trim()) asked.set("text", search.value.trim());
    const told = asked.size ? OF_FILTERS + asked : "";
    if (told === location.hash || (!told && !location.hash.startsWith(OF_FILTERS))) return;
    try {
      history.replaceState(null, "", told || location.href.split("#")[0]);
    } catch {
      return;
    }
  }
  function ask() {
    const asked = new URLSearchParams(location.hash.slice(OF_FILTERS.length));
    form.reset();
    search.value = asked.get("text") || "";
    for (const name of ASKED) {
      const options = form.elements[name] ? [...form.elements[name].options] : [];
      if (options.some((one) => one.value === asked.get(name))) form.elements[name].value = asked.get(name);
    }
    for (const name of TICKED.filter((one) => asked.has(one))) {
      for (const box of form.querySelectorAll(`input[name=${name}]`)) box.checked = asked.get(name).split(" ").includes(box.value);
    }
    show();
  }
  function unfiltered(event) {
    if (event) event.preventDefault();
    form.reset();
    show();
  }
  // What is asked for, in the words of the form.
  function filters() {
    const name = (one) => one.textContent.trim(), asked = [];
    for (const group of form.querySelectorAll("fieldset")) {
      const on = [...group.querySelectorAll("label:has(:checked)")];
      if (on.length < group.elements.length) asked.push([group.querySelector("legend"), on.map(name).join(" ")]);
    }
    for (const one of form.querySelectorAll("select")) if (one.value) asked.push([one.parentNode, name(one.selectedOptions[0])]);
    if (search.value.trim()) asked.push([search.parentNode, search.value.trim()]);
    return asked.map(([label, value]) => `${label.firstChild.textContent.trim()} ${value}`).join("; ");
  }

  const pane = byId("texts");
  const beside = () => pane && getComputedStyle(pane).position === "sticky";

  // The text beside goes to the first figure of the finding that is looked at.
  function follow(card) {
    const link = card.querySelector(".said a");
    const name = link && link.hash.slice(1);
    if (!name || !beside()) return;
    draw(partOf.get(name));
    const figure = byId(name);
    if (!figure) return;
    figure.closest("details").open = true;
    pane.scrollTop += figure.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
    for (const other of document.querySelectorAll(".figure.here")) other.classList.remove("here");
    for (const one of card.querySelectorAll(".said a")) {
      const at = byId(one.hash.slice(1));
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

  const FIGURES = ".text :is(u, i:not(.uncoded), a.figure)";
  let point = null;

  // What a link leads to is shown, whatever the filters say and however far down it is.
  function reveal() {
    const lost = byId("lost");
    lost.hidden = true;
    if (form && location.hash.startsWith(OF_FILTERS)) return ask();
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // What is no address of this report is told as it stands.
    }
    if (!name) return;
    if (findings && name.startsWith("f-")) bring(name);
    draw(partOf.get(name));
    const target = byId(name);
    if (!target) {
      lost.textContent = told(lost.dataset.told, {name});
      lost.hidden = false;
      lost.scrollIntoView({block: "center"});
      return;
    }
    const about = findings && target.matches("a.figure") ? bring(target.hash.slice(1)) : null;
    if (target.matches(FIGURES) && point) point(target);
    const folder = target.closest("details");
    if (folder) folder.open = true;
    if (location.hash) location.replace(location.hash);
    target.scrollIntoView();
    if (target.matches("article")) follow(target);
    else if (about && beside()) {
      const {top, bottom} = about.getBoundingClientRect();
      if (bottom < 0 || top > innerHeight) about.scrollIntoView();
    }
  }
  function bring(anchor) {
    const item = findings.items.find((one) => one.data.anchor === anchor);
    if (item && !findings.matches(item)) unfiltered();
    findings.asked = item;
    if (item) findings.place(item);
    return item && item.node;
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
  const markOf = (item) => (kept[fingerprintOf(item.data.anchor)] || {}).mark || "unseen";
  function progress() {
    const note = byId("progress"), all = new Set(findings.items.map((item) => fingerprintOf(item.data.anchor)));
    const marked = [...all].filter((one) => kept[one] && kept[one].mark).length;
    note.textContent = told(note.dataset.told, {marked, left: all.size - marked});
  }
  const panelOf = (byId("review") || {}).content;
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
      // What goes into waivers.csv has to say why.
      const asks = () => remark.toggleAttribute("required", ["checked", "no-problem"].includes(mark.value));
      asks();
      button.replaceWith(panel);
      mark.focus();
      panel.addEventListener("input", () => {
        keep(fingerprint, mark.value, remark.value);
        asks();
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

  // Sheets take what begins with one of these signs for a formula.
  const cell = (words) => `"${words.replace(/\s+/g, " ").trim().replace(/^[=+@-]/, "'$&").replace(/"/g, '""')}"`;
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
    const found = waivers(), note = byId("exported");
    note.textContent = told(note.dataset.told, found);
    if (found.rows) download("waivers.csv", "\ufeff" + found.text);
  }
  function download(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], {type: "text/csv"}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  // What the filters show, for those who mend the text: with the mark and the note of each.
  function list(event) {
    const {name, heads} = event.target.dataset, rows = [heads.split("|")];
    for (const item of findings.items.filter(findings.matches)) {
      const node = nodeOf(item.markup), {mark, remark} = kept[fingerprintOf(item.data.anchor)] || {};
      const said = (query) => all(query, node).map((one) => one.textContent.trim()).join(" / ");
      // A cell of a table is a bare number: its table and name follow it.
      const quotes = all(".quotes > li", node).map((one) => {
        const [quote, by] = [".said", "small"].map((name) => (one.querySelector(name) || one).textContent.trim());
        return quote.length < SHORT && by ? `${quote}（${by.split(" · ").slice(1).join(" · ")}）` : quote;
      });
      rows.push([String(rows.length), said(".level"), item.data.rule, panelOf.querySelector(`option[value="${mark || ""}"]`).text,
        said(".quotes small"), quotes.join(" / "), said(".message"), remark || "", fingerprintOf(item.data.anchor)]);
    }
    download(name, "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join(""));
  }

  // Figures that are checked with one another: one that is pointed at outlines the others, and says by what.
  const CHUNK = 40, MOST_TIES = 6;
  async function ties(note) {
    const [labels, called, wrong, ...every] = await unpack(note.dataset.ties), of = new Map(), texts = all(".text", pane);
    for (const tie of every) {
      for (let at = 1; at < tie.length; at += 3) {
        const place = tie.slice(at, at + 3).join();
        of.set(place, [...(of.get(place) || []), tie]);
      }
    }
    const inside = (paragraph) => all(FIGURES, paragraph);
    function placeOf(figure) {
      const line = figure.closest("p"), home = line.parentNode, box = line.closest(".text");
      const before = home === box ? 0 : CHUNK * all(".part", box).indexOf(home);
      return [texts.indexOf(box), before + [...home.children].indexOf(line), inside(line).indexOf(figure)];
    }
    function figureAt(text, line, at) {
      const part = texts[text].querySelectorAll(".part")[Math.floor(line / CHUNK)];
      if (part) draw(part);
      const found = (part || texts[text]).children[part ? line % CHUNK : line];
      return found && inside(found)[at];
    }
    const said = note.querySelector("[role=status]");
    let about = null;
    const inView = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.target === about && !one.isIntersecting)) clear();
    });
    function clear() {
      for (const one of pane.querySelectorAll(".tied")) one.classList.remove("tied");
      if (about) inView.unobserve(about);
      about = null;
      note.hidden = true;
    }
    // It stands in the half of the window in which the figure does not.
    function tell(figure) {
      clear();
      about = figure;
      inView.observe(figure);
      note.classList.toggle("above", figure.getBoundingClientRect().bottom > innerHeight / 2);
      const found = of.get(placeOf(figure).join()) || [];
      const lines = found.slice(0, MOST_TIES).map((tie) => {
        const figures = [];
        for (let at = 1, from = -1; at < tie.length; at += 3) {
          const one = figureAt(...tie.slice(at, at + 3));
          if (!one) continue;
          one.classList.add("tied");
          figures.push((tie[at] === from || texts.length < 2 ? "" : `${called[tie[at]]} `) + one.textContent);
          from = tie[at];
        }
        return [told(note.dataset.tie, {figures: figures.join(" · "), label: labels[tie[0]]}), every.indexOf(tie) < wrong];
      });
      const about_it = figure.href && findings.items.find((item) => item.data.anchor === figure.hash.slice(1));
      if (about_it && !lines.some(([, isWrong]) => isWrong)) {
        lines.unshift([told(note.dataset.tie, {figures: figure.textContent, label: nodeOf(about_it.markup).querySelector(".message").textContent}), true]);
      }
      const alone = figure.matches("i") ? note.dataset.untied : note.dataset.alone;
      if (!lines.length) lines.push([told(note.dataset.tie, {figures: figure.textContent, label: alone})]);
      said.replaceChildren(...lines.map(([line, isWrong]) => Object.assign(document.createElement("p"), {textContent: line, className: isWrong ? "wrong" : ""})));
      note.hidden = !lines.length;
    }
    point = tell;
    const pointed = (event) => event.target.closest(FIGURES);
    function stop(figure) {
      for (const one of pane.querySelectorAll("[tabindex='0']:is(u, i)")) one.removeAttribute("tabindex");
      if (!figure.href) figure.tabIndex = 0;
    }
    for (const name of ["mouseover", "focusin", "click"]) {
      pane.addEventListener(name, (event) => {
        const figure = pointed(event);
        if (figure) tell(figure);
        if (figure && name === "click" && !figure.href) {
          stop(figure);
          figure.focus({preventScroll: true});
        }
      });
    }
    const outside = (node) => !(node instanceof Element && (note.contains(node) || pane.contains(node)));
    for (const one of [pane, note]) one.addEventListener("mouseleave", ({relatedTarget: to}) => outside(to) && clear());
    document.addEventListener("pointerdown", ({target}) => {
      if (outside(target) || target.closest("summary, h2, .legend")) clear();
    });
    function close() {
      const at = about;
      if (at && note.contains(document.activeElement)) at.focus({preventScroll: true});
      clear();
    }
    note.querySelector("button").addEventListener("click", close);
    document.addEventListener("keydown", (event) => event.key === "Escape" && close());
    pane.addEventListener("keydown", (event) => {
      const by = {ArrowLeft: -1, ArrowRight: 1}[event.key], figure = by && pointed(event);
      if (!figure) return;
      const every = all(FIGURES, pane);
      const next = every[every.indexOf(figure) + by];
      if (!next) return;
      event.preventDefault();
      stop(next);
      next.focus();
    });
    const part = texts[0] && texts[0].querySelector(".part");
    if (part) draw(part);
    const first = texts[0] && texts[0].querySelector(FIGURES);
    if (first) stop(first);
  }

  // The pairs once more: the bodies of one side against those of the other, with the years of what they do.
  function matrix(views) {
    const box = byId("matrix"), table = document.querySelector("#pairs table"), button = views.querySelector("button");
    const acts = [...table.tBodies[0].rows].map((row) => {
      const cells = [...row.cells], link = cells[0].querySelector("a");
      return {one: cells[1].textContent, other: cells[2].textContent, years: cells.at(-2).textContent, link};
    }).filter(({one, other}) => one || other);
    const years = [...new Set(acts.flatMap((act) => act.years.match(/\d{4}/g) || []))].sort();
    views.elements.year.append(...years.map((year) => new Option(year)));
    const spans = (years) => years.length > 2 && years.at(-1) - years[0] === years.length - 1 ? `${years[0]}—${years.at(-1)}` : years.join(" ");
    const make = (name, text) => Object.assign(document.createElement(name), {textContent: text});
    function show() {
      const year = views.elements.year.value, seen = acts.filter((act) => act.years.includes(year));
      for (const row of table.tBodies[0].rows) row.hidden = !row.cells[row.cells.length - 2].textContent.includes(year);
      const none = box.dataset.missing, grid = document.createElement("table"), head = grid.createTHead().insertRow();
      const rows = [...new Set(seen.map((act) => act.one || none))], columns = [...new Set(seen.map((act) => act.other || none))];
      grid.append(make("caption", box.dataset.told));
      for (const name of ["", ...columns]) {
        const cell = make(name ? "th" : "td", "");
        cell.append(make("span", name));
        head.append(cell);
      }
      const body = grid.createTBody();
      for (const one of rows) {
        const line = body.insertRow();
        line.append(Object.assign(make("th", one), {scope: "row"}));
        for (const other of columns) {
          const cell = line.insertCell(), act = seen.find((found) => (found.one || none) === one && (found.other || none) === other);
          if (!act) continue;
          cell.append(spans(act.years.match(/\d{4}/g) || []));
          if (act.link) cell.append(" ", act.link.cloneNode(true));
        }
      }
      box.replaceChildren(grid);
    }
    button.addEventListener("click", () => {
      box.hidden = !box.hidden;
      table.parentNode.hidden = !box.hidden;
      [button.textContent, button.dataset.list] = [button.dataset.list, button.textContent];
    });
    views.addEventListener("input", show);
    views.addEventListener("submit", (event) => event.preventDefault());
    views.hidden = false;
    show();
  }

  // The W3C checker does not know how to paint an outline behind words.
  const OUTLINED = ".charts text { stroke: var(--paper); stroke-width: 4px; paint-order: stroke; }";
  async function start() {
    document.styleSheets[0].insertRule(OUTLINED, document.styleSheets[0].cssRules.length);
    if (form) {
      const group = (node) => document.querySelector(`.group[data-level="${node.className}"]`);
      findings = new List("findings", all("#findings article"), CARDS, group, review);
      await findings.load();
      form.hidden = false;
      form.addEventListener("input", show);
      form.querySelector("[type=reset]").addEventListener("click", unfiltered);
      form.addEventListener("submit", (event) => event.preventDefault());
      document.addEventListener("keydown", key);
      byId("export").addEventListener("click", save);
      byId("export-list").addEventListener("click", list);
      progress();
      if (location.hash.startsWith(OF_FILTERS)) ask();
      else show();
    }
    await Promise.all(all("form.rows[data-list]").map(table));
    const entries = document.querySelector("#silence details ul");
    if (entries) {
      const list = new List("silence", [...entries.children], ROWS, () => entries);
      await list.load();
      list.draw();
    }
    await Promise.all(all("script[data-text]").map((script) => text(script)));
    if (pane && !beside()) for (const one of pane.querySelectorAll("details")) one.open = false;
    const note = byId("ties");
    if (note) await ties(note);
    const views = byId("views");
    if (views) matrix(views);
    window.addEventListener("hashchange", reveal);
    reveal();
    document.documentElement.dataset.ready = "";
  }
  start();
})();
