/**
 * One record of a broker's file, read but not yet judged: what happened, to which security, and with
 * which figures, as far as each can be told. Every kind of file (tables, OFX, QIF) becomes these.
 */
import type { Day } from '../../tax/values/days.ts';
import type { Level } from './executions.ts';
import type { Figure } from './values.ts';
import type { Apart, NamedSecurity } from './securities.ts';
import type { Meaning } from './words.ts';

export interface HistoryEvent {
  readonly line: number;
  /** The line of the headings above it; undefined in files without tables. */
  readonly table?: number;
  /** Null where the words are not known. */
  readonly meaning: Meaning | null;
  /** Why it is about no share with lots here. */
  readonly apart: Apart | null;
  /** Not the US dollar. */
  readonly otherCurrency: string | null;
  /** Why the record is no transaction of its own: a closed lot, an execution, an order that was not filled. */
  readonly detail: string | null;
  /** Of a file that lists orders and executions, which of them it is. */
  readonly level?: Level;
  readonly day: Day | null;
  /** The day is one of settlement or posting: the file gives no other. */
  readonly dayIsSettlement: boolean;
  readonly security: NamedSecurity;
  /** With the sign that the file gives. */
  readonly quantity: Figure | null;
  /** A mark beside the number says that the shares were taken out. */
  readonly takenOut: boolean;
  /** Price, where it is given and not zero; with how exactly it is printed. */
  readonly price: Figure | null;
  readonly priceSlack: Figure;
  readonly quantitySlack: Figure;
  /** Whether other records of the same table have a price. */
  readonly mayHavePrice: boolean;
  /** Net of fees with the sign that the file gives. */
  readonly amount: Figure | null;
  /** The sum of the fees of the record's own columns, without sign. */
  readonly fees: Figure;
  /** The amount was made of another one and the fees. */
  readonly feesIncluded: boolean;
  /** The column calls its figure a value, and no price tells whether the fees are in it. */
  readonly feesUnsure?: boolean;
  readonly account: string | null;
  readonly id: string | null;
  /** The id is one of each record, not of an order with several executions. */
  readonly idIsOwn?: true;
  /** What the broker calls it, and all words of the record in capitals. */
  readonly action: string;
  readonly text: string;
  /** The whole record: two that are the same may be one. */
  readonly record: readonly string[];
  /** Sentences about cells that cannot be read. */
  readonly unclear: readonly string[];
  /** The file ends in the middle of the record. */
  readonly isCut?: true;
  /** Sentences that a person has to judge about a record which can be read: what it becomes is a candidate. */
  readonly doubts?: readonly string[];
  /** The accounts of the table, the likeliest first, where the record names none and others do. */
  readonly accounts?: readonly string[];
  /** Of shares that came in: the day and the average basis that the record gives, of all or of one. */
  readonly acquired?: Day;
  readonly averageBasis?: Figure;
  /** What all of them cost together, where the record says that. */
  readonly wholeBasis?: Figure;
  /** Words take a payment back, and neither a sign nor another line says whether this one does. */
  readonly mayReverse?: true;
  /** The broker's id of the record that this one takes back. */
  readonly takesBack?: string;
  /** New shares to old ones, where the record says them apart from its words. */
  readonly ratio?: string;
  /** Of a split: shares before and after it, and the cash for a fraction of one. */
  readonly sharesBefore?: Figure;
  readonly sharesAfter?: Figure;
  readonly cashOfFraction?: Figure;
  /** Money that goes with the record but is not the character that its action names. */
  readonly isReversal?: boolean;
  readonly recordDate?: string;
  readonly payableDate?: string;
  readonly rate?: string;
  readonly paidShares?: string;
  /** How many shares the file says are held after it. */
  readonly heldAfter?: Figure;
}

/** The name by which records of the same security meet. */
export function securityKey({ symbol, cusip, name }: NamedSecurity): string {
  return symbol ?? cusip ?? name ?? '';
}

/** The name that a row gets: ticker, else CUSIP; empty where only words name it. */
export function rowSecurity({ symbol, cusip }: NamedSecurity): string {
  return symbol ?? cusip ?? '';
}
