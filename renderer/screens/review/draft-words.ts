/** The words of the editable grid. */
import { COMPONENT_SHORT, SUBSET_SHORT } from '../../format/words.ts';
import { COMPONENT_WORD, SUBSET_WORD } from '../../glossary/word-ids.ts';
import type { WordId } from '../../glossary/words.ts';
import type { Meaning } from './draft-edits.ts';

export const MEANING_WORDS: Readonly<Record<Meaning, string>> = {
  recordDate: 'Record date',
  payableDate: 'Payable date',
  declarationDate: 'Declaration date',
  exDate: 'Ex-date',
  amountPerShare: 'Per share',
  allocablePerShare: 'Of this year',
  otherYearPerShare: 'Of another year',
  adjustmentPerShare: 'Adjustment to this year',
  ...COMPONENT_SHORT,
  gainBeforeMay6: 'Gain before May 6, 2003',
  gainAfterMay5: 'Gain after May 5, 2003',
  qualified5Year: `of which ${SUBSET_SHORT.qualified5Year}`,
  section199A: `of which ${SUBSET_SHORT.section199A}`,
  shortTermCapitalGain: `of which ${SUBSET_SHORT.shortTermCapitalGain}`,
  postMay5: `of which ${SUBSET_SHORT.postMay5}`,
  section897Ordinary: `of which ${SUBSET_SHORT.section897Ordinary}`,
  section897CapitalGain: `of which ${SUBSET_SHORT.section897CapitalGain}`,
  cusip: 'CUSIP',
  notNeeded: 'Not needed',
};

/** Which word of the guide explains what a column holds; what says itself has none. */
export const MEANING_WORD: Readonly<Partial<Record<Meaning, WordId>>> = {
  recordDate: 'record-date',
  exDate: 'ex-dividend-date',
  ...COMPONENT_WORD,
  ...SUBSET_WORD,
  gainBeforeMay6: 'gain-after-may-5-2003',
  gainAfterMay5: 'gain-after-may-5-2003',
};

export const MEANINGS = Object.keys(MEANING_WORDS) as readonly Meaning[];

const DATES = new Set<Meaning>(['recordDate', 'payableDate', 'declarationDate', 'exDate']);

export function isDateMeaning(meaning: Meaning | null): boolean {
  return meaning !== null && DATES.has(meaning);
}
