/**
 * Which currency do a cell, a title or a heading of a file name?
 *
 * A book is in US dollars: what is in another currency is left out, and never taken as dollars. Files say it in a
 * column, above a table, once for a whole statement, or in the heading of each amount.
 *
 * Source: ISO 4217; OFX 2.2, 3.1.3 (CURDEF, CURRENCY, ORIGCURRENCY).
 * Example: "Currency: CAD", "All amounts in Canadian dollars" and "Amount (CAD)" say the same.
 * Awkward case: "Dollar" and "$" alone are those of the United States in their brokers' files.
 * Not handled: currencies that went out of use; a code that is not listed is one only in a cell for currencies.
 */
import { remembering } from './remembering.ts';

const US_DOLLAR = 'USD';
const CODES =
  'AED ARS AUD BRL CAD CHF CLP CNH CNY COP CZK DKK EUR GBP GBX HKD HUF IDR ILS INR JPY KRW MXN MYR NOK NZD PEN PHP PLN RON RUB SAR SEK SGD THB TRY TWD VND ZAR';
const CODE = new RegExp(`\\b(?:${CODES.replaceAll(' ', '|')})\\b`);

/** Words and signs, the narrower first. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:USD|US ?\$|U\.?S\.? ?DOLLARS?|UNITED STATES|AMERICAN DOLLARS?)/, US_DOLLAR],
  [/\bCANADIAN|\bCAN ?DOLLARS?\b|\bCA?\$/, 'CAD'],
  [/\bAUSTRALIAN|\bAU?\$/, 'AUD'],
  [/\bNEW ZEALAND|\bNZ\$/, 'NZD'],
  [/\bHONG ?KONG|\bHK\$/, 'HKD'],
  [/\bSINGAPORE|\bSG?\$/, 'SGD'],
  [/\bEUROS?\b|€/, 'EUR'],
  [/\bPOUNDS?\b|\bSTERLING\b|£/, 'GBP'],
  [/\bYEN\b|¥/, 'JPY'],
  [/\bSWISS\b|\bFRANCS?\b|\bFR\./, 'CHF'],
  [/\b(?:MEXICAN )?PESOS?\b/, 'MXN'],
  [/\bRUPEES?\b|₹/, 'INR'],
  [/\bDOLLARS?\b|^\$$|^US$|^U\.S\.$/, US_DOLLAR],
];

/** The code of the currency that words name; null where they name none. */
const currencyNamed = remembering((words): string | null => {
  const text = words.toUpperCase();
  const found = WORDS.find(([pattern]) => pattern.test(text))?.[1];
  return found === US_DOLLAR ? found : (CODE.exec(text)?.[0] ?? found ?? null);
});

/** The code of a cell for currencies that is not the US dollar; null for dollars, and where the cell names nothing. */
export const otherCurrencyOf = remembering((cell): string | null => {
  const text = cell.trim().toUpperCase();
  const code = currencyNamed(text) ?? (/^[A-Z]{3}$/.test(text) ? text : null);
  return code === US_DOLLAR ? null : code;
});

const TITLE =
  /^(?:(?:account|base|reporting|settlement|cash|trading|statement|report|portfolio) )?currency(?: of (?:the )?(?:account|report|statement))?\s*(?:[:=,-]|\bis\b)?\s*(.*)$/i;
const SENTENCE =
  /\b(?:amounts?|values?|figures?|prices?|transactions?|currency|statement)\b.*\b(?:in|are|is)\b (.{3,40})$/i;

/** What a line that is no record says of the currency of its file; null where it says nothing. */
export function currencyOfTitle(cells: readonly string[]): string | null {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0 || filled.length > 2) return null;
  const text = filled.join(' ').replace(/[.\s]+$/, '');
  if (text.length > 120) return null;
  const [, named] = TITLE.exec(text) ?? [];
  if (named !== undefined) return otherCurrencyOf(named) ?? currencyNamed(named);
  return currencyNamed(SENTENCE.exec(text)?.[1] ?? '');
}

/** "Amount (CAD)", "Price EUR": the heading without its currency, where that is not the US dollar. */
export function headingInCurrency(
  heading: string,
): { readonly heading: string; readonly currency: string } | undefined {
  const [, own = '', in1, in2] =
    /^(.*?)(?:\s*[([]\s*(?:in )?([^)\]]+?)\s*[)\]]|[\s_-]+(?:in )?([A-Z]{3}|€|£))$/.exec(
      heading.trim(),
    ) ?? [];
  const named = in1 ?? in2;
  if (own === '' || named === undefined || named.length > 20) return undefined;
  const currency = currencyNamed(named);
  return currency === null || currency === US_DOLLAR ? undefined : { heading: own, currency };
}
