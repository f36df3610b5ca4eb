// Cards that are packed, drawn: it stands behind packed.js, in reports that have any.
  const plainOr = (markupOf) => (one) => typeof one === "string" ? safe(one) : markupOf(one);
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

  function cardOf([anchor, rule, level, state, message, why, suggestion, equation, bars, quotes, others, years, documents], words) {
    const of = words.states[state], demand = words.demands[rule], [before, after] = words.quoted;
    return `<article id="${safe(anchor)}" class="${level}" tabindex="-1" data-rule="${safe(rule)}"${state === "new" ? "" : ` data-state="${state}"`}`
      + ` data-years="${years.join(" ")}" data-documents="${safe(documents.join("|"))}">`
      + `<h4>${sign(level, words)}${of ? ` <span class="state">${of}</span>` : ""} <span class="rule">${safe(rule)}</span></h4>`
      + `<p class="message">${safe(message)}</p>`
      + `<p class="demand">${demand ? `${safe(demand)}<br>` : ""}${safe(why)}</p>`
      + (equation.length ? `<p class="algebra">${each(equation, plainOr(([text, caption]) =>
        `<span class="term"><b>${safe(text)}</b> <small>${safe(caption)}</small></span>`))}</p>` : "")
      + (bars ? barsOf(bars, words) : "")
      + (suggestion ? `<p class="suggestion">${words.suggestion} ${cite(safe(before + suggestion + after), words)}</p>` : "")
      + (quotes.length ? `<ul class="quotes"${words.zh}>${each(quotes, (quote) => quoteOf(quote, words))}${othersOf(others, words)}</ul>` : "")
      + `<p class="foot"><span class="review"></span> <a class="permalink" href="#${safe(anchor)}" title="${fingerprintOf(anchor)}">${words.permalink}</a></p></article>`;
  }

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

  function cardsOf(packed) {
    const {words, fingerprints, repeated, suggestion, bars, others, passages} = packed, its = {};
    const [rules, levels, states, messages, whys, algebras, counts] = ["rule", "level", "state", "message", "why", "algebra", "counts"].map((name) => column(packed[name]));
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
        return cardOf([anchor, rule, level, state, filled(messages[index], figures), whys[index], suggestion[index], equationOf(filled(algebras[index], figures), figures),
          bars[index], quotes, others[index] || [], years, documents], words);
      };
      return [make, {anchor, rule, level, state, years: years.join(" "), documents: documents.join("|")}];
    });
  }
