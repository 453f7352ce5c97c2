// The preview as a person meets it: an edit shows by itself; an edit that cannot be read shows what is wrong, and the last good page stays.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launch } from './lib.mjs';

const archive = process.argv[2];
const articles = path.join(archive, 'content/articles');
const name = (await readdir(articles)).filter((file) => file.endsWith('.md') && !file.includes('.incoming.')).sort()[0];
const file = path.join(articles, name);
const before = await readFile(file, 'utf8');
const server = spawn(process.env.DATELINE, ['-C', archive, '--format', 'json', 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
let failed = true;
const browser = await launch();
try {
  const address = await new Promise((done, fail) => {
    setTimeout(() => fail(new Error('the preview did not say its address within 60 s')), 60_000);
    createInterface({ input: server.stdout }).on('line', (line) => {
      const said = JSON.parse(line);
      if (said.address) done(said.address);
    });
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${address}articles/${name.replace(/\.md$/, '.html')}`);
  const first = await page.locator('h1').first().innerText();

  const title = (text) => before.replace(/^title:.*$/m, text);
  const save = async (what, text, shows) => {
    const started = Date.now();
    await writeFile(file, text);
    await shows();
    console.log(`reload: ${what}: ${Date.now() - started} ms`);
  };
  const headline = (text) => page.waitForFunction((text) => document.querySelector('h1')?.innerText.trim() === text, text);
  const alert = page.getByRole('alert');

  await save('an edit shows by itself', title('title: "A headline from the editor"'), () => headline('A headline from the editor'));
  await save('a broken edit shows the problem', title('title: ['), () => alert.filter({ hasText: name }).waitFor());
  const kept = await page.locator('h1').first().innerText();
  if (kept.trim() !== 'A headline from the editor') throw new Error(`the last good page went: the headline is “${kept}”`);
  await page.reload();
  await alert.filter({ hasText: name }).waitFor();
  if ((await page.locator('h1').first().innerText()).trim() !== 'A headline from the editor') throw new Error('the last good page went with a reload');
  await save('a mended edit shows, and the problem goes', before, async () => { await headline(first.trim()); await alert.waitFor({ state: 'detached' }); });
  if (errors.length > 0) throw new Error(errors.join('\n'));
  failed = false;
} catch (error) {
  console.error(`reload: ${error.message}`);
} finally {
  await browser.close();
  server.kill();
  await writeFile(file, before);
}
process.exit(failed ? 1 : 0);
