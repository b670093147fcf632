// `report.html` and `index.html` in a real browser: what a reader does with them, by mouse, keyboard and screen reader.
// TOKCOST_OUTPUT names the folder that `tokcost compare` wrote; TOKCOST_CHROMIUM the browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const output = process.env.TOKCOST_OUTPUT;
const address = file => pathToFileURL(path.join(output, file)).href;
const rows = '#table tbody tr:not([hidden])';

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.TOKCOST_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
});
after(() => browser.close());

/** Opens a page without network; whatever it complains of or asks for fails the test that `watched` wraps. */
async function watched(file, options, body) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => complaints.push(message.text()));
  page.on('request', request => {
    const asked = request.url();
    if (!/^(data|blob):/.test(asked) && !asked.startsWith(address('.'))) complaints.push(`asked for ${asked}`);
  });
  try {
    await page.goto(address(file));
    await page.evaluate(() => document.fonts.ready);
    await body(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** The languages from top to bottom. */
const languages = page => page.locator(`${rows} th`).evaluateAll(heads => heads.map(head => head.dataset.value));
/** A column's numbers from top to bottom, without those that are missing. */
const numbers = (page, column) => page.locator(`${rows} > :nth-child(${column})`)
  .evaluateAll(cells => cells.map(cell => cell.dataset.value).filter(value => value !== '').map(Number));
const isDescending = values => values.every((value, at) => at === 0 || values[at - 1] >= value);

test('the table sorts by mouse and keyboard, and says so', () => watched('everyday/report.html', {}, async page => {
  const csv = readFileSync(path.join(output, 'everyday/summary.csv'), 'utf8').trim().split('\n').slice(1);
  assert.deepEqual(await languages(page), csv.map(line => line.match(/^[^,]*,("[^"]*"|[^,]*)/)[1].replaceAll('"', '')));

  const name = page.getByRole('button', { name: 'Language' });
  await name.click();
  assert.equal((await languages(page))[0], 'Afrikaans');
  await name.focus();
  await page.keyboard.press('Enter');
  assert.equal((await languages(page))[0], 'Zulu');
  assert.equal(await page.locator('thead [aria-sort]').count(), 1);
  assert.equal(await page.locator('#live').textContent(), 'Sorted by Language, descending');

  for (const [head, column] of [['cl100k_base premium', 5], ['tokens per word', 11], ['speakers, millions', 12]]) {
    await page.getByRole('button', { name: head }).click();
    const down = await numbers(page, column);
    assert.ok(down.length > 50 && isDescending(down), head);
    await page.getByRole('button', { name: head }).click();
    assert.deepEqual(await numbers(page, column), down.toReversed(), head);
  }
}));

test('the table filters by name in any script, by code, and by script', () => watched('everyday/report.html', {}, async page => {
  const all = (await languages(page)).length;
  const find = page.getByLabel('Find');
  for (const words of ['burm', 'မြန်', 'mya_']) {
    await find.fill(words);
    assert.deepEqual(await languages(page), ['Burmese'], words);
    assert.equal(await page.locator('#live').textContent(), `1 of ${all} languages`);
  }
  await find.fill('no such language');
  assert.deepEqual(await languages(page), []);
  await find.fill('');
  await page.getByRole('combobox', { name: 'Script' }).selectOption({ label: 'Ethiopic' });
  assert.deepEqual((await languages(page)).toSorted(), ['Amharic', 'Tigrinya']);
  await page.getByRole('combobox', { name: 'Script' }).selectOption('');
  assert.equal((await languages(page)).length, all);
}));

test('tokens are those of the corpus, in any language under any tokenizer', () => watched('everyday/report.html', {}, async page => {
  const text = language => page.locator('.version', { hasText: language }).locator('.tokens').first();
  const line = Number(await page.locator('#segment option').first().textContent());
  const segment = file => readFileSync(path.join(process.env.TOKCOST_CORPORA, 'everyday', file), 'utf8').split('\n')[line - 1];
  assert.equal(await text('English').textContent(), segment('eng_Latn.txt'));
  assert.equal(await text('Tibetan').textContent(), segment('bod_Tibt.txt'));
  assert.equal(await text('Tibetan').getAttribute('lang'), 'bo');

  await page.getByRole('combobox', { name: 'Add' }).selectOption({ label: 'Persian' });
  assert.equal(await text('Persian').textContent(), segment('pes_Arab.txt'));
  assert.equal(await text('Persian').getAttribute('dir'), 'rtl');
  const before = await page.locator('.version').count();
  await page.getByRole('button', { name: 'Remove Persian' }).click();
  assert.equal(await page.locator('.version').count(), before - 1);

  // The oldest vocabulary tears every letter.
  const tokens = () => page.locator('.version', { hasText: 'Tibetan' }).locator('.count').textContent();
  const newest = parseInt(await tokens());
  await page.getByRole('combobox', { name: 'Tokenizer' }).selectOption({ label: 'r50k_base' });
  assert.ok(parseInt(await tokens()) > newest);
  assert.equal(await text('Tibetan').textContent(), segment('bod_Tibt.txt'));
}));

test('a page without JavaScript has everything but the controls', () => watched('everyday/report.html', { javaScriptEnabled: false }, async page => {
  assert.ok(await page.locator('#table tbody tr').count() > 50);
  assert.ok(await page.locator('.version .tokens span').count() > 50);
  assert.ok(await page.locator('figure svg').count() >= 9);
  assert.equal(await page.locator('.controls:visible').count(), 0);
  assert.equal(await page.locator('.cards li').count(), 4);
}));

test('the theme is the reader\'s, and follows the button', () => watched('everyday/report.html', { colorScheme: 'dark' }, async page => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const chart = () => page.locator('figure svg rect').first().evaluate(rect => getComputedStyle(rect).fill);
  const dark = [await paper(), await chart()];
  assert.deepEqual(dark, ['rgb(20, 24, 29)', 'rgb(20, 24, 29)']);
  await page.getByRole('button', { name: 'Theme: automatic' }).click();
  assert.deepEqual([await paper(), await chart()], ['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
  await page.getByRole('button', { name: 'Theme: light' }).click();
  assert.deepEqual([await paper(), await chart()], dark);
}));

test('a chart can be saved, with colours of its own', () => watched('everyday/report.html', {}, async page => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#premium').getByRole('button', { name: 'Save as SVG' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'premium.svg');
  const svg = readFileSync(await download.path(), 'utf8');
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.doesNotMatch(svg, /var\(|light-dark/);
}));

for (const file of ['everyday/report.html', 'index.html']) {
  for (const [colorScheme, width] of [['light', 1280], ['dark', 390]]) {
    test(`axe finds nothing in ${file}, ${colorScheme}, ${width} px wide, and nothing runs out of the page`, () =>
      watched(file, { colorScheme, viewport: { width, height: 900 } }, async page => {
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run());
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(node => node.html)}`);
        assert.deepEqual(found, []);
      }));
  }
}

test('printed, every chart fits on a page', () => watched('everyday/report.html', {}, async page => {
  assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 50_000);
  // A4 less its margins, in CSS pixels.
  const [width, height] = [182, 269].map(millimetres => millimetres / 25.4 * 96);
  await page.setViewportSize({ width: Math.floor(width), height: Math.floor(height) });
  await page.emulateMedia({ media: 'print' });
  for (const box of await page.locator('figure svg').evaluateAll(charts => charts.map(chart => chart.getBoundingClientRect()))) {
    assert.ok(box.width <= width && box.height <= height, `${box.width} × ${box.height}`);
  }
  assert.equal(await page.locator('.controls:visible, .version button:visible, figure button:visible').count(), 0);
}));

test('the index leads to every report', () => watched('index.html', {}, async page => {
  assert.equal(await page.locator('.corpora img').evaluateAll(images => images.filter(image => image.naturalWidth === 0).length), 0);
  await page.getByRole('link', { name: 'Everyday requests' }).click();
  assert.equal(await page.locator('.kicker').textContent(), 'Everyday requests');
}));
