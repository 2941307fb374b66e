/** The answers to "you hold this: is it that?", by the place of the security in the release. */
import type { Reading } from './load.ts';

export type SameQuestion = Reading['same'][number];

/** The id of the security that it is, or null: another one. What is not there is not answered yet. */
export type Identity = ReadonlyMap<number, string | null>;

export const UNANSWERED: Identity = new Map();

/** What is proposed, and what was answered before where it can still be. */
export function identityOf(questions: readonly SameQuestion[], before: Identity): Identity {
  return new Map(
    questions.flatMap(({ security, candidates, proposed }): [number, string | null][] => {
      const earlier = before.get(security);
      if (earlier === null || candidates.some((one) => one.securityId === earlier)) {
        return [[security, earlier ?? null]];
      }
      const likely = proposed === null ? undefined : candidates[proposed];
      return likely ? [[security, likely.securityId]] : [];
    }),
  );
}

/** Why a release cannot be accepted yet; null where every question has its answer. */
export function unanswered(questions: readonly SameQuestion[], chosen: Identity): string | null {
  const open = questions.find(({ security }) => !chosen.has(security));
  return open ? `Say below whether “${open.name}” is a security that you hold.` : null;
}

/** As `documents.accept` takes it. */
export function sameInput(chosen: Identity): { security: number; securityId: string }[] {
  return [...chosen].flatMap(([security, securityId]) =>
    securityId === null ? [] : [{ security, securityId }],
  );
}
