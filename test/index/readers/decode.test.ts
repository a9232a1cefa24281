import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode, encodedLength } from '../../../index/readers/decode.ts';
import { anyText } from '../../support/texts.ts';

const CHINESE =
  '湖南省近日印发《数字湖南建设规划》，提出到2025年建成较为完善的数字基础设施体系。各市州、县市区人民政府要加强组织领导，落实工作责任，确保各项任务按期完成。';
const TRADITIONAL =
  '數字中國建設是推進中國式現代化的重要引擎，是構築國家競爭新優勢的有力支撐。各地區各部門要結合實際認真貫徹落實。';
const FRENCH =
  'Le gouvernement a décidé de créer une stratégie numérique – “déjà vu” – pour les régions, à 5 € près.';

describe('decode', () => {
  it('reads UTF-8 without a byte order mark', () => {
    expect(decode(Buffer.from('Hunan 湖南'))).toEqual({
      text: 'Hunan 湖南',
      encoding: 'UTF-8',
      byteOrderMarkBytes: 0,
    });
  });

  it('leaves the byte order mark out of the text and counts its bytes', () => {
    expect(decode(Buffer.from('\ufeffHunan'))).toEqual({
      text: 'Hunan',
      encoding: 'UTF-8',
      byteOrderMarkBytes: 3,
    });
  });

  it('takes only the first of two byte order marks off', () => {
    expect(decode(Buffer.from('\ufeff\ufeffHunan'))).toMatchObject({ text: '\ufeffHunan' });
  });

  it.each([
    ['UTF-16LE', 'utf-16le', 2],
    ['UTF-16BE', 'utf-16be', 2],
  ])('reads %s with its byte order mark', (encoding, codec, byteOrderMarkBytes) => {
    expect(decode(iconv.encode(CHINESE, codec, { addBOM: true }))).toEqual({
      text: CHINESE,
      encoding,
      byteOrderMarkBytes,
    });
  });

  it.each([
    ['UTF-16LE', 'utf-16le'],
    ['UTF-16BE', 'utf-16be'],
  ])('reads %s of Latin letters without a byte order mark', (encoding, codec) => {
    const text = 'Hunan issued a plan (湖南) for 2025.';
    expect(decode(iconv.encode(text, codec, { addBOM: false }))).toEqual({
      text,
      encoding,
      byteOrderMarkBytes: 0,
    });
  });

  it.each([
    ['GB18030', 'gb18030', CHINESE],
    ['GB18030', 'gbk', CHINESE],
    ['Big5', 'big5', TRADITIONAL],
    ['windows-1252', 'windows-1252', FRENCH],
  ])('tells %s from the bytes of %s', (encoding, codec, text) => {
    expect(decode(iconv.encode(text, codec))).toEqual({ text, encoding, byteOrderMarkBytes: 0 });
  });

  it('tells the encoding of a long file from its beginning', () => {
    const text = CHINESE.repeat(2_000);
    expect(decode(iconv.encode(text, 'gb18030'))).toMatchObject({ text, encoding: 'GB18030' });
  });

  it('reads a view into a larger buffer, and only that', () => {
    const buffer = Buffer.from('xxHunanyy');
    expect(decode(buffer.subarray(2, 7))).toMatchObject({ text: 'Hunan' });
  });

  it.each([
    ['a NUL byte', Buffer.from('a\0b'), /NUL bytes/],
    ['NUL bytes on both sides of the units', Buffer.from([0, 65, 66, 0, 0, 67]), /NUL bytes/],
    ['UTF-16 cut in the middle of a unit', Buffer.from('H\0u\0n\0a'), /NUL bytes/],
    [
      'UTF-8 with one byte missing',
      Buffer.concat([Buffer.from(CHINESE).subarray(0, 20), Buffer.from(CHINESE).subarray(21)]),
      /UTF-8 with damaged characters/,
    ],
    [
      'a UTF-8 mark in front of other bytes',
      Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0xff]),
      /mark says UTF-8, but/,
    ],
    ['a UTF-16 mark in front of half a unit', Buffer.from([0xff, 0xfe, 0x41]), /mark says UTF-16LE, but/],
    ['half a unit in the other order', Buffer.from([0xfe, 0xff, 0x41]), /mark says UTF-16BE, but/],
  ])('refuses %s and says why', (_what, bytes, reason) => {
    expect(decode(bytes)).toEqual({ refused: expect.stringMatching(reason) });
  });

  it('gives any well-formed text back from its UTF-8 bytes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\ufeff'));
        expect(decode(Buffer.from(text))).toEqual({ text, encoding: 'UTF-8', byteOrderMarkBytes: 0 });
      }),
    );
  });

  it('never throws, and encodes what it accepts back to the very bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const decoded = decode(bytes);
        if ('refused' in decoded) {
          expect(decoded.refused).not.toBe('');
          return;
        }
        const body = iconv.encode(decoded.text, decoded.encoding, { addBOM: false });
        expect(body.equals(bytes.subarray(decoded.byteOrderMarkBytes))).toBe(true);
      }),
    );
  });
});

describe('encodedLength', () => {
  it.each([
    ['UTF-8', 9],
    ['UTF-16LE', 10],
    ['UTF-16BE', 10],
    ['GB18030', 7],
    ['Big5', 7],
  ])('counts the bytes in %s without a byte order mark', (encoding, bytes) => {
    expect(encodedLength('a b湖南', encoding)).toBe(bytes);
  });

  it.each(['UTF-8', 'UTF-16LE', 'UTF-16BE', 'GB18030'])(
    'of any prefix is the byte offset behind it, in %s',
    (encoding) => {
      fc.assert(
        fc.property(anyText, fc.nat(), (text, at) => {
          const chars = [...text];
          const prefix = chars.slice(0, at % (chars.length + 1)).join('');
          const bytes = iconv.encode(text, encoding, { addBOM: false });
          const rest = bytes.subarray(encodedLength(prefix, encoding));
          expect(iconv.decode(rest, encoding, { stripBOM: false })).toBe(text.slice(prefix.length));
        }),
      );
    },
  );
});
