import { readFileSync } from 'node:fs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { anchorOf, readGuide } from './guide-plugin.ts';
import { parseRoute } from './state/routes.ts';

const docs = path.join(import.meta.dirname, '../docs');
const guide = readGuide(readFileSync(path.join(docs, 'guide.md'), 'utf8'));

it('reads headings, words, lists, links and pictures', () => {
  const text = '# A *guide*\n\nOne **two** [three](#/history)\nfour.\n\n1. First\n2. Second\n';
  expect(readGuide(`${text}\n## Words\n\n### Sec. 1250 gain\n\n![A year](year.png)\n`)).toEqual({
    pages: [
      {
        name: 'a-guide',
        title: 'A *guide*',
        blocks: [
          {
            kind: 'paragraph',
            runs: [
              { kind: 'text', text: 'One ' },
              { kind: 'strong', text: 'two' },
              { kind: 'text', text: ' ' },
              { kind: 'link', text: 'three', address: '#/history' },
              { kind: 'text', text: ' four.' },
            ],
          },
          {
            kind: 'list',
            ordered: true,
            items: [[{ kind: 'text', text: 'First' }], [{ kind: 'text', text: 'Second' }]],
          },
        ],
      },
      {
        name: 'words',
        title: 'Words',
        blocks: [
          { kind: 'word', name: 'sec-1250-gain', text: 'Sec. 1250 gain' },
          { kind: 'picture', at: 0, words: 'A year' },
        ],
      },
    ],
    pictures: ['year.png'],
  });
});

it('refuses what it does not know, and a heading that stands twice', () => {
  expect(() => readGuide('# A\n\n<b>bold</b>\n')).toThrow('the guide has a html');
  expect(() => readGuide('# A\n\na `code`\n')).toThrow('the guide has a codespan among its words');
  expect(() => readGuide('# A\n\n## B\n\n### A\n')).toThrow('two headings "A"');
  expect(() => readGuide('words\n')).toThrow('without a heading');
});

it('makes an anchor of letters and digits', () => {
  expect(anchorOf('Splits, spin-offs and mergers')).toBe('splits-spin-offs-and-mergers');
});

it('the guide of the project leads to screens and pictures that are there', () => {
  const runs = guide.pages.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'paragraph' ? block.runs : block.kind === 'list' ? block.items.flat() : [],
    ),
  );
  const addresses = runs.flatMap((run) => (run.kind === 'link' ? [run.address] : []));
  expect(addresses.length).toBeGreaterThan(4);
  for (const address of addresses) expect(parseRoute(address).screen, address).not.toBe('unknown');
  expect(guide.pictures.filter((file) => !existsSync(path.join(docs, file)))).toEqual([]);
});
