// What is packed as data, drawn: it stands in report.js, at PACKED, in reports that have any.
  // Some rows are packed as markup that the templates made; cards, years and paragraphs as data: what stands here
  // makes of them what the templates do, and whatever data is put in goes through `safe`.
  const ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"};
  const safe = (text) => String(text).replace(/[&<>"']/g, (char) => ENTITIES[char]);
  const each = (all, markupOf) => all.map(markupOf).join("");
  // Columns: the values that differ, and for each row how far its value is from that of the row before.
  const sums = (steps) => { let at = 0; return steps.map((step) => at += step); };
  const column = ([values, steps]) => sums(steps).map((at) => values[at]);
  const starts = (counts) => { let at = 0; return counts.map((count) => (at += count) - count); };
  const unique = (all) => [...new Set(all)];

  function valueOf([mark, quote, apart, attributions, times], {signs, quoted: [before, after], zh, many}) {
    const who = unique(attributions.map(([name]) => name)).join("\t");
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
