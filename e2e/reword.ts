/**
 * A copy of the engine in which every sentence says something else: for the test that no figure's
 * name depends on a sentence. Only tests import this file.
 *
 * A sentence is a text with a space between two letters; names, codes and formats have none. Each
 * letter of it becomes another one, so that whoever looks for a word, an ending or a "box A" in a
 * sentence no longer finds it.
 */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const SENTENCE = /[A-Za-z,.;:’]\s+[A-Za-z(]/;
const ESCAPED = /(\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\.)/;

function turnLetter(letter: string): string {
  const first = letter < 'a' ? 65 : 97;
  return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
}

/** Every letter another one; escapes stay. */
function turnLetters(text: string): string {
  return text
    .split(ESCAPED)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[A-Za-z]/g, turnLetter)))
    .join('');
}

/** Where a literal is code and no text: a type, the name of a module, the key of an object. */
function isCode(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isLiteralTypeNode(parent) ||
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}

/** The pieces of text between the values of a template, and whether together they are a sentence. */
function isSentence(template: ts.TemplateExpression): boolean {
  const pieces = [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  return pieces.some(({ text }) => /[A-Za-z]/.test(text) && /\s/.test(text));
}

/** A file of the engine with every sentence reworded, and how many that were. */
export function reworded(source: string, name: string): { text: string; count: number } {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  const places: { from: number; to: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      if (SENTENCE.test(node.text) && !isCode(node)) {
        places.push({ from: node.getStart() + 1, to: node.end - 1 });
      }
    } else if (ts.isTemplateExpression(node) && isSentence(node)) {
      places.push({ from: node.head.getStart() + 1, to: node.head.end - 2 });
      for (const { literal } of node.templateSpans) {
        const end = ts.isTemplateTail(literal) ? 1 : 2;
        places.push({ from: literal.getStart() + 1, to: literal.end - end });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  let text = source;
  for (const { from, to } of places.toSorted((a, b) => b.from - a.from)) {
    text = text.slice(0, from) + turnLetters(text.slice(from, to)) + text.slice(to);
  }
  return { text, count: places.length };
}

/** Writes the copy of `engine` into a folder, and says how many sentences are others. */
export function writeReworded(engine: string, folder: string, packages: string): number {
  let count = 0;
  for (const path of readdirSync(engine, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts') || path.endsWith('.test.ts') || path.startsWith('testing')) continue;
    const copy = reworded(readFileSync(join(engine, path), 'utf8'), path);
    const target = join(folder, 'tax', path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, copy.text);
    count += copy.count;
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  symlinkSync(packages, join(folder, 'node_modules'));
  return count;
}
