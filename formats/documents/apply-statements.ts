/**
 * To which payments does a stated subset belong?
 *
 * A statement about the "common" dividend belongs to the one common stock of the document; one with
 * a class or series letter to that class; one about the "preferred" or about no class at all only to
 * the security below whose table it stands. It counts for every payment of that security, in percent
 * of the payment, and must not be more than the part it is in.
 */
import type { DocumentNotice, ValuePlace } from '../allocation-document.ts';
import { formatRate } from '../../tax/money.ts';
import type { ReadSecurity } from '../read-document.ts';
import { parentOf, type ReadDistribution } from './distributions.ts';
import { placeOf } from './lines.ts';
import { error } from './notices.ts';
import type { Section } from './sections.ts';
import type { StatementReading, SubsetStatement } from './statements.ts';
import { classLetter, isCommon, isPreferred } from './symbols.ts';

export interface SectionStatements extends StatementReading {
  readonly section: Section;
}

export interface Applied {
  readonly securities: readonly ReadSecurity[];
  readonly notices: readonly DocumentNotice[];
  readonly places: readonly ValuePlace[];
}

function targetOf(
  statement: SubsetStatement,
  section: Section,
  securities: readonly ReadSecurity[],
): number | undefined {
  const { scope } = statement;
  const own = securities.findIndex((one) => one.section === section);
  if (scope === null) return own === -1 ? undefined : own;
  const letter = classLetter(scope);
  const fits = securities.flatMap((one, i) => {
    const { name } = one.heading;
    const sameLetter = letter === undefined || classLetter(name) === letter;
    const sameKind =
      (!isCommon(scope) || isCommon(name)) && (!isPreferred(scope) || isPreferred(name));
    return sameLetter && sameKind ? [i] : [];
  });
  if (isPreferred(scope) && letter === undefined) return fits.includes(own) ? own : undefined;
  return fits.length === 1 ? fits[0] : undefined;
}

function failure(statement: SubsetStatement, reason: string): DocumentNotice {
  return error(
    'statement-unread',
    statement.line.number,
    `The ${statement.subset} of ${formatRate(statement.number.rate)}% in the text was not used: ${reason}. Compare it with the release, correct it and read the text again.`,
  );
}

function misfit(statement: SubsetStatement, one: ReadDistribution): string | undefined {
  const { subset, number } = statement;
  const stated = one.subsets[subset];
  if (one.unit !== 'percent') return 'the table is in dollars per share';
  if (stated !== undefined && stated !== number.rate) {
    return `the row of line ${one.row.line.number} says ${formatRate(stated)}%`;
  }
  const parent = parentOf(subset, one.components);
  if (number.rate > parent) {
    return `it is more than the ${formatRate(parent)}% that it is part of in line ${one.row.line.number}`;
  }
  return undefined;
}

/** Adds the stated subsets to the payments they belong to. */
export function applyStatements(
  securities: readonly ReadSecurity[],
  sections: readonly SectionStatements[],
): Applied {
  const next = [...securities];
  const notices: DocumentNotice[] = [];
  const places: ValuePlace[] = [];
  for (const { section, statements, notices: own } of sections) {
    notices.push(...own);
    for (const statement of statements) {
      const index = targetOf(statement, section, next);
      const security = index === undefined ? undefined : next[index];
      if (index === undefined || !security) {
        notices.push(failure(statement, 'it is not certain which security it speaks of'));
        continue;
      }
      const problem = security.distributions
        .map((one) => misfit(statement, one))
        .find((reason) => reason !== undefined);
      if (problem !== undefined) {
        notices.push(failure(statement, problem));
        continue;
      }
      next[index] = {
        ...security,
        distributions: security.distributions.map((one) => ({
          ...one,
          subsets: { ...one.subsets, [statement.subset]: statement.number.rate },
        })),
      };
      security.distributions.forEach((_, d) => {
        const pointer = `/securities/${index}/distributions/${d}/subsets/${statement.subset}`;
        places.push(placeOf(statement.line, statement.from, statement.to, pointer));
      });
    }
  }
  return { securities: next, notices, places };
}
