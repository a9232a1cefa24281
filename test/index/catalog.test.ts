import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCatalog } from '../../index/catalog.ts';
import { PlanciteError } from '../../index/errors.ts';
import { SEEDS_DIR } from '../support/folders.ts';

function entry(...lines: string[]): string {
  return ['documents:', '  folder/a.txt:', ...lines.map((line) => `    ${line}`)].join('\n');
}

describe('parseCatalog', () => {
  it('reads every field', () => {
    const yaml = entry(
      'title: " The Plan "',
      'issuer: State Council',
      'jurisdiction: Hunan',
      'topic: plan',
      'date: 2022-07-15',
      'source: https://example.org/plan?id=1',
      'language: zh-Hans',
      'audience: internal',
      'aliases: [2522 plan, 数字中国]',
    );
    expect(parseCatalog(yaml)).toEqual(
      new Map([
        [
          'folder/a.txt',
          {
            title: 'The Plan',
            issuer: 'State Council',
            jurisdiction: 'Hunan',
            topic: 'plan',
            publishedOn: '2022-07-15',
            source: 'https://example.org/plan?id=1',
            language: 'zh-Hans',
            audience: 'internal',
            aliases: ['2522 plan', '数字中国'],
          },
        ],
      ]),
    );
  });

  it('leaves out what is not said', () => {
    expect(parseCatalog(entry('topic: plan')).get('folder/a.txt')).toStrictEqual({ topic: 'plan' });
    expect(parseCatalog(entry()).get('folder/a.txt')).toStrictEqual({});
  });

  it.each(['2022', '2022-07', '"2022-07-15"'])('takes a date as precise as %s', (date) => {
    expect(parseCatalog(entry(`date: ${date}`)).get('folder/a.txt')).toEqual({
      publishedOn: date.replaceAll('"', ''),
    });
  });

  it.each(['', '# nothing yet\n', 'documents:', 'documents: {}'])('takes %j for an empty catalog', (yaml) => {
    expect(parseCatalog(yaml)).toEqual(new Map());
  });

  it.each([
    ['YAML that does not end', 'documents: [', /^catalog\.yaml: .*line 1/s],
    ['an entry twice', 'documents:\n  a.txt: {}\n  a.txt: {}', /^catalog\.yaml: .*unique at line 3/s],
    ['a list', '- a.txt', /^catalog\.yaml: file: .*object/],
    ['an unknown section', 'document: {}', /^catalog\.yaml: file: .*"document"/],
    ['an unknown key', entry('author: Li'), /documents → folder\/a\.txt: .*"author"/],
    ['an empty title', entry('title: " "'), /documents → folder\/a\.txt → title: /],
    ['a date in words', entry('date: July 2022'), /documents → folder\/a\.txt → date: expected yyyy-mm-dd/],
    [
      'an address of another kind',
      entry('source: ftp://a.org'),
      /→ source: expected an http or https address/,
    ],
    ['an address that runs a script', entry('source: javascript:alert(1)'), /→ source: expected an http/],
    ['an address without a scheme', entry('source: example.org/a'), /→ source: expected an http/],
    ['a language by its name', entry('language: English'), /→ language: expected a language tag/],
    ['an unknown audience', entry('audience: secret'), /→ audience: .*"public"\|"internal"/],
    ['aliases that are no list', entry('aliases: Plan'), /→ aliases: .*array/],
    ['an alias without a name', entry('aliases: [""]'), /→ aliases → 0: /],
  ])('refuses %s and names the place', (_what, yaml, message) => {
    expect(() => parseCatalog(yaml)).toThrow(PlanciteError);
    expect(() => parseCatalog(yaml)).toThrow(
      expect.objectContaining({ code: 'CATALOG_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('names all that is wrong at once', () => {
    const yaml = `${entry('date: soon', 'audience: all')}\n  b.txt:\n    size: 1`;
    expect(() => parseCatalog(yaml)).toThrow(/a\.txt → date.*; .*a\.txt → audience.*; .*b\.txt.*"size"/);
  });

  it('reads the catalog that ships with the product', () => {
    const catalog = parseCatalog(readFileSync(join(SEEDS_DIR, 'catalog.yaml'), 'utf8'));
    expect([...catalog.values()].map((said) => said.jurisdiction)).toEqual([
      'Hunan',
      'Hunan',
      'China, national',
      'Henan',
      'China, national',
    ]);
  });
});

it.each(['2022-13', '2022-02-30', '22-01-01'])('refuses %s as a date', (date) => {
  expect(() => parseCatalog(`documents: { a.txt: { date: "${date}" } }`)).toThrow('documents → a.txt → date');
});

it('refuses a path with spaces at its ends', () => {
  expect(() => parseCatalog('documents: { " a.txt": {} }')).toThrow('Invalid key in record');
});
