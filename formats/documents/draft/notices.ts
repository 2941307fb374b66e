/**
 * How the reader says what it could not read. An `error` means that a figure was left out or cannot
 * be proven; the document is then not acceptable. The sentence names the thing and the next step.
 */
import type { DocumentNotice } from '../../allocation-document.ts';

export function error(code: string, line: number | null, message: string): DocumentNotice {
  return { level: 'error', code, message, line };
}

export function warning(code: string, line: number | null, message: string): DocumentNotice {
  return { level: 'warning', code, message, line };
}

export function info(code: string, line: number | null, message: string): DocumentNotice {
  return { level: 'info', code, message, line };
}

/** A text as it is quoted: all of it, or as many whole words as there is room for. */
export function quoted(text: string, most: number): string {
  const whole = text.trim().replace(/\s+/g, ' ');
  if (whole.length <= most) return whole;
  const end = whole.lastIndexOf(' ', most);
  return `${end > 0 ? whole.slice(0, end) : whole.slice(0, most)} …`;
}

/** Notices in the order of the text; those about the whole document come first. */
export function inOrderOfText(notices: readonly DocumentNotice[]): DocumentNotice[] {
  return notices.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
