/** Which word explains what the engine calls a box, a component or a subset. */
import type { BoxMeaning } from '../../tax/facts/forms.ts';
import type { Component, Subset } from '../../tax/facts/model.ts';
import type { WordId } from './words.ts';

export const BOX_WORD: Readonly<Record<BoxMeaning, WordId>> = {
  ordinaryDividends: 'ordinary-dividend',
  qualifiedDividends: 'qualified-dividend',
  totalCapitalGain: 'capital-gain-distribution',
  rate28Gain: 'collectibles-28-gain',
  postMay5Gain: 'gain-after-may-5-2003',
  qualified5YearGain: 'qualified-5-year-gain',
  unrecaptured1250Gain: 'unrecaptured-section-1250-gain',
  section1202Gain: 'section-1202-gain',
  collectibles28Gain: 'collectibles-28-gain',
  section897Ordinary: 'section-897-amounts',
  section897CapitalGain: 'section-897-amounts',
  nondividendDistributions: 'nondividend-distribution',
  section199ADividends: 'section-199a-dividend',
  cashLiquidation: 'liquidating-distribution',
  noncashLiquidation: 'liquidating-distribution',
};

export const COMPONENT_WORD: Readonly<Record<Component, WordId>> = {
  ordinary: 'ordinary-dividend',
  qualified: 'qualified-dividend',
  capitalGain: 'capital-gain-distribution',
  unrecaptured1250: 'unrecaptured-section-1250-gain',
  section1202: 'section-1202-gain',
  collectibles28: 'collectibles-28-gain',
  returnOfCapital: 'return-of-capital',
};

export const SUBSET_WORD: Readonly<Record<Subset, WordId>> = {
  qualified5Year: 'qualified-5-year-gain',
  section199A: 'section-199a-dividend',
  shortTermCapitalGain: 'long-term-and-short-term',
  postMay5: 'gain-after-may-5-2003',
  section897Ordinary: 'section-897-amounts',
  section897CapitalGain: 'section-897-amounts',
};
