// Follows every link of the site with JavaScript off: from disk, at a server's root and below a path. A link, an anchor or a request that
// fails is an error, and so is any request to somewhere else.
import { launch, pagesOf, fileUrl, serve } from './lib.mjs';

const site = process.argv[2];
const pages = await pagesOf(site);
const browser = await launch();
let wrong = 0;
const tell = (what) => { wrong += 1; console.log(what); };

async function crawl(name, base) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  let here = '';
  let links = 0;
  // What is aborted was still under way when the next page was opened: the icon, which browsers ask for late.
  const aborted = (request) => request.failure()?.errorText === 'net::ERR_ABORTED';
  page.on('requestfailed', (request) => aborted(request) || tell(`${name}: ${here}: ${request.url()} failed: ${request.failure()?.errorText}`));
  page.on('response', (response) => { if (response.status() >= 400) tell(`${name}: ${here}: ${response.url()} is ${response.status()}`); });
  page.on('request', (request) => { if (!request.url().startsWith(base) && !request.url().startsWith('data:')) tell(`${name}: ${here}: asks for ${request.url()}`); });
  // The browser asks for an icon by itself; no page links to one.
  const icon = (message) => message.location().url.endsWith('/favicon.ico');
  page.on('console', (message) => { if (message.type() === 'error' && !icon(message)) tell(`${name}: ${here}: ${message.text()}`); });
  const anchors = new Map();
  const wanted = [];
  const queue = ['index.html', '404.html'].filter((start) => pages.includes(start));
  const seen = new Set(queue);
  while (queue.length > 0) {
    here = queue.shift();
    await page.goto(base + here, { waitUntil: 'load' });
    const found = await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
      // By their attributes: links of a chart are no HTML elements.
      links: [...document.querySelectorAll('a[href], area[href]')].map((element) => ({
        to: new URL(element.getAttribute('href'), document.baseURI).href,
        home: element.getAttribute('href') === '/',
        external: (element.getAttribute('rel') ?? '').split(/\s+/).includes('external'),
      })),
    }));
    anchors.set(here, new Set(found.ids));
    for (const { to, external, home } of found.links) {
      links += 1;
      // The page for what is missing is served at any depth, and knows no way but the host's own home.
      if (here === '404.html' && home) continue;
      if (!to.startsWith(base)) {
        if (!external) tell(`${name}: ${here}: ${to} leaves the site and is not marked as a source`);
        continue;
      }
      const url = new URL(to);
      const below = decodeURIComponent(to.slice(base.length).split('#')[0]) || 'index.html';
      wanted.push({ from: here, to: below, anchor: decodeURIComponent(url.hash.slice(1)) });
      if (seen.has(below)) continue;
      seen.add(below);
      if (below.endsWith('.html')) queue.push(below);
      else if (!(await fileThere(below))) tell(`${name}: ${here}: there is no ${below}`);
    }
  }
  for (const { from, to, anchor } of wanted) {
    if (anchor && anchors.has(to) && !anchors.get(to).has(anchor)) tell(`${name}: ${from}: no place #${anchor} on ${to}`);
  }
  for (const lost of pages.filter((page) => !seen.has(page))) tell(`${name}: no way leads to ${lost}`);
  console.log(`${name}: ${anchors.size} pages, ${links} links`);
  await context.close();
}

async function fileThere(below) {
  const { stat } = await import('node:fs/promises');
  return stat(`${site}/${below}`).then((entry) => entry.isFile(), () => false);
}

await crawl('disk', fileUrl(site, '') + '/');
for (const prefix of ['/', '/archive/2015/']) {
  const server = await serve(site, prefix);
  await crawl(`http ${prefix}`, server.base);
  server.close();
}
await browser.close();
console.log(wrong === 0 ? 'crawl: 0 broken' : `crawl: ${wrong} things are wrong`);
process.exit(wrong === 0 ? 0 : 1);
