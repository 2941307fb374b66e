import { describe, expect, it } from 'vitest';
import { yearPdf } from '../../formats/reports/pdf/year-pdf.ts';
import type { YearMaterial } from '../../formats/reports/material.ts';
import { reportFonts } from '../../resources/fonts.ts';
import { selectionsOf } from '../../tax/report/selections.ts';
import { randomBook, yearsOf } from '../../tax/oracle/random-book.ts';
import { saleStyleOf } from '../../tax/report/return-line-map.ts';
import { returnLineMap } from '../../resources/reference.ts';
import type { Day } from '../../tax/values/days.ts';
import { formatMoney, type Cents } from '../../tax/values/money.ts';
import { readTaggedPdf, type TagNode } from '../testing/read-tagged-pdf.ts';
import { materialOf, sampleMaterial } from '../testing/sample-material.ts';

const printed = (value: Cents): string => {
  const [whole = '', cents = ''] = formatMoney(value).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
};

/** Every total that the paper has to hold. */
function totalsOf({ report, lines }: YearMaterial): string[] {
  const [all] = selectionsOf(report);
  if (!all) return [];
  const paid = report.payments.some(({ taxDeferred }) => !taxDeferred);
  return [
    ...report.form1099Div.map(({ amount }) => amount),
    ...(paid ? [all.cash, all.components.returnOfCapital] : []),
    all.basis.adjustedBasis,
    ...lines.lines.map(({ amount }) => amount),
    ...lines.sales.flatMap(({ totals }) => [totals.proceeds, totals.basis, totals.gain]),
    ...report.excessGains.map(({ amount }) => amount),
  ].map(printed);
}

/** What is wrong with the shape of a tree. */
function faultsOf(node: TagNode, parent = ''): string[] {
  const roles = node.children.map(({ role }) => role);
  const faults = node.children.flatMap((child) => faultsOf(child, node.role));
  const only = (allowed: readonly string[]): void => {
    if (roles.some((role) => !allowed.includes(role)))
      faults.push(`${node.role} holds ${roles.join()}`);
  };
  switch (node.role) {
    case 'Document':
      only(['H1', 'H2', 'H3', 'P', 'Table', 'Figure']);
      break;
    case 'Table':
      only(['TR']);
      if (roles.length < 1) faults.push('an empty table');
      break;
    case 'TR':
      only(['TH', 'TD']);
      if (parent !== 'Table') faults.push('a row outside of a table');
      if (roles[0] !== 'TH') faults.push('a row without a heading cell');
      break;
    case 'Figure':
      if (!node.alt || node.alt.length < 20) faults.push('a figure without words');
      break;
    case 'H1':
    case 'H2':
    case 'H3':
    case 'P':
      only([]);
      if (node.contents === 0) faults.push(`${node.role} without content`);
      break;
    default:
  }
  return faults;
}

/** Two rows of a form with columns for codes; one has a code whose amount is nothing. */
const NAMED = '40 sh. XYZ, 05/03/2010 to 11/14/2014';
function oldYear(): YearMaterial {
  const sample = sampleMaterial();
  const [row] = sample.rows;
  if (row === undefined) throw new Error('the sample has a sale');
  const shown = {
    ...row,
    ...{ term: 'long' as const, description: '40 sh. XYZ', acquired: '2010-05-03' as Day },
    ...{ sold: '2014-11-14' as Day, codes: 'B', adjustment: 0n as Cents, isCorrection: false },
    statement: 'The basis that was reported was another.',
  } as const;
  const style = saleStyleOf(returnLineMap, 2014);
  const lines = { ...sample.lines, sales: [] };
  return { ...sample, rows: [shown], style, lines };
}

const flat = (node: TagNode): TagNode[] => [node, ...node.children.flatMap(flat)];

describe('the year on paper', () => {
  it('holds every total, searchable, with its footer on every page', async () => {
    const material = sampleMaterial();
    const { pages, untagged } = await readTaggedPdf(yearPdf(material, reportFonts));
    const text = pages.join(' ');
    for (const total of totalsOf(material)) expect(text).toContain(total);
    expect(untagged).toEqual([]);
    const { stamp } = material;
    pages.forEach((page, i) => {
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
      expect(page).toContain(`by BasisBook ${stamp.version}`);
      expect(page).toContain(`Book ${stamp.bookHash.slice(0, 16)}`);
      expect(page).toContain(`versions ${stamp.documentsHash.slice(0, 16)}`);
    });
    // Days of sentences are printed as those of the tables; a day in the name of a lot is the lot's name.
    const printed = ({ message }: { readonly message: string }): string =>
      message.replaceAll(/(?<!\/)\b(\d{4})-(\d\d)-(\d\d)\b/g, '$2/$3/$1');
    for (const notice of material.report.notices.slice(-3)) {
      expect(text.replaceAll(/\s/g, '')).toContain(printed(notice).replaceAll(/\s/g, ''));
    }
  });

  it('has each row of the sales form on its own page alone, and no lot of which nothing was returned', async () => {
    const material = sampleMaterial();
    const { pages } = await readTaggedPdf(yearPdf(material, reportFonts));
    const text = pages.join(' ').replaceAll(/\s+/g, ' ');
    const rows = material.lines.sales.flatMap((group) => group.rows);
    expect(material.lines.sales.length).toBeGreaterThan(1);
    const named = new Set(rows.map(({ description }) => description));
    for (const name of named) {
      const times = rows.filter(({ description }) => description === name).length;
      expect([name, text.split(`${name} `).length - 1]).toEqual([name, times]);
    }
    const byLot = text.slice(text.indexOf('Return of capital by lot'), text.indexOf('Lots before'));
    expect(byLot).toContain('Merger 1998');
    expect(byLot).not.toContain('AIVPrC');
  });

  it('has the amount of an adjustment of nothing, and says whose each statement is', async () => {
    const material = oldYear();
    const { pages } = await readTaggedPdf(yearPdf(material, reportFonts));
    const text = pages.join(' ').replaceAll(/\s+/g, ' ');
    expect(text).toContain('(g) ');
    expect(text).toMatch(/ B 0\.00 /);
    expect(text).toContain(`${NAMED}: The basis that was reported was another.`);
  });

  it('says of a return that was filed that nothing changed, and of typed forms their digest', async () => {
    const filed = { filedOn: '2015-04-10' as Day, label: 'Line 1', difference: 0n as Cents };
    const amounts = { filed: 100n as Cents, now: 100n as Cents };
    const material = oldYear();
    const text = async (changed: Partial<YearMaterial>): Promise<string> => {
      const { pages } = await readTaggedPdf(yearPdf({ ...material, ...changed }, reportFonts));
      return pages.join(' ').replaceAll(/\s+/g, ' ');
    };
    const kept = { ...material.kept, filed: [{ ...filed, ...amounts }] };
    expect(await text({ kept })).toContain('Its 1 figure');
    expect(await text({ kept })).toContain('filed on 04/10/2015');
    expect(await text({})).not.toContain('was filed');
    expect(await text({})).not.toContain('typed forms');
    const formsHash = 'ab'.repeat(32);
    const stamped = await text({ stamp: { ...material.stamp, formsHash } });
    expect(stamped).toContain(`typed forms ${formsHash.slice(0, 16)}`);
  });

  it('has headings, tables with heading cells and figures with words in its tree', async () => {
    const { trees } = await readTaggedPdf(yearPdf(sampleMaterial(), reportFonts));
    const nodes = trees.flatMap(flat);
    const count = (role: string): number => nodes.filter((node) => node.role === role).length;
    expect(trees.flatMap((tree) => faultsOf(tree))).toEqual([]);
    expect(count('H1')).toBe(1);
    expect(count('H2')).toBeGreaterThan(8);
    expect(count('Figure')).toBe(2);
    expect(count('TD')).toBeGreaterThan(200);
    const headings = nodes
      .map(({ role }) => /^H(\d)$/.exec(role)?.[1])
      .filter(Boolean)
      .map(Number);
    headings.forEach((level, i) => expect(level - (headings[i - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  it('holds every total of random books, whatever is in them', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const material = materialOf(facts, year);
        const read = await readTaggedPdf(yearPdf(material, reportFonts));
        const { pages, trees, untagged, outside } = read;
        const text = pages.join(' ');
        const where = `seed ${seed}, ${year}`;
        for (const total of totalsOf(material)) expect(text, where).toContain(total);
        expect([untagged, outside], where).toEqual([[], []]);
        expect(
          trees.flatMap((tree) => faultsOf(tree)),
          where,
        ).toEqual([]);
      }
    }
  });

  it('has a row of sales on one line, and each table between the margins of its own page', async () => {
    const material = sampleMaterial();
    const [piece] = material.report.sales;
    if (!piece) throw new Error('The sample has sales.');
    const { washSales: _, ...rest } = { washSales: null, ...piece };
    const lot = 'AIV/2000-03-01';
    const account = 'Schwab brokerage 4417';
    const by = { lot, account, accountId: 'b', bought: piece.sold, shares: piece.shares };
    const replacement = { ...by, disallowedLoss: 1234n, addedToBasis: true } as never;
    const sold = { ...rest, lot, account, replacements: [replacement] };
    const sales = [sold, { ...sold, lot: `${lot}/2` }, { ...sold, lot: 'Wedding' }];
    const own = { ...material, report: { ...material.report, sales } };
    const { pages, outside } = await readTaggedPdf(yearPdf(own, reportFonts));
    expect(outside).toEqual([]);
    const text = pages.join(' ').replaceAll(/\s+/g, ' ');
    const byLot = text.slice(text.indexOf('Sales, lot by lot'), text.indexOf('Wash sales:'));
    // Its day and its shares stand beside: only what tells a lot from others is said.
    expect(byLot).toContain('(2)');
    expect(byLot).toContain('Wedding');
    expect(byLot).not.toContain(' sh.');
    expect(byLot.split(account).length).toBe(4);
  });

  it('writes names of other alphabets, and a question mark for what its font lacks', async () => {
    const material = sampleMaterial();
    const lots = material.report.lots.map((lot) => ({ ...lot, lot: 'Łódź Ωμέγα Ёлка 株' }));
    const named = { ...material, report: { ...material.report, lots } };
    const { pages } = await readTaggedPdf(yearPdf(named, reportFonts));
    expect(pages.join(' ')).toContain('Łódź Ωμέγα Ёлка ?');
  });

  it('is written in less than 3 seconds of the processor for 100 pages', () => {
    const material = sampleMaterial();
    const many = <T>(list: readonly T[], count: number): T[] =>
      Array.from({ length: count }, (_, i) => list[i % list.length] as T);
    const report = {
      ...material.report,
      lots: many(material.report.lots, 1600),
      payments: many(material.report.payments, 300),
      sales: many(material.report.sales, 300),
    };
    const before = process.cpuUsage();
    const bytes = yearPdf({ ...material, report, before: many(material.before, 900) }, reportFonts);
    const { user, system } = process.cpuUsage(before);
    const pages = Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type \/Page\n/g)?.length;
    expect(pages).toBeGreaterThan(100);
    expect((user + system) / 1e6).toBeLessThan(3);
  });
});
