/**
 * What arithmetic settles about the columns of a draft before anybody is asked: columns that follow
 * from others, and captions that can be matched in several ways of which the sums disprove all but one.
 *
 * Ways that close alike stay a question, the likeliest proposed: sums never tell parts of a payment
 * from each other.
 */
import { yearOfDraft } from './check-draft.ts';
import { troublesOf } from './check-security.ts';
import { withoutHelpers, type Troubles } from './ask-columns.ts';
import type { DocumentDraft, DraftCandidate, DraftQuestion, DraftSecurity } from './draft.ts';
import { answered } from './questions.ts';

interface Weighed {
  readonly candidate: DraftCandidate;
  readonly troubles: number;
}

function weighed(
  draft: DocumentDraft,
  question: DraftQuestion,
  s: number,
  troubles: Troubles,
): Weighed[] {
  return question.candidates
    .map((candidate) => {
      const security = answered(draft, candidate, []).securities[s] as DraftSecurity;
      return { candidate, troubles: troubles(security) };
    })
    .toSorted((a, b) => a.troubles - b.troubles);
}

/** The draft with every column settled that figures settle. */
export function settleColumns(draft: DocumentDraft): DocumentDraft {
  const context = {
    taxYear: yearOfDraft(draft),
    everywhere: new Set<never>(),
    settled: new Set<string>(),
  };
  const troublesIn =
    (s: number): Troubles =>
    (security) =>
      troublesOf(security, `/securities/${s}`, context);
  let current: DocumentDraft = draft;
  const questions: DraftQuestion[] = [];
  for (const question of draft.questions) {
    const s = Number(/^\/securities\/(\d+)/.exec(question.pointer ?? '')?.[1] ?? -1);
    if (question.code !== 'captions-unclear' || question.candidates.length === 0 || s < 0) {
      questions.push(question);
      continue;
    }
    const ways = weighed(current, question, s, troublesIn(s));
    const [best, second] = ways;
    if (best && second && best.troubles < second.troubles) {
      current = answered(current, best.candidate, []);
      continue;
    }
    const candidates = ways
      .filter((way) => way.troubles === best?.troubles)
      .map((way) => way.candidate);
    questions.push({ ...question, candidates, proposed: best?.troubles === 0 ? 0 : null });
  }
  return {
    ...current,
    questions,
    securities: current.securities.map((security, s) => withoutHelpers(security, troublesIn(s))),
  };
}
