// One page of each kind, in light, in dark and at 320 pixels, against WCAG 2.2 AA and good practice.
import { createRequire } from 'node:module';
import { each, fileUrl, launch, oneOfEachKind } from './lib.mjs';

const site = process.argv[2];
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const looks = {
  light: { colorScheme: 'light', viewport: { width: 1200, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1200, height: 900 } },
  narrow: { colorScheme: 'light', viewport: { width: 320, height: 640 } },
};
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const browser = await launch();
const pages = await oneOfEachKind(site);
let wrong = 0;
for (const [look, options] of Object.entries(looks)) {
  // axe is a script from outside, which the pages' own policy would refuse.
  const context = await browser.newContext({ ...options, bypassCSP: true });
  await each(pages, 2, async ({ kind, page: file }) => {
    const page = await context.newPage();
    await page.goto(fileUrl(site, file));
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values } }), rules);
    for (const violation of violations) {
      wrong += violation.nodes.length;
      console.log(`${look} ${kind} (${file}): ${violation.id} [${violation.impact}] x${violation.nodes.length}: ${violation.nodes[0].target} ${violation.nodes[0].failureSummary?.split('\n')[1] ?? ''}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) {
      wrong += 1;
      console.log(`${look} ${kind} (${file}): ${wide} pixels wider than the window`);
    }
    await page.close();
  });
  await context.close();
}
await browser.close();
console.log(`axe: ${pages.length} kinds of page in ${Object.keys(looks).length} looks, ${wrong} violations`);
process.exit(wrong === 0 ? 0 : 1);
