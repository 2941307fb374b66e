/** Which securities of the report's year are provisional, and why in a few words: the notices say what to do. */
import { yearsInWords } from '../tax/facts/missing-documents.ts';
import { securityLabel } from '../tax/facts/model.ts';
import type { StateReason } from '../tax/facts/year-state.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { heading } from './text-sections.ts';
import { TERMINAL_WIDTH, wrapped } from './text-table.ts';

type Code = Exclude<StateReason['code'], 'basis-of-another-year'>;

const WORDS: Readonly<Record<Code, string>> = {
  'missing-document': 'the release of this year has not been added',
  'only-payments-known': 'what its payments were is not known',
  'estimate-in-use': 'its figures rest on an estimate',
  'derived-in-use': 'its figures are derived from a broker’s form',
  'document-incomplete': 'its document does not fit the payments',
  'claim-without-payment': 'a broker’s history has cash that no document has',
  'value-not-known': 'what shares were worth is not known',
  'entry-left-out': 'an entry is left out',
};

/** The securities of the year whose figures can still change, each as a sentence that says why. */
export function openSentences({ yearStates, taxYear }: YearReport): readonly string[] {
  return yearStates
    .filter(({ year, state }) => year === taxYear && state === 'provisional')
    .map(({ security, reasons }) => `${securityLabel(security)}: ${reasonsText(reasons)}.`);
}

/** What the figures are without, each as the sentence of its notice: an entry, or a row of a document. */
export function leftOutSentences({ notices }: YearReport): readonly string[] {
  return notices.filter(({ level }) => level === 'error').map(({ message }) => message);
}

/** Whether something was held in the year and nothing is missing of it. */
function isComplete(report: YearReport): boolean {
  const held = report.yearStates.some(({ year }) => year === report.taxYear);
  return held && openSentences(report).length + leftOutSentences(report).length === 0;
}

const completeText = (taxYear: number): string =>
  `Complete: nothing is missing for the figures of ${taxYear}.`;

/** Under the title of a report: nothing where no security was held in the year. */
export function stateSection(report: YearReport): string[] {
  if (isComplete(report)) return [completeText(report.taxYear), ''];
  const open = openSentences(report);
  if (open.length === 0) return [];
  return [
    ...heading(`Provisional: figures of ${report.taxYear} can still change`),
    ...open.flatMap((sentence) => wrapped(sentence, TERMINAL_WIDTH, '  ')),
    '',
  ];
}

/** The same in a text that goes with tables, which has no notices of its own: what is left out is in it. */
export function stateAndLeftOut(report: YearReport): string[] {
  const left = leftOutSentences(report).flatMap((one) => wrapped(one, TERMINAL_WIDTH, '  '));
  return [
    ...stateSection(report),
    ...(left.length === 0 ? [] : [...heading('Left out of the figures'), ...left, '']),
  ];
}

function reasonsText(reasons: readonly StateReason[]): string {
  const own = reasons.flatMap(({ code }) =>
    code === 'basis-of-another-year' ? [] : [WORDS[code]],
  );
  const others = reasons.filter(({ code }) => code === 'basis-of-another-year');
  const years = [...new Set(others.flatMap(({ about }) => about.year ?? []))].sort((a, b) => a - b);
  const verb = years.length === 1 ? 'is' : 'are';
  const ofBasis = `its basis rests on ${yearsInWords(years)}, which ${verb} provisional`;
  return [...new Set(own), ...(years.length === 0 ? [] : [ofBasis])].join('; ');
}
