/** What the window loads before its first screen is there: small enough to be there at once, and minified. */
import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';
import { startSampleBook } from './steps.ts';

/** In bytes, packed by gzip; a file that is packed already counts as it is. */
const MOST = 200_000;

test('the first load is at most 200 kB gzip, and minified', async ({ app }) => {
  const reason = 'The first load is left out here: the same files are measured in a tab.';
  if (app.host !== undefined) console.log(reason);
  test.skip(app.host !== undefined, reason);
  const { page } = app;
  await startSampleBook(page);
  const bodies = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.status() === 200)
      bodies.set(
        response.url(),
        response.body().catch(() => Buffer.alloc(0)),
      );
  });
  await page.reload();
  await expect(page.getByTestId('year-sentence')).toBeVisible();
  // What is fetched afterwards, while nothing is to be done, holds up nobody.
  const loaded = await page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const there = entries.find(({ name }) => name.endsWith('/call/year.frame'))?.responseEnd ?? 0;
    return entries
      .filter(({ name, startTime }) => startTime <= there || name.endsWith('.woff2'))
      .map(({ name }) => name)
      .filter((name) => !name.includes('/call/'));
  });
  const urls = [page.url().replace(/#.*/, ''), ...loaded];
  const parts = await Promise.all(
    urls.map(async (url) => ({
      name: new URL(url).pathname,
      body: (await bodies.get(url)) ?? Buffer.alloc(0),
    })),
  );
  const scripts = parts.filter(({ name }) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  const sizes = parts.map(({ name, body }) => ({
    name,
    bytes: name.endsWith('.woff2') ? body.length : gzipSync(body).length,
  }));
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(all, JSON.stringify(sizes)).toBeLessThanOrEqual(MOST);
  const text = scripts.map(({ body }) => body.toString('utf8')).join('\n');
  expect(text.length / text.split('\n').length, 'characters to a line').toBeGreaterThan(500);
});
