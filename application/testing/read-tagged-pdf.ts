/** For tests: the text of a PDF and its tree of tags, by the library that reads documents. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface TagNode {
  readonly role: string;
  readonly alt?: string;
  readonly children: readonly TagNode[];
  /** How many pieces of the page's content it holds itself. */
  readonly contents: number;
}

interface ReadPdf {
  /** Of each page, its pieces of text with a blank between them. */
  readonly pages: readonly string[];
  readonly trees: readonly TagNode[];
  /** Texts that are in no element and no artifact. */
  readonly untagged: readonly string[];
  /** Texts that reach beyond the margins of their page. */
  readonly outside: readonly string[];
}

/** Half an inch; what is written stays further in. */
const MARGIN = 36;

interface Placed {
  readonly type?: string;
  readonly str?: string;
  readonly width?: number;
  /** Its place is the fifth and the sixth. */
  readonly transform?: readonly number[];
}

function isOutside({ transform, width = 0 }: Placed, [, , right = 0]: readonly number[]): boolean {
  const left = transform?.[4] ?? 0;
  return left < MARGIN || left + width > right - MARGIN;
}

interface RawNode {
  readonly role?: string;
  readonly type?: string;
  readonly alt?: string;
  readonly children?: readonly RawNode[];
}

function nodeOf({ role = '', alt, children = [] }: RawNode): TagNode {
  return {
    role,
    ...(alt === undefined ? {} : { alt }),
    children: children.filter((child) => child.role !== undefined).map(nodeOf),
    contents: children.filter(({ type }) => type === 'content').length,
  };
}

export async function readTaggedPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), isEvalSupported: false } as never);
  const pdf = await task.promise;
  const pages: string[] = [];
  const trees: TagNode[] = [];
  const untagged: string[] = [];
  const outside: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    let depth = 0;
    const texts: string[] = [];
    for (const item of items as readonly Placed[]) {
      if (item.type?.startsWith('beginMarkedContent')) depth++;
      else if (item.type === 'endMarkedContent') depth--;
      else if (item.str !== undefined && item.str.trim() !== '') {
        texts.push(item.str);
        if (depth === 0) untagged.push(item.str);
        if (isOutside(item, page.view)) outside.push(item.str);
      }
    }
    pages.push(texts.join(' '));
    const tree = (await page.getStructTree()) as RawNode | null;
    if (tree) trees.push(nodeOf(tree));
  }
  await task.destroy();
  return { pages, trees, untagged, outside };
}
