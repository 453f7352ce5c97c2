// The search page, from disk, as a reader uses it: typing, narrowing, the keyboard, the sentence that matches; hostile words; no script.
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fileUrl, launch } from './lib.mjs';

const [site, ...asked] = process.argv.slice(2);
const browser = await launch();
let wrong = 0;
const check = (what, right) => { if (!right) { wrong += 1; console.log(`search: ${what}`); } };
const context = await browser.newContext();
const page = await context.newPage();
page.on('pageerror', (error) => check(`an error: ${error.message}`, false));
page.on('dialog', (dialog) => { check(`a dialog: ${dialog.message()}`, false); dialog.dismiss(); });
page.on('console', (message) => { if (message.type() === 'error') check(message.text(), false); });
page.on('request', (request) => { if (!request.url().startsWith('file:')) check(`asks for ${request.url()}`, false); });
let loaded = 0;
page.on('requestfinished', async (request) => { if (request.url().includes('/search/')) loaded += (await stat(fileURLToPath(request.url()))).size; });

const status = () => page.locator('.find output').innerText();
async function search(words) {
  await page.goto(fileUrl(site, 'search.html'));
  loaded = 0;
  await page.fill('#q', words);
  await page.waitForFunction(() => document.querySelector('.find output').textContent !== '', null, { timeout: 10_000 });
  return { said: await status(), names: await page.locator('.found:not([hidden]) .plain li').count(), cards: await page.locator('.found:not([hidden]) .cards > li').count() };
}

if (asked.length > 0) {
  for (const words of asked) {
    const started = Date.now();
    const { said } = await search(words);
    await page.waitForTimeout(300);
    console.log(`search: “${words}”: ${said}; ${loaded} bytes, ${Date.now() - started - 300} ms`);
    check(`“${words}” loads ${loaded} bytes`, loaded <= 300_000);
  }
} else {
  const border = await search('border');
  check('finds names and articles', border.names > 0 && border.cards > 1);
  check('hides what is there without script', !(await page.locator('.browse').isVisible()));
  check('the address holds the words', page.url().endsWith('#q=border'));
  const sentence = page.locator('.cards .sum a').first();
  const text = await sentence.innerText();
  check('marks the word', /border/i.test(await sentence.locator('mark').first().innerText()));

  const years = page.locator('[data-by=years]');
  const year = await years.locator('option').nth(1).getAttribute('value');
  await years.selectOption(year);
  await page.waitForFunction((year) => location.hash.includes(`years=${year}`), year);
  await page.waitForFunction((before) => document.querySelectorAll('.cards > li').length < before, border.cards);
  const narrowed = await page.locator('.cards > li').count();
  check('a year narrows', narrowed > 0 && narrowed < border.cards);
  await page.goto('about:blank');
  await page.goto(`${fileUrl(site, 'search.html')}#q=border&years=${year}`);
  await page.locator('.cards > li').first().waitFor();
  check('an address leads to the same results', (await page.locator('.cards > li').count()) === narrowed);

  await search('border');
  await page.locator('body').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('/');
  check('/ leads to the words', await page.evaluate(() => document.activeElement.id === 'q'));
  await page.keyboard.press('ArrowDown');
  check('down leads to a result', await page.evaluate(() => document.activeElement.matches('.found a')));
  await page.keyboard.press('ArrowUp');
  check('up leads back', await page.evaluate(() => document.activeElement.id === 'q'));

  await page.locator('.cards .sum a').first().click();
  await page.waitForLoadState();
  const there = await page.evaluate(() => document.querySelector(location.hash)?.textContent.replace(/\s+/g, ' ').trim());
  check(`the sentence is where the result leads: “${there}” for “${text}”`, there === text.replace(/\s+/g, ' ').trim());

  check('accents make no difference', (await search('MIGRACION panama')).cards > 0 && (await search('migración Panamá')).cards > 0);
  check('the beginning of the last word is enough', (await search('asean minis')).cards > 0);
  check('acronyms find the body', (await search('UNODC')).names > 0);
  check('dots in an acronym make no difference', (await search('U.N.O.D.C.')).names > 0);
  check('what is not there is not found', (await search('zzzzqqq')).cards === 0);
  const hostile = ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '__proto__', 'constructor toString hasOwnProperty', '\\', '%00%', '../../etc/passwd',
    '\u202e\u0000', '東京', 'a'.repeat(5000), '(((((.*)+)+)+)+$', '\ud800', '- + & # = ?', '${alert(1)}', "';alert(1)//"];
  for (const words of hostile) {
    await page.goto(fileUrl(site, 'search.html'));
    await page.fill('#q', words);
    await page.waitForTimeout(250);
    check(`an element from “${words}”`, (await page.locator('.find img, .find script').count()) === 0);
  }
  await page.goto(`${fileUrl(site, 'search.html')}#q=%E0%A4%A&years=%3Cb%3E&kinds=__proto__`);
  await page.waitForTimeout(250);

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto(fileUrl(site, 'search.html'));
  check('without script the indexes are there', (await without.locator('.browse a').count()) > 10 && (await without.locator('.browse').isVisible()));
  check('without script there is no field that does nothing', !(await without.locator('#q').isVisible()));
  console.log(`search: ${wrong} things are wrong`);
}
await browser.close();
process.exit(wrong === 0 ? 0 : 1);
