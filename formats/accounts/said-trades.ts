/**
 * Which trade does a description say in full, in a table without a column of shares?
 *
 * Example: "BOT +100 MPW @20.25", "Sold 50 EQR @ 70.00".
 * Not handled: words before or after the trade; the shares are then asked for.
 */
import { readNumber, type CellNumber } from './values.ts';

const SAID_TRADE =
  /^(?:YOU )?(?:BOT|BOUGHT|BUY|SLD|SOLD|SELL)\s+([-+]?[\d,.]+)\s+(?:SHARES?\s+(?:OF\s+)?)?([A-Z][A-Z./-]{0,7})\s*(?:@|AT)\s*(\$?[\d,.]+)$/i;

/** "BOT +100 MPW @20.25": a trade that a table without a column of shares says in words. */
export function saidTrade(
  description: string,
):
  | { readonly quantity: CellNumber; readonly symbol: string; readonly price: CellNumber }
  | undefined {
  const [, shares, symbol, price] = SAID_TRADE.exec(description.trim()) ?? [];
  return shares === undefined || symbol === undefined || price === undefined
    ? undefined
    : { quantity: readNumber(shares), symbol, price: readNumber(price) };
}

const FROM =
  /^(?:CASH |ORDINARY |QUALIFIED )?(?:DIVIDEND|DISTRIBUTION|RETURN OF CAPITAL)S? (?:FROM|ON|OF|FOR) ([A-Z][A-Z./-]{0,7})$/i;

/** The ticker of a trade or of a payment that words say in full, "Dividend from EQR"; empty where they do not. */
export function saidSymbol(description: string): string {
  return saidTrade(description)?.symbol ?? FROM.exec(description.trim())?.[1] ?? '';
}
