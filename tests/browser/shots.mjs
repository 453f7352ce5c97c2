// Pictures of one page of each kind, wide and narrow, light and dark, for people to look at.
import { mkdir, rm } from 'node:fs/promises';
import { each, fileUrl, launch, oneOfEachKind } from './lib.mjs';

const [site, out] = process.argv.slice(2);
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const browser = await launch();
const pages = await oneOfEachKind(site);
let taken = 0;
for (const width of [1200, 375]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    await each(pages, 2, async ({ kind, page: file }) => {
      const page = await context.newPage();
      await page.goto(fileUrl(site, file));
      const name = kind.replace(/\.html$/, '').replaceAll('/', '-').replaceAll('*', 'one');
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 8000);
      await page.screenshot({ path: `${out}/${name}-${width}-${colorScheme}.png`, clip: { x: 0, y: 0, width, height }, fullPage: true });
      taken += 1;
      await page.close();
    });
    await context.close();
  }
}
await browser.close();
console.log(`shots: ${taken} pictures of ${pages.length} kinds of page in ${out}`);
