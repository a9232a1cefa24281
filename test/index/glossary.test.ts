import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanciteError } from '../../index/errors.ts';
import { parseGlossary } from '../../index/glossary.ts';
import { SEEDS_DIR } from '../support/folders.ts';
import { anyText, between } from '../support/texts.ts';

const GLOSSARY = `
- [Digital Silk Road, 数字丝绸之路]
- [Silk Road, 丝绸之路]
- [digital, 数字]
- [digital economy, 数字经济]
- [AI, artificial intelligence, 人工智能]
- [Hunan, 湖南]
- [17, 十七大]
`;

function synonymsOf(text: string, yaml = GLOSSARY): [string, string[]][] {
  return parseGlossary(yaml)
    .findSynonyms(text)
    .map(({ start, end, alternatives }) => [
      text.slice(start, end),
      alternatives.map((terms) => terms.join(' ')),
    ]);
}

describe('parseGlossary', () => {
  it('finds the other ways to say an expression', () => {
    expect(synonymsOf('What is AI in Hunan?')).toEqual([
      ['AI', ['artifici intellig', '人工 智能']],
      ['Hunan', ['湖南']],
    ]);
  });

  it('finds the English for a Chinese expression inside a sentence', () => {
    expect(synonymsOf('请问湖南的人工智能目标是什么')).toEqual([
      ['湖南', ['hunan']],
      ['人工智能', ['ai', 'artifici intellig']],
    ]);
  });

  it('finds an expression in another form of its words', () => {
    expect(synonymsOf('digital economies')).toEqual([['digital economies', ['数字 经济']]]);
    expect(synonymsOf('DIGITAL-ECONOMY')).toEqual([['DIGITAL-ECONOMY', ['数字 经济']]]);
  });

  it.each([
    ['Where is the Digital Silk Road?', 'Digital Silk Road'],
    ['数字丝绸之路在哪里', '数字丝绸之路'],
    ['数字经济', '数字经济'],
  ])('lets the longest expression win: %s', (text, expression) => {
    expect(synonymsOf(text).map(([found]) => found)).toEqual([expression]);
  });

  it('for some documents alone leaves out ideas that these do not say, which then hide no others', () => {
    const said = new Set(['digit', '数字', 'hunan']);
    const some = parseGlossary(GLOSSARY).asFarAs((terms) => terms.every((term) => said.has(term)));
    const found = (text: string) => some.findSynonyms(text).map(({ start, end }) => text.slice(start, end));
    expect(found('the Digital Silk Road')).toEqual(['Digital']);
    expect(found('AI in 湖南')).toEqual(['湖南']);
    expect(found('人工智能')).toEqual([]);
  });

  it('finds a shorter expression where it stands outside of the longer one', () => {
    expect(synonymsOf('digital schools on the Digital Silk Road').map(([found]) => found)).toEqual([
      'digital',
      'Digital Silk Road',
    ]);
  });

  it('gives the alternatives of all ideas an expression stands for', () => {
    const yaml = '- [digitalization, 数字化]\n- [digital, 数字化]\n';
    expect(synonymsOf('数字化', yaml)).toEqual([['数字化', ['digit', 'digit']]]);
  });

  it('takes numbers for expressions', () => {
    expect(synonymsOf('the seventeen goals', '- [17, SDGs]')).toEqual([['seventeen', ['sdg']]]);
  });

  it.each(['', '# nothing yet\n', '[]', 'null'])('takes %j for a glossary without expressions', (yaml) => {
    expect(parseGlossary(yaml).findSynonyms('Hunan')).toEqual([]);
  });

  it.each([
    ['YAML that does not end', '- [a, b\n', /^glossary\.yaml: .*line 2/s],
    ['a map', 'a: b', /^glossary\.yaml: file: .*array/],
    [
      'an idea with one expression',
      '- [Hunan, 湖南]\n- [Henan]',
      /^glossary\.yaml: 1: expected at least two expressions/,
    ],
    ['an idea that is no list', '- Hunan', /^glossary\.yaml: 0: /],
    ['an expression that is a list', '- [[a], b]', /^glossary\.yaml: 0 → 0: /],
    ['an expression left out', '- [a, ]\n- [a, null]', /^glossary\.yaml: 0: .*; 1 → 1: /],
  ])('refuses %s and names the place', (_what, yaml, message) => {
    expect(() => parseGlossary(yaml)).toThrow(PlanciteError);
    expect(() => parseGlossary(yaml)).toThrow(
      expect.objectContaining({ code: 'GLOSSARY_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('reads the glossary that ships with the product', () => {
    const yaml = readFileSync(join(SEEDS_DIR, 'glossary.yaml'), 'utf8');
    expect(synonymsOf('数字丝绸之路', yaml)[0]?.[1]).toContain('digit silk road');
    expect(synonymsOf('white paper', yaml)[0]?.[1]).toContain('白皮书 白皮 皮书');
  });

  it('never overlaps, and always has terms to look for', () => {
    const glossary = parseGlossary(GLOSSARY);
    const asked = fc.array(
      fc.constantFrom('digital ', 'silk ', 'road ', '数字', '丝绸之路', '经济', 'AI ', '湖南', '？'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          asked.map((parts) => parts.join('')),
        ),
        (text) => {
          const found = glossary.findSynonyms(text);
          expect(between(text, found)).toHaveLength(found.length + 1);
          for (const { alternatives } of found) expect(alternatives.flat().length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

it('finds every use of a Chinese expression', () => {
  const uses = parseGlossary('- [Hunan, 湖南]').findSynonyms('湖南省和湖南');
  expect(uses.map(({ start, end }) => [start, end])).toEqual([
    [0, 2],
    [4, 6],
  ]);
});

it('finds expressions however their characters are written', () => {
  const glossary = parseGlossary('- [planning, 规划]\n- [big data, 大數據]');
  expect(glossary.findSynonyms('規劃').map(({ alternatives }) => alternatives)).toEqual([[['plan']]]);
  expect(glossary.findSynonyms('大数据').map(({ alternatives }) => alternatives)).toEqual([
    [['big', 'data']],
  ]);
});
