/** What was said of captions in one year is proposed in the next, for the same issuer, and never more. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDraft } from '../draft/check-draft.ts';
import { uncertainIn } from '../draft/helper-columns.ts';
import type { DocumentDraft, DraftSecurity } from '../draft/draft.ts';
import { readAllocationText } from '../../read-document.ts';
import type { KnownSecurity, SaidCaption } from '../../allocation-document.ts';
import type { Day } from '../../../tax/values/days.ts';
import { captionKeys, issuerKey, monthOf, saidOf, saidOfColumns } from './said-captions.ts';

const ISSUER = 'Saltmarsh Office Trust';
const release = (
  year: number,
  captions: string,
  rows: readonly string[] = ['$0.90\t$0.05', '$0.90\t$0.05'],
  issuer = `${ISSUER}, Inc.`,
) => `${issuer} Announces ${year} Dividend Allocation

Common Stock (CUSIP 62844K204)

${captions}
03/29/${year}\t04/30/${year}\t$0.95\t${rows[0] ?? ''}
06/28/${year}\t07/31/${year}\t$0.95\t${rows[1] ?? ''}
`;
const DATES = 'Record Date\tPayable Date\tDividend Per Share';
const one = (caption: string, meaning: SaidCaption['meaning'], saidOn = '2025-01-29') => ({
  caption,
  nth: 0,
  of: 1,
  meaning,
  saidOn: saidOn as Day,
});
const known = (said: readonly SaidCaption[], issuer = ISSUER): KnownSecurity[] => [
  { issuer, name: '', symbol: null, cusips: [], said },
];
const BOTH = [one('portfolio yield', 'ordinary'), one('harbor portion', 'returnOfCapital')];
const CAPTIONS = `${DATES}\tPortfolio Yield\tHarbor Portion`;

/** What the text says, with what a person made of its columns. */
const answered = (
  draft: DocumentDraft,
  meanings: readonly DraftSecurity['columns'][number]['meaning'][],
) => ({
  ...draft,
  securities: draft.securities.map((security) => ({
    ...security,
    columns: security.columns.map((column, c) => ({
      ...column,
      meaning: meanings[c] ?? column.meaning,
    })),
  })),
});
const heard = (read: DocumentDraft, accepted: DocumentDraft, year = 2024) =>
  saidOf(
    read.securities,
    accepted.securities,
    (s) => uncertainIn(read.securities[s] as DraftSecurity),
    year,
  );

describe('what was said a year ago', () => {
  it('is the proposal, says when it was said, and proves nothing', () => {
    const bare = readAllocationText(release(2025, CAPTIONS), { known: [] });
    expect(bare.proposal).toBeNull();
    const reading = readAllocationText(release(2025, CAPTIONS), { known: known(BOTH) });
    const [question, ...others] = reading.questions.filter(({ id }) => id.startsWith('columns'));
    expect(others).toEqual([]);
    expect(question).toMatchObject({ id: 'columns/1', proposed: 0 });
    expect(question?.candidates[0]?.label).toBe(
      '“Portfolio Yield”: ordinary dividends, as you said in January 2025; “Harbor Portion”: return of capital, as you said in January 2025',
    );
    expect(reading.document.securities[0]?.distributions).toEqual([]);
    expect(reading.document.notices.some(({ level }) => level === 'error')).toBe(true);
    expect(reading.proposal?.securities[0]?.distributions).toMatchObject([
      { components: { ordinary: '0.9', returnOfCapital: '0.05' } },
      { components: { ordinary: '0.9', returnOfCapital: '0.05' } },
    ]);
  });

  it('is said of the same issuer alone, however its name is written', () => {
    const proposalFor = (issuer: string) =>
      readAllocationText(release(2025, CAPTIONS), { known: known(BOTH, issuer) }).proposal;
    for (const issuer of ['The Saltmarsh Office Trust', 'SALTMARSH OFFICE', `${ISSUER} Inc`]) {
      expect([issuer, proposalFor(issuer)]).not.toEqual([issuer, null]);
    }
    expect(proposalFor('Saltmarsh Retail Trust')).toBeNull();
    expect(proposalFor('Harbor Trust')).toBeNull();
  });

  it('never stands against a caption that is known', () => {
    const text = release(2025, `${DATES}\tOrdinary Dividends\tReturn of Capital`);
    const said = [
      one('ordinary dividend', 'returnOfCapital'),
      one('return of capital', 'ordinary'),
      one('record date', 'payableDate'),
    ];
    const plain = readAllocationText(text, { known: [] });
    const reading = readAllocationText(text, { known: known(said) });
    expect(plain.questions).toEqual([]);
    expect(reading).toEqual(plain);
  });

  it('is told to be wrong where the figures speak against it', () => {
    const text = release(2025, `${DATES}\tOrdinary Dividends\tHarbor Portion`, [
      '$0.95\t$0.40',
      '$0.95\t$0.40',
    ]);
    const reading = readAllocationText(text, { known: known(BOTH) });
    const [question] = reading.questions.filter(({ id }) => id.startsWith('columns'));
    expect(question?.text).toContain(
      'In January 2025 you said of “Harbor Portion”: return of capital; the figures of this table do not add up that way.',
    );
    expect(question?.candidates.map(({ label }) => label).join()).not.toContain(
      'return of capital',
    );
  });

  it('counts as it was said last', () => {
    const said = [one('harbor portion', 'capitalGain', '2024-01-30'), ...BOTH];
    const reading = readAllocationText(release(2025, CAPTIONS), { known: known(said) });
    expect(reading.questions.find(({ id }) => id === 'columns/1')?.candidates[0]?.label).toContain(
      '“Harbor Portion”: return of capital, as you said in January 2025',
    );
  });
});

describe('a line of captions that nobody can divide', () => {
  const LINE = 'Portfolio of the 2024 quarter and sundry matters';
  const next = LINE.replace('2024', '2025');
  const MEANINGS = [
    'recordDate',
    'payableDate',
    'amountPerShare',
    'ordinary',
    'returnOfCapital',
  ] as const;

  it('is found again a year later, with a number for each of its columns', () => {
    const { draft } = readAllocationText(release(2024, LINE), { known: [] });
    const said = heard(draft, answered(draft, MEANINGS));
    expect(said.map(({ nth, of, meaning }) => [nth, of, meaning])).toEqual(
      MEANINGS.map((meaning, nth) => [nth, 5, meaning]),
    );
    const given = known(said.map((each) => ({ ...each, saidOn: '2025-01-29' as Day })));
    const reading = readAllocationText(release(2025, next), { known: given });
    const questions = reading.questions.filter(({ id }) => id.startsWith('columns'));
    expect(questions).toHaveLength(1);
    expect(questions[0]?.candidates[0]?.label).toMatch(
      /^column 1: record date, as you said in January 2025; column 2: payable date/,
    );
    expect(reading.proposal?.securities[0]?.distributions).toHaveLength(2);
    // Once that is taken nothing is left to ask.
    const taken = checkDraft(reading.proposal?.draft as DocumentDraft, { known: given });
    expect(taken.acceptable).toBe(true);
  });

  it('is another line over another number of columns', () => {
    const { draft } = readAllocationText(release(2024, LINE), { known: [] });
    const said = heard(draft, answered(draft, MEANINGS));
    const given = known(said.map((each) => ({ ...each, saidOn: '2025-01-29' as Day })));
    const wider = release(2025, next, ['$0.90\t$0.05\t$0.00', '$0.90\t$0.05\t$0.00']);
    expect(readAllocationText(wider, { known: given }).proposal).toBeNull();
  });
});

describe('what is heard of a person’s answers', () => {
  const { draft } = readAllocationText(release(2024, CAPTIONS), { known: [] });

  it('is what each unknown caption was made, and nothing of the known ones', () => {
    const accepted = answered(draft, [null, null, null, 'ordinary', 'returnOfCapital']);
    expect(heard(draft, accepted)).toEqual([
      {
        caption: 'portfolio yield',
        nth: 0,
        of: 1,
        printed: 'Portfolio Yield',
        meaning: 'ordinary',
      },
      {
        caption: 'harbor portion',
        nth: 0,
        of: 1,
        printed: 'Harbor Portion',
        meaning: 'returnOfCapital',
      },
    ]);
    // A known caption that was changed by hand is a correction of this document alone.
    expect(heard(draft, answered(draft, ['exDate', null, null, 'ordinary', null]))).toHaveLength(1);
  });

  it('is that a column which was taken out is not needed, of a table that is there', () => {
    const without = {
      ...draft,
      securities: draft.securities.map((security) => ({
        ...security,
        columns: security.columns.toSpliced(4, 1),
      })),
    };
    expect(heard(draft, answered(without, [null, null, null, 'ordinary'])).at(-1)).toMatchObject({
      caption: 'harbor portion',
      meaning: 'notNeeded',
    });
    expect(heard(draft, { ...draft, securities: [] })).toEqual([]);
  });

  it('is nothing where one caption was given two meanings', () => {
    const [security] = draft.securities as [DraftSecurity];
    const two = { ...draft, securities: [security, security] };
    const accepted = {
      ...two,
      securities: [
        ...answered(draft, [null, null, null, 'ordinary', 'returnOfCapital']).securities,
        ...answered(draft, [null, null, null, 'ordinary', 'capitalGain']).securities,
      ],
    };
    expect(heard(two, accepted).map(({ caption }) => caption)).toEqual(['portfolio yield']);
  });
});

it('a caption is found by its words, with years counted from the tax year', () => {
  const [key] = captionKeys([{ caption: '2024 Portfolio Incomes (1)*' }], 2024);
  expect(captionKeys([{ caption: '2025 portfolio  incomes' }], 2025)[0]).toEqual(key);
  expect(captionKeys([{ caption: '2024 Portfolio Incomes' }], 2025)[0]).not.toEqual(key);
  expect(captionKeys([{ caption: '(1)' }], 2024)).toEqual([undefined]);
  expect(issuerKey('The Macerich Company')).toBe('macerich');
  expect(issuerKey('CBL & Associates Properties, Inc.')).toBe('cbl & associates properties');
  expect(monthOf('2025-01-29')).toBe('January 2025');
});

it('any captions: each key is its own column’s, and is found among itself', () => {
  const caption = fc.constantFrom('Ordinary', 'Harbor', '2024 Gain', '(1)', '');
  fc.assert(
    fc.property(fc.array(caption, { maxLength: 8 }), (captions) => {
      const columns = captions.map((text) => ({ caption: text }));
      const keys = captionKeys(columns, 2024);
      const said = keys.flatMap((key) =>
        key ? [{ ...key, meaning: 'ordinary' as const, saidOn: '2025-01-29' as Day }] : [],
      );
      const found = saidOfColumns(said, columns, 2024);
      expect([...found.keys()]).toEqual(keys.flatMap((key, c) => (key ? [c] : [])));
      for (const [c, { nth, of }] of found) {
        expect(keys.filter((key) => key?.caption === keys[c]?.caption)).toHaveLength(of);
        expect(nth).toBeLessThan(of);
      }
    }),
  );
});
