import fc from 'fast-check';
import type { Document, Span } from '../../index/document.ts';
import { sha256 } from '../../index/manifest.ts';
import { type Passage, splitPassages } from '../../index/passages.ts';
import { readText } from '../../index/readers/text.ts';

const FRAGMENTS = [
  ...['Hunan', 'the', 'plan', 'digital', 'e-commerce', "Hunan's", 'No.', 'e.g.', 'Dec.', 'U.S.', 'A.', '5G'],
  ...[
    '1,000',
    '10:30',
    '14th',
    '(a)',
    '1.',
    '- ',
    '数字经济',
    '湖南省',
    '二〇三五年',
    '十四五',
    '。',
    '；',
    '，',
  ],
  ...['“', '”', '"', '(', ')', '.', '!', '?', ',', ';', ': ', '—', ' – ', '——', '…', '’', '\u200b', '\u00ad'],
  ...[' ', ' ', ' ', '\n', '\n\n', '\r\n', '\t', '\u00a0', '😀', 'e\u0301', 'ＡＢ', 'かな', 'ไทย'],
];

/** Text as people write and paste it: words of several scripts, punctuation, line breaks. */
const prose = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 120 }).map((parts) => parts.join(''));

/** Any well-formed text at all. */
export const anyText = fc.oneof(prose, fc.string({ unit: 'binary', maxLength: 200 }));

/** The stretches of `text` between the spans; throws where spans overlap, are empty or out of order. */
export function between(text: string, spans: readonly Span[]): string[] {
  const gaps: string[] = [];
  let reached = 0;
  for (const { start, end } of spans) {
    if (start < reached || end <= start || end > text.length)
      throw new Error(`[${start}, ${end}) does not follow ${reached} in ${JSON.stringify(text)}`);
    gaps.push(text.slice(reached, start));
    reached = end;
  }
  return [...gaps, text.slice(reached)];
}

export function textsOf(text: string, spans: readonly Span[]): string[] {
  return spans.map(({ start, end }) => text.slice(start, end));
}

/** Whether `offset` parts the two halves of one character. */
export function isInsidePair(text: string, offset: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset));
}

/** The document that a file of these bytes is, with nothing said of it. */
export function documentOf(content: string | Uint8Array, path = 'a.txt'): Document {
  const bytes = Buffer.from(content);
  const reading = readText(bytes);
  if ('refused' in reading) throw new Error(reading.refused);
  return {
    path,
    title: path,
    issuer: null,
    jurisdiction: null,
    topic: null,
    publishedOn: null,
    source: null,
    language: 'en',
    audience: 'public',
    aliases: [],
    ...reading.description,
    audienceSaidBy: null,
    text: reading.text,
    blocks: reading.blocks,
    encoding: reading.encoding,
    byteOrderMarkBytes: reading.byteOrderMarkBytes,
    sizeBytes: bytes.byteLength,
    sha256: sha256(bytes),
  };
}

export function passagesOf(document: Document): Passage[] {
  return [...splitPassages(document)];
}

/** White space folded: where an excerpt breaks into lines is layout, and what it says is not. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
