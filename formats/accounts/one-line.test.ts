/** An OFX file that a program writes in one line says the same as in many: no two records are taken for each other. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AccountHistory } from './history.ts';
import { readText } from './testing/read-lines.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const files = readdirSync(FIXTURES).filter((name) => /\.(?:ofx|qfx)$/.test(name));

/** A question about the days of the whole file stands on the line of a row. */
const isOfRecord = ({ id }: { id: string }): boolean => id.startsWith('line/');

/** The lines of all lists. */
const linesOf = ({ rows, claims, questions, joined, leftOut }: AccountHistory): readonly number[] =>
  [rows, claims, questions.filter(isOfRecord), joined, leftOut].flatMap(
    (list: readonly { line: number }[]) => list.map(({ line }) => line),
  );

/** What is said of the records, without where they stand. */
const saidBy = ({ rows, claims, questions, leftOut }: AccountHistory) => ({
  rows: rows.map(({ line: _, ...row }) => row),
  claims: claims.map(({ line: _, ...claim }) => claim),
  asked: questions.map(({ knows }) => knows),
  leftOut: leftOut.map(({ why }) => why.replace(/line (?:is )?\d+/g, 'line')),
});

describe.each(files)('%s', (name) => {
  const text = readFileSync(join(FIXTURES, name), 'utf8');
  const start = text.search(/<OFX>/i);
  const oneLine = `${text.slice(0, start)}${text.slice(start).replace(/\s*\n\s*/g, '')}\n`;

  it('is one line below its header', () => {
    expect(oneLine.slice(start).trimEnd().split('\n')).toHaveLength(1);
  });

  it('says the same, and each record and question has a line of its own', () => {
    const [many, one] = [readText(text), readText(oneLine)];
    expect(saidBy(one)).toEqual(saidBy(many));
    const lines = linesOf(one);
    expect(new Set(lines).size).toBe(lines.length);
    const ids = one.questions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
