import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { INTERNAL, LEAVE, type Office, office, PAY, publicIn, refreshed } from '../support/office.ts';

describe('a document that was internal', () => {
  it.each<[string, (place: Office) => void]>([
    ['it is renamed', ({ rename }) => rename('pay.txt', 'wages.txt')],
    [
      'it is moved into a folder with its text changed',
      ({ remove, write }) => {
        remove('pay.txt');
        write('bonus.txt', PAY.replace('nine', 'ten'));
      },
    ],
    [
      'it is turned into another format',
      ({ remove, write }) => {
        remove('pay.txt');
        write('pay.md', `# Pay\n\n${PAY}`);
      },
    ],
    ['it is copied', ({ at }) => copyFileSync(at('pay.txt'), at('copy.txt'))],
    ['it is pasted into a document for everybody', ({ write }) => write('leave.txt', `${LEAVE}\n${PAY}`)],
    ['the catalog is emptied', ({ write }) => write('catalog.yaml', '')],
    ['the catalog is gone', ({ remove }) => remove('catalog.yaml')],
    ['the catalog is cut at a line end', ({ write }) => write('catalog.yaml', 'documents:\n  pay.txt:\n')],
    ['the catalog is invalid', ({ write }) => write('catalog.yaml', 'documents: [')],
    ['the catalog has another name', ({ rename }) => rename('catalog.yaml', 'Catalog.yml')],
    [
      'its text changes while the catalog is gone',
      ({ remove, write }) => {
        remove('catalog.yaml');
        write('pay.txt', `${PAY}It is paid in June.\n`);
      },
    ],
  ])('stays so when %s', async (_what, change) => {
    const place = await office();
    change(place);
    for (const live of [await refreshed(place.live), await place.open().catch(() => place.live)])
      expect(publicIn(live).filter((path) => path !== 'leave.txt' || _what.includes('pasted'))).toEqual([]);
  });

  it('stays so through several changes, a restart with the index lost, and an invalid catalog in between', async () => {
    const place = await office();
    place.write('catalog.yaml', '');
    place.rename('pay.txt', 'a.txt');
    await refreshed(place.live);
    place.write('catalog.yaml', 'documents: [');
    place.write('a.txt', PAY.replace('May', 'July'));
    await refreshed(place.live);
    place.write('catalog.yaml', 'documents: {}');
    rmSync(join(place.dataDir, 'index.db'));
    expect(publicIn(await place.open())).toEqual(['leave.txt']);
    place.rename('a.txt', 'b.txt');
    expect(publicIn(await place.open())).toEqual(['leave.txt']);
  });

  it('is for everybody once its owner says so, and told of', async () => {
    const place = await office();
    place.write('catalog.yaml', 'documents: { pay.txt: { audience: public } }');
    const report = await place.live.refresh({ force: false });
    expect(report.changes.published).toEqual(['pay.txt']);
    expect(publicIn(place.live)).toEqual(['leave.txt', 'pay.txt']);
    // It need not be said for ever.
    place.write('catalog.yaml', '');
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt', 'pay.txt']);
  });

  it('is for everybody again by force, where the catalog does not speak of it any more', async () => {
    const place = await office();
    place.write('catalog.yaml', '');
    await refreshed(place.live);
    expect(place.live.problems).toEqual([
      'internal: pay.txt: catalog.yaml said so, and does not say any more who may see it. Write `audience: public` in catalog.yaml for what everybody may see',
    ]);
    const report = await place.live.refresh({ force: true });
    expect(report.changes.published).toEqual(['pay.txt']);
    expect(publicIn(place.live)).toEqual(['leave.txt', 'pay.txt']);
    expect(publicIn(await place.open())).toEqual(['leave.txt', 'pay.txt']);
  });

  it('is not opened by force where it was renamed, or its front matter was taken away', async () => {
    const place = await office({
      'plan.md': '---\naudience: internal\n---\n# Plan\n\nThe office moves to Leeds.\n',
    });
    place.rename('pay.txt', 'wages.txt');
    place.write('plan.md', '# Plan\n\nThe office moves to Leeds.\n');
    expect(publicIn(await refreshed(place.live, true))).toEqual(['leave.txt']);
  });

  it('is known by a name that a file system writes in another form of Unicode', async () => {
    const place = await office({
      'caf\u00e9.txt': 'The café pays its staff in June, and in no other month of the year.\n',
      'catalog.yaml':
        'documents: { cafe\u0301.txt: { audience: internal }, ./pay.txt: { audience: internal } }',
    });
    expect(publicIn(place.live)).toEqual(['leave.txt']);
    place.rename('caf\u00e9.txt', 'cafe\u0301.txt');
    place.write('catalog.yaml', 'documents: { caf\u00e9.txt: { audience: internal } }');
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt']);
    expect(place.live.current.documents.has('caf\u00e9.txt')).toBe(true);
  });

  it('stays so where another document takes its place and is for everybody', async () => {
    const place = await office();
    place.rename('pay.txt', 'managers.txt');
    place.write('managers.txt', `${PAY}It is paid in June.\n`);
    place.write('pay.txt', 'Pay is on the last day of the month, for all staff, by bank transfer.\n');
    place.write('catalog.yaml', 'documents: { pay.txt: { audience: public } }');
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt', 'pay.txt']);
    place.write('old.txt', PAY);
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt', 'pay.txt']);
  });

  it.each([
    ['its folder', 'hr'],
    ['its folder, with a slash', 'hr/'],
    ['other letters', 'HR/Plan.MD'],
    ['backslashes', 'hr\\plan.md'],
    ['a character that nobody sees', 'hr/pl\u200ban.md'],
  ])('is one that the catalog names by %s, and force does not open it', async (_what, name) => {
    const catalog = `documents: { ${JSON.stringify(name)}: { audience: internal } }`;
    const place = await office({
      'hr/plan.md': '# Plan\n\nThe office moves to Leeds.\n',
      'catalog.yaml': catalog,
    });
    expect(publicIn(place.live)).toEqual(['leave.txt', 'pay.txt']);
    expect(publicIn(await refreshed(place.live, true))).toEqual(['leave.txt', 'pay.txt']);
  });

  it('is told from another one whose name differs in case alone', async () => {
    const place = await office({
      'Faq.md': '---\naudience: internal\n---\n# Questions\n\nWho is paid a bonus? Managers are.\n',
      'faq.md': '---\naudience: public\n---\n# Questions\n\nWhen does the canteen open? At eight.\n',
    });
    place.write('Faq.md', '# Questions\n\nWho is paid a bonus? Managers are.\n');
    expect(publicIn(await refreshed(place.live))).toEqual(['faq.md', 'leave.txt']);
  });

  it('is so for a process that has not looked meanwhile, and for one that was killed over it', async () => {
    const place = await office({ 'catalog.yaml': '' });
    const idle = await place.open();
    place.write('catalog.yaml', INTERNAL);
    await place.open();
    place.write('catalog.yaml', '');
    for (const live of [await refreshed(idle), await place.open(), await refreshed(place.live)])
      expect(publicIn(live)).toEqual(['leave.txt']);
  });

  it('may be one that is new while the catalog is being written, until the catalog is there again', async () => {
    const place = await office();
    const plan = 'The office moves to Leeds in June, and nobody is to know of it before.\n';
    place.write('plan.txt', plan);
    place.write('news.txt', 'The canteen is open from eight to ten on all days of the week.\n');
    place.write('catalog.yaml', '');
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt']);
    place.write(
      'catalog.yaml',
      'documents: { pay.txt: { audience: internal }, plan.txt: { audience: internal } }',
    );
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt', 'news.txt']);
    expect(place.live.problems).toEqual([]);
  });

  it('is not any document that shares some of its words', async () => {
    const place = await office();
    place.write(
      'travel.txt',
      'Trips are paid in May. Nobody pays for them in advance, and receipts are kept.\n',
    );
    place.write('leave.txt', `${LEAVE}\nIt is paid in May.\n`);
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt', 'travel.txt']);
  });
});

describe('what is remembered of restrictions', () => {
  it('closes everything that does not speak for itself where it is damaged, until it is given up by force', async () => {
    const place = await office({ 'open.md': '---\naudience: public\n---\n# Open\n\nFor all.\n' });
    const file = join(place.dataDir, 'restrictions.db');
    const bytes = readFileSync(file);
    bytes.fill(0xff, 0, 4_096);
    writeFileSync(file, bytes);
    place.write('leave.txt', `${LEAVE}!`);
    place.write('catalog.yaml', '');
    expect(publicIn(await refreshed(place.live))).toEqual(['open.md']);
    expect(place.live.problems.join('\n')).toMatch(/what was internal before cannot be read/);
    expect(publicIn(await place.open())).toEqual(['open.md']);
    place.write('catalog.yaml', INTERNAL);
    expect(publicIn(await refreshed(place.live, true))).toEqual(['leave.txt', 'open.md']);
    expect(publicIn(await place.open())).toEqual(['leave.txt', 'open.md']);
  });

  it('is kept by force where it cannot be read at the moment only, and is read again by itself', async () => {
    const place = await office();
    place.rename('pay.txt', 'wages.txt');
    await refreshed(place.live);
    using other = new DatabaseSync(join(place.dataDir, 'restrictions.db'));
    other.exec('BEGIN EXCLUSIVE');
    expect(publicIn(await refreshed(place.live, true))).toEqual([]);
    other.exec('COMMIT');
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt']);
    expect(publicIn(await refreshed(place.live, true))).toEqual(['leave.txt']);
  });

  it('survives that it is removed, as far as the stored index tells', async () => {
    const place = await office();
    place.rename('pay.txt', 'wages.txt');
    await refreshed(place.live);
    rmSync(join(place.dataDir, 'restrictions.db'));
    place.write('leave.txt', `${LEAVE}!`);
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt']);
  });

  it('is nothing where a process was killed before it could remember anything', async () => {
    const place = await office();
    writeFileSync(join(place.dataDir, 'restrictions.db'), '');
    rmSync(join(place.dataDir, 'index.db'));
    expect(publicIn(await place.open())).toEqual(['leave.txt']);
  });

  it('is damaged if any bit of it is not as it was written', async () => {
    const place = await office();
    place.write('catalog.yaml', '');
    await refreshed(place.live);
    const file = join(place.dataDir, 'restrictions.db');
    const bytes = readFileSync(file);
    for (let at = 100; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x80;
      writeFileSync(file, flipped);
      expect(publicIn(await place.open())).not.toContain('pay.txt');
    }
    // It takes opening the database, and reading all of it, each time.
  }, 120_000);

  it('is written as soon as that is possible again', async () => {
    const place = await office();
    place.rename('pay.txt', 'wages.txt');
    using other = new DatabaseSync(join(place.dataDir, 'restrictions.db'));
    other.exec('BEGIN IMMEDIATE');
    expect(publicIn(await refreshed(place.live))).toEqual(['leave.txt']);
    other.exec('COMMIT');
    place.write('leave.txt', `${LEAVE}!`);
    await refreshed(place.live);
    place.write('catalog.yaml', '');
    rmSync(join(place.dataDir, 'index.db'));
    expect(publicIn(await place.open())).toEqual(['leave.txt']);
  });

  it('is told to be forgotten at the end where it cannot be stored, and holds until then', async () => {
    const place = await office();
    rmSync(place.dataDir, { recursive: true });
    writeFileSync(place.dataDir, 'a file in its place');
    const live = await place.open();
    expect(live.problems.join('\n')).toMatch(/cannot be remembered/);
    place.write('catalog.yaml', '');
    expect(publicIn(await refreshed(live))).toEqual(['leave.txt']);
  });

  it('holds what the catalog said of a file that was not there yet, or could not be read', async () => {
    const place = await office({ 'catalog.yaml': 'documents: { later.txt: { audience: internal } }' });
    place.write('catalog.yaml', '');
    place.write('later.txt', 'The office closes in June, for three weeks.\n');
    expect(publicIn(await refreshed(place.live))).not.toContain('later.txt');
  });
});
