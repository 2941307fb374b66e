/**
 * What is said of a broker's forms, and does it make sense in this book?
 *
 * Source: the published interface, `basisbook/broker-forms@1`. Everything that is wrong is said at once,
 * each with the field and what to write. Sums are not looked at: a form that does not add up is what the
 * comparison is for.
 * Example: box "2f" of 2002: that year's form has no such box.
 * Awkward case: an amount with nine decimals. It is no dollars and cents, and nothing is rounded unasked.
 */
import * as v from 'valibot';
import {
  brokerFormsSchema,
  type BrokerFormsJson,
  type BrokerSaleJson,
} from '../../formats/broker-forms-schema.ts';
import { shapeClause } from '../../formats/json-shape.ts';
import { formOf } from '../../tax/facts/forms.ts';
import { securityLabel, type Account, type Facts, type Security } from '../../tax/facts/model.ts';
import type { Reference } from '../../tax/facts/reference.ts';
import {
  FORM_2439_BOXES,
  type BrokerForms,
  type BrokerSale,
  type Form2439Box,
} from '../../tax/reconcile/broker-forms.ts';
import type { Reporting } from '../../tax/report/reported-sales.ts';
import { parseDay, yearOf, type Day } from '../../tax/values/days.ts';
import {
  parseMoney,
  parseShares,
  SHARE_PLACES,
  type Cents,
  type Shares,
} from '../../tax/values/money.ts';
import { isMeant } from '../identity/is-meant.ts';

/** What is wrong, and what to write. */
interface FormsProblem {
  /** As in "form1099B[0].basis"; null where it is about all of it. */
  readonly field: string | null;
  readonly message: string;
}

type FormsResult =
  | {
      readonly ok: true;
      readonly forms: BrokerForms;
      /** Boxes that are on the form, and that this program has nothing for. */
      readonly notCompared: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly FormsProblem[] };

interface Within {
  readonly facts: Facts;
  readonly reference: Reference;
  /** The year that is asked for. */
  readonly year: number;
}

/**
 * Boxes after box 3 that have nothing to do with what a trust's payment was: tax withheld, expenses, foreign
 * tax and country, exempt interest, what a state asks for. They are on the form and are not compared.
 */
const OTHER_BOX = /^(?:[4-9]|1[0-6])$/;

const isStated = (text: string | undefined): boolean => (text ?? '').trim() !== '';

const quoted = (text: string): string => JSON.stringify(text);

/** The published form says only whether the basis was reported. */
function reportingOf({ basisReported, reporting }: BrokerSaleJson): Reporting | null {
  if (reporting) return reporting;
  if (basisReported === null || basisReported === undefined) return null;
  return basisReported ? 'basis' : 'proceeds';
}

class Reader {
  readonly problems: FormsProblem[] = [];
  readonly #within: Within;

  constructor(within: Within) {
    this.#within = within;
  }

  refuse(field: string | null, message: string): null {
    this.problems.push({ field, message });
    return null;
  }

  /** An amount that is not below zero; nothing where the form's place is blank. */
  money(field: string, text: string | null | undefined): Cents | null {
    if (text === null || text === undefined || text.trim() === '') return null;
    const amount = parseMoney(text.trim());
    if (amount === undefined) {
      return this.refuse(
        field,
        `${quoted(text)} is no amount in dollars and cents. Write it as on the form, as in "105.00".`,
      );
    }
    if (amount < 0n) {
      return this.refuse(
        field,
        `${quoted(text)} is below zero. The forms have amounts of zero or more; write it without the sign.`,
      );
    }
    return amount;
  }

  shares(field: string, text: string): Shares | null {
    const shares = parseShares(text.trim());
    if (shares === undefined || shares <= 0n) {
      return this.refuse(
        field,
        `${quoted(text)} is no number of shares above zero with up to ${SHARE_PLACES} decimals. Write it as in "40" or "12.5".`,
      );
    }
    return shares;
  }

  day(field: string, text: string): Day | null {
    const day = parseDay(text.trim());
    if (day !== undefined) return day;
    return this.refuse(field, `${quoted(text)} is no day. Write it as in "2002-12-16".`);
  }

  account(name: string | null | undefined): Account | null {
    const { accounts } = this.#within.facts;
    const names = accounts.map((account) => account.name).join(', ');
    const [only] = accounts;
    if (name === null || name === undefined) {
      if (accounts.length === 1 && only) return this.#taxable(only);
      return this.refuse(
        'account',
        accounts.length === 0
          ? 'There is no account in the book. Enter what you bought first.'
          : `It is not said of which account the forms are. Write one of: ${names}.`,
      );
    }
    const found = accounts.find((account) => account.name === name);
    if (found) return this.#taxable(found);
    const there = accounts.length === 0 ? 'There are no accounts.' : `There are: ${names}.`;
    return this.refuse('account', `There is no account named ${quoted(name)}. ${there}`);
  }

  #taxable(account: Account): Account | null {
    if (!account.taxDeferred) return account;
    return this.refuse(
      'account',
      `The account ${account.name} is tax-deferred, and brokers send no such forms for it. Name a taxable account.`,
    );
  }

  security(field: string, text: string | null | undefined): Security | null {
    if (text === null || text === undefined) return null;
    const { securities, transactions } = this.#within.facts;
    const held = new Set(
      transactions.flatMap((entry) =>
        'toSecurityId' in entry ? [entry.securityId, entry.toSecurityId] : [entry.securityId],
      ),
    );
    const among = securities.filter(({ id }) => held.has(id));
    const [found, more] = among.filter((security) => isMeant(text, security));
    if (found && more) {
      return this.refuse(field, `${quoted(text)} is several securities. Write a CUSIP.`);
    }
    if (found) return found;
    const names = among.map(securityLabel).join(', ');
    return this.refuse(
      field,
      `There is no security ${quoted(text)} in the book. It has: ${names}.`,
    );
  }

  boxes(given: BrokerFormsJson['form1099Div']): Map<string, Cents> {
    const { reference, year } = this.#within;
    const known = (formOf(reference.forms, year)?.boxes ?? []).map(({ box }) => box);
    const boxes = new Map<string, Cents>();
    for (const [box, text] of Object.entries(given ?? {})) {
      const field = `form1099Div.${box}`;
      if (!known.includes(box)) {
        if (OTHER_BOX.test(box)) continue;
        const there =
          known.length === 0
            ? `No Form 1099-DIV of ${year} is known here.`
            : `Boxes of that year that can be compared are: ${known.join(', ')}.`;
        this.refuse(
          field,
          `There is no box ${quoted(box)} of Form 1099-DIV for ${year} to compare with. ${there} Leave it out, or correct the box.`,
        );
        continue;
      }
      const amount = this.money(field, text);
      if (amount !== null) boxes.set(box, amount);
    }
    return new Map(
      known.flatMap((box) => (boxes.has(box) ? [[box, boxes.get(box) as Cents]] : [])),
    );
  }

  form2439(given: BrokerFormsJson['form2439']): Map<Form2439Box, Cents> {
    const boxes = new Map<Form2439Box, Cents>();
    for (const [name, text] of Object.entries(given ?? {})) {
      const field = `form2439.${name}`;
      const box = FORM_2439_BOXES.find((one) => one === name);
      const amount = this.money(field, text);
      if (box === undefined) {
        this.refuse(
          field,
          `There is no box ${quoted(name)} of Form 2439. Write one of: ${FORM_2439_BOXES.join(', ')}.`,
        );
      } else if (amount !== null) boxes.set(box, amount);
    }
    return boxes;
  }

  sale(place: number, row: BrokerSaleJson): BrokerSale | null {
    const at = `form1099B[${place}]`;
    const sold = this.day(`${at}.sold`, row.sold);
    const shares = this.shares(`${at}.shares`, row.shares);
    const isStated = row.acquired && !/^various$/i.test(row.acquired.trim());
    const acquired = isStated ? this.day(`${at}.acquired`, row.acquired) : null;
    const sale = {
      securityId: this.security(`${at}.security`, row.security)?.id ?? null,
      acquired,
      proceeds: this.money(`${at}.proceeds`, row.proceeds),
      basis: this.money(`${at}.basis`, row.basis),
      reporting: reportingOf(row),
      washSale: this.money(`${at}.washSale`, row.washSale),
    };
    if (sold !== null && yearOf(sold) !== this.#within.year) {
      this.refuse(
        `${at}.sold`,
        `The sale of ${sold} is not of ${this.#within.year}. Write the day on the form, or compare it in its own year.`,
      );
    }
    if (sold !== null && acquired !== null && acquired > sold) {
      this.refuse(
        `${at}.acquired`,
        `The shares were acquired on ${acquired}, after they were sold on ${sold}. Compare both days with the form.`,
      );
    }
    const isOfYear = sold === null || yearOf(sold) === this.#within.year;
    const isInOrder = sold === null || acquired === null || acquired <= sold;
    if (sold === null || shares === null || !isOfYear || !isInOrder) return null;
    return { ...sale, sold, shares };
  }
}

/** "form1099B[0].basis": a number is a place in a list, or the name of a box. */
function pathOf(issue: v.BaseIssue<unknown>): string | null {
  const path = (issue.path ?? []).reduce((before, { type, key }) => {
    if (type === 'array') return `${before}[${String(key)}]`;
    return before === '' ? String(key) : `${before}.${String(key)}`;
  }, '');
  return path === '' ? null : path;
}

function shapeProblems(value: unknown): readonly FormsProblem[] {
  const result = v.safeParse(brokerFormsSchema, value);
  return (result.issues ?? []).map((issue) => ({
    field: pathOf(issue),
    message: `In the forms ${shapeClause(issue)}. Write it as in {"schema": "basisbook/broker-forms@1", "year": 2013, "account": "Taxable", "form1099Div": {"1a": "105.00"}}, amounts as text.`,
  }));
}

interface ReadForms {
  readonly account: Account | null;
  readonly forms: Omit<BrokerForms, 'accountId'>;
  readonly reader: Reader;
}

/** What can be read of forms whose shape is right; the reader has what is wrong with the rest. */
function readAll(json: BrokerFormsJson, within: Within): ReadForms {
  const reader = new Reader(within);
  const account = reader.account(json.account);
  const payer = reader.security('security', json.security);
  const boxes = reader.boxes(json.form1099Div);
  const rows = (json.form1099B ?? []).map((row, place) => reader.sale(place, row));
  const form2439 = reader.form2439(json.form2439);
  const sales = rows.filter((row) => row !== null);
  return {
    account,
    forms: { year: json.year, securityId: payer?.id ?? null, boxes, sales, form2439 },
    reader,
  };
}

/** The forms as the engine takes them, or everything that is wrong with them. */
export function readBrokerForms(value: unknown, within: Within): FormsResult {
  const shape = shapeProblems(value);
  if (shape.length > 0) return { ok: false, problems: shape };
  const json = value as BrokerFormsJson;
  if (json.year !== within.year) {
    const problem = {
      field: 'year',
      message: `The forms are of ${json.year} and ${within.year} is asked for. Name the year of the forms.`,
    };
    return { ok: false, problems: [problem] };
  }
  const { account, forms, reader } = readAll(json, within);
  const { boxes, sales, form2439 } = forms;
  if (reader.problems.length === 0 && boxes.size + sales.length + form2439.size === 0) {
    reader.refuse(
      null,
      'There is nothing in the forms to compare. Write at least one box, as in "form1099Div": {"1a": "105.00"}.',
    );
  }
  if (account === null || reader.problems.length > 0) {
    return { ok: false, problems: reader.problems };
  }
  const notCompared = Object.keys(json.form1099Div ?? {}).filter(
    (box) => !boxes.has(box) && isStated(json.form1099Div?.[box]),
  );
  return { ok: true, forms: { ...forms, accountId: account.id }, notCompared };
}

/**
 * What there is to keep of forms that are being typed: every figure that can be read, and what is wrong with
 * the others. Without forms where they cannot belong to anybody: no such account, no such payer.
 */
export function readFormsToKeep(
  json: BrokerFormsJson,
  facts: Facts,
  reference: Reference,
): { readonly problems: readonly FormsProblem[]; readonly forms: BrokerForms | null } {
  const { account, forms, reader } = readAll(json, { facts, reference, year: json.year });
  const isOfNobody =
    account === null || ((json.security ?? null) !== null && forms.securityId === null);
  return {
    problems: reader.problems,
    forms: isOfNobody ? null : { ...forms, accountId: account.id },
  };
}
