/**
 * Was a document read right, or is its proposal right? By the transcription that a person made of it,
 * which stands beside it (`NAME.expected.json`). Read by the same code as in the window.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readRelease } from '../application/documents/read-release.ts';
import { parseRate } from '../tax/values/money.ts';

interface TranscribedRow {
  readonly recordDate: string | null;
  readonly payableDate: string | null;
  readonly perShare: string;
  readonly characters: Readonly<Record<string, string>>;
  readonly qualifiedIncludedInOrdinary?: boolean;
  readonly unrecaptured1250IncludedInCapitalGain?: boolean;
  readonly annualQualifiedPerShare?: string;
  readonly partialRelease?: boolean;
  readonly partialRow?: boolean;
}

type Read = ReturnType<typeof readRelease>['reading'];
type Securities = Read['document']['securities'];
type Distribution = Securities[number]['distributions'][number];

const figure = (text: string | undefined): bigint => parseRate(text ?? '0') ?? 0n;

/** The disjoint parts of a row, whatever the document's convention. */
function partsOf(row: TranscribedRow): Readonly<Record<string, bigint>> {
  const { characters } = row;
  const inside = (is: boolean | undefined, part: bigint): bigint => (is ? part : 0n);
  const qualified = figure(characters['qualified']);
  const unrecaptured1250 = figure(characters['unrecaptured1250']);
  const gain = ['capitalGain', 'capitalGainPreMay6_20', 'capitalGainPostMay5_15'];
  return {
    ordinary: figure(characters['ordinary']) - inside(row.qualifiedIncludedInOrdinary, qualified),
    qualified,
    unrecaptured1250,
    capitalGain:
      gain.reduce((sum, name) => sum + figure(characters[name]), 0n) -
      inside(row.unrecaptured1250IncludedInCapitalGain, unrecaptured1250),
    returnOfCapital: figure(characters['returnOfCapital']),
  };
}

function isRow(one: Distribution, row: TranscribedRow): boolean {
  const parts = partsOf(row);
  const read = one.components as Readonly<Record<string, string | undefined>>;
  return (
    (row.recordDate === null || one.recordDate === row.recordDate) &&
    (row.payableDate === null || one.payableDate === row.payableDate) &&
    figure(one.amountPerShare ?? undefined) === figure(row.perShare) &&
    Object.entries(parts).every(
      ([name, value]) => read[name] !== undefined && figure(read[name]) === value,
    )
  );
}

function isRight(securities: Securities, rows: readonly TranscribedRow[]): boolean {
  const open = securities.flatMap(({ distributions }) => distributions);
  for (const row of rows) {
    const at = open.findIndex((one) => isRow(one, row));
    if (at === -1) return false;
    open.splice(at, 1);
  }
  return open.length === 0 || rows.some((row) => row.partialRelease ?? row.partialRow);
}

/** Whether who agrees with what is shown has a right document; false where there is nothing to accept. */
export function isReadRight(fileName: string, text: string, transcription: string): boolean {
  const { reading } = readRelease({ fileName, content: { kind: 'text', text } });
  const shown = (reading.proposal ?? reading.document).securities;
  if (!existsSync(transcription)) {
    return shown.some(({ distributions }) => distributions.length > 0);
  }
  const rows = JSON.parse(readFileSync(transcription, 'utf8')) as TranscribedRow[];
  // Qualified dividends of the year in one figure are divided by the holder.
  if (rows.length === 0 || rows.some((row) => row.annualQualifiedPerShare !== undefined)) {
    return false;
  }
  // A year in one figure, without its payments: the holder has to add those, however right it is read.
  if (rows.some((row) => row.recordDate === null && row.payableDate === null)) return false;
  return isRight(reading.document.securities, rows) || isRight(shown, rows);
}
