/** What was said of captions is kept with its release, used for the next one of the issuer, seen and forgotten. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../contract.ts';
import { everyFact } from '../testing/every-fact.ts';
import { makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();

const release = (
  year: number,
  issuer = 'Saltmarsh Office Trust',
  captions = 'Portfolio Yield\tHarbor Portion',
) =>
  `${issuer} Announces ${year} Dividend Allocation

Common Stock (CUSIP 62844K204)

Record Date\tPayable Date\tDividend Per Share\t${captions}
03/29/${year}\t04/30/${year}\t$0.95\t$0.90\t$0.05
06/28/${year}\t07/31/${year}\t$0.95\t$0.90\t$0.05
`;
const content = (text: string) => ({ kind: 'text', text }) as const;
const read = (text: string) =>
  use.app.ok('documents.read', { fileName: 'release.txt', content: content(text) });
type Draft = Answer<'documents.read'>['draft'];

/** What a person makes of the two columns in the grid. */
function answer(
  draft: Draft,
  fourth: 'ordinary' | 'qualified',
  fifth: 'returnOfCapital' | null,
): Draft {
  return {
    ...draft,
    securities: draft.securities.map((security) => ({
      ...security,
      columns: security.columns.map((column, c) =>
        c === 3 ? { ...column, meaning: fourth } : c === 4 ? { ...column, meaning: fifth } : column,
      ),
    })),
  };
}
async function accept(text: string, draft?: Draft) {
  return use.app.ok('documents.accept', {
    fileName: 'release.txt',
    content: content(text),
    status: null,
    ...(draft ? { draft } : {}),
  });
}
/** Reads, answers in the grid, accepts. */
const acceptAnswered = async (text: string) =>
  accept(text, answer((await read(text)).draft, 'ordinary', 'returnOfCapital'));

beforeEach(() => makeOwnBook(use.app));

describe('the release of the next year', () => {
  it('has what was said as its proposal, and asks nothing else', async () => {
    expect((await read(release(2001))).proposal).toBeNull();
    const row = await acceptAnswered(release(2001));
    const { proposal, questions, acceptable } = await read(release(2002));
    expect(acceptable).toBe(false);
    expect(proposal?.acceptable).toBe(true);
    expect(questions.map(({ proposed }) => proposed)).toContain(0);
    expect(questions.find(({ id }) => id === 'columns/1')?.candidates[0]?.label).toContain(
      '“Portfolio Yield”: ordinary dividends, as you said in February 2003',
    );
    // By its answer, and by its check, the same is proposed.
    const answered = await use.app.ok('documents.answer', {
      draft: (await read(release(2002))).draft,
      answers: { 'columns/1': 0 },
    });
    expect(answered.draft.securities).toEqual(proposal?.draft.securities);
    const checked = await use.app.ok('documents.check', {
      draft: (await read(release(2002))).draft,
    });
    expect(checked.check.questions[0]?.candidates[0]?.label).toContain('as you said in');
    expect(row.taxYear).toBe(2001);
  });

  it('of another issuer has none of it, nor one without an issuer', async () => {
    await acceptAnswered(release(2001));
    expect((await read(release(2002, 'Saltmarsh Retail Trust'))).proposal).toBeNull();
    expect((await read(release(2002).replace(/^.*Announces /, ''))).proposal).toBeNull();
  });
});

describe('what was said', () => {
  it('is seen with its source, the last that was said, and forgotten by one call', async () => {
    const first = await acceptAnswered(release(2001));
    const other = await read(release(2002));
    const second = await accept(release(2002), answer(other.draft, 'ordinary', 'returnOfCapital'));
    const list = await use.app.ok('captions.list', {});
    expect(list).toEqual([
      {
        issuer: 'Saltmarsh Office Trust',
        caption: 'harbor portion',
        nth: 0,
        of: 1,
        printed: 'Harbor Portion',
        meaning: 'returnOfCapital',
        saidOn: '2003-02-01',
        document: { id: second.id, name: 'release.txt', taxYear: 2002 },
      },
      expect.objectContaining({ caption: 'portfolio yield', meaning: 'ordinary' }),
    ]);
    const before = await everyFact(use.app);
    const { issuer, caption, nth, of } = list[0] as (typeof list)[number];
    await use.app.ok('captions.forget', { issuer, caption, nth, of });
    expect(await use.app.ok('captions.list', {})).toHaveLength(1);
    expect((await read(release(2003))).proposal).toBeNull();
    expect((await use.app.undo()).names).toEqual([
      'Forgotten: what the caption "Harbor Portion" means',
    ]);
    expect(await everyFact(use.app)).toEqual(before);
    // What was said of the release before counts where that of the last one is gone.
    await use.app.ok('documents.remove', { id: second.id });
    expect((await use.app.ok('captions.list', {}))[0]?.document.id).toBe(first.id);
  });

  it('goes with its release and comes back with it', async () => {
    const row = await acceptAnswered(release(2001));
    const before = await use.app.ok('captions.list', {});
    expect(before).toHaveLength(2);
    await use.app.ok('documents.remove', { id: row.id });
    expect(await use.app.ok('captions.list', {})).toEqual([]);
    await use.app.undo();
    expect(await use.app.ok('captions.list', {})).toEqual(before);
    use.app.restart();
    expect(await use.app.ok('captions.list', {})).toEqual(before);
    // With its acceptance too.
    await use.app.undo();
    expect(await use.app.ok('captions.list', {})).toEqual([]);
    const { redo } = await use.app.ok('history.list', {});
    const at = redo?.sequence ?? 0;
    await use.app.ok('history.redo', { from: at, to: at });
    expect(await use.app.ok('captions.list', {})).toEqual(before);
  });

  it('is nothing where the program knew the captions, whatever was changed in the table', async () => {
    const text = release(2001, 'Saltmarsh Office Trust', 'Ordinary Dividends\tReturn of Capital');
    const { draft } = await read(text);
    const typed = {
      ...draft,
      securities: draft.securities.map((security) => ({ ...security, symbol: 'SOT' })),
    };
    await accept(text, typed);
    expect(await use.app.ok('captions.list', {})).toEqual([]);
  });

  it('changes nothing where nothing was said', async () => {
    await acceptAnswered(release(2001));
    const before = await everyFact(use.app);
    const { undo } = await use.app.ok('history.list', {});
    const key = { issuer: 'Saltmarsh Office Trust', caption: 'harbor portion' };
    await use.app.ok('captions.forget', { ...key, nth: 1, of: 2 });
    expect(await everyFact(use.app)).toEqual(before);
    expect((await use.app.ok('history.list', {})).undo).toEqual(undo);
  });
});
