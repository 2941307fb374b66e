/**
 * What a person drops (text, web page, PDF, workbook, table of cells) to one text: what the reader reads,
 * the screen shows and the book keeps. Every value has its place by line and column of that text.
 *
 * Never throws on a user's bytes: the answer is the text, or one sentence with the name of the file and
 * the next step. How long and how much memory it may take is the caller's matter (a thread with limits).
 */
import { decodeDocument } from './decode.ts';
import { delimitedText, withTabs } from './delimited-text.ts';
import { htmlText } from './html-text.ts';
import { TooMuch } from './limits.ts';

type SourceKind = 'text' | 'html' | 'pdf' | 'workbook' | 'table';

export type ExtractedText =
  | { readonly ok: true; readonly text: string; readonly kind: SourceKind }
  | { readonly ok: false; readonly message: string };

const HTML = /<(?:!doctype html|html|head|body|table|tbody|tr|td|th|div|p|br|span|a)\b[^<>]*>/i;

/** Whether a text is the source of a web page. */
export function isHtml(text: string): boolean {
  return HTML.test(text.slice(0, 200_000));
}

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  return [...ascii].every((character, i) => bytes[i] === character.charCodeAt(0));
}

/** What kind of file it is, by its first bytes and its name. */
export function sourceKind(bytes: Uint8Array, fileName: string): SourceKind {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (startsWith(bytes, 'PK\u0003\u0004')) return 'workbook';
  if (/\.(?:csv|tsv)$/i.test(fileName)) return 'table';
  if (/\.(?:html?|xhtml|mht)$/i.test(fileName) || /<(?:!doctype html|html)\b/i.test(head))
    return 'html';
  return 'text';
}

const PASTE = 'open it in its own program, copy the text of the release and paste it here.';

function empty(fileName: string, what: string): ExtractedText {
  return { ok: false, message: `${fileName} has ${what}; ${PASTE}` };
}

async function pdf(bytes: Uint8Array, fileName: string): Promise<ExtractedText> {
  const { pdfText } = await import('./pdf-text.ts');
  const text = await pdfText(bytes);
  return text === undefined
    ? empty(fileName, 'no text in it, only pictures (a scan has none)')
    : { ok: true, text, kind: 'pdf' };
}

async function workbook(bytes: Uint8Array, fileName: string): Promise<ExtractedText> {
  const { workbookText } = await import('./workbook-text.ts');
  const text = workbookText(bytes);
  return text === undefined || text.trim() === ''
    ? empty(fileName, 'no sheet with a table in it (it may be another kind of archive)')
    : { ok: true, text, kind: 'workbook' };
}

function fromText(text: string, kind: SourceKind, fileName: string): ExtractedText {
  if (kind === 'table') return { ok: true, text: delimitedText(text), kind };
  if (kind !== 'html' && !isHtml(text)) return { ok: true, text: withTabs(text), kind: 'text' };
  const page = htmlText(text);
  return page.trim() === ''
    ? empty(fileName, 'no text that a person would see')
    : { ok: true, text: page, kind: 'html' };
}

/** The text of a file, or a sentence that says why it has none and what to do. */
export async function extractText(bytes: Uint8Array, fileName: string): Promise<ExtractedText> {
  const kind = sourceKind(bytes, fileName);
  try {
    if (kind === 'pdf') return await pdf(bytes, fileName);
    if (kind === 'workbook') return await workbook(bytes, fileName);
    const decoded = decodeDocument(bytes, fileName);
    return decoded.ok ? fromText(decoded.text, kind, fileName) : decoded;
  } catch (cause) {
    if (cause instanceof TooMuch) {
      return { ok: false, message: cause.message.replaceAll('{file}', () => fileName) };
    }
    const what = kind === 'pdf' ? 'a PDF' : kind === 'workbook' ? 'a workbook' : 'a web page';
    return {
      ok: false,
      message: `${fileName} is damaged, or not ${what} that can be read here; ${PASTE}`,
    };
  }
}

/** The same for a text that was pasted: the source of a web page becomes its text. */
export function textOfPasted(text: string): ExtractedText {
  try {
    return fromText(text, 'text', 'The pasted text');
  } catch (cause) {
    if (cause instanceof TooMuch) {
      return { ok: false, message: cause.message.replaceAll('{file}', 'The pasted text') };
    }
    throw cause;
  }
}
