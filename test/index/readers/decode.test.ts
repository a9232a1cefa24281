import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { encodedLength } from '../../../index/encodings.ts';
import { decode } from '../../../index/readers/decode.ts';
import { anyText } from '../../support/texts.ts';

const CHINESE =
  '湖南省近日印发《数字湖南建设规划》，提出到2025年建成较为完善的数字基础设施体系。各市州、县市区人民政府要加强组织领导，落实工作责任，确保各项任务按期完成。';
const TRADITIONAL =
  '數字中國建設是推進中國式現代化的重要引擎，是構築國家競爭新優勢的有力支撐。各地區各部門要結合實際認真貫徹落實。';
const FRENCH =
  'Le gouvernement a décidé de créer une stratégie numérique – “déjà vu” – pour les régions, à 5 € près.';

const ENGLISH =
  'The sum is repaid in nine parts. “Part” means one ninth of it — no more. The lender’s claim lapses… then.';

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

  it.each([
    ['windows-1252', ENGLISH],
    ['gb18030', ENGLISH],
    ['gbk', ENGLISH],
    ['macintosh', ENGLISH],
    ['windows-1252', 'The keeper’s book isn’t taken home.'],
    ['gb18030', 'The keeper’s book isn’t taken home.'],
    ['macintosh', 'The keeper’s book isn’t taken home.'],
    ['windows-1252', 'The club meets in the old café by the lake.'],
    ['macintosh', 'The club meets in the old café by the lake.'],
    ['windows-1252', 'The menu is served à la carte.'],
    [
      'windows-1252',
      'A permit costs £9 or €11 (§ 4). Keep it at 5–8 °C. Use ½ cup for 3 m². See ¶ 2 • here.',
    ],
    ['gb18030', 'Staff park behind the 食堂 building.'],
    ['big5', 'Staff park behind the 食堂 building.'],
    ['gb18030', 'The form is kept by 李明 of the Beijing office (北京办公室).'],
    ['windows-1252', 'RÈGLEMENT INTÉRIEUR DE L’ÉCOLE'],
    ['windows-1252', '¿Cuántos días de vacaciones tienen los niños?'],
    ['iso-8859-15', 'Le règlement intérieur coûte 5 € aux élèves.'],
    ['cp850', 'Der Mieter zahlt die Gebühr für die Schlüssel. Große Möbel trägt er über die Höfe.'],
    ['windows-1250', 'Każdy członek spółdzielni może zgłosić wniosek na piśmie. Później będzie zebranie.'],
    ['iso-8859-2', 'Każdy członek spółdzielni może zgłosić wniosek na piśmie. Później będzie zebranie.'],
    ['windows-1250', 'Každý člen družstva může podat žádost písemně. Příští schůze bude v úterý.'],
    [
      'windows-1254',
      'Kütüphane her gün sekizde açılır. Öğrenciler altı kitap alabilir, şikâyet yazılı yapılır.',
    ],
    ['windows-1251', 'Библиотека открыта с девяти до пяти.'],
    ['koi8-r', 'Библиотека открыта с девяти до пяти.'],
    ['cp866', 'Библиотека открыта с девяти до пяти.'],
    ['windows-1253', 'Η βιβλιοθήκη είναι ανοιχτή κάθε μέρα.'],
    ['windows-1255', 'הספרייה פתוחה בכל יום משעה תשע.'],
    ['windows-1256', 'تفتح المكتبة كل يوم من الساعة التاسعة.'],
    ['gbk', '借书规则'],
    ['gbk', '港务办公室七点开门。'],
    ['gbk', '费用为 €5，现金支付。'],
    ['big5', '借書規則'],
    ['shift_jis', '貸出規則について'],
    ['euc-jp', '貸出規則について'],
    ['euc-kr', '대출 규칙'],
    ['utf-16le', '港务公告\n\n港务办公室七点开门。'],
    ['utf-16be', '港务公告\n\n港务办公室七点开门。'],
    ['utf-16le', '港务办公室七点开门'],
    ['utf-16be', 'Библиотека открыта с девяти до пяти.'],
    ['utf-16le', 'Don’t be late.\n'],
  ])('reads %s by what makes sense of it: %s', (codec, text) => {
    expect(decode(iconv.encode(text, codec, { addBOM: false }))).toMatchObject({ text });
  });

  it('looks at characters beyond ASCII wherever in a file they stand', () => {
    const text = `${'All members may use the room.\n'.repeat(4_000)}The keeper’s book “stays”.`;
    expect(decode(iconv.encode(text, 'gb18030'))).toMatchObject({ text });
    const line = text.replaceAll('\n', ' ');
    expect(decode(iconv.encode(line, 'gb18030'))).toMatchObject({ text: line });
  });

  it.each([
    ['windows-1252', (bytes: Uint8Array) => new TextDecoder('windows-1252').decode(bytes)],
    ['ISO-8859-1', (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')],
  ])('reads UTF-8 that was taken for %s and encoded once more, at its exact bytes', (_what, misread) => {
    const text = 'The café’s “menu” – naïve, 5 €';
    const bytes = Buffer.from(misread(Buffer.from(text)));
    const decoded = decode(bytes);
    expect(decoded).toMatchObject({ text });
    if ('refused' in decoded) return;
    for (let end = 0; end <= text.length; end += 1) {
      const rest = bytes.subarray(encodedLength(text.slice(0, end), decoded.encoding));
      expect(rest.toString()).toBe(misread(Buffer.from(text.slice(end))));
    }
  });

  it('leaves a text as it is of which only some was encoded twice', () => {
    const text = 'The cafÃ© has a 菜单.';
    expect(decode(Buffer.from(text))).toMatchObject({ text, encoding: 'UTF-8' });
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
    [
      'English with one damaged character in UTF-8',
      Buffer.concat([
        Buffer.from('It isn\xe2\x80t so: the ', 'latin1'),
        Buffer.from('keeper’s book “is” here.'),
      ]),
      /UTF-8 with damaged characters/,
    ],
    [
      'UTF-8 behind which another encoding begins',
      Buffer.concat([Buffer.from('The café is naïve. '), iconv.encode('The résumé is “déjà vu”.', 'latin1')]),
      /some of it is UTF-8, and some is not/,
    ],
    ['Japanese in escape sequences', Buffer.from('\x1b$B?^=q\x1b(B'), /ISO-2022/],
    [
      'an encoding not known here',
      iconv.encode('ห้องสมุดเปิดทุกวันเวลาเก้าโมงเช้า', 'windows-874'),
      /not recognised/,
    ],
    [
      'bytes in no order',
      Buffer.from([...Array(200).keys()].map((i) => 1 + ((i * 7919 + i * i) % 255))),
      /not recognised/,
    ],
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
