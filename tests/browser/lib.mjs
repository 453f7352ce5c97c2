// What the checks share: a browser, a web server, and one page of each kind.
import { chromium } from 'playwright-core';
import { createServer } from 'node:http';
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });

/** All files of a site, with `/` in their paths, in order. */
export async function files(site) {
  const found = await readdir(site, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(site, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/'))
    .sort();
}

export const pagesOf = async (site) => (await files(site)).filter((file) => file.endsWith('.html'));

/** What kind of page an address is: an index, an entity's page, a year of it, a month of the timeline. */
export const kindOf = (page) =>
  page
    .replace(/\d{4}-\d{2}/g, 'YYYY-MM')
    .replace(/\d{4}/g, 'YYYY')
    .replace(/^(articles|organisations|people|places|tags|events|sources|pages)\/(?!index\.html)[^/]+(\/|\.html$)/, '$1/*$2');

/** The largest page of each kind: where most can be wrong. */
export async function oneOfEachKind(site) {
  const kinds = new Map();
  for (const page of await pagesOf(site)) {
    const { size } = await stat(path.join(site, page));
    const kind = kindOf(page);
    if (!kinds.has(kind) || kinds.get(kind).size < size) kinds.set(kind, { page, size });
  }
  return [...kinds].map(([kind, { page }]) => ({ kind, page }));
}

export const fileUrl = (site, page) => pathToFileURL(path.resolve(site, page)).href;

const types = {
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', json: 'application/json',
  svg: 'image/svg+xml', xml: 'application/xml', csv: 'text/csv; charset=utf-8', md: 'text/markdown; charset=utf-8', txt: 'text/plain; charset=utf-8',
};

/** Serves a site below a prefix such as `/` or `/a/b/`, and nothing else. */
export async function serve(site, prefix) {
  const server = createServer(async (request, response) => {
    const address = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const below = address.startsWith(prefix) ? address.slice(prefix.length) : null;
    const file = below === null ? null : path.resolve(site, below === '' || below.endsWith('/') ? `${below}index.html` : below);
    try {
      if (!file || !file.startsWith(path.resolve(site) + path.sep)) throw new Error('outside');
      const bytes = await readFile(file);
      response.writeHead(200, { 'content-type': types[file.split('.').pop()] ?? 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('not found');
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { base: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() };
}

/** Runs jobs, a few at a time. */
export async function each(items, width, job) {
  const queue = [...items];
  await Promise.all(Array.from({ length: width }, async () => {
    while (queue.length > 0) await job(queue.shift());
  }));
}
