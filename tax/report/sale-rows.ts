/**
 * How does a sale stand on the return: as which rows, in which part, with which code?
 *
 * Authority: Instructions for Form 8949 (columns a to h, codes B, E, O and W), for earlier years the
 * Instructions for Schedule D, lines 1 and 8; Publication 550 for distributions beyond the basis;
 * sections 1091 and 857(b)(8).
 * Example: proceeds $900.00, basis $1,000.00, of the loss $40.00 disallowed by a wash sale. Form 8949:
 * (d) 900.00, (e) 1,000.00, (f) W, (g) 40.00, (h) -60.00. Schedule D of 2002: the row with (f)
 * -100.00, and directly below it "Wash Sale" with (f) 40.00.
 * Awkward cases: the broker's basis may not know of return of capital. Where it was reported to the
 * IRS it is entered as the broker has it and put right in column (g) with code B; where it was not,
 * the right basis goes in (e), with code B and nothing in (g). A loss that section 857(b)(8) makes
 * long-term stays with its sale in the short-term part, is taken out there (code O, a positive
 * adjustment), and stands as a row without proceeds and basis in the long-term part; each such row
 * has a statement of its own.
 * Proceeds on the form before what the sale cost stand in (d) as the IRS has them, with code E and the cost below
 * zero in (g).
 * What the holder typed of Form 1099-B decides the box and the basis that is put right. Where nothing was
 * typed, shares acquired before 2011 are taken as those whose basis was not reported, later ones as those
 * whose basis was.
 * Not handled: basis and proceeds of a row of Form 1099-B that is of several lots; proceeds that differ by more
 * than a sale costs.
 */
import type { Day } from '../values/days.ts';
import { dollars, sharesText } from '../facts/wording.ts';
import { securityLabel, type Security } from '../facts/model.ts';
import {
  added,
  lessOf,
  totalOf,
  turned,
  unlessZero,
  type FigurePart,
} from '../facts/figure-part.ts';
import { formatShares, NO_MONEY, type Cents, type Shares } from '../values/money.ts';
import { excessFigure, saleFigure } from './sale-figures.ts';
import type { ReportedSale, Reporting } from './reported-sales.ts';
import type { BrokerBasis, SaleBox, SaleStyle } from './return-line-map.ts';
import type { ExcessGain, Replacement, SalePiece, Term } from '../lots/figures.ts';

/** Brokers report the basis of stock acquired from this day on (section 6045(g)(3)(C)(i)). */
const BASIS_REPORTED_FROM = '2011-01-01' as Day;
/** The last day of the old rates of 2003; column (g) of that year is for what came later. */
const LAST_DAY_OF_OLD_RATES = '2003-05-05' as Day;

/**
 * The figures of the report in the cells of a row, to the cent, whatever the cell is rounded to; null
 * where the form wants a cell filled, or left empty, and no figure stands in it.
 */
interface CellFigures {
  readonly proceeds: FigurePart | null;
  readonly basis: FigurePart | null;
  readonly adjustment: FigurePart | null;
  readonly gain: FigurePart | null;
  readonly postMay5Gain: FigurePart | null;
}

const NO_FIGURES: CellFigures = {
  proceeds: null,
  basis: null,
  adjustment: null,
  gain: null,
  postMay5Gain: null,
};

/** One row of Form 8949, or of line 1 or 8 of Schedule D, exact to the cent. */
export interface SaleRow {
  /** The lot's part of a sale that it is of; null for a distribution beyond the basis. */
  readonly piece: SalePiece | null;
  /** A row that only puts right another one: it has no proceeds and no cost of its own. */
  readonly isCorrection: boolean;
  readonly term: Term;
  /** Form 8949 only: A to C short-term, D to F long-term, whatever letter the form of the year has. */
  readonly box: SaleBox | null;
  /** Column (a). */
  readonly description: string;
  /** Column (b): a day, "INHERITED", or nothing in a row that only corrects the one above it. */
  readonly acquired: Day | 'INHERITED' | null;
  readonly sold: Day | null;
  readonly proceeds: Cents | null;
  readonly basis: Cents | null;
  /** Column (f) of Form 8949, in alphabetical order. */
  readonly codes: string;
  /** Column (g) of Form 8949; null where there is none to make. */
  readonly adjustment: Cents | null;
  readonly gain: Cents;
  /** Column (g) of Schedule D of 2003; null in other years. */
  readonly postMay5Gain: Cents | null;
  /** The statement that belongs to the row: what was adjusted, and by which rule. */
  readonly statement: string | null;
  readonly account: string;
  readonly lot: string;
  /** Null for a distribution beyond the basis. */
  readonly transactionId: string | null;
  readonly figures: CellFigures;
}

export function isForm8949(style: SaleStyle): boolean {
  return style === 'form8949' || style === 'form8949of2011';
}

/** As the instructions spell it in column (a): "100 sh. AIV". */
function descriptionOf(shares: Shares, security: Security, kind: SalePiece['kind']): string {
  const what = `${formatShares(shares)} sh. ${securityLabel(security)}`;
  if (kind === 'cash-for-fraction') return `${what} (cash for a fraction)`;
  if (kind === 'boot') return `${what} (cash in an exchange)`;
  if (kind === 'liquidation') return `${what} (liquidating distribution)`;
  return kind === 'redemption' ? `${what} (redeemed)` : what;
}

function acquiredOf(piece: SalePiece): SaleRow['acquired'] {
  return piece.inherited ? 'INHERITED' : piece.heldSince;
}

function placesOf(replacements: readonly Replacement[]): string {
  return replacements
    .map(
      ({ lot, account, bought, shares, addedToBasis }) =>
        `${sharesText(shares)} bought on ${bought} (lot ${lot}, account ${account}${addedToBasis ? '' : ', tax-deferred'})`,
    )
    .join('; ');
}

function washStatement(piece: SalePiece): string {
  const kept = piece.replacements.some(({ addedToBasis }) => !addedToBasis)
    ? 'What fell to shares in a tax-deferred account is lost (Rev. Rul. 2008-5).'
    : 'It is added to the basis of these shares.';
  return `Wash sale (section 1091): ${dollars(piece.disallowedLoss)} of the loss is disallowed, because of ${placesOf(piece.replacements)}. ${kept}`;
}

function longTermStatement(piece: SalePiece): string {
  return `Section 857(b)(8): ${dollars(piece.longTermLoss)} of the loss on ${sharesText(piece.shares)} of ${securityLabel(piece.security)}, acquired on ${piece.acquired} and sold on ${piece.sold}, is long-term: the shares were held six months or less and had received capital gain distributions of at least that amount.`;
}

function heldStatement(piece: SalePiece): string | null {
  if (piece.inherited || piece.heldSince === piece.acquired) return null;
  return `Bought on ${piece.acquired}; the holding period counts from ${piece.heldSince}, because these shares replaced others that were sold at a loss (section 1223(3)).`;
}

function otherChangesStatement({ otherBasisChanges: change }: SalePiece): string {
  return change > 0n
    ? `The broker’s basis leaves out ${dollars(change)} of undistributed gain, less its tax (Form 2439).`
    : `The broker’s basis leaves out ${dollars(-change as Cents)} of basis that cash in an exchange or a liquidation paid back.`;
}

function joined(...sentences: readonly (string | null)[]): string | null {
  const said = sentences.filter((sentence) => sentence !== null);
  return said.length === 0 ? null : said.join(' ');
}

/** What of a sale is known to have been reported. */
interface OfBroker {
  /** Which basis the broker has, where its form was not typed. */
  readonly brokerBasis: BrokerBasis;
  readonly reported: ReportedSale | null;
}

function reportingOf(piece: SalePiece, { reported }: OfBroker): Reporting {
  // What a company in liquidation pays stands on Form 1099-DIV, and on no Form 1099-B.
  if (piece.kind === 'liquidation') return 'nothing';
  if (reported !== null && reported.reporting !== null) return reported.reporting;
  return piece.acquired >= BASIS_REPORTED_FROM ? 'basis' : 'proceeds';
}

/** The basis on Form 1099-B. */
function brokersBasis(piece: SalePiece, { brokerBasis, reported }: OfBroker): FigurePart {
  const typed = reported?.basis ?? null;
  const own = saleFigure(piece, 'adjustedBasis');
  const cost = saleFigure(piece, 'cost');
  if (typed === null) return brokerBasis === 'original' ? cost : own;
  if (typed === own.value) return own;
  if (typed === cost.value) return cost;
  const label = `Basis on Form 1099-B, lot ${piece.lot}`;
  return { ...totalOf(label, 'As it was typed from the form.', []), value: typed };
}

/** What column (g) takes off or adds so that the basis is right. */
function basisCorrection(piece: SalePiece, theirs: FigurePart): readonly FigurePart[] {
  if (theirs.value === piece.cost) {
    return [saleFigure(piece, 'returnOfCapital'), turned(saleFigure(piece, 'otherBasisChanges'))];
  }
  const label = `Correction of the basis, lot ${piece.lot}`;
  const own = saleFigure(piece, 'adjustedBasis');
  return [lessOf(label, 'The basis on Form 1099-B, less the adjusted basis.', theirs, [own])];
}

/** The smallest part of the proceeds that is no fee or commission any more. */
const NO_FEE = 20n;

/** Proceeds on Form 1099-B before what the sale cost, and that cost; undefined where the form has no more than ours. */
function beforeFee(
  piece: SalePiece,
  { reported }: OfBroker,
): { readonly proceeds: FigurePart; readonly fee: FigurePart } | undefined {
  const theirs = reported?.proceeds ?? null;
  if (theirs === null || theirs <= piece.proceeds) return undefined;
  if ((theirs - piece.proceeds) * NO_FEE > theirs) return undefined;
  const label = `Proceeds on Form 1099-B, lot ${piece.lot}`;
  const proceeds = { ...totalOf(label, 'As they were typed from the form.', []), value: theirs };
  const rule = 'The proceeds on Form 1099-B, less what was received.';
  const fee = lessOf(`Cost of the sale, lot ${piece.lot}`, rule, proceeds, [
    saleFigure(piece, 'proceeds'),
  ]);
  return { proceeds, fee };
}

const BOXES: Readonly<Record<Reporting, readonly [short: SaleBox, long: SaleBox]>> = {
  basis: ['A', 'D'],
  proceeds: ['B', 'E'],
  nothing: ['C', 'F'],
};

/** Why the basis of the broker is not the one that counts. */
function basisStatement(piece: SalePiece, theirs: FigurePart): string | null {
  if (theirs.value !== piece.cost) {
    return `The basis on Form 1099-B is ${dollars(theirs.value)}; the adjusted basis is ${dollars(piece.adjustedBasis)}.`;
  }
  return joined(
    piece.returnOfCapital === 0n
      ? null
      : `The broker’s basis leaves out ${dollars(piece.returnOfCapital)} of return of capital.`,
    piece.otherBasisChanges === 0n ? null : otherChangesStatement(piece),
  );
}

function form8949Rows(piece: SalePiece, ofBroker: OfBroker): SaleRow[] {
  const reporting = reportingOf(piece, ofBroker);
  const theirs = brokersBasis(piece, ofBroker);
  const corrected = reporting !== 'nothing' && theirs.value !== piece.adjustedBasis;
  const gross = reporting === 'nothing' ? undefined : beforeFee(piece, ofBroker);
  const codes = [
    ...(corrected ? ['B'] : []),
    ...(gross ? ['E'] : []),
    ...(piece.longTermLoss === 0n ? [] : ['O']),
    ...(piece.disallowedLoss === 0n ? [] : ['W']),
  ];
  const isTheirs = corrected && reporting === 'basis';
  const proceeds = gross?.proceeds ?? saleFigure(piece, 'proceeds');
  const basis = isTheirs ? theirs : saleFigure(piece, 'adjustedBasis');
  const corrections = [saleFigure(piece, 'longTermLoss'), saleFigure(piece, 'disallowedLoss')];
  const adjustment = added(`Adjustment, lot ${piece.lot}`, 'What puts the gain or loss right.', [
    ...(gross ? [turned(gross.fee)] : []),
    ...(isTheirs ? basisCorrection(piece, theirs) : []),
    ...corrections,
  ]);
  const gain = added(
    `Gain or loss of the row, lot ${piece.lot}`,
    'The gain or loss after return of capital, with what is not deducted in this row.',
    [saleFigure(piece, 'gain'), ...corrections],
  );
  const moved = turned(saleFigure(piece, 'longTermLoss'));
  const [shortBox, longBox] = BOXES[reporting];
  const common = {
    piece,
    description: descriptionOf(piece.shares, piece.security, piece.kind),
    acquired: acquiredOf(piece),
    sold: piece.sold,
    postMay5Gain: null,
    account: piece.account,
    lot: piece.lot,
    transactionId: piece.transactionId,
  };
  const row: SaleRow = {
    ...common,
    isCorrection: false,
    term: piece.term,
    box: piece.term === 'short' ? shortBox : longBox,
    proceeds: proceeds.value,
    basis: basis.value,
    codes: codes.join(''),
    adjustment: codes.length === 0 ? null : adjustment.value,
    gain: gain.value,
    figures: {
      proceeds: unlessZero(proceeds),
      basis: unlessZero(basis),
      adjustment: unlessZero(adjustment),
      gain: unlessZero(gain),
      postMay5Gain: null,
    },
    statement: joined(
      corrected ? basisStatement(piece, theirs) : null,
      gross
        ? `The proceeds on Form 1099-B are ${dollars(gross.proceeds.value)}, before ${dollars(gross.fee.value)} that the sale cost.`
        : null,
      piece.disallowedLoss === 0n ? null : washStatement(piece),
      piece.longTermLoss === 0n ? null : longTermStatement(piece),
      heldStatement(piece),
    ),
  };
  if (piece.longTermLoss === 0n) return [row];
  return [
    row,
    {
      ...common,
      isCorrection: true,
      term: 'long',
      box: longBox,
      description: `${common.description}, section 857(b)(8)`,
      proceeds: NO_MONEY,
      basis: NO_MONEY,
      codes: 'O',
      adjustment: moved.value,
      gain: moved.value,
      figures: { ...NO_FIGURES, adjustment: moved, gain: moved },
      statement: longTermStatement(piece),
    },
  ];
}

/** The part of a gain that column (g) of 2003 shows. */
function postMay5(style: SaleStyle, day: Day, gain: Cents): Cents | null {
  if (style !== 'scheduleD2003') return null;
  return day > LAST_DAY_OF_OLD_RATES ? gain : NO_MONEY;
}

/** The figure in the column of gains, and in column (g) of 2003 where the whole gain stands there too. */
function gainFigures(
  gain: FigurePart,
  postMay5Gain: Cents | null,
): Pick<CellFigures, 'gain' | 'postMay5Gain'> {
  const figure = unlessZero(gain);
  return {
    gain: figure,
    postMay5Gain: postMay5Gain === null || postMay5Gain === 0n ? null : figure,
  };
}

function scheduleDRows(piece: SalePiece, style: SaleStyle): SaleRow[] {
  const common = {
    piece,
    box: null,
    codes: '',
    adjustment: null,
    account: piece.account,
    lot: piece.lot,
    transactionId: piece.transactionId,
  };
  /** A row that has an amount in the column of gains only, as the instructions ask for. */
  const correction = (
    term: Term,
    description: string,
    gain: FigurePart,
    statement: string,
  ): SaleRow => {
    const postMay5Gain = postMay5(style, piece.sold, gain.value);
    return {
      ...common,
      isCorrection: true,
      term,
      description,
      acquired: null,
      sold: null,
      proceeds: null,
      basis: null,
      gain: gain.value,
      postMay5Gain,
      statement,
      figures: { ...NO_FIGURES, ...gainFigures(gain, postMay5Gain) },
    };
  };
  const postMay5Gain = postMay5(style, piece.sold, piece.gain);
  const rows: SaleRow[] = [
    {
      ...common,
      isCorrection: false,
      term: piece.term,
      description: descriptionOf(piece.shares, piece.security, piece.kind),
      acquired: acquiredOf(piece),
      sold: piece.sold,
      proceeds: piece.proceeds,
      basis: piece.adjustedBasis,
      gain: piece.gain,
      postMay5Gain,
      statement: heldStatement(piece),
      figures: {
        proceeds: unlessZero(saleFigure(piece, 'proceeds')),
        basis: unlessZero(saleFigure(piece, 'adjustedBasis')),
        adjustment: null,
        ...gainFigures(saleFigure(piece, 'gain'), postMay5Gain),
      },
    },
  ];
  if (piece.disallowedLoss !== 0n) {
    const disallowed = saleFigure(piece, 'disallowedLoss');
    rows.push(correction(piece.term, 'Wash Sale', disallowed, washStatement(piece)));
  }
  if (piece.longTermLoss !== 0n) {
    const about = `Section 857(b)(8) loss, ${securityLabel(piece.security)}`;
    const loss = saleFigure(piece, 'longTermLoss');
    const statement = longTermStatement(piece);
    rows.push(
      correction('short', about, loss, statement),
      correction('long', about, turned(loss), statement),
    );
  }
  return rows;
}

/** The rows of one lot's part of a sale; their gains add up to the gain that counts. */
export function saleRows(
  piece: SalePiece,
  style: SaleStyle,
  brokerBasis: BrokerBasis,
  reported: ReportedSale | null = null,
): readonly SaleRow[] {
  return isForm8949(style)
    ? form8949Rows(piece, { brokerBasis, reported })
    : scheduleDRows(piece, style);
}

/** The row of return of capital beyond a lot's basis: no sale, and no broker reports it as one. */
export function excessRow(gain: ExcessGain, style: SaleStyle): SaleRow {
  const postMay5Gain = postMay5(style, gain.date, gain.amount);
  const figure = excessFigure(gain, `Gain beyond the basis, lot ${gain.lot}`);
  return {
    piece: null,
    isCorrection: false,
    term: gain.term,
    box: !isForm8949(style) ? null : gain.term === 'short' ? 'C' : 'F',
    description: `Nondividend Distribution Exceeding Basis, ${securityLabel(gain.security)}`,
    acquired: gain.inherited ? 'INHERITED' : gain.heldSince,
    sold: gain.date,
    proceeds: gain.amount,
    basis: NO_MONEY,
    codes: '',
    adjustment: null,
    gain: gain.amount,
    postMay5Gain,
    statement: null,
    account: gain.account,
    lot: gain.lot,
    transactionId: null,
    // All of it is a gain: the basis is used up.
    figures: { ...NO_FIGURES, proceeds: figure, ...gainFigures(figure, postMay5Gain) },
  };
}
