/** In the line of help of a kind of entry, which words are explained. */
import type { Action } from '../../../application/contract.ts';
import type { WordId } from '../../glossary/words.ts';

export const HELP_WORDS: Readonly<Partial<Record<Action, readonly [says: string, word: WordId]>>> =
  {
    buy: ['lot', 'lot'],
    reinvest: ['bought more shares', 'reinvested-dividend'],
    'stock-dividend': ['paid as a dividend', 'stock-dividend'],
    inherit: ['long-term', 'long-term-and-short-term'],
    sell: ['account’s method', 'method'],
    'spin-off': ['moves to new shares of another company', 'spin-off'],
    liquidation: ['being wound up', 'liquidating-distribution'],
    'undistributed-gain': ['Gain that a trust kept', 'undistributed-gain'],
    dividend: ['until the issuer’s release is in the book', 'provisional'],
    'opening-basis': ['adjusted basis of a lot on a day', 'opening-basis'],
    'average-basis': ['the same average basis', 'average-basis'],
    'nothing-returned': ['return of capital', 'return-of-capital'],
  };
