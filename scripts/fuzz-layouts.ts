/**
 * Is every layout read? `npm run fuzz -- layouts [COUNT] [FIRST SEED] [RENDERING]` makes COUNT tables,
 * prints each in one of the renderings (seed by seed in turn, or the one that is named) and compares the
 * reading with what was printed. 200 more, fewer where COUNT is, are printed to PDF by the Chromium of
 * this machine, where there is one. Ends with exit status 1 where a table was read wrongly without a
 * word. COUNT 1 shows the table itself.
 */
import { chromium, type Browser } from '@playwright/test';
import {
  KEEPS_COLUMNS,
  layoutOf,
  layoutTrial,
  readBytes,
  renderingOf,
  RENDERINGS,
  share,
  type LayoutOutcome,
  type LayoutTrial,
  type Rendering,
} from '../formats/documents/fuzz/testing/layout-law.ts';
import { webPage } from '../formats/documents/fuzz/tables/render-files.ts';
import { findChromium } from './find-chromium.ts';

const MOST_PDFS = 200;

interface LayoutsAsked {
  readonly count: number;
  readonly firstSeed: number;
  /** Undefined: each in its turn. */
  readonly rendering: Rendering | undefined;
}

type Counts = Record<LayoutOutcome, number>;

function show(seed: number, trial: LayoutTrial): void {
  console.log(`--- ${trial.outcome}: seed ${seed}, ${trial.rendering}\n${trial.shown}`);
  for (const sentence of trial.asked) console.log(`  ? ${sentence}`);
  if (trial.found !== trial.expected) {
    console.log(`printed: ${trial.expected}\nread: ${trial.found}`);
  }
}

class Tally {
  readonly #counts = new Map<Rendering, Counts>();

  add({ rendering, outcome }: LayoutTrial): void {
    const counts = this.#counts.get(rendering) ?? { exact: 0, proposed: 0, asked: 0, silent: 0 };
    counts[outcome]++;
    this.#counts.set(rendering, counts);
  }

  of(outcome: LayoutOutcome, renderings: readonly Rendering[] = [...this.#counts.keys()]): number {
    return renderings.reduce((sum, one) => sum + (this.#counts.get(one)?.[outcome] ?? 0), 0);
  }

  all(renderings?: readonly Rendering[]): number {
    const outcomes: LayoutOutcome[] = ['exact', 'proposed', 'asked', 'silent'];
    return outcomes.reduce((sum, one) => sum + this.of(one, renderings), 0);
  }

  print(): void {
    const line = (name: string, renderings?: readonly Rendering[]): void => {
      const figures = [
        share(this.of('exact', renderings), this.all(renderings)),
        this.of('exact', renderings),
        this.of('proposed', renderings),
        this.of('asked', renderings),
        this.of('silent', renderings),
      ];
      console.log(
        [name.padEnd(16), ...figures.map((one) => String(one).padStart(10))].join(' ').trimEnd(),
      );
    };
    console.log(
      'rendering             exact     tables   proposed      asked     silent   (proposed: asked, and the proposal is right)',
    );
    for (const rendering of [...this.#counts.keys()]) line(rendering, [rendering]);
    line('keeps columns', KEEPS_COLUMNS);
    line('all');
  }
}

async function printed(browser: Browser, html: string): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    await page.setContent(html);
    return new Uint8Array(await page.pdf({ preferCSSPageSize: true }));
  } finally {
    await page.close();
  }
}

async function eachPdf(
  { count, firstSeed }: LayoutsAsked,
  take: (seed: number, trial: LayoutTrial) => void,
): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.log(
      'PDF: left out, no Chromium was found on this machine (BASISBOOK_CHROMIUM names one).',
    );
    return;
  }
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    for (let seed = firstSeed; seed < firstSeed + Math.min(count, MOST_PDFS); seed++) {
      const layout = layoutOf(seed);
      const bytes = await printed(browser, webPage(layout.page, layout.dice));
      take(seed, await readBytes(layout, 'pdf', bytes, 'table.pdf'));
    }
  } finally {
    await browser.close();
  }
}

/** Makes and reads them, prints the table of outcomes, and answers how many were silently wrong. */
export async function fuzzLayouts(asked: LayoutsAsked): Promise<number> {
  const { count, firstSeed, rendering } = asked;
  const tally = new Tally();
  const take = (seed: number, trial: LayoutTrial): void => {
    tally.add(trial);
    if (trial.outcome === 'silent' || count === 1) show(seed, trial);
  };
  const started = performance.now();
  if (rendering !== 'pdf') {
    for (let seed = firstSeed; seed < firstSeed + count; seed++) {
      take(seed, await layoutTrial(seed, rendering ?? renderingOf(seed)));
    }
  }
  const seconds = (performance.now() - started) / 1000;
  if (rendering === undefined || rendering === 'pdf') await eachPdf(asked, take);
  tally.print();
  console.log(
    `${tally.all()} tables of the seeds ${firstSeed} to ${firstSeed + count - 1}, ${Math.ceil(seconds)} s without the PDFs. One again: npm run fuzz -- layouts 1 SEED RENDERING (${[...RENDERINGS, 'pdf'].join(', ')}).`,
  );
  return tally.of('silent');
}

export function isRendering(text: string): text is Rendering {
  return text === 'pdf' || (RENDERINGS as readonly string[]).includes(text);
}
