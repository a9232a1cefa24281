import { deserialize } from 'node:v8';
import { expect, it } from 'vitest';
import { openToRead } from '../../index/database.ts';
import { FORMAT_VERSION, sha256 } from '../../index/manifest.ts';
import { writeSnapshot } from '../../index/snapshot.ts';
import { temporaryFolder } from '../support/folders.ts';
import { indexOf } from '../support/indexes.ts';

/**
 * What a small corpus is stored as under each format version. If this fails, what is stored has changed: raise
 * FORMAT_VERSION, so that no start loads what an older version stored, and put the new digest here.
 */
const STORED = { version: 14, digest: '6bb30d387bcf63614cda7a697c21b63f4de6d1bbbbe4437d95644eccf2f700df' };

const CORPUS = {
  'plan.txt': `City portal

Digital plan of the city

Updated: 2024-03-05

By 2030, ninety percent of households (about 150,000) will have 1 Gbps connections. See No. 5 of the annex.

Data and services

The city's e-services cover: licences; permits; and, health care at twenty-one centres.
`,
  'plan-zh.txt':
    '数字城市规划\n\n到二〇三〇年，千兆光纤覆盖率达到百分之九十；互联网普及率达到百分之九十五。\n',
  'catalog.yaml': 'documents: { plan.txt: { issuer: City Council, jurisdiction: Exampletown } }',
  'glossary.yaml': '- [household, home, 家庭]',
};

it('rises whenever the stored index changes', async () => {
  const dataDir = temporaryFolder();
  await writeSnapshot(dataDir, await indexOf(CORPUS), { keepsPrevious: false });
  using database = openToRead(dataDir);
  const rows = (sql: string) => database?.prepare(sql).all();
  // The same content is not always the same bytes: V8 writes a string as it happens to hold it.
  const documents = rows('SELECT content FROM document ORDER BY key')?.map(({ content }) =>
    deserialize(content as Uint8Array),
  );
  const tables = rows('SELECT sql FROM sqlite_schema ORDER BY name');
  const digest = sha256(JSON.stringify({ documents, tables }));
  expect({ version: FORMAT_VERSION, digest }).toEqual(STORED);
});
