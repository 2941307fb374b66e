/** Every step of the book's format, oldest first. */
import { up as firstBook } from './0001-first-book.ts';
import { up as everyEntry } from './0002-every-entry.ts';
import { up as checksums } from './0003-checksums.ts';
import { up as history } from './0004-history.ts';
import { up as saidCaptions } from './0005-said-captions.ts';
import { up as logMark } from './0006-log-mark.ts';
import { up as restOfTheLaw } from './0007-rest-of-the-law.ts';
import { up as reversedDividends } from './0008-reversed-dividends.ts';
import { up as brokerClaims } from './0009-broker-claims.ts';
import { up as ownLayouts } from './0010-own-layouts.ts';
import { up as valuesAndAnswers } from './0011-values-and-answers.ts';
import { up as keptForms } from './0012-kept-forms.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: '0001-first-book', up: firstBook },
  { version: 2, name: '0002-every-entry', up: everyEntry },
  { version: 3, name: '0003-checksums', up: checksums },
  { version: 4, name: '0004-history', up: history },
  { version: 5, name: '0005-said-captions', up: saidCaptions },
  { version: 6, name: '0006-log-mark', up: logMark },
  { version: 7, name: '0007-rest-of-the-law', up: restOfTheLaw },
  { version: 8, name: '0008-reversed-dividends', up: reversedDividends },
  { version: 9, name: '0009-broker-claims', up: brokerClaims },
  { version: 10, name: '0010-own-layouts', up: ownLayouts },
  { version: 11, name: '0011-values-and-answers', up: valuesAndAnswers },
  { version: 12, name: '0012-kept-forms', up: keptForms },
];
