/**
 * A second, slow, obvious reader for the fixtures' own layouts: the umpire of the mutation test.
 *
 * It shares no code with the reader. It accepts a text only if every line has exactly the form that
 * the fixture's layout prescribes and every check closes in integer arithmetic of 10^-12; then the
 * text is a self-consistent document, whatever was changed in it, and its figures are the truth.
 */
interface StrictDistribution {
  readonly recordDate: string;
  readonly payableDate: string;
  readonly declarationDate: string | null;
  readonly amountPerShare: bigint;
  readonly parts: Readonly<Record<string, bigint>>;
  readonly subset: bigint | null;
}

export interface StrictDocument {
  readonly taxYear: number;
  readonly publishedOn: string | null;
  readonly securities: ReadonlyMap<string, readonly StrictDistribution[]>;
}

export interface Layout {
  readonly title: RegExp;
  readonly sentence: RegExp;
  readonly dateline: RegExp;
  readonly heading: RegExp;
  /** Caption block, verbatim, to the meanings of its columns. */
  readonly captions: readonly {
    readonly lines: readonly string[];
    readonly columns: readonly string[];
  }[];
  readonly unit: 'percent' | 'usd';
  readonly gainInclusive: boolean;
  readonly ordinaryInclusive: boolean;
  readonly paddedDates: boolean;
  cells(line: string): string[];
  readonly annual: RegExp;
  readonly footnote: RegExp;
}

const SCALE = 10n ** 12n;
const MONTHS =
  'January February March April May June July August September October November December';

function scaled(text: string): bigint | null {
  const match = /^(\d{0,4})(?:\.(\d{1,12}))?$/.exec(text);
  if (!match || text === '' || /^0\d/.test(text)) return null;
  return BigInt(match[1] || '0') * SCALE + BigInt((match[2] ?? '').padEnd(12, '0'));
}

function places(text: string): number {
  return (/\.(\d+)/.exec(text)?.[1] ?? '').length;
}

function realDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (Number.isNaN(date.getTime())) return null;
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : null;
}

function date(text: string, layout: Layout, taxYear: number): string | null {
  const form = layout.paddedDates
    ? /^(\d\d)\/(\d\d)\/(\d{2}|\d{4})$/
    : /^([1-9]\d?)\/(\d\d?)\/(\d\d)$/;
  const match = form.exec(text);
  if (!match) return null;
  const printed = match[3] as string;
  const year = [taxYear - 1, taxYear, taxYear + 1].find(
    (one) => `${one}`.slice(-printed.length) === printed,
  );
  return year === undefined ? null : realDay(year, Number(match[1]), Number(match[2]));
}

function cusipOf(printed: string): string | null {
  const text = printed.replaceAll('-', '');
  const digits = [...text.slice(0, 8)].flatMap((character, i) => {
    const value = parseInt(character, 36) * (i % 2 === 0 ? 1 : 2);
    return [...String(value)].map(Number);
  });
  const sum = digits.reduce((total, digit) => total + digit, 0);
  return String((10 - (sum % 10)) % 10) === text.slice(8) ? text : null;
}

function offBy(parts: Readonly<Record<string, bigint>>, amount: bigint, layout: Layout): bigint {
  const names = ['ordinary', 'qualified', 'capitalGain', 'unrecaptured1250', 'returnOfCapital'];
  let sum = 0n;
  for (const name of names) {
    if (name === 'unrecaptured1250' && layout.gainInclusive) continue;
    if (name === 'qualified' && layout.ordinaryInclusive) continue;
    sum += parts[name] ?? 0n;
  }
  const whole = layout.unit === 'percent' ? 100n * SCALE : amount;
  return sum < whole ? whole - sum : sum - whole;
}

function closes(parts: Readonly<Record<string, bigint>>, amount: bigint, layout: Layout): boolean {
  if (layout.gainInclusive && (parts['unrecaptured1250'] ?? 0n) > (parts['capitalGain'] ?? 0n))
    return false;
  if (layout.ordinaryInclusive && (parts['qualified'] ?? 0n) > (parts['ordinary'] ?? 0n))
    return false;
  const tolerance = layout.unit === 'percent' ? SCALE / 10n : SCALE / 2000n;
  return offBy(parts, amount, layout) <= tolerance;
}

function number(text: string, layout: Layout): bigint | null {
  if (layout.unit === 'percent') return text.endsWith('%') ? scaled(text.slice(0, -1)) : null;
  return text === '-' ? 0n : scaled(text.replace(/^\$/, ''));
}

/** The caption block here: verbatim, or with the cells of its one line in another order. */
function blockAt(
  lines: readonly string[],
  at: number,
  layout: Layout,
): Layout['captions'][number] | null {
  for (const one of layout.captions) {
    if (one.lines.every((caption, k) => lines[at + k] === caption)) return one;
    const [first = '', ...rest] = one.lines;
    const separated = rest.every((line) => /^[|-]+$/.test(line) && lines[at + 1] === line);
    const own = layout.cells(first);
    const found = layout.cells(lines[at] ?? '');
    if (!separated || own.length !== one.columns.length) continue;
    if ([...own].sort().join('\n') !== [...found].sort().join('\n')) continue;
    return {
      lines: one.lines,
      columns: found.map((cell) => one.columns[own.indexOf(cell)] as string),
    };
  }
  return null;
}

/** The document that a text is, or null when it is not exactly one of the layout. */
export function readStrictly(text: string, layout: Layout): StrictDocument | null {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trimEnd());
  const at = lines.findIndex((line) => layout.heading.test(line));
  if (at === -1) return null;
  const preamble = lines.slice(0, at);
  const joined = preamble.join(' ');
  const years = new Set(
    [
      ...preamble.map((line) => layout.title.exec(line)?.[1]),
      layout.sentence.exec(joined.replace(/ +/g, ' '))?.[1],
    ].filter((year) => year !== undefined),
  );
  if (years.size !== 1) return null;
  const taxYear = Number([...years][0]);
  const dateline = preamble
    .map((line) => layout.dateline.exec(line))
    .find((match) => match !== null);
  const month = MONTHS.split(' ').indexOf(dateline?.[1] ?? '');
  const publishedOn = realDay(Number(dateline?.[3]), month + 1, Number(dateline?.[2]));
  if (dateline && publishedOn === null) return null;
  const securities = new Map<string, StrictDistribution[]>();
  let common: StrictDistribution[] | null = null;
  let stated: bigint | null = null;
  let marked = false;
  let i = at;
  while (i < lines.length) {
    const line = lines[i] as string;
    if (/^[ |]*$/.test(line)) {
      i++;
      continue;
    }
    const heading = layout.heading.exec(line);
    if (!heading) {
      const footnote = layout.footnote.exec(line);
      if (footnote) {
        if (stated !== null) return null;
        stated = scaled(footnote[1] as string);
        if (stated === null) return null;
      } else if (/\d\/\d|\d%.*(?:dividend|gain)|\$|\t|\|/i.test(line.replace('(20% rate)', '')))
        return null;
      i++;
      continue;
    }
    const cusip = cusipOf(heading[2] as string);
    if (cusip === null || securities.has(cusip)) return null;
    i++;
    while (lines[i] === '') i++;
    const block = blockAt(lines, i, layout);
    if (!block) return null;
    i += block.lines.length;
    const rows: StrictDistribution[] = [];
    const printed: string[][] = [];
    for (; i < lines.length; i++) {
      const cells = layout.cells(lines[i] as string);
      if (cells.length !== block.columns.length || !/^\d/.test(cells[0] ?? '')) break;
      const get = (name: string): string => cells[block.columns.indexOf(name)] ?? '';
      const recordDate = date(get('recordDate'), layout, taxYear);
      const payableDate = date(get('payableDate'), layout, taxYear);
      const declared = block.columns.includes('declarationDate')
        ? date(get('declarationDate'), layout, taxYear)
        : null;
      const amount = get('amountPerShare').replace(/^\\?\$/, '');
      const amountPerShare = scaled(amount);
      if (recordDate === null || payableDate === null || amountPerShare === null) return null;
      if (block.columns.includes('declarationDate') && (declared === null || declared > recordDate))
        return null;
      if (payableDate < recordDate || amountPerShare === 0n) return null;
      if (Date.parse(payableDate) - Date.parse(recordDate) > 183 * 86_400_000) return null;
      const inYear = payableDate.startsWith(`${taxYear}`);
      const january =
        payableDate.startsWith(`${taxYear + 1}-01`) && recordDate >= `${taxYear}-10-01`;
      if (!inYear && !january) return null;
      const parts: Record<string, bigint> = {};
      for (const [k, column] of block.columns.entries()) {
        if (column.endsWith('Date') || column === 'amountPerShare') continue;
        const value = number(cells[k] as string, layout);
        if (value === null) return null;
        parts[column] = value;
      }
      if (!closes(parts, amountPerShare, layout)) return null;
      if (rows.some((row) => row.recordDate === recordDate && row.payableDate === payableDate))
        return null;
      rows.push({
        recordDate,
        payableDate,
        declarationDate: declared,
        amountPerShare,
        parts,
        subset: null,
      });
      printed.push(cells);
    }
    if (rows.length === 0) return null;
    const annual = layout.annual.exec(lines[i] ?? '');
    if (annual) {
      i++;
      if (annual[2]) marked = true;
      const total = scaled(annual[1] as string);
      const paid = rows.reduce((sum, row) => sum + row.amountPerShare, 0n);
      // Two or more equal payments may have a rounded annual amount.
      const place = SCALE / 10n ** BigInt(places(annual[1] as string));
      const equal =
        rows.length > 1 && rows.every((row) => row.amountPerShare * BigInt(rows.length) === paid);
      const rounded = ((paid + place / 2n) / place) * place;
      if (total !== paid && !(equal && places(annual[1] as string) >= 2 && total === rounded))
        return null;
      const cells = (annual[3] as string)
        .trim()
        .split(/[\s|]+/)
        .filter((cell) => cell !== '');
      const columns = block.columns.filter(
        (one) => !one.endsWith('Date') && one !== 'amountPerShare',
      );
      if (cells.length > 0 && cells.length !== columns.length) return null;
      let misprints = 0;
      const annualParts: Record<string, bigint> = {};
      for (const [k, column] of columns.slice(0, cells.length).entries()) {
        const value = number(cells[k] as string, layout);
        if (value === null) return null;
        annualParts[column] = value;
        let expected = 0n;
        for (const row of rows) {
          expected +=
            (row.parts[column] ?? 0n) * (layout.unit === 'percent' ? row.amountPerShare : 1n);
        }
        if (layout.unit === 'percent') expected /= paid;
        const off = expected < value ? value - expected : expected - value;
        const place = SCALE / 10n ** BigInt(places(cells[k] as string));
        const allowed = layout.unit === 'percent' ? place : (place * BigInt(rows.length + 1)) / 2n;
        if (off > allowed) misprints++;
      }
      // One misprinted figure of the annual row shows itself: the row no longer adds up.
      const exact = rows.every((row) => offBy(row.parts, row.amountPerShare, layout) === 0n);
      const annualExact =
        closes(annualParts, paid, layout) && offBy(annualParts, paid, layout) === 0n;
      if (misprints > 1 || (misprints === 1 && (annualExact || !exact))) return null;
    }
    securities.set(cusip, rows);
    if (/Common/.test(heading[1] as string)) {
      if (common) return null;
      common = rows;
    }
  }
  if (marked && stated === null) return null;
  if (stated !== null) {
    if (!common || common.some((row) => (row.parts['capitalGain'] ?? 0n) < (stated as bigint)))
      return null;
    common.forEach((row, k) => ((common as StrictDistribution[])[k] = { ...row, subset: stated }));
  }
  return { taxYear, publishedOn, securities };
}
