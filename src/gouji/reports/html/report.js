"use strict";
// Search, filters, keys and review marks; long lists and texts are unpacked and drawn where they are seen.
// Without a script the report shows everything, or of what is long the beginning.
(() => {
  const CARDS = 30, ROWS = 30, MANY = 200, HEX = 16, SHORT = 12;
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

  const cite = (markup, {zh}) => zh ? `<span${zh}>${markup}</span>` : markup;
  const othersOf = (others, words) => others.length ? `<li><p class="said">${words.others_of}${others.map(([text, , anchor]) =>
    anchor ? `<a href="#${safe(anchor)}">${mark(text)}</a>` : safe(text)).join(words.pause)}</p></li>` : "";

  function barsOf([bars, height], words) {
    const told = bars.map(([quote, interval]) => safe(`${quote} ${interval}`)).join("; ");
    const drawn = each(bars, ([quote, , y, low, high, ends]) => `<line x1="${low}" x2="${high}" y1="${y}" y2="${y}"/>`
      + each(ends, ([x, open]) => `<circle${open ? ' class="open"' : ""} cx="${x}" cy="${y}" r="4"/>`)
      + `<text x="250" y="${y}">${safe(quote)}</text>`);
    return `<svg class="bars" role="img" viewBox="0 0 360 ${height}" width="360" height="${height}" aria-label="${told}">${drawn}</svg><small class="scale">${words.bars_help}</small>`;
  }

  function cardOf([anchor, rule, level, state, message, suggestion, equation, bars, quotes, others, years, documents], words) {
    const of = words.states[state], demand = words.demands[rule], [before, after] = words.quoted;
    return `<article id="${safe(anchor)}" class="${level}" tabindex="-1" data-rule="${safe(rule)}"${state === "new" ? "" : ` data-state="${state}"`}`
      + ` data-years="${years.join(" ")}" data-documents="${safe(documents.join("|"))}">`
      + `<h4>${sign(level, words)}${of ? ` <span class="state">${of}</span>` : ""} <span class="rule">${safe(rule)}</span></h4>`
      + `<p class="message">${safe(message)}</p>`
      + (demand ? `<p class="demand">${safe(demand)}</p>` : "")
      + (equation.length ? `<p class="algebra">${each(equation, plainOr(([text, caption]) =>
        `<span class="term"><b>${safe(text)}</b> <small>${safe(caption)}</small></span>`))}</p>` : "")
      + (bars ? barsOf(bars, words) : "")
      + (suggestion ? `<p class="suggestion">${words.suggestion} ${cite(safe(before + suggestion + after), words)}</p>` : "")
      + (quotes.length ? `<ul class="quotes"${words.zh}>${each(quotes, (quote) => quoteOf(quote, words))}${othersOf(others, words)}</ul>` : "")
      + `<p class="foot"><span class="review"></span> <a class="permalink" href="#${safe(anchor)}" title="${fingerprintOf(anchor)}">${words.permalink}</a></p></article>`;
  }

  // Columns: the values that differ, and for each row how far its value is from that of the row before.
  const sums = (steps) => { let at = 0; return steps.map((step) => at += step); };
  const column = ([values, steps]) => sums(steps).map((at) => values[at]);
  const starts = (counts) => { let at = 0; return counts.map((count) => (at += count) - count); };
  const unique = (all) => [...new Set(all)];

  // Equations, and what stands below a sentence, are made of the figures just as `Cards` makes them.
  const FIRST_MARK = 0xe000, AS_IT_IS = "\uf8ff", DIGIT = /^[\p{Nd}.,]$/u;
  const filled = (sentence, figures) => sentence[0] === AS_IT_IS ? sentence.slice(1)
    : sentence.replace(/[\ue000-\uf8ff]/g, (mark) => figures[mark.charCodeAt(0) - FIRST_MARK].quote);
  function free(algebra, quote, taken) {
    for (let at = algebra.indexOf(quote); at >= 0; at = algebra.indexOf(quote, at + 1)) {
      const end = at + quote.length, goesOn = DIGIT.test(quote.at(-1)) && DIGIT.test(algebra[end] || "");
      if (!goesOn && !DIGIT.test(algebra[at - 1] || "") && taken.every(([start, stop]) => end <= start || at >= stop)) return at;
    }
    return -1;
  }
  function equationOf(algebra, figures) {
    const names = unique(figures.map((one) => one.name)), periods = unique(figures.map((one) => one.period));
    const alike = names.length === 1 && periods.length > 1, taken = [];
    for (const one of figures) {
      let quote = one.quote.trim(), at = quote ? free(algebra, quote, taken) : -1;
      const figure = at < 0 && /第?[0-9].*/.exec(quote);
      if (figure) at = free(algebra, quote = figure[0], taken);
      if (at >= 0) taken.push([at, at + quote.length, alike ? `${one.name} ${one.period}`.trim() : one.name || one.role]);
    }
    let end = 0;
    const terms = [], captions = new Set();
    for (const [start, stop, caption] of taken.sort(([one], [other]) => one - other)) {
      if (start > end) terms.push(algebra.slice(end, start));
      terms.push(caption ? [algebra.slice(start, stop), caption] : algebra.slice(start, stop));
      if (caption) captions.add(caption);
      end = stop;
    }
    if (end < algebra.length) terms.push(algebra.slice(end));
    const computes = terms.some((term) => typeof term === "string" && /[+\-×/＋－％]/.test(term));
    return captions.size && (computes || captions.size > 1) ? terms : [];
  }
  const encoded = (text) => encodeURIComponent(text).replace(/[!'()*-]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const atQuote = (url, quote) => url && quote ? `${url}${url.includes("#") ? "" : "#"}:~:text=${encoded(quote)}` : url;
  function passageOf(paragraph, inside, pieces, figures, {words, summaries}) {
    const first = figures[inside[0]], [toldBy, link] = summaries[first.summary] || ["", ""];
    const where = paragraph ? told(words.paragraph, {number: paragraph}) : first.file && `${first.file}:${first.line}`;
    const notes = inside.flatMap((at) => [...figures[at].before, figures[at].noted & 1 ? figures[at].name : "",
      figures[at].noted & 2 ? figures[at].period : "", figures[at].scope]);
    const said = [toldBy, where, ...unique(notes)].filter(Boolean).join(words.between);
    const drawn = pieces.map((piece) => {
      if (typeof piece === "string") return piece;
      const [at, text] = [piece].flat(), {quote, summary, at: place, level} = figures[at];
      return [text ?? quote, "coded", place < 0 ? "" : `t-${summaries[summary][2]}-${place}`, "", level];
    });
    return [drawn, said, atQuote(link, first.quote)];
  }

  function valueOf([mark, quote, apart, attributions, times], {signs, quoted: [before, after], zh, many}) {
    const who = [...new Set(attributions.map(([name]) => name))].join("\t");
    const told = mark ? `<a href="#${safe(mark[0])}"><mark class="${mark[1]}"><span class="sign">${signs[mark[1]]}</span> ${
      safe(before) + safe(quote[0]) + (quote[1] && `<b>${safe(quote[1])}</b>`) + safe(quote[2]) + safe(after)}</mark></a>` : safe(before + quote + after);
    return `<div class="told"${many ? ` data-who="${safe(who)}"` : ""}>${told}${apart && ` <span class="apart"${zh && ' lang="en"'}>${safe(apart)}</span>`}${
      each(attributions, ([name, published, retold]) => `<small>${safe(name)}${
        published && ` <span class="date">${safe(published)}</span>`}${retold && `<span class="retold">${safe(retold)}</span>`}</small>`)}${
      times && `<small>${safe(times)}</small>`}</div>`;
  }

  // The rows of years; a mark is the number of its finding.
  function yearsOf({words, years}) {
    const [quotes, apart, who, times] = ["quote", "distinctions", "attributions", "times"].map((name) => column(years[name]));
    const marks = sums(years.marks), counts = column(years.counts), from = starts(counts), wide = years.columns.length;
    const valueAt = (at) => {
      const about = marks[at] < 0 ? null : findings.items[marks[at]].data;
      return [about && [about.anchor, about.level], about ? years.apart[at] || [quotes[at], "", ""] : quotes[at], apart[at], who[at], times[at]];
    };
    return years.names.map((name, row) => [() => {
      const cells = counts.slice(row * wide, (row + 1) * wide).map((count, cell) =>
        Array.from({length: count}, (_, at) => valueAt(from[row * wide + cell] + at)));
      return rowOf([name, cells], {...words, columns: years.columns});
    }]);
  }

  const rowOf = ([name, cells], words) => `<tr><th scope="row">${safe(name)}</th>${
    cells.map((cell, index) => `<td${cell.length ? ` data-label="${safe(words.columns[index])}"` : ""}>${
      each(cell, (value) => valueOf(value, words))}</td>`).join("")}</tr>`;

  const paragraphOf = ([number, pieces], tab) => `<p><span class="count">${number}</span> ${
    each(pieces, (piece) => typeof piece === "string" ? safe(piece.replaceAll("\t", tab)) : figureOf(piece))}</p>`;
  const named = (anchor) => anchor ? ` id="${safe(anchor)}"` : "";
  const figureOf = ([text, kind, anchor, to, level]) => (to
      ? `<a id="${safe(anchor)}" class="figure ${level}" href="#${safe(to)}">${safe(text)}</a>`
      : kind === "coded" || kind === "alone" ? `<u${named(anchor)}${kind === "alone" ? ' class="alone"' : ""}>${safe(text)}</u>`
      : `<i${named(anchor)}${kind === "uncoded" ? ' class="uncoded"' : ""}>${safe(text)}</i>`);
  // What is known of a figure: the number of its finding, or what it is else and whether it has a name.
  const KINDS = [["coded"], ["coded", true], ["alone"], ["alone", true], ["idle"], ["idle", true], ["uncoded"]];
  const sizeOf = (text) => /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
  function knownOf([number, start, pieces], text, isWhole) {
    let at = start;
    return [number, pieces.map((piece) => {
      if (typeof piece === "string") {
        at += sizeOf(piece);
        return piece;
      }
      const [words, known, elsewhere] = piece, name = `t-${text}-${elsewhere ?? at}`;
      if (isWhole) at += sizeOf(words);
      if (known < 0) return [words, KINDS[-1 - known][0], KINDS[-1 - known][1] ? name : ""];
      const {anchor, level} = findings.items[known].data;
      return [words, "coded", name, anchor, level];
    })];
  }
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
  function cardsOf(packed) {
    const {words, fingerprints, repeated, suggestion, bars, others, passages} = packed, its = {};
    const [rules, levels, states, messages, algebras, counts] = ["rule", "level", "state", "message", "algebra", "counts"].map((name) => column(packed[name]));
    for (const name of ["line", "at"]) its[name] = sums(packed[`its_${name}`]);
    for (const name of ["quote", "summary", "file", "name", "role", "period", "before", "noted", "scope", "year", "level"]) its[name] = column(packed[`its_${name}`]);
    const fields = Object.entries(its);
    return starts(counts).map((from, index) => {
      const every = Array.from({length: counts[index]}, (_, at) => from + at);
      const years = unique(every.map((at) => its.year[at]).filter(Boolean)).sort(), documents = unique(every.map((at) => its.summary[at]).filter(Boolean));
      const [rule, level, state] = [rules[index], levels[index], states[index]];
      const anchor = `f-${fingerprints.slice(index * HEX, (index + 1) * HEX)}${repeated[index] || ""}`;
      const make = () => {
        const figures = every.map((at) => Object.fromEntries(fields.map(([name, all]) => [name, all[at]])));
        const quotes = (passages[index] || figures.map((_, at) => [0, [at], [at]])).map((one) => passageOf(...one, figures, packed));
        return cardOf([anchor, rule, level, state, filled(messages[index], figures), suggestion[index], equationOf(filled(algebras[index], figures), figures),
          bars[index], quotes, others[index] || [], years, documents], words);
      };
      return [make, {anchor, rule, level, state, years: years.join(" "), documents: documents.join("|")}];
    });
  }

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
  async function text(script) {
    const box = script.parentNode, tab = script.dataset.tab;
    const near = new IntersectionObserver((seen) => {
      for (const one of seen) if (one.isIntersecting) draw(one.target);
    }, {rootMargin: "1000px"});
    const [number, isWhole, chunks] = await unpack(script.textContent);
    box.querySelector(".more").remove();
    for (const chunk of chunks) {
      const paragraphs = chunk.map((one) => knownOf(one, number, isWhole));
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
    const sought = words(search.value), field = (name) => (form.elements[name] ? form.elements[name].value : "");
    const chosen = (name) => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));
    const levels = chosen("level"), states = chosen("state"), rule = field("rule"), year = field("year"), doc = field("document"), mark = field("mark");
    const byState = form.querySelector("input[name=state]") !== null;
    const count = findings.filter((item) => {
      const about = item.data;
      return levels.has(about.level) && (!byState || states.has(about.state)) && (!rule || about.rule === rule)
        && (!year || about.years.split(" ").includes(year)) && (!doc || about.documents.split("|").includes(doc)) && (!mark || markOf(item) === mark) && (!search.value.trim() || hasAll(findings.textOf(item), sought));
    });
    const all = findings.items.length, printed = document.getElementById("printed");
    address();
    printed.hidden = form.querySelector("[type=reset]").hidden = count === all;
    printed.textContent = told(printed.dataset.told, {filters: filters(), shown: count, all});
    document.documentElement.classList.toggle("brief", form.elements.brief.checked);
    const status = form.querySelector("[role=status]");
    status.textContent = told(count ? status.dataset.told : status.dataset.none, {shown: count, all});
    for (const group of document.querySelectorAll(".group")) {
      const found = findings.items.filter((item) => item.data.level === group.dataset.level && findings.matches(item)).length;
      const number = group.querySelector("h3 .count");
      group.hidden = !found;
      number.dataset.all ??= number.textContent;
      number.textContent = count === all ? number.dataset.all : told(number.dataset.told, {shown: found, all: number.dataset.all});
    }
  }
  // What is asked for stands in the address, so that it can be sent and comes back.
  const ASKED = ["rule", "document", "year", "mark"], TICKED = ["level", "state"], OF_FILTERS = "#?";
  function address() {
    const asked = new URLSearchParams();
    for (const name of ASKED) if (form.elements[name] && form.elements[name].value) asked.set(name, form.elements[name].value);
    for (const name of TICKED) {
      const boxes = [...form.querySelectorAll(`input[name=${name}]`)], on = boxes.filter((box) => box.checked);
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

  const pane = document.getElementById("texts");
  const beside = () => pane && getComputedStyle(pane).position === "sticky";

  // The text beside goes to the first figure of the finding that is looked at.
  function follow(card) {
    const link = card.querySelector(".said a");
    const name = link && link.hash.slice(1);
    if (!name || !beside()) return;
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

  const FIGURES = ".text :is(u, i:not(.uncoded), a.figure)";
  let point = null;

  // What a link leads to is shown, whatever the filters say and however far down it is.
  function reveal() {
    const lost = document.getElementById("lost");
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
    const target = document.getElementById(name);
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
    const found = waivers(), note = document.getElementById("exported");
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
      const said = (query) => [...node.querySelectorAll(query)].map((one) => one.textContent.trim()).join(" / ");
      // A cell of a table is a bare number: its table and name follow it.
      const quotes = [...node.querySelectorAll(".quotes > li")].map((one) => {
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
    const [labels, called, wrong, ...every] = await unpack(note.dataset.ties), of = new Map(), texts = [...pane.querySelectorAll(".text")];
    for (const tie of every) {
      for (let at = 1; at < tie.length; at += 3) {
        const place = tie.slice(at, at + 3).join();
        of.set(place, [...(of.get(place) || []), tie]);
      }
    }
    const inside = (paragraph) => [...paragraph.querySelectorAll(FIGURES)];
    function placeOf(figure) {
      const line = figure.closest("p"), home = line.parentNode, box = line.closest(".text");
      const before = home === box ? 0 : CHUNK * [...box.querySelectorAll(".part")].indexOf(home);
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
      const every = [...pane.querySelectorAll(FIGURES)];
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
    const box = document.getElementById("matrix"), table = document.querySelector("#pairs table"), button = views.querySelector("button");
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

  async function start() {
    if (form) {
      const group = (node) => document.querySelector(`.group[data-level="${node.className}"]`);
      findings = new List("findings", [...document.querySelectorAll("#findings article")], CARDS, group, review);
      await findings.load();
      form.hidden = false;
      form.addEventListener("input", show);
      form.querySelector("[type=reset]").addEventListener("click", unfiltered);
      form.addEventListener("submit", (event) => event.preventDefault());
      document.addEventListener("keydown", key);
      document.getElementById("export").addEventListener("click", save);
      document.getElementById("export-list").addEventListener("click", list);
      progress();
      if (location.hash.startsWith(OF_FILTERS)) ask();
      else show();
    }
    await Promise.all([...document.querySelectorAll("form.rows[data-list]")].map(table));
    const entries = document.querySelector("#silence details ul");
    if (entries) {
      const list = new List("silence", [...entries.children], ROWS, () => entries);
      await list.load();
      list.draw();
    }
    await Promise.all([...document.querySelectorAll("script[data-text]")].map(text));
    if (pane && !beside()) for (const one of pane.querySelectorAll("details")) one.open = false;
    const note = document.getElementById("ties");
    if (note) await ties(note);
    const views = document.getElementById("views");
    if (views) matrix(views);
    window.addEventListener("hashchange", reveal);
    reveal();
    document.documentElement.dataset.ready = "";
  }
  start();
})();
