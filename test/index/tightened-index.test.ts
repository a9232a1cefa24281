import { describe, expect, it } from 'vitest';
import { LEAVE, type Office, type OpenOptions, office, publicIn, refreshed } from '../support/office.ts';

describe('what is restricted or deleted', () => {
  const gate = async () => ({
    questions: 1,
    hitsBefore: 1,
    hitsAfter: 0,
    changes: 0,
    changed: [],
    problem: null,
    blocked: 'fewer golden questions are answered',
  });
  const OBSTACLES: readonly [string, OpenOptions, (place: Office) => void][] = [
    ['the glossary is broken', {}, ({ write }) => write('glossary.yaml', '- [Hunan]')],
    ['the glossary is too large', {}, ({ write }) => write('glossary.yaml', `# ${'x'.repeat(200_000)}`)],
    ['too much is lost', { maxLoss: 0.1 }, ({ remove }) => remove('away')],
    ['the golden questions forbid the new index', { gate }, () => {}],
    ['the catalog is broken', {}, ({ write }) => write('catalog.yaml', 'documents: [')],
  ];
  const FILES = {
    'away/1.txt': 'Rules of the garden: nobody plants trees.\n',
    'plan.md': '# Plan\n\nThe office moves to Leeds.\n',
    'old.txt': 'Old rules of the office, which are withdrawn.\n',
  };

  it.each(OBSTACLES)('is so at once, though %s', async (_what, options, obstruct) => {
    const place = await office(FILES);
    const live = await place.open({ ...options, gate: async () => null });
    expect(publicIn(live)).toContain('plan.md');
    const judged = await place.open(options);
    place.write('plan.md', '---\naudience: internal\n---\n# Plan\n\nThe office moves to Leeds.\n');
    place.remove('old.txt');
    obstruct(place);
    await refreshed(judged);
    for (const each of [judged, await place.open(options)]) {
      expect(publicIn(each)).toContain('leave.txt');
      expect(publicIn(each)).not.toContain('plan.md');
      expect(each.current.documents.get('old.txt')).toBeUndefined();
      expect(each.problems.length).toBeGreaterThan(0);
    }
  });

  it('is not brought back by rolling back', async () => {
    const place = await office(FILES);
    const { live } = place;
    place.write('leave.txt', LEAVE.replace('thirty', 'forty'));
    place.write('plan.md', '---\naudience: internal\n---\n# Plan\n\nThe office moves to Leeds.\n');
    place.remove('old.txt');
    await live.refresh({ force: false });
    await live.rollBack();
    for (const each of [live, await place.open()]) {
      expect(each.current.documents.get('leave.txt')?.text).toBe(LEAVE);
      expect(publicIn(each)).toEqual(['away/1.txt', 'leave.txt']);
      expect([...each.current.documents.keys()]).not.toContain('old.txt');
    }
  });

  it('is not shown where its front matter has become one that nobody understands', async () => {
    const place = await office(FILES);
    place.write('plan.md', '---\naudience: internl\n---\n# Plan\n\nThe office moves to Leeds.\n');
    place.write('glossary.yaml', '- [Hunan]');
    expect([...(await refreshed(place.live)).current.documents.keys()]).not.toContain('plan.md');
  });
});
