/**
 * The basis statement of one lot: everything that happened to it, for an heir or an auditor. Each line says
 * what changed the basis, by how much, and by which entry or document.
 */
import { LOT_EVENTS } from '../../../tax/facts/entry-kinds.ts';
import { dollars } from '../../../tax/facts/wording.ts';
import type { LotEvent, LotState } from '../../../tax/lots/figures.ts';
import { formatShares } from '../../../tax/values/money.ts';
import type { YearMaterial } from '../material.ts';
import { dayOf, money, shares, tableOf, text } from '../tables/table.ts';
import { saidNotices, sourcesTable } from '../tables/return.ts';
import { drawTable } from './draw-table.ts';
import { MUTED, Paper, type Fonts } from './paper.ts';
import { printed, usDay, withUsDays } from './shown.ts';
import { cards, footerOf } from './year-pdf.ts';

/** One change of the lot, with where it is from: an entry in words, or a payment with its document. */
export interface StatementEvent {
  readonly event: LotEvent;
  readonly from: string;
}

export interface LotStatement {
  readonly lot: string;
  readonly account: string;
  readonly security: string;
  /** As it stands at the end of the year; null when it was sold. */
  readonly state: LotState | null;
  readonly events: readonly StatementEvent[];
  readonly material: YearMaterial;
}

const NOTE = { size: 9, color: MUTED } as const;

/** The file as bytes. */
export function lotPdf(statement: LotStatement, fonts: Fonts): Uint8Array {
  const { lot, account, security, state, events, material } = statement;
  const { report, stamp } = material;
  const title = `Basis statement, lot ${lot}`;
  const paper = new Paper({ title, fonts, footer: footerOf(material, title), ...stamp });
  paper.heading(1, 'Basis statement');
  paper.paragraph(
    `Lot ${lot} of ${security}, account ${account}. From its purchase to the end of ${report.taxYear}.`,
    NOTE,
  );
  paper.space(8);
  const last = events.at(-1)?.event;
  cards(paper, [
    { label: 'Acquired', value: state ? usDay(state.acquired) : usDay(events[0]?.event.day ?? '') },
    { label: 'Shares', value: state ? formatShares(state.shares) : '0' },
    { label: 'Cost', value: state ? dollars(state.cost) : '–' },
    {
      label: `Adjusted basis, end of ${report.taxYear}`,
      value: dollars(state?.adjustedBasis ?? last?.basisAfter ?? (0n as never)),
    },
  ]);
  const table = tableOf<StatementEvent>(
    'statement',
    'The whole life of the lot',
    [
      dayOf('Day', ({ event }) => event.day),
      text('What happened', ({ event }) => LOT_EVENTS[event.kind]),
      text('By', ({ from }) => withUsDays(from)),
      shares('Shares after', ({ event }) => event.sharesAfter),
      money('Change of basis', ({ event }) => event.basisChange),
      money('Basis after', ({ event }) => event.basisAfter),
    ],
    events,
  );
  const always = ['Change of basis', 'Basis after'];
  drawTable(paper, printed(table, { always }), () => paper.heading(2, table.title));
  const sources = sourcesTable(material);
  if (sources.rows.length > 0) {
    drawTable(paper, printed(sources), () => paper.heading(2, 'Documents that it rests on'));
  }
  const said = saidNotices(report.notices.filter(({ about }) => about.security === security));
  if (said.length > 0) {
    paper.heading(2, 'Notices');
    for (const { level, message } of said) {
      paper.paragraph(`${level}: ${withUsDays(message)}`, { size: 8.5 });
      paper.space(3);
    }
  }
  paper.heading(2, 'How this was made');
  paper.paragraph(
    `A return of capital lowers the basis of each lot by its shares, never below zero; what is beyond it is a gain of that year (section 301(c) of the Internal Revenue Code). BasisBook ${stamp.version} worked it out from the entries and documents of the book ${stamp.bookHash}.`,
    { size: 8.5 },
  );
  return paper.finish();
}
