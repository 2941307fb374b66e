/**
 * What does each record of a history become?
 *
 * First what is about no share with lots here, or no transaction of its own; then what the broker says
 * it paid; then trades and corporate actions. A record whose words nobody knows is asked, unless it
 * moves cash alone.
 */
import type { ClaimKind } from '../../tax/facts/broker-claim.ts';
import { tellPlace, type Steps } from '../../tax/values/steps.ts';
import { askedForPremium, askedWhichWay, Assignments, canBringShares } from './assignments.ts';
import { likeReinvestments, withReinvestedPurchases } from './bought-with-distributions.ts';
import { corporatePairs, type Pair } from './corporate-pairs.ts';
import { rowSecurity, securityKey, type HistoryEvent } from './event.ts';
import type {
  Claim,
  HistoryCandidate,
  HistoryQuestion,
  HistoryRow,
  JoinedLine,
  LeftOutLine,
} from './history.ts';
import { withoutExecutions } from './executions.ts';
import { askedAsMeant, doubled, toldAgain } from './doubled.ts';
import { withFeesBeside } from './fees-beside.ts';
import { halvesOf, type Halves } from './halves.ts';
import { Holdings } from './holdings.ts';
import { withUsualSigns } from './inverted-amounts.ts';
import {
  judgeCashInLieu,
  judgeExchange,
  judgeSpinOff,
  judgeStockDividend,
  judgeTransfer,
} from './judge-actions.ts';
import { judgeSplit } from './judge-splits.ts';
import { judgeTrade } from './judge-trades.ts';
import { canBeShares, meaningOfShares } from './opened-closed.ts';
import { isCashLeg, isShareLeg, reinvestmentsOf, type Reinvestments } from './reinvestments.ts';
import { askedForFees } from './payments-with-fees.ts';
import { askedForSign, withReversals } from './reversed-payments.ts';
import { takenBack } from './taken-back.ts';
import { isFarBelow, signsOf, usualBeside, usualPrices, type Signs } from './trade-checks.ts';
import { magnitude, type Figure } from './values.ts';
import { amountText, asked, claimOf, leftOut, rowOf, sharesText, type Verdict } from './verdict.ts';
import { cutOff, withDoubts } from './doubts.ts';
import { withDoubtsOf } from './doubts-of-file.ts';
import type { Meaning } from './words.ts';

interface Judged {
  readonly rows: readonly HistoryRow[];
  readonly claims: readonly Claim[];
  readonly questions: readonly HistoryQuestion[];
  readonly joined: readonly JoinedLine[];
  readonly leftOut: readonly LeftOutLine[];
}

const APART = {
  option: 'option',
  bond: 'bond, not a share',
  cash: 'money-market or sweep fund, cash',
  currency: 'a currency, not a share',
  derivative: 'a right, a warrant or a contract, not a share',
} as const;

const CLAIMS: Partial<Record<Meaning, ClaimKind>> = {
  dividend: 'dividend',
  capitalGain: 'capitalGain',
  unrecaptured1250: 'unrecaptured1250',
  returnOfCapital: 'returnOfCapital',
  liquidation: 'liquidation',
};

const NOTHING_MOVED = 'no shares and no money moved';

const CASH_ONLY: Partial<Record<Meaning, string>> = {
  cash: 'cash movement, no security',
  interest: 'cash movement, no security',
  fee: 'a fee of the account, no entry',
  bonus: 'not a distribution of a share held',
  announced: 'a dividend that was announced or accrued, not paid',
  shortDividend: 'paid to the lender of shares that were sold short, not received',
  sweep: 'money-market or sweep fund, cash',
};

class Judge {
  readonly #reinvestments: Reinvestments;
  readonly #pairs: ReadonlyMap<number, Pair>;
  readonly #halves: Halves;
  readonly #events: readonly HistoryEvent[];
  readonly #signs: Signs;
  #holdings: Holdings | undefined;
  #usual: ReadonlyMap<string, readonly Figure[]> | undefined;
  #assignments: Assignments | undefined;
  #onlyNames: boolean | undefined;
  #likeReinvestments: ReadonlySet<number> | undefined;
  readonly #isQif: boolean;

  constructor(
    events: readonly HistoryEvent[],
    reinvestments: Reinvestments,
    pairs: ReadonlyMap<number, Pair>,
    halves: Halves,
    isQif: boolean,
  ) {
    this.#halves = halves;
    this.#reinvestments = reinvestments;
    this.#pairs = pairs;
    this.#events = events;
    this.#signs = signsOf(events);
    this.#isQif = isQif;
  }

  /** What the file's own records say is held. */
  get #held(): Holdings {
    this.#holdings ??= new Holdings(this.#events);
    return this.#holdings;
  }

  verdict(event: HistoryEvent): Verdict {
    return withDoubts(event, this.#alone(event));
  }

  #alone(event: HistoryEvent): Verdict {
    const { line, meaning, apart, detail, otherCurrency } = event;
    if (detail !== null) return leftOut(line, detail);
    if (apart !== null) return leftOut(line, APART[apart]);
    if (otherCurrency !== null) return leftOut(line, `another currency (${otherCurrency})`);
    if (event.isCut && (meaning === null || CASH_ONLY[meaning] !== undefined)) return cutOff(event);
    if (meaning === null) return this.#unknownWords(event);
    if (meaning === 'option') return this.#optionOrShares(event);
    if (meaning === 'tax') return leftOut(line, taxReason(event));
    const cash = CASH_ONLY[meaning];
    if (cash !== undefined) return this.#cash(event, cash);
    if (isShareLeg(event)) return this.#shareLeg(event);
    if (meaning === 'paymentInLieu') return this.#paymentInLieu(event);
    const claim = claimKindOf(event);
    if (claim !== undefined) return this.#claim(event, claim);
    return this.#trade(event, meaning);
  }

  /** What a share cost in the file's other trades; asked for where a trade has no price of its own. */
  #usualOf(event: HistoryEvent): Figure | undefined {
    if (event.price !== null) return undefined;
    this.#usual ??= usualPrices(this.#events);
    return usualBeside(this.#usual.get(securityKey(event.security)), event);
  }

  /** A word of options without an option in sight, with the figures of shares. */
  #optionOrShares(event: HistoryEvent): Verdict {
    const { line, action, quantity, amount } = event;
    if (canBringShares(event)) return askedWhichWay(event);
    const meaning = meaningOfShares(action);
    if ((meaning !== 'buy' && meaning !== 'sell') || !canBeShares(event)) {
      return leftOut(line, APART.option);
    }
    const row = rowOf(event, meaning, quantity, amount);
    const ofShares = this.#trade({ ...event, meaning }, meaning);
    const candidates: readonly HistoryCandidate[] =
      ofShares.kind === 'question' && ofShares.question.candidates.length > 0
        ? ofShares.question.candidates.map((one) => ({ ...one, label: `Shares. ${one.label}` }))
        : [{ label: 'Shares', row }];
    return asked(
      event,
      `Is "${action.slice(0, 80)}" of ${rowSecurity(event.security)} about shares or about an option? The line does not say.`,
      { action: meaning, shares: row.shares, amount: row.amount },
      [...candidates, { label: 'An option: leave it out', row: null }],
    );
  }

  /** Where no record of the file has a ticker or a CUSIP, a name says which security a payment is of. */
  #namesASecurity({ security, action }: HistoryEvent): boolean {
    if (rowSecurity(security) !== '') return true;
    this.#onlyNames ??= this.#events.every((one) => rowSecurity(one.security) === '');
    return this.#onlyNames && security.name !== null && security.name !== action;
  }

  #unknownWords(event: HistoryEvent): Verdict {
    if (event.quantity === null && !this.#namesASecurity(event)) {
      return leftOut(event.line, CASH_ONLY.cash ?? '');
    }
    if (event.quantity === null && event.amount === null && event.unclear.length === 0) {
      return leftOut(event.line, NOTHING_MOVED);
    }
    const words = event.action.trim().slice(0, 80);
    return asked(
      event,
      words === '' ? 'What happened here? The line does not say.' : `What is "${words}"?`,
      {
        shares: event.quantity === null ? null : sharesText(event.quantity),
        amount: event.amount === null ? null : amountText(magnitude(event.amount)),
      },
      [...this.#asTrade(event), { label: 'Leave it out', row: null }],
    );
  }

  /** What unknown words would be as a trade, where its figures agree. */
  #asTrade(event: HistoryEvent): readonly HistoryCandidate[] {
    const { quantity, amount, price } = event;
    if (quantity === null || amount === null || price === null) return [];
    const kinds = quantity < 0n ? (['sell'] as const) : (['buy', 'reinvest', 'sell'] as const);
    const words = { buy: 'A purchase', reinvest: 'A reinvestment', sell: 'A sale' } as const;
    return kinds.flatMap((kind) => {
      const verdict = judgeTrade(event, kind, magnitude(amount), this.#signs, undefined);
      return verdict.kind === 'row' ? [{ label: words[kind], row: verdict.row }] : [];
    });
  }

  #cash(event: HistoryEvent, why: string): Verdict {
    return event.quantity !== null && securityKey(event.security) !== ''
      ? asked(
          event,
          `What is "${event.action.slice(0, 80)}" of ${sharesText(event.quantity)} shares of ${securityKey(event.security)}?`,
          {
            shares: sharesText(event.quantity),
            amount: event.amount === null ? null : amountText(magnitude(event.amount)),
          },
        )
      : leftOut(event.line, why);
  }

  #shareLeg(event: HistoryEvent): Verdict {
    const cost = this.#reinvestments.costs.get(event.line) ?? null;
    return judgeTrade(event, 'reinvest', cost, this.#signs, this.#usualOf(event));
  }

  #paymentInLieu(event: HistoryEvent): Verdict {
    return leftOut(
      event.line,
      'payment in lieu of a dividend (Form 1099-MISC): not a distribution of the issuer',
      claimOf(event, 'paymentInLieu', false),
    );
  }

  /** Whether the price beside a payment is what was paid on a share: far below what one costs in the file. */
  #isRate(event: HistoryEvent): boolean {
    const { price, security } = event;
    this.#usual ??= usualPrices(this.#events);
    const usual = usualBeside(this.#usual.get(securityKey(security)), event);
    return price !== null && usual !== undefined && isFarBelow(price, usual);
  }

  #claim(event: HistoryEvent, kind: ClaimKind): Verdict {
    const { amount, unclear, quantity } = event;
    if (amount === null && quantity !== null && event.meaning === 'dividend') {
      return judgeStockDividend(event, this.#held.before(event));
    }
    const isProven = unclear.length === 0 && amount !== null && rowSecurity(event.security) !== '';
    if (isProven && event.mayReverse === true) return askedForSign(event, kind);
    if (isProven && event.feesUnsure === true) return askedForFees(event, kind);
    if (isProven && (quantity === null || event.price === null || this.#isRate(event))) {
      const { reinvested } = this.#reinvestments;
      const isReinvested = reinvested.has(event.line) || event.meaning === 'reinvest';
      return { kind: 'claim', claim: claimOf(event, kind, isReinvested) };
    }
    const shares = quantity === null ? null : sharesText(quantity);
    const text = amountText(magnitude(amount ?? 0n));
    const knows = { action: kind, amount: amount === null ? null : text, shares };
    if (unclear.length > 0 || amount === null) {
      return asked(
        event,
        `In this payment ${unclear.join(', and ') || 'the amount is missing'}. What should it be?`,
        knows,
      );
    }
    if (!isProven) {
      const name = event.security.name;
      return asked(
        event,
        name === null
          ? `Which security paid the $${text}? The line names none.`
          : `Which security is "${name}", which paid $${text}? The line has no ticker and no CUSIP.`,
        knows,
      );
    }
    // Shares at a price beside money that came in: both a payment and a reinvestment can be written so.
    return asked(
      event,
      `Was the $${text} paid out, or did it buy ${shares ?? ''} shares of ${rowSecurity(event.security)}?`,
      knows,
      [
        {
          label: `It bought ${shares ?? ''} shares`,
          row: rowOf(event, 'reinvest', quantity, amount),
        },
        { label: 'It was paid out', row: null },
      ],
    );
  }

  #purchase(event: HistoryEvent, cost: Figure | null): Verdict {
    const alone = judgeTrade(event, 'buy', cost, this.#signs, this.#usualOf(event));
    this.#likeReinvestments ??= likeReinvestments(this.#events, this.#reinvestments.reinvested);
    if (alone.kind !== 'row' || !this.#likeReinvestments.has(event.line)) return alone;
    const shares = sharesText(event.quantity ?? 0n);
    return asked(
      event,
      `These ${shares} shares of ${rowSecurity(event.security)} cost exactly what it paid in these days. Were they bought with the payment?`,
      { action: 'reinvest', shares, amount: alone.row.amount },
      [
        {
          label: 'Yes, a reinvestment',
          row: rowOf(event, 'reinvest', event.quantity, event.amount),
        },
        { label: 'No, a purchase', row: alone.row },
      ],
      0,
    );
  }

  /** What was paid or received for an option is in the cost or the proceeds of the shares that it brought or took. */
  #withPremium(event: HistoryEvent, verdict: Verdict): Verdict {
    this.#assignments ??= new Assignments(this.#events);
    const assignment = this.#assignments.of(event);
    return assignment === undefined ? verdict : askedForPremium(event, verdict, assignment);
  }

  #trade(event: HistoryEvent, meaning: Meaning): Verdict {
    const cost = event.amount === null ? null : magnitude(event.amount);
    const pair = this.#pairs.get(event.line);
    switch (meaning) {
      case 'buy':
        return this.#withPremium(event, this.#purchase(event, cost));
      case 'sell':
        return this.#withPremium(
          event,
          judgeTrade(event, meaning, cost, this.#signs, this.#usualOf(event)),
        );
      case 'redeem':
      case 'cashMerger':
        return judgeTrade(
          event,
          'redeem',
          cost ?? this.#halves.amounts.get(event.line) ?? null,
          this.#signs,
          this.#usualOf(event),
        );
      case 'split':
      case 'reverseSplit':
        return judgeSplit(event, pair, this.#held);
      case 'spinOff':
        return judgeSpinOff(event);
      case 'cashInLieu':
        return judgeCashInLieu(event);
      case 'stockDividend':
        return judgeStockDividend(event, this.#held.before(event));
      case 'transfer':
        return event.quantity === null
          ? leftOut(event.line, event.amount === null ? NOTHING_MOVED : (CASH_ONLY.cash ?? ''))
          : judgeTransfer(event, this.#isQif);
      case 'exchange':
        return event.quantity === null && rowSecurity(event.security) === ''
          ? leftOut(event.line, CASH_ONLY.cash ?? '')
          : judgeExchange(event, pair);
      case 'reinvest':
        return asked(
          event,
          'How many shares did this reinvestment buy? The record of the shares is missing.',
          {
            action: 'reinvest',
            amount: cost === null ? null : amountText(cost),
          },
        );
      case 'short':
      case 'cancelled':
        return asked(
          event,
          meaning === 'short'
            ? 'This is a short sale or its end, which has no lot here. Leave it out, or say what it is.'
            : 'This takes back a trade. Is the trade itself in the file? Then leave both out.',
          {
            shares: event.quantity === null ? null : sharesText(event.quantity),
            amount: cost === null ? null : amountText(cost),
          },
          [{ label: 'Leave it out', row: null }],
        );
      default:
        return this.#unknownWords(event);
    }
  }
}

function taxReason({ text }: HistoryEvent): string {
  return /\bFOREIGN/.test(text)
    ? 'foreign tax, kept for Form 1116 but not an entry'
    : 'tax withheld (box 4)';
}

/** What a payment is a claim of; a reinvestment without shares is the distribution itself. */
function claimKindOf(event: HistoryEvent): ClaimKind | undefined {
  const { meaning, text, quantity } = event;
  if (meaning === null) return undefined;
  if (meaning !== 'reinvest') return CLAIMS[meaning];
  if (quantity !== null || isCashLeg(event)) return undefined;
  if (/\b(?:LONG|L\s?\/\s?T|LT)[\s-]/.test(text) || /\bCAP(?:ITAL)? GAIN/.test(text)) {
    return /\b(?:SHORT|S\s?\/\s?T|ST)[\s-]/.test(text) ? 'dividend' : 'capitalGain';
  }
  return /RETURN OF CAP/.test(text) ? 'returnOfCapital' : 'dividend';
}

/** Every record in its list. */
export function judgeAll(all: readonly HistoryEvent[], isQif: boolean, steps?: Steps): Judged {
  const { events: withFees, joined: feeLines } = withFeesBeside(withoutExecutions(all));
  const read = withReversals(withReinvestedPurchases(withUsualSigns(withFees)));
  const twice = new Map([...doubled(read), ...toldAgain(read)]);
  const backs = takenBack(read.filter((event) => !twice.has(event.line)));
  for (const [line, other] of backs) {
    twice.set(line, leftOut(line, `a trade that was taken back; the other line is ${other}`));
  }
  const isOnce = ({ line }: HistoryEvent): boolean => !twice.has(line);
  const events = withDoubtsOf(read, read.filter(isOnce), backs);
  const once = events.filter(isOnce);
  const reinvestments = reinvestmentsOf(once);
  const halves = halvesOf(once);
  const { pairs, joined: pairLines } = corporatePairs(once);
  const judge = new Judge(once, reinvestments, pairs, halves, isQif);
  const joined = [...feeLines, ...reinvestments.joined, ...halves.joined, ...pairLines].toSorted(
    (a, b) => a.line - b.line,
  );
  const joinedLines = new Set(joined.map(({ line }) => line));
  const lists = {
    rows: [] as HistoryRow[],
    claims: [] as Claim[],
    questions: [] as HistoryQuestion[],
    leftOut: [] as LeftOutLine[],
  };
  let place = 0;
  for (const event of events) {
    tellPlace(steps, place++, events.length);
    if (joinedLines.has(event.line)) continue;
    const own = twice.get(event.line);
    const verdict =
      own?.kind === 'question'
        ? askedAsMeant(own, judge.verdict(event))
        : (own ?? judge.verdict(event));
    if (verdict.kind === 'row') lists.rows.push(verdict.row);
    else if (verdict.kind === 'claim') lists.claims.push(verdict.claim);
    else if (verdict.kind === 'question') lists.questions.push(verdict.question);
    else lists.leftOut.push(verdict.leftOut);
  }
  return { ...lists, joined };
}
