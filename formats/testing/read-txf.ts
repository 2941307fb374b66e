/**
 * Reads a TXF file by the published layout (version 042), and shares nothing with what writes one: for tests.
 * Whatever is not of the layout is a problem with its line.
 */

interface TxfRecord {
  readonly type: 'S' | 'D';
  readonly refnum: number;
  readonly copy: number;
  readonly line: number;
  readonly text: string;
  readonly days: readonly string[];
  /** Cents; null for an empty amount. */
  readonly amounts: readonly (bigint | null)[];
}

interface ReadTxf {
  readonly program: string;
  readonly exported: string;
  readonly records: readonly TxfRecord[];
  readonly problems: readonly string[];
}

function cents(text: string): bigint | null {
  if (text === '') return null;
  const found = /^(-?)(\d+)\.(\d\d)$/.exec(text);
  if (!found) throw new Error(`no amount: ${text}`);
  const value = BigInt(`${found[2] ?? ''}${found[3] ?? ''}`);
  return found[1] === '-' ? -value : value;
}

function recordOf(fields: readonly string[]): TxfRecord {
  const own = (kind: string): string[] =>
    fields.filter((field) => field.startsWith(kind)).map((field) => field.slice(1));
  const one = (kind: string, otherwise: string): string => own(kind)[0] ?? otherwise;
  const unknown = fields.find((field) => !/^[TNCLXPD$]/.test(field));
  if (unknown !== undefined) throw new Error(`a field that does not exist: ${unknown}`);
  const type = one('T', 'S');
  if (type !== 'S' && type !== 'D') throw new Error(`type ${type}`);
  return {
    type,
    refnum: Number(one('N', '')),
    copy: Number(one('C', '1')),
    line: Number(one('L', '1')),
    text: one('P', ''),
    days: own('D').map((day) => day.trim()),
    amounts: own('$').map(cents),
  };
}

export function readTxf(text: string): ReadTxf {
  const problems: string[] = [];
  if (/[^\x20-\x7e\r\n]/.test(text)) problems.push('a character that is not printable ASCII');
  const lines = text.split(/\r?\n/);
  if (lines.pop() !== '') problems.push('the last line does not end');
  const groups: string[][] = [[]];
  for (const line of lines) {
    if (line === '^') groups.push([]);
    else groups.at(-1)?.push(line);
  }
  if (groups.pop()?.length !== 0) problems.push('the last record does not end');
  const [header = [], ...rest] = groups;
  if (header.map((line) => line.charAt(0)).join('') !== 'VAD') problems.push('no header');
  if (header[0] !== 'V042') problems.push(`version ${header[0] ?? ''}`);
  const records = rest.flatMap((fields, i) => {
    try {
      return [recordOf(fields)];
    } catch (error) {
      problems.push(`record ${i + 1}: ${String(error)}`);
      return [];
    }
  });
  return {
    program: header[1]?.slice(1) ?? '',
    exported: header[2]?.slice(1) ?? '',
    records,
    problems,
  };
}

/** Sums of the summaries by category. */
export function txfTotals(records: readonly TxfRecord[]): Map<number, bigint> {
  const totals = new Map<number, bigint>();
  for (const { type, refnum, amounts } of records) {
    if (type === 'S') totals.set(refnum, (totals.get(refnum) ?? 0n) + (amounts[0] ?? 0n));
  }
  return totals;
}
