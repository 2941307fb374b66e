/** A broker's forms beside ours. */
import { listClaims } from '../../db/claims.ts';
import { listStandIns } from '../../db/stand-ins.ts';
import { listKeptForms, versionsOf, type KeptForm } from '../../db/kept-forms.ts';
import { reconciliationJson } from '../../formats/reconciliation-json.ts';
import { saleFormFields } from '../../tax/facts/forms.ts';
import { reference } from '../../resources/reference.ts';
import { securityLabel, type Facts, type Security } from '../../tax/facts/model.ts';
import { deriveDocument, isPublished } from '../../tax/report/derived-documents.ts';
import { formBoxes } from '../../tax/report/form-boxes.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import type { BrokerForms } from '../../tax/reconcile/broker-forms.ts';
import { plainDifferences, reconcile, type Reconciliation } from '../../tax/reconcile/reconcile.ts';
import { formatMoney, formatShares } from '../../tax/values/money.ts';
import type { Answer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { labelsOf, versionsOnWire } from '../reconcile/kept-on-wire.ts';
import { isIncomplete } from '../../tax/report/selections.ts';
import { receivedIn } from '../reconcile/received.ts';
import { standInForm } from '../reconcile/stand-ins.ts';
import { readBrokerForms } from '../reconcile/read-broker-forms.ts';
import type { BookContext } from '../session.ts';

/** What we have for one form; `payer` is the label of a security, null for all of them. */
function formOf(report: YearReport, account: string, payer: string | null) {
  const own = <
    T extends {
      readonly account: string;
      readonly security: YearReport['lots'][number]['security'];
    },
  >(
    rows: readonly T[],
  ): T[] =>
    rows.filter(
      (row) => row.account === account && (payer === null || securityLabel(row.security) === payer),
    );
  const received = {
    payments: own(report.payments),
    liquidations: own(report.liquidations),
    sales: own(report.sales),
  };
  const sold = received.sales.filter(({ kind }) => kind !== 'boot-dividend');
  const { onForm, more } = saleFormFields(report.taxYear);
  return {
    account,
    payer,
    boxes: formBoxes(reference.forms, report.taxYear, received).map((box) => ({
      ...box,
      amount: formatMoney(box.amount),
    })),
    sales: sold.map((piece) => ({
      security: securityLabel(piece.security),
      acquired: piece.acquired,
      sold: piece.sold,
      shares: formatShares(piece.shares),
      proceeds: formatMoney(piece.proceeds),
      basis: formatMoney(piece.adjustedBasis),
      washSale: formatMoney(piece.disallowedLoss),
    })),
    saleFields: { onForm: [...onForm], more: [...more] },
  };
}

/** Labels of what paid the account, or was sold in it, and of payers whose forms are kept. */
function payersOf(
  report: YearReport,
  account: string,
  kept: readonly (string | null)[],
): readonly string[] {
  const rows = [
    ...[...report.payments, ...report.sales, ...report.liquidations, ...report.keptGains],
    ...report.lots,
  ];
  const own = rows.filter((row) => row.account === account);
  const paid = own.map(({ security }) => securityLabel(security));
  return [...new Set([...paid, ...kept.filter((payer) => payer !== null)])].sort();
}

/** The security that a form is of alone: its payer, or the only one that the account had. */
export function onlySecurity(
  report: YearReport,
  { securities }: Facts,
  accountId: string,
  payer: string | null,
): Security | null {
  if (payer !== null) return securities.find((each) => securityLabel(each) === payer) ?? null;
  const rows = [...report.payments, ...report.sales, ...report.lots];
  const own = rows.filter((row) => row.accountId === accountId).map(({ security }) => security);
  const [only, more] = [...new Map(own.map((each) => [each.id, each])).values()];
  return only && !more ? only : null;
}

/** What a form stands in for, or could; null where the issuer's allocation is there. */
function standInOf(
  { book, facts }: BookContext,
  security: Security | null,
  form: KeptForm | undefined,
) {
  if (security === null || form === undefined) return null;
  const owner = { year: form.year, securityId: security.id };
  if (isPublished(facts(), owner)) return null;
  const { accountId } = form;
  const inUse = listStandIns(book).some(
    (one) =>
      one.year === form.year && one.securityId === security.id && one.accountId === accountId,
  );
  const stored = { ...facts(), documents: facts().documents.filter(isNotDerivedFor(owner)) };
  const own = standInForm(stored, listClaims(book), { ...owner, accountId }, form);
  const derived = own && deriveDocument(stored, own, reference);
  const problem = derived && !derived.ok ? derived.problem : null;
  return { security: securityLabel(security), inUse, problem };
}

function isNotDerivedFor({ year, securityId }: { year: number; securityId: string }) {
  return ({ status, taxYear, securities }: Facts['documents'][number]): boolean =>
    status !== 'derived' ||
    taxYear !== year ||
    !securities.some((one) => one.securityId === securityId);
}

/** What the window takes from our sale for a row: nobody typed it, so that it does not count as agreeing. */
const FROM_OUR_SALE: readonly string[] = ['acquired', 'sold', 'shares'];

function typedAndAgreeing({ agreed }: Reconciliation) {
  return agreed
    .filter(({ form, field }) => form !== '1099-B' || !FROM_OUR_SALE.includes(field))
    .map(({ form, row, field }) => ({ form, row, field }));
}

type TypedForm = Request<'forms.compare'>;

/** Reads what was typed, and compares it in one way or the other. */
function compared(
  { facts: factsOf, book }: BookContext,
  { forms, version }: TypedForm,
  find: (facts: Facts, forms: BrokerForms) => Reconciliation,
): Answer<'forms.compare'> {
  const facts = factsOf();
  const read = readBrokerForms(forms, { facts, reference, year: forms.year });
  if (!read.ok) return { problems: [...read.problems], found: null, agreeing: [] };
  const kept = versionsOf(book, read.forms).find((one) => one.version === version);
  const found = find(facts, read.forms);
  return {
    problems: [],
    found: reconciliationJson(found, kept?.accepted),
    agreeing: typedAndAgreeing(found),
  };
}

export const formsHandlers: Pick<
  BookHandlers<BookContext>,
  'forms.ours' | 'forms.compare' | 'forms.differences'
> = {
  'forms.ours': (context, { year }) => {
    const { report: reportOf, facts, book } = context;
    const report = reportOf(year);
    const label = labelsOf(facts());
    const kept = listKeptForms(book, year);
    const isOf = (form: KeptForm, accountId: string, payer: string | null): boolean =>
      form.accountId === accountId && label(form.securityId) === payer;
    return report.accounts
      .filter(({ taxDeferred }) => !taxDeferred)
      .flatMap(({ account, accountId }) => {
        const own = kept.filter((form) => form.accountId === accountId);
        const keptOf = own.map(({ securityId }) => label(securityId));
        const payers = payersOf(report, account, keptOf);
        const single = payers.length > 1 || keptOf.some((payer) => payer !== null) ? payers : [];
        return [null, ...single].map((payer) => {
          const ours = formOf(report, account, payer);
          const versions = kept.filter((form) => isOf(form, accountId, payer));
          const security = onlySecurity(report, facts(), accountId, payer);
          return {
            ...ours,
            standIn: standInOf(context, security, versions.at(-1)),
            incomplete: isIncomplete(report, accountId),
            versions: versionsOnWire(versions, ours.sales, label),
          };
        });
      });
  },

  'forms.compare': (context, typed) =>
    compared(context, typed, (facts, forms) =>
      reconcile(facts, forms, reference, {
        received: receivedIn(listClaims(context.book), facts),
        watch: context.watch('explaining'),
      }),
    ),

  'forms.differences': (context, typed) =>
    compared(context, typed, (facts, forms) => plainDifferences(facts, forms, reference)),
};
