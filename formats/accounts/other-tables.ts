/**
 * What is a broker's table that lists no transactions? Said, with what to download instead.
 *
 * Example: "Opened Date", "Closed Date", "Proceeds": lots that were sold, not the history of the account.
 * Not handled: tables of other matters; those have no headings of transactions.
 */
import { headingKey } from './headings.ts';
import type { FileRecord } from './records.ts';

const MOST_LOOKED_AT = 60;
const OPENED = /acquired|opened|open date|purchase date|date bought/;
const CLOSED = /\bsold\b|closed|close date|disposed|sale date/;
const GAIN = /gain|proceeds|profit/;
const IDENTIFIES = /symbol|ticker|cusip|security|description|investment|fund|name/;
const COUNTS = /quantity|\bqty\b|shares|units/;
const WORTH = /value|price|\bmkt\b/;

const INSTEAD =
  'Download the history of the account: its transactions or activity, as CSV, QFX or QIF.';

/** The sentence for a table of closed lots or of holdings; undefined where none is recognised. */
export function otherTable(
  records: readonly FileRecord[],
): { readonly problem: string; readonly line: number } | undefined {
  for (const { line, cells } of records.slice(0, MOST_LOOKED_AT)) {
    const keys = cells.map(headingKey).filter((key) => key !== '');
    if (keys.length < 4) continue;
    const some = (pattern: RegExp) => keys.some((key) => pattern.test(key));
    if (some(OPENED) && some(CLOSED) && some(GAIN)) {
      return {
        problem: `The table lists lots that were sold, with the broker's basis and gain, and says nothing of the lots that are still held. ${INSTEAD}`,
        line,
      };
    }
    const isOfDays = keys.some((key) => /\b(?:date|day|time|when|on|at)\b/.test(key));
    if (some(IDENTIFIES) && some(COUNTS) && some(WORTH) && !isOfDays) {
      return {
        problem: `The table lists what was held on one day, not how it came into the account. ${INSTEAD}`,
        line,
      };
    }
  }
  return undefined;
}

/** Marks with which files of other kinds begin. */
const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^!(?:Type|Account|Option|Clear)\b/i, 'QIF'],
  [/^(?:OFXHEADER:|<\?OFX\b|<OFX>)/i, 'OFX'],
];

/** The sentence for a table in which a file of another kind begins; undefined where none does. */
export function mixedFile(
  records: readonly FileRecord[],
): { readonly problem: string; readonly line: number } | undefined {
  for (const { line, cells } of records) {
    const first = cells[0] ?? '';
    if (!'!<Oo'.includes(first.charAt(0))) continue;
    const kind = OTHER_KINDS.find(([mark]) => mark.test(first))?.[1];
    if (kind === undefined) continue;
    return {
      problem: `A file of another kind (${kind}) begins here. Download each by itself, and import them one after the other.`,
      line,
    };
  }
  return undefined;
}

/** The sentence for a text in a notation for programs, which is no table; undefined where it is none. */
export function forPrograms(text: string): string | undefined {
  const start = text.slice(0, 2000).trimStart();
  if (/^<(?:!doctype html|html|head|body|table)\b/i.test(start)) {
    return 'The file is a web page (HTML), whatever its name says. Open it in a spreadsheet program and save it as CSV, or download the history of the account as CSV, QFX or QIF.';
  }
  const kind = /^[[{]\s*["{[\]}]/.test(start)
    ? 'JSON'
    : /^<(?:\?xml|[A-Za-z][\w:.-]*[\s/>])/.test(start)
      ? 'XML or HTML'
      : undefined;
  return kind === undefined
    ? undefined
    : `The file is ${kind}, which is made for programs. ${INSTEAD.replace('Download', 'Download instead')}`;
}

const OF_RELEASES = [
  /\b(?:tax (?:treatment|characterization|status|allocation|reporting)|income tax (?:allocation|treatment)|allocation of|(?:dividend|distribution)s? allocations?)\b/i,
  /\bform 1099(?:-div)?\b/i,
  /\b(?:return of capital|nondividend|capital gain|ordinary income|ordinary dividend)/i,
  /\brecord date\b/i,
  /\bpay(?:able|ment) date\b/i,
  /\bper share\b/i,
];

/** The sentence for an issuer's release, which belongs to the documents; undefined where the text is none. */
export function issuersRelease(
  text: string,
): { readonly problem: string; readonly belongs: 'documents' } | undefined {
  const start = text.slice(0, 20_000);
  return OF_RELEASES.filter((mark) => mark.test(start)).length < 4
    ? undefined
    : {
        belongs: 'documents',
        problem:
          'This is a release of an issuer about its payments, not the history of an account. Add it under Documents, or with "basisbook import --documents".',
      };
}
