/**
 * Cases for `reconcile`, worked out by hand: a book, the allocations, what a broker printed, and why it differs.
 *
 *     == january-payment: Two payers on one form; …     the cause, or several with +, or "nothing"
 *     not missing-lot not-entitled                       what must not be said
 *     or transferred-in-year                             what can be said instead: the form cannot tell
 *     equal january-payment payment-in-lieu              all are named, and each is said to be equal to the others
 *     form 2010 Taxable                                  whose form
 *     book, document, class and rows                     declared, record, ex and payable day, amount, parts
 *     boxes 1a=251.56 3=50.82 / ours 1a=295.24           theirs; ours by hand
 *     leaves 2                                           figures that stay unexplained beside the causes
 *     sale sold=… shares=… / 2439 1a=84.00               rows of Form 1099-B; boxes of Form 2439
 */
import { readdirSync, readFileSync } from 'node:fs';

type Figures = Readonly<Record<string, string>>;

interface Row {
  readonly days: readonly (string | null)[];
  readonly amount: string;
  readonly components: Figures;
  readonly subsets: Figures;
}

interface Document {
  readonly year: number;
  readonly status: string;
  readonly publishedOn: string;
  readonly issuer: string;
  readonly classes: { readonly symbol: string; readonly unit: string; readonly rows: Row[] }[];
}

/** A case as it is written. */
export interface FormsCase {
  readonly title: string;
  /** Codes that have to be named; none where nothing fits. */
  readonly causes: readonly string[];
  readonly not: readonly string[];
  readonly instead: readonly string[];
  readonly equal: readonly string[];
  readonly year: number;
  readonly account: string;
  readonly taxDeferred: readonly string[];
  readonly book: string;
  readonly documents: readonly Document[];
  readonly boxes: Figures;
  readonly ours: Figures;
  readonly sales: readonly Figures[];
  readonly form2439: Figures;
  /** How many figures nothing explains beside the causes. */
  readonly leaves: number;
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

const figures = (text: string): Figures =>
  Object.fromEntries(
    words(text).map((word) => [
      word.slice(0, word.indexOf('=')),
      word.slice(word.indexOf('=') + 1),
    ]),
  );

function rowOf(line: string): Row {
  const [parts = '', subsets = ''] = line.split(' of which ');
  const [declared, record, ex, payable, amount = '', ...components] = words(parts);
  const days = [declared, record, ex, payable].map((day) => (day === '-' ? null : (day ?? null)));
  return { days, amount, components: figures(components.join(' ')), subsets: figures(subsets) };
}

function documentsIn(lines: readonly string[]): Document[] {
  const documents: Document[] = [];
  for (const line of lines) {
    const [first = '', ...rest] = words(line);
    if (first === 'document') {
      const [year, status = '', publishedOn = '', ...issuer] = rest;
      const about = { year: Number(year), status, publishedOn, issuer: issuer.join(' ') };
      documents.push({ ...about, classes: [] });
    } else if (first === 'class') {
      documents.at(-1)?.classes.push({ symbol: rest[0] ?? '', unit: rest[1] ?? '', rows: [] });
    } else documents.at(-1)?.classes.at(-1)?.rows.push(rowOf(line));
  }
  return documents;
}

const NAMED = /^(?:not|or|equal|form|tax-deferred|boxes|ours|sale|2439|leaves) /;

function caseOf(text: string): FormsCase {
  const [heading = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const all = (name: string): string[] =>
    lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const said = heading.slice('== '.length, heading.indexOf(': '));
  const [year, ...account] = words(all('form')[0] ?? '');
  const firstDocument = lines.findIndex((line) => line.startsWith('document '));
  return {
    title: heading,
    causes: said === 'nothing' ? [] : said.split(' + '),
    not: words(all('not')[0] ?? ''),
    instead: words(all('or')[0] ?? ''),
    equal: words(all('equal')[0] ?? ''),
    year: Number(year),
    account: account.join(' '),
    taxDeferred: words(all('tax-deferred')[0] ?? ''),
    book: `${lines.slice(lines.indexOf('book') + 1, firstDocument).join('\n')}\n`,
    documents: documentsIn(lines.slice(firstDocument).filter((line) => !NAMED.test(line))),
    boxes: figures(all('boxes')[0] ?? ''),
    ours: figures(all('ours')[0] ?? ''),
    sales: all('sale').map(figures),
    form2439: figures(all('2439')[0] ?? ''),
    leaves: Number(all('leaves')[0] ?? 0),
  };
}

const PARTS = [
  ...['ordinary', 'qualified', 'capitalGain', 'unrecaptured1250', 'section1202'],
  ...['collectibles28', 'returnOfCapital'],
];

/** The allocation as `basisbook/allocation-document@1`. */
export function documentJson({ year, status, publishedOn, issuer, classes }: Document): string {
  return JSON.stringify({
    ...{ schema: 'basisbook/allocation-document@1', issuer, taxYear: year, publishedOn, status },
    notices: [],
    securities: classes.map(({ symbol, unit, rows }, place) => ({
      name: place === 0 && !symbol.includes('-') ? 'Common Stock' : `${symbol} Preferred Stock`,
      symbol,
      cusips: [],
      distributions: rows.map(({ days, amount, components, subsets }, at) => ({
        ...{ declarationDate: days[0], recordDate: days[1], exDate: days[2] },
        ...{ payableDate: days[3], amountPerShare: amount, allocablePerShare: amount },
        ...{ inKind: false, unit, subsets, sourceLine: at + 1 },
        components: Object.fromEntries(PARTS.map((part) => [part, components[part] ?? '0'])),
      })),
    })),
  });
}

/** The forms as `basisbook/broker-forms@1`. */
export function formsJson({ year, account, boxes, sales, form2439 }: FormsCase): string {
  return JSON.stringify({
    ...{ schema: 'basisbook/broker-forms@1', year, account, form1099Div: boxes, form2439 },
    form1099B: sales.map(({ basisReported, ...sale }) => ({
      ...sale,
      ...(basisReported === undefined ? {} : { basisReported: basisReported === 'True' }),
    })),
  });
}

/** All cases, by the name of their file. */
export function formsCases(): readonly FormsCase[] {
  const folder = new URL('./broker-forms/', import.meta.url);
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split(/^(?=== )/mu))
    .filter((text) => text.startsWith('== '))
    .map(caseOf);
}
