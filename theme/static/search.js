/* The search page, complete without this file. Its data are scripts below search/, which work from disk too: docs/data.md. */
(() => {
  "use strict";
  const LETTERS = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i", ð: "d", þ: "th", ħ: "h", ŋ: "ng", ς: "σ" };
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const FACETS = ["years", "kinds", "organisations", "places"];
  const values = new Map(), waiting = new Map(), sets = new Map();
  let box, input, manifest, run = 0;

  /* ---- data ---- */
  window.datelineSearch = (name, data) => values.set(name, data);

  /* The data of a file, or null. */
  function load(name) {
    if (!waiting.has(name)) waiting.set(name, new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${box.dataset.root}search/${name}.js`;
      script.onload = () => done(values.get(name) ?? null);
      script.onerror = () => { waiting.delete(name); done(null); };
      document.head.append(script);
    }));
    return waiting.get(name);
  }

  /* Numbers, as src/edition/search/postings.rs writes them. */
  function decode(text) {
    const all = [];
    let sum = 0, number = 0, unit = 1;
    for (const letter of text) {
      const digit = DIGITS.indexOf(letter);
      number += (digit & 31) * unit;
      unit *= 32;
      if (digit < 32) { all.push(sum += number); number = 0; unit = 1; }
    }
    return all;
  }

  /* The file in which a word, or what begins with it, is. */
  function file(kind, word) {
    const { cuts, files } = manifest[kind];
    let group = "", hash = 0x811c9dc5;
    for (const letter of word) if (cuts.includes(group)) group += letter;
    for (const byte of new TextEncoder().encode(group)) hash = Math.imul(hash ^ byte, 0x01000193);
    return load(`${kind}/${((hash ^ (hash >>> 15)) & (files - 1)).toString(16)}`);
  }

  /* ---- words, by the rules of src/edition/search/fold.rs ---- */
  function words(text) {
    const all = [];
    let initials = "", word = "", before = " ";
    const flush = () => { if (initials) all.push(initials); initials = ""; };
    const stop = (by) => {
      const letters = [...word], single = letters.length === 1 && !/\p{N}/u.test(word);
      if (!word || (single && (by === "'" || before === "'"))) flush();
      else if (single && (by === "." || initials)) { initials += word; if (by !== ".") flush(); }
      else { flush(); all.push(letters.slice(0, 32).join("")); }
      word = "";
      before = by;
    };
    const folded = text.replace(/[\u2018\u2019\u201b\u02bc`]/g, "'").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\p{M}/gu, "")
      .replace(/[ßøłđæœıðþħŋς]/g, (letter) => LETTERS[letter]).replace(/[\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]/gu, " $& ");
    for (const part of `${folded}  `.match(/[\p{Alphabetic}\p{N}]+|./gsu)) if (/[\p{Alphabetic}\p{N}]/u.test(part)) word = part; else stop(part);
    return all;
  }

  /* What is asked for; the last word may be the beginning of one. */
  function parse(text) {
    const all = words(text).slice(0, 12), open = /[\p{L}\p{N}\p{M}.]$/u.test(text);
    return all.map((word, at) => ({ word, open: open && at === all.length - 1 }));
  }

  const hits = ({ word, open }, other) => other === word || (open && other.startsWith(word));
  const share = (terms, own) => terms.filter((term) => own.some((word) => hits(term, word))).length;

  /* ---- searching ---- */
  async function articles(terms) {
    const found = await Promise.all(terms.map(async (term) => {
      const of = new Map();
      for (const [word, lists] of Object.entries((await file("words", term.word)) ?? {})) {
        if (hits(term, word)) lists.split(".").forEach((list, at) => {
          /* in a title 8, among names and tags 4, in the text 2, and 1 for the whole word */
          const weight = (2 << at) + (word === term.word);
          for (const number of decode(list)) of.set(number, Math.max(of.get(number) ?? 0, weight));
        });
      }
      return of;
    }));
    const all = [];
    for (const number of found[0].keys()) {
      if (found.every((of) => of.has(number))) all.push({ number, year: year(number), score: found.reduce((sum, of) => sum + of.get(number), 0) });
    }
    return all.sort((a, b) => b.score - a.score || !a.year - !b.year || a.number - b.number);
  }

  function year(number) {
    const age = Math.floor(number / 2 ** manifest.bits / 16);
    return age ? String(manifest.epoch - age) : "";
  }

  async function entities(terms) {
    const asked = terms.map(({ word }) => word).join(" "), found = [];
    const lists = await Promise.all(terms.map(({ word }) => file("names", word)));
    for (const [name, kind, href, count, others = [], hidden = []] of new Map(lists.flatMap((list) => list ?? []).map((one) => [one[2], one])).values()) {
      const fits = [name, ...others, ...hidden].map((text) => {
        const own = words(text), whole = own.join(" ");
        return share(terms, own) < terms.length ? -1 : whole === asked ? 2 : +whole.startsWith(asked);
      });
      const fit = Math.max(...fits), at = fits.indexOf(fit);
      if (fit >= 0) found.push({ name, kind, href, count, fit, as: at > 0 && others[at - 1] });
    }
    return found.sort((a, b) => b.fit - a.fit || b.count - a.count || (a.name < b.name ? -1 : 1));
  }

  /* ---- narrowing ---- */
  const menu = (by) => box.querySelector(`[data-by=${by}]`);

  async function facet(by) {
    if (!sets.has(by)) sets.set(by, ((await load(by)) ?? []).map(([name, list]) => [name, new Set(decode(list))]));
    return sets.get(by);
  }

  async function narrow(all) {
    const years = [...new Set(all.map((one) => one.year))].sort((a, b) => b - a);
    const rows = [years.map((name) => [name || "-", { has: (number) => year(number) === name }]), ...(await Promise.all(FACETS.slice(1).map(facet)))];
    const tests = FACETS.map((by, at) => menu(by).value && (rows[at].find(([name]) => name === menu(by).value)?.[1] ?? new Set()));
    const left = (except) => all.filter(({ number }) => tests.every((test, at) => !test || at === except || test.has(number)));
    return {
      left: left(),
      menus: rows.map((list, at) => {
        const here = left(at), counts = list.map(([name, set]) => [name, here.filter(({ number }) => set.has(number)).length]);
        return at ? counts.sort((a, b) => b[1] - a[1]) : counts;
      }),
    };
  }

  function fill(select, rows) {
    const { value } = select;
    const add = (name, text) => select.add(new Option(text, name));
    select.replaceChildren(select.options[0]);
    for (const [name, count] of rows) if (count || name === value) add(name, `${select.labels_.get(name) ?? name} (${count})`);
    if (value && !rows.some(([name]) => name === value)) add(value, value);
    select.value = value;
  }

  /* ---- showing ---- */
  function element(name, className, ...inside) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  }

  /* A link whose words are marked where they were asked for. */
  function link(text, href, terms) {
    const made = element("a", "", ...(text.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu) ?? [])
      .map((part) => words(part).some((word) => share([...terms], [word]) > 0) ? element("mark", "", part) : part));
    made.href = box.dataset.root + href;
    made.dir = "auto";
    return made;
  }

  async function card({ number }, terms) {
    const article = await load(`articles/${number.toString(16)}`);
    if (!article) return "";
    const body = element("div", "", element("p", "t", link(article.title, article.href, terms)));
    const shares = article.sentences.map((text) => share(terms, words(text))), most = Math.max(0, ...shares), at = shares.indexOf(most);
    if (most) body.append(element("p", "sum", link(article.sentences[at], `${article.href}#s${at + 1}`, terms)));
    const line = [menu("kinds").labels_.get(article.kind) ?? article.kind, article.source].filter(Boolean);
    if (line.length) body.append(element("p", "ap dot", ...line.map((text) => element("span", "", text))));
    if (article.language) body.lang = article.language;
    return element("li", "", element("p", "when", article.date ?? box.dataset.undated), body);
  }

  const counted = (key, n) => box.dataset[key + (n === 1 ? "One" : "Other")].replace("{n}", n.toLocaleString(document.documentElement.lang));

  function finish(text, parts = []) {
    box.querySelector("output").textContent = text;
    document.querySelector(".browse").hidden = parts.length > 0;
    box.querySelectorAll(".narrow, .found").forEach((part, at) => { part.hidden = !parts[at]; });
  }

  async function show() {
    const mine = ++run, terms = parse(input.value);
    remember();
    if (!terms.length) return finish("");
    manifest = await load("manifest");
    if (mine !== run) return;
    if (manifest?.version !== 1) return finish(box.dataset.failed);
    const [all, named] = await Promise.all([articles(terms), entities(terms)]);
    const { left, menus } = await narrow(all);
    if (mine !== run) return;
    const [cards, more] = box.querySelectorAll(".cards, .found button");
    let given = 0;
    const next = async () => {
      const items = await Promise.all(left.slice(given, given += 10).map((one) => card(one, terms)));
      if (mine !== run) return;
      if (given === 10) cards.replaceChildren();
      cards.append(...items);
      more.hidden = given >= left.length;
      return items[0];
    };
    await next();
    if (mine !== run) return;
    more.onclick = async () => (await next())?.querySelector("a").focus();
    FACETS.forEach((by, at) => fill(menu(by), menus[at]));
    box.querySelector("ul").replaceChildren(...named.slice(0, 8).map((one) => {
      const what = [box.dataset.kinds.split("|")[one.kind], one.as].filter(Boolean).join(" · ");
      return element("li", "", element("span", "", link(one.name, one.href, terms), " ", element("span", "ap", what)), element("span", "n", String(one.count)));
    }));
    const said = [named.length && counted("names", named.length), left.length && counted("articles", left.length)].filter(Boolean);
    finish(said.join(", ") || box.dataset.none, [all.length, named.length, left.length]);
  }

  /* ---- the address, the keyboard ---- */
  function remember() {
    const asked = new URLSearchParams();
    if (input.value) for (const [key, value] of [["q", input.value], ...FACETS.map((by) => [by, menu(by).value])]) if (value) asked.set(key, value);
    if (`#${asked}` !== (location.hash || "#")) history.replaceState(null, "", `#${asked}`);
  }

  function recall() {
    const asked = new URLSearchParams(location.hash.slice(1));
    input.value = (asked.get("q") ?? "").slice(0, 200);
    for (const by of FACETS) {
      const value = asked.get(by) ?? "";
      if (value) menu(by).add(new Option(value, value));
      menu(by).value = value;
    }
    show();
  }

  function keys(event) {
    const at = document.activeElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [input, ...box.querySelectorAll(".found:not([hidden]) :is(a, button:not([hidden]))")], here = all.indexOf(at);
    const to = {
      "/": !/^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName) && input,
      Escape: here > 0 && input,
      ArrowDown: here >= 0 && all[here + 1],
      ArrowUp: here > 0 && all[here - 1],
      Enter: here === 0 && all[1],
    }[event.key];
    if (to) { event.preventDefault(); to.focus(); }
  }

  document.addEventListener("DOMContentLoaded", () => {
    let timer;
    box = document.querySelector(".find");
    input = box.querySelector("input");
    for (const select of box.querySelectorAll("select")) {
      select.labels_ = new Map([...select.options].map(({ value, text }) => [value, text]));
      select.replaceChildren(select.options[0]);
      select.addEventListener("change", show);
    }
    menu("years").labels_.set("-", box.dataset.undated);
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 120); });
    document.addEventListener("keydown", keys);
    window.addEventListener("hashchange", recall);
    box.hidden = false;
    recall();
  });
})();
