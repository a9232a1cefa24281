import { describe, expect, it } from 'vitest';
import { renderHome } from '../../../adapters/slack/home.ts';
import {
  renderRefused,
  renderReports,
  renderSources,
  renderStatus,
} from '../../../adapters/slack/render-index.ts';
import { NO_CHANGES } from '../../../index/index-changes.ts';
import type { RefreshReport, Source, Status } from '../../../src/bot.ts';
import { faultsOfMessage, faultsOfView } from '../../support/block-kit.ts';
import { pingsIn, shownBy } from '../../support/slack-text.ts';

const HOSTILE = '<!channel>_a_&amp;`b`.txt';
const MANY = Array.from({ length: 500 }, (_, i) => `folder/${i}-${'long name '.repeat(30)}.txt`);

const STATUS: Status = {
  indexId: '0123456789ab',
  documents: 5,
  passages: 1_234,
  index: 'loaded',
  indexTookMs: 84,
  snapshotBytes: 123_456,
  refused: [],
  problems: [],
  meaning: null,
  memory: { rssBytes: 2e8, heapBytes: 1e8 },
};

const REPORT: RefreshReport = {
  at: '2026-11-22T12:00:00.000Z',
  tookMs: 1_234,
  outcome: 'rebuilt',
  reason: null,
  oldIndexId: 'old111111111',
  newIndexId: 'new222222222',
  changes: NO_CHANGES,
  golden: null,
};

const SOURCE: Source = {
  path: 'plan.txt',
  title: 'The Plan',
  issuer: 'The Office',
  publishedOn: '2024-05-06',
  source: 'https://example.org/plan',
  language: 'en',
  audience: 'internal',
  passages: 12,
  sha256: 'f'.repeat(64),
};

type Message = ReturnType<typeof renderReports>;

function shown(message: Message): string {
  expect(faultsOfMessage(message)).toEqual([]);
  expect(pingsIn(message)).toEqual([]);
  return shownBy(message.blocks);
}

function shownHome(home: Parameters<typeof renderHome>[0]): string {
  const view = renderHome(home);
  expect(faultsOfView(view)).toEqual([]);
  expect(pingsIn(view)).toEqual([]);
  return shownBy(view.blocks);
}

describe('the report of a refresh', () => {
  it('names what was added, changed, renamed, removed and refused, and both indexes', () => {
    const changes = {
      added: ['new.txt'],
      changed: [{ path: HOSTILE, appeared: ['a', 'b'], vanished: ['c'], moved: 0 }],
      renamed: [{ from: 'a.txt', to: 'b.txt' }],
      removed: ['gone.txt'],
      published: [],
      restricted: [],
      refused: [{ path: 'broken.pdf', reason: 'it is encrypted' }],
    };
    const message = renderReports([{ ...REPORT, changes }], 'en');
    expect(shown(message)).toBe(
      [
        'Another index is in use now.',
        'Added: 1',
        '• new.txt',
        'Changed: 1',
        `• ${HOSTILE} · passages: 2 new, 1 gone, 0 moved`,
        'Renamed: 1',
        '• a.txt → b.txt',
        'Removed: 1',
        '• gone.txt',
        'Not in the index: 1 file',
        '• broken.pdf · it is encrypted',
        'index old111111111 → new222222222 · 1.2 s · 2026-11-22 12:00 UTC',
      ].join('\n'),
    );
    expect(message.text).toBe(
      'Another index is in use now. · Added: 1 · Changed: 1 · Renamed: 1 · Removed: 1 · Not in the index: 1 file · index old111111111 → new222222222',
    );
  });

  it('says that nothing changed, and why an index was not taken', () => {
    expect(shown(renderReports([REPORT], 'en'))).toContain('No document changed.');
    const unchanged = { ...REPORT, outcome: 'unchanged', newIndexId: REPORT.oldIndexId ?? '' } as const;
    expect(shown(renderReports([unchanged], 'en'))).toMatch(
      /^Nothing has changed; .+\nindex old111111111 · /,
    );
    const kept = {
      ...REPORT,
      outcome: 'kept',
      reason: `it would lose <!here> ${'much '.repeat(999)}`,
    } as const;
    expect(shown(renderReports([kept], 'en'))).toMatch(
      /not taken; the old one stays in use\.\nit would lose <!here> /,
    );
    expect(shown(renderReports([{ ...REPORT, oldIndexId: null }], 'en'))).toContain(
      '\nindex new222222222 · ',
    );
  });

  it('counts what there is no room for, in one report or several', () => {
    const report: RefreshReport = {
      ...REPORT,
      changes: {
        added: MANY,
        removed: MANY,
        renamed: MANY.map((path) => ({ from: path, to: `${path}.md` })),
        changed: MANY.map((path) => ({ path, appeared: [], vanished: [], moved: 1 })),
        published: [],
        restricted: [],
        refused: MANY.map((path) => ({ path, reason: path.repeat(20) })),
      },
    };
    const several = shown(renderReports(Array(9).fill(report), 'en'));
    expect(several.match(/Added: 500/g)).toHaveLength(5);
    const all = shown(renderReports([report], 'en'));
    expect(all.match(/… and \d+ more/g)).toHaveLength(5);
    for (const name of ['Added: 500', 'Changed: 500', 'Renamed: 500', 'Removed: 500', '500 files'])
      expect(all).toContain(name);
  });
});

describe('golden questions', () => {
  const golden = {
    questions: 40,
    hitsBefore: 30,
    hitsAfter: 28,
    changes: 5,
    changed: [],
    problem: null,
    blocked: null,
  };

  it('are part of a report', () => {
    expect(shown(renderReports([{ ...REPORT, golden }], 'en'))).toContain('answered right: 30 → 28 of 40\n');
    const first = { ...golden, hitsBefore: null };
    expect(shown(renderReports([{ ...REPORT, golden: first }], 'zh'))).toContain('答对数：28（共 40 题）');
    const broken = { ...golden, problem: 'line 1: <!here>' };
    expect(shown(renderReports([{ ...REPORT, golden: broken }], 'en'))).toContain(
      'not asked: line 1: <!here>',
    );
  });
});

describe('several reports', () => {
  it('follow each other, and are missed where there are none', () => {
    const earlier = { ...REPORT, changes: { ...NO_CHANGES, added: ['a.txt'] } };
    expect(shown(renderReports([earlier, REPORT], 'en'))).toMatch(
      /Added: 1\n• a\.txt\nindex .+\n.+\nNo document changed\./,
    );
    expect(shown(renderReports([], 'en'))).toBe('No document changed.');
  });
});

describe('the files that are not in the index', () => {
  it('are named with their reasons, as many as there is room for', () => {
    expect(shown(renderRefused([{ path: HOSTILE, reason: 'it is <empty>' }], 'en'))).toBe(
      `Not in the index: 1 file\n• ${HOSTILE} · it is <empty>`,
    );
    expect(shown(renderRefused([], 'en'))).toBe('Every file is in the index.');
    expect(
      shown(
        renderRefused(
          MANY.map((path, i) => ({ path, reason: 'x'.repeat(i + 1) })),
          'en',
        ),
      ),
    ).toMatch(/\n… and \d+ more$/);
  });

  it('are one line where the reason is the same, with some of their names', () => {
    const refused = MANY.map((_, i) => ({ path: `${i}.xyz`, reason: `its ${i} bytes are too many` }));
    const names = Array.from({ length: 12 }, (_, i) => `${i}.xyz`).join(', ');
    expect(shown(renderRefused(refused, 'en'))).toBe(
      `Not in the index: 500 files\n• ${names} … and 488 more · its … bytes are too many`,
    );
  });
});

describe('the status', () => {
  it('is said in a few lines', () => {
    expect(shown(renderStatus(STATUS, 'en'))).toBe(
      'index 0123456789ab\n5 documents, 1,234 passages\nloaded as stored in 0.1 s, stored in 124 KB\nanswers by words alone: SEMANTICS is off\nEvery file is in the index.',
    );
  });

  it('names the files that are not in the index, and what is to be mended', () => {
    const status = {
      ...STATUS,
      published: [],
      restricted: [],
      refused: [{ path: HOSTILE, reason: 'it is empty' }],
      problems: ['no disk left'],
    };
    expect(shown(renderStatus(status, 'en'))).toMatch(
      /Not in the index: 1 file\n• <!channel>.+ · it is empty\nTo mend\n• no disk left$/,
    );
    shown(
      renderStatus(
        { ...status, refused: MANY.map((path) => ({ path, reason: path })), problems: MANY },
        'en',
      ),
    );
  });
});

describe('the sources', () => {
  it('are linked to where they are from', () => {
    const message = renderSources([SOURCE, { ...SOURCE, title: HOSTILE, issuer: null, source: null }], 'en');
    expect(shown(message)).toBe(
      `I answer from 2 documents\n• The Plan · The Office · 2024-05-06 · internal · 12 passages\n• ${HOSTILE} · 2024-05-06 · internal · 12 passages`,
    );
    expect(JSON.stringify(message.blocks)).toContain('"url":"https://example.org/plan"');
  });

  it('are counted where there are too many, and missed where there are none', () => {
    expect(
      shown(
        renderSources(
          MANY.map((title) => ({ ...SOURCE, title })),
          'en',
        ),
      ),
    ).toMatch(/\n… and \d+ more$/);
    expect(shown(renderSources([], 'en'))).toBe('There are no documents to answer from yet.');
  });
});

describe('the home page', () => {
  it('shows everybody what the bot knows and how to ask', () => {
    const shownToAll = shownHome({ sources: [SOURCE], prompts: ['What is the plan?'], language: 'en' });
    expect(shownToAll).toContain('For example\n• What is the plan?');
    expect(shownToAll).toContain('• The Plan · The Office');
    expect(shownToAll).not.toContain(STATUS.indexId);
    expect(shownHome({ sources: [], prompts: [], language: 'zh' })).toContain('目前没有可供回答的文件。');
  });

  it('shows maintainers how it fares, the last refreshes first', () => {
    const reports = ['2026-11-20', '2026-11-21'].map((day) => ({
      ...REPORT,
      at: `${day}T08:30:00.000Z`,
      changes: { ...NO_CHANGES, added: ['a', 'b'] },
    }));
    const status = { ...STATUS, refused: [{ path: 'broken.pdf', reason: 'it is encrypted' }] };
    const maintainer = { status, reports, unanswered: ['How do <@U1> sleep?', 'Why?'] };
    expect(shownHome({ sources: [SOURCE], prompts: [], maintainer, language: 'en' })).toMatch(
      new RegExp(
        [
          'Index\n• index 0123456789ab[^]+• broken\\.pdf · it is encrypted',
          'Last refreshes',
          '• 2026-11-21 08:30 UTC · Added: 2 · index old111111111 → new222222222',
          '• 2026-11-20 08:30 UTC · .+',
          'Questions the documents did not answer\n• How do <@U1> sleep\\?\n• Why\\?',
        ].join('\n'),
      ),
    );
  });

  it.each(['en', 'zh'] as const)('in %s holds as much as there is room for', (language) => {
    const long = MANY.map((path) => path.repeat(10));
    shownHome({
      sources: MANY.map((title) => ({ ...SOURCE, title })),
      prompts: long,
      maintainer: {
        status: { ...STATUS, refused: MANY.map((path) => ({ path, reason: path })), problems: long },
        reports: MANY.map(() => ({ ...REPORT, changes: { ...NO_CHANGES, added: long } })),
        unanswered: long,
      },
      language,
    });
  });
});
