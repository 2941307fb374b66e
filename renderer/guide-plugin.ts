/**
 * Makes the guide of `docs/` a module of the window when it is built: one text for the repository and the
 * application, and no reader of Markdown in the window.
 *
 * A page is a heading of the first two levels with what follows; a heading of the third level is a word that
 * is explained. Both are found by an anchor made of their words. Pictures become files of the build. The text
 * is our own, so whatever it has that is not known here is an error of the build.
 */
import { marked, type Token, type Tokens } from 'marked';
import type { Plugin } from 'vite';
import type { GuideBlock, GuidePage, GuideRun } from './screens/guide/guide-page.ts';

/** The anchor of a heading: its letters and digits, with a hyphen for everything between. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

interface Guide {
  readonly pages: readonly GuidePage[];
  /** The files of its pictures, as the text names them. */
  readonly pictures: readonly string[];
}

class Reader {
  readonly pages: { name: string; title: string; blocks: GuideBlock[] }[] = [];
  readonly pictures: string[] = [];
  readonly #names = new Set<string>();

  read(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.type === 'space') continue;
      if (token.type === 'heading') this.#heading(token as Tokens.Heading);
      else this.#page().blocks.push(this.#block(token));
    }
  }

  #page(): { blocks: GuideBlock[] } {
    const page = this.pages.at(-1);
    if (!page) throw new Error('the guide begins without a heading');
    return page;
  }

  #heading({ depth, text }: Tokens.Heading): void {
    const name = anchorOf(text);
    if (this.#names.has(name)) throw new Error(`the guide has two headings "${text}"`);
    this.#names.add(name);
    if (depth < 3) this.pages.push({ name, title: text, blocks: [] });
    else this.#page().blocks.push({ kind: 'word', name, text });
  }

  #block(token: Token): GuideBlock {
    if (token.type === 'list') {
      const { ordered, items } = token as Tokens.List;
      return { kind: 'list', ordered, items: items.map((item) => runsOf(inlineOf(item))) };
    }
    if (token.type !== 'paragraph') throw new Error(`the guide has a ${token.type}`);
    const inline = inlineOf(token);
    const [first] = inline;
    if (first?.type === 'image' && inline.length === 1) {
      const { href, text } = first as Tokens.Image;
      this.pictures.push(href);
      return { kind: 'picture', at: this.pictures.length - 1, words: text };
    }
    return { kind: 'paragraph', runs: runsOf(inline) };
  }
}

function inlineOf(token: Token): readonly Token[] {
  const tokens = 'tokens' in token ? (token.tokens ?? []) : [];
  // An item of a list has one block, which has the words.
  return tokens.flatMap((one) => (one.type === 'text' && 'tokens' in one ? inlineOf(one) : [one]));
}

function runsOf(tokens: readonly Token[]): readonly GuideRun[] {
  return tokens.map((token) => {
    switch (token.type) {
      case 'text':
      case 'strong':
      case 'em':
        return { kind: token.type, text: plainOf(token) };
      case 'link':
        return { kind: 'link', text: plainOf(token), address: (token as Tokens.Link).href };
      default:
        throw new Error(`the guide has a ${token.type} among its words`);
    }
  });
}

/** The words without the breaks of lines that the file has. */
function plainOf(token: Token): string {
  return ('text' in token ? String(token.text) : '').replaceAll('\n', ' ');
}

/** Reads the guide. Throws an error that says what in the text is not known, or stands twice. */
export function readGuide(text: string): Guide {
  const reader = new Reader();
  reader.read(marked.lexer(text));
  return reader;
}

/** For `import { pages, pictures } from '…/guide.md'`. */
export function guidePlugin(): Plugin {
  return {
    name: 'basisbook-guide',
    transform(text, id) {
      if (!id.endsWith('/guide.md')) return null;
      const { pages, pictures } = readGuide(text);
      const lines = [
        ...pictures.map((file, at) => `import p${at} from ${JSON.stringify(`./${file}`)};`),
        `export const pictures = [${pictures.map((_, at) => `p${at}`).join(', ')}];`,
        `export const pages = ${JSON.stringify(pages)};`,
      ];
      return { code: lines.join('\n'), map: null };
    },
  };
}
