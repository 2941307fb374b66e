/**
 * Paper to write on: pages with margins, text that flows down them, and the tags by which a screen reader
 * and a search find their way.
 *
 * Source: ISO 32000-1, 14.8 (tagged PDF): every text and picture is content of an element of the structure
 * tree; what repeats on each page (footers, the captions of a table that goes on) is an artifact. Lengths
 * are points, 72 to the inch; pages are US Letter.
 */
import PDFDocument from 'pdfkit';

export interface Fonts {
  /** TrueType, with figures of one width. */
  readonly regular: Uint8Array;
  readonly semibold: Uint8Array;
}

type Weight = keyof Fonts;
type Element = PDFKit.PDFStructureElement;

export const INK = '#18201c';
export const MUTED = '#5d6862';
export const LINE = '#e0e4df';
export const LINE_STRONG = '#c3cac4';
export const ACCENT = '#0b5c48';
export const SOFT = '#f3f6f3';

const MARGIN = 50;
const FOOTER_HEIGHT = 34;
const PAGE = { portrait: [612, 792], landscape: [792, 612] } as const;
type Layout = keyof typeof PAGE;

/** Between the margins, of a page that lies so. */
export const widthBetweenMargins = (layout: Layout): number => PAGE[layout][0] - 2 * MARGIN;

interface PaperOptions {
  readonly title: string;
  readonly fonts: Fonts;
  /** Of each page; its number comes after it. */
  readonly footer: readonly string[];
  readonly version: string;
  readonly madeOn: string;
}

export interface TextStyle {
  readonly size?: number;
  readonly weight?: Weight;
  readonly color?: string;
}

/** What stands for a sign that the font lacks. */
const MISSING = '?';

export class Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly #options: PaperOptions;
  readonly #root: Element;
  readonly #fonts: Readonly<Record<Weight, OpenedFont>>;
  readonly #advances: Readonly<Record<Weight, Map<string, number | null>>> = {
    regular: new Map(),
    semibold: new Map(),
  };
  #layout: Layout = 'portrait';
  /** Where the next thing begins, from the top of the page. */
  y = MARGIN;

  constructor(options: PaperOptions) {
    this.#options = options;
    const { title, fonts, version } = options;
    const instant = new Date(`${options.madeOn}T00:00:00Z`);
    this.doc = new PDFDocument({
      ...{ size: [...PAGE.portrait], margin: 0, autoFirstPage: false, bufferPages: true },
      ...{ tagged: true, lang: 'en-US', displayTitle: true, pdfVersion: '1.7' },
      subset: 'PDF/UA' as never,
      font: fonts.regular as never,
      info: {
        ...{ Title: title, Creator: `BasisBook ${version}`, Producer: `BasisBook ${version}` },
        ...{ CreationDate: instant, ModDate: instant },
      },
    });
    const open = (weight: Weight): OpenedFont => {
      this.doc.font(fonts[weight] as never);
      return (this.doc as unknown as WithFont)._font;
    };
    this.#fonts = { regular: open('regular'), semibold: open('semibold') };
    this.#root = this.doc.struct('Document');
    this.doc.addStructure(this.#root);
    this.page();
  }

  get left(): number {
    return MARGIN;
  }

  get width(): number {
    return widthBetweenMargins(this.#layout);
  }

  /** What is left of the page. */
  get room(): number {
    return PAGE[this.#layout][1] - MARGIN - FOOTER_HEIGHT - this.y;
  }

  page(layout: Layout = this.#layout): void {
    this.#layout = layout;
    this.doc.addPage({ size: [...PAGE[layout]], margin: 0 });
    this.y = MARGIN;
  }

  /** A new page where there is no room for so much, or the page lies otherwise. */
  ensure(height: number, layout: Layout = this.#layout): void {
    if (this.room < height || layout !== this.#layout) this.page(layout);
  }

  space(height: number): void {
    this.y += height;
  }

  /** The text with what the font can write. */
  written(text: string): string {
    let all = '';
    for (const sign of text.replace(/\s+/g, ' ')) {
      all += this.#advance(sign, 'regular') === null ? MISSING : sign;
    }
    return all;
  }

  /** How far a sign takes the pen, in thousandths of the size; null where the font lacks it. */
  #advance(sign: string, weight: Weight): number | null {
    const known = this.#advances[weight].get(sign);
    if (known !== undefined) return known;
    const { font } = this.#fonts[weight];
    const code = sign.codePointAt(0) ?? 0;
    const advance = font.hasGlyphForCodePoint(code)
      ? (font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm) * 1000
      : null;
    this.#advances[weight].set(sign, advance);
    return advance;
  }

  use({ size = 9, weight = 'regular', color = INK }: TextStyle): void {
    // Not `font(bytes)`: it would read the whole font again.
    (this.doc as unknown as WithFont)._font = this.#fonts[weight];
    this.doc.fontSize(size).fillColor(color);
  }

  /** The font has no kerning, so that a text is as wide as its signs. */
  widthOf(text: string, { size = 9, weight = 'regular' }: TextStyle): number {
    let width = 0;
    for (const sign of text) width += this.#advance(sign, weight) ?? 0;
    return (width * size) / 1000;
  }

  /** The text in lines that are no wider than `width`; a word that is wider is broken. */
  linesOf(text: string, width: number, style: TextStyle): readonly string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of this.written(text).trim().split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (this.widthOf(longer, style) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = word;
      while (this.widthOf(line, style) > width && line.length > 1) {
        let fits = line.length - 1;
        while (fits > 1 && this.widthOf(line.slice(0, fits), style) > width) fits--;
        lines.push(line.slice(0, fits));
        line = line.slice(fits);
      }
    }
    return [...lines, line];
  }

  /** One line of text, as it is, at a place; to be called while an element draws. */
  put(text: string, x: number, y: number, style: TextStyle): void {
    this.use(style);
    this.doc.text(text, x, y, { lineBreak: false });
  }

  /** An element of the tree; what `draw` draws is its content. */
  element(tag: string, draw: () => void, options: Tagging = {}): Element {
    return this.doc.struct(tag, options as never, draw);
  }

  /** An element below the document, or below `parent`. */
  add(element: Element, parent: Element = this.#root): void {
    parent.add(element);
    element.end();
  }

  /** An element that others are put into; to be ended by who opens it. */
  open(tag: string, parent: Element = this.#root): Element {
    const element = this.doc.struct(tag);
    parent.add(element);
    return element;
  }

  /** What repeats, or only pleases the eye. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact');
    draw();
    this.doc.endMarkedContent();
  }

  rule(y: number, color = LINE, from = this.left, width = this.width): void {
    this.artifact(() => {
      this.doc.lineWidth(0.6).strokeColor(color);
      this.doc
        .moveTo(from, y)
        .lineTo(from + width, y)
        .stroke();
    });
  }

  /** A heading, with room for something below it on the same page. */
  heading(level: 1 | 2 | 3, text: string, below = 60): void {
    const style = { size: [22, 13, 10][level - 1] ?? 10, weight: 'semibold' } as const;
    const lines = this.linesOf(text, this.width, style);
    const step = style.size * 1.25;
    if (level > 1 && this.y > MARGIN) this.space(level === 2 ? 22 : 12);
    this.ensure(lines.length * step + below);
    const top = this.y;
    this.add(
      this.element(`H${level}`, () => {
        lines.forEach((line, i) => this.put(line, this.left, top + i * step, style));
      }),
    );
    this.y = top + lines.length * step + (level === 1 ? 4 : 5);
  }

  /** A paragraph over the width, or a part of it. */
  paragraph(text: string, style: TextStyle = {}, width = this.width): void {
    const size = style.size ?? 9;
    const step = size * 1.45;
    const lines = this.linesOf(text, width, { ...style, size });
    this.ensure(step * Math.min(lines.length, 2));
    // A paragraph that is cut by the page is one element on each of them.
    for (let from = 0; from < lines.length;) {
      const most = Math.max(1, Math.floor(this.room / step));
      const own = lines.slice(from, from + most);
      const top = this.y;
      this.add(
        this.element('P', () => {
          own.forEach((line, i) => this.put(line, this.left, top + i * step, { ...style, size }));
        }),
      );
      this.y = top + own.length * step;
      from += own.length;
      if (from < lines.length) this.page();
    }
  }

  /** A drawing, with what it shows in words. */
  figure(height: number, alt: string, draw: (top: number) => void): void {
    this.ensure(height);
    const top = this.y;
    const bbox = [this.left, top, this.left + this.width, top + height];
    this.add(this.element('Figure', () => draw(top), { alt, bbox }));
    this.y = top + height;
  }

  /** The whole file. The paper cannot be written on any more. */
  finish(): Uint8Array {
    this.#root.end();
    const { start, count } = this.doc.bufferedPageRange();
    for (let i = start; i < start + count; i++) {
      this.doc.switchToPage(i);
      const { width, height } = this.doc.page;
      const style = { size: 7, color: MUTED };
      this.artifact(() => {
        this.doc.lineWidth(0.6).strokeColor(LINE);
        this.doc
          .moveTo(MARGIN, height - 46)
          .lineTo(width - MARGIN, height - 46)
          .stroke();
        const number = `Page ${i + 1} of ${count}`;
        this.#options.footer.forEach((line, row) => {
          this.put(this.written(line), MARGIN, height - 39 + row * 10, style);
        });
        this.put(number, width - MARGIN - this.widthOf(number, style), height - 39, style);
      });
    }
    this.doc.end();
    const bytes: unknown = this.doc.read();
    if (!(bytes instanceof Uint8Array)) throw new Error('the PDF was not written whole');
    return bytes;
  }
}

interface Tagging {
  readonly alt?: string;
  readonly scope?: 'Row' | 'Column';
  readonly bbox?: readonly number[];
}

/** What the writer of PDF keeps of the font that it writes with. */
interface WithFont {
  _font: OpenedFont;
}

interface OpenedFont {
  readonly font: GlyphFont;
}

interface GlyphFont {
  readonly unitsPerEm: number;
  readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
  readonly glyphForCodePoint: (codePoint: number) => { readonly advanceWidth: number };
}
