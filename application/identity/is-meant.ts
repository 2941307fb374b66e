import type { Security } from '../../tax/facts/model.ts';
import { cusipForm, nameKey } from './resolve-security.ts';
import { isSameTicker } from './ticker-spelling.ts';

/** Whether a text is a security's ticker, CUSIP or name, with or without the issuer's. */
export function isMeant(text: string, security: Security): boolean {
  const cusip = cusipForm(text);
  return (
    isSameTicker(text, security.symbol) ||
    (cusip !== undefined && security.cusips.includes(cusip)) ||
    nameKey(security.name) === nameKey(text) ||
    (security.issuer !== null && nameKey(`${security.issuer} ${security.name}`) === nameKey(text))
  );
}
