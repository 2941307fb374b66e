import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { KIND_GROUPS } from '../screens/entries/kinds.ts';
import { HELP_WORDS } from '../screens/entries/help-words.ts';
import { anchorOf, readGuide } from '../guide-plugin.ts';
import type { GuideBlock } from '../screens/guide/guide-page.ts';
import { parseRoute } from '../state/routes.ts';
import { WORDS, wordOf } from './words.ts';

const renderer = path.join(import.meta.dirname, '..');
const guide = readGuide(readFileSync(path.join(renderer, '../docs/guide.md'), 'utf8'));
const anchors = new Set(
  guide.pages.flatMap(({ name, blocks }) => [
    name,
    ...blocks.flatMap((block) => (block.kind === 'word' ? [block.name] : [])),
  ]),
);
const all: readonly ReturnType<typeof wordOf>[] = WORDS;

/** The words of the guide, each with what is said of it: plain, and in italics at its end. */
function explained(): { name: string; term: string; text: string; source: string }[] {
  const found: { name: string; term: string; text: string; source: string }[] = [];
  const blocks: readonly GuideBlock[] =
    guide.pages.find(({ name }) => name === 'words')?.blocks ?? [];
  for (const block of blocks) {
    if (block.kind === 'word')
      found.push({ name: block.name, term: block.text, text: '', source: '' });
    const last = found.at(-1);
    if (block.kind !== 'paragraph' || !last || last.text !== '') continue;
    last.source = block.runs.findLast(({ kind }) => kind === 'em')?.text ?? '';
    last.text = block.runs.map(({ text }) => text).join('');
  }
  return found;
}

/** What the sources of the window name as words, in all ways in which they do. */
function usedIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    if (!/\.(svelte|ts)$/.test(file) || /\.test\.ts$|glossary\/words\.ts$/.test(file)) return [];
    const text = readFileSync(path.join(folder, file), 'utf8');
    return [...text.matchAll(/(?:<Word of|\bword)="([^"]+)"|'([a-z0-9-]+)'/g)].flatMap(
      ([whole, named, quoted]) =>
        named ??
        (quoted !== undefined && all.some(({ id }) => id === quoted) ? whole.slice(1, -1) : []),
    );
  });
}

it('the guide explains the same words, in their order, by the same sentence and source', () => {
  expect(explained().map(({ name, term }) => ({ id: name, term }))).toEqual(
    all.map(({ id, term }) => ({ id, term })),
  );
  for (const { name, text, source } of explained()) {
    const word = all.find(({ id }) => id === name);
    expect(text.startsWith(`${word?.sentence ?? '?'} `), name).toBe(true);
    expect(source, name).toBe(`${word?.source ?? '?'}.`);
  }
});

it('a word is named by its term, once, and in the order of letters', () => {
  expect(all.map(({ id }) => id)).toEqual(all.map(({ term }) => anchorOf(term)));
  expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted());
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

it('a sentence is one, short and plain, with a source', () => {
  for (const { sentence, source, term } of all) {
    expect(sentence, term).toMatch(/^[A-Z][^.!?]*(?:\d\.\d[^.!?]*)*\.$/);
    expect(sentence.length, term).toBeLessThanOrEqual(180);
    expect(source, term).toMatch(/\S/);
    expect(source, term).not.toMatch(/\.$/);
  }
});

it('the part of the guide that says more is there, and so is every part that the guide names', () => {
  for (const { id, section } of all) expect(anchors, id).toContain(section ?? id);
  const addresses = guide.pages.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'paragraph' ? block.runs : block.kind === 'list' ? block.items.flat() : [],
    ),
  );
  const parts = addresses.flatMap((run) => {
    const route = run.kind === 'link' ? parseRoute(run.address) : null;
    return route?.screen === 'guide' && route.at !== null ? [route.at] : [];
  });
  expect(parts.length).toBeGreaterThan(5);
  for (const part of parts) expect(anchors).toContain(part);
});

it('every word that the window names is there, and none is without use', () => {
  const used = new Set(usedIn(renderer));
  expect([...used].filter((id) => !all.some((word) => word.id === id))).toEqual([]);
  expect(all.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
});

it('what is explained in the line of help of a kind of entry stands in it', () => {
  const kinds = KIND_GROUPS.flatMap((group) => group.kinds);
  for (const [action, [says]] of Object.entries(HELP_WORDS))
    expect(kinds.find((kind) => kind.action === action)?.help, action).toContain(says);
});

it('a word that is not there is an error', () => {
  expect(() => wordOf('nothing' as 'lot')).toThrow('"nothing" is not among the words');
});
