/** What the holder kept of a year: brokers' forms beside ours, accepted differences, and what was filed. */
import type { AcceptedFigure, FiledFigureOfYear, TypedFigure, YearMaterial } from '../material.ts';
import {
  count,
  dayOf,
  money,
  shares,
  tableOf,
  text,
  yesNo,
  type Column,
  type Table,
} from './table.ts';

/** What a figure of a row of Form 1099-B is called; a box has its letter. */
const SALE_FIGURES: Readonly<Record<string, string>> = {
  proceeds: 'Proceeds',
  basis: 'Cost or other basis',
  washSale: 'Wash sale loss disallowed',
};

const REPORTED = {
  basis: 'basis reported',
  proceeds: 'basis not reported',
  nothing: 'not on Form 1099-B',
} as const;

const version = (number: number): string =>
  number === 1 ? 'original' : number === 2 ? 'corrected' : `corrected ${number - 1}`;

function placeColumns<Row extends AcceptedFigure | TypedFigure>(): readonly Column<Row>[] {
  return [
    text('Account', ({ account }) => account),
    text('Payer', ({ payer }) => payer ?? 'all'),
    text('Version', (row) => version(row.version)),
    text('Form', ({ form }) => form),
    count('Row', ({ row }) => row),
    text('Box or column', ({ form, field }) =>
      form === '1099-B' ? (SALE_FIGURES[field] ?? field) : field,
    ),
  ];
}

export function typedTable({ kept }: YearMaterial): Table {
  return tableOf<TypedFigure>(
    'broker-forms',
    'The broker’s forms beside this book',
    [
      ...placeColumns<TypedFigure>(),
      dayOf('Received', ({ receivedOn }) => receivedOn),
      text('Security', ({ security }) => security),
      dayOf('Acquired', ({ sale }) => sale?.acquired),
      dayOf('Sold', ({ sale }) => sale?.sold),
      shares('Shares', ({ sale }) => sale?.shares),
      text('Reported to the IRS', ({ sale }) => sale?.reporting && REPORTED[sale.reporting]),
      money('On the form', ({ theirs }) => theirs),
      money('In this book', ({ ours }) => ours),
      money('Difference', ({ difference }) => difference),
      yesNo('Agrees', ({ agrees }) => agrees),
      text('Accepted because', ({ reason }) => reason),
    ],
    kept.typed,
  );
}

export function acceptedTable({ kept }: YearMaterial): Table {
  return tableOf<AcceptedFigure>(
    'accepted-differences',
    'Differences that were accepted',
    [
      ...placeColumns<AcceptedFigure>(),
      money('On the form', ({ theirs }) => theirs),
      money('In this book then', ({ ours }) => ours),
      text('Reason', ({ reason }) => reason),
      yesNo('Still the same figures', ({ holds }) => holds),
    ],
    kept.accepted,
  );
}

export function filedTable({ kept }: YearMaterial): Table {
  return tableOf<FiledFigureOfYear>(
    'filed',
    'What was filed, and what changed since',
    [
      dayOf('Filed on', ({ filedOn }) => filedOn),
      text('Figure', ({ label }) => label),
      money('Filed', ({ filed }) => filed),
      money('Now', ({ now }) => now),
      money('Change', ({ difference }) => difference),
    ],
    kept.filed,
  );
}
