/** Short captions of components and subsets for the columns of a text table; a line feed divides lines. */
import type { Component, Subset } from '../tax/facts/model.ts';

export const COMPONENT_CAPTIONS: Readonly<Record<Component, string>> = {
  ordinary: 'Ordinary',
  qualified: 'Qualified',
  capitalGain: 'Capital\ngain',
  unrecaptured1250: 'Unrecapt.\nsec. 1250',
  section1202: 'Section\n1202',
  collectibles28: 'Collect.\n28%',
  returnOfCapital: 'Return of\ncapital',
};

export const SUBSET_CAPTIONS: Readonly<Record<Subset, string>> = {
  qualified5Year: 'of which\n5-year',
  section199A: 'of which\n199A',
  shortTermCapitalGain: 'of which\nshort-t.',
  postMay5: 'of which\npost-May 5',
  section897Ordinary: 'of which\n897 ord.',
  section897CapitalGain: 'of which\n897 gain',
};
