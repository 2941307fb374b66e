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

/** Under the title of a report: nothing where every security of the year is complete. */
export function stateSection({ yearStates, taxYear }: YearReport): string[] {
  const open = yearStates.filter(({ year, state }) => year === taxYear && state === 'provisional');
  if (open.length === 0) return [];
  return [
    ...heading(`Provisional: figures of ${taxYear} can still change`),
    ...open.flatMap(({ security, reasons }) =>
      wrapped(`${securityLabel(security)}: ${reasonsText(reasons)}.`, TERMINAL_WIDTH, '  '),
    ),
    '',
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
