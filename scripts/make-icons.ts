/**
 * Draws `resources/icon.svg` in every size that the packages need and writes them to
 * `resources/icons/`: PNG for Linux, `icon.ico` for Windows, `icon.icns` for macOS. Both containers
 * hold PNG images as they are. Run `node scripts/make-icons.ts` after a change of the drawing; the
 * results are committed, so that building a package needs no browser.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from './find-chromium.ts';
import { icns, ico } from './icon-files.ts';

const PNG_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const LINUX_SIZES = [16, 32, 48, 64, 128, 256, 512] as const;
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256] as const;

const resources = new URL('../resources/', import.meta.url);

async function draw(svg: string): Promise<Map<number, Buffer>> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage();
  const images = new Map<number, Buffer>();
  for (const size of PNG_SIZES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>html,body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    const clip = { x: 0, y: 0, width: size, height: size };
    images.set(size, await page.screenshot({ omitBackground: true, clip }));
  }
  await browser.close();
  return images;
}

const images = await draw(readFileSync(new URL('icon.svg', resources), 'utf8'));
const image = (size: number): Buffer => images.get(size) as Buffer;
mkdirSync(new URL('icons/linux/', resources), { recursive: true });
const write = (name: string, bytes: Uint8Array): void =>
  writeFileSync(new URL(`icons/${name}`, resources), bytes);
write('icon.png', image(512));
write('icon-1024.png', image(1024));
for (const size of LINUX_SIZES) write(`linux/${size}x${size}.png`, image(size));
write('icon.ico', ico(ICO_SIZES.map((size) => ({ size, png: image(size) }))));
write('icon.icns', icns(image));
