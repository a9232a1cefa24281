import { describe, expect, it } from 'vitest';
import {
  renderRefused,
  renderReports,
  renderSources,
  renderStatus,
  renderUnanswered,
} from '../../../adapters/discord/render-index.ts';
import { NO_CHANGES } from '../../../index/index-changes.ts';
import type { RefreshReport, Source, Status } from '../../../src/bot.ts';
import { checked, shownBy, textsIn } from '../../support/discord-answers.ts';

const HOSTILE = '<@1>_a_&amp;`b`.txt';
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
  return shownBy(checked(message)).replace(/^\ufffc/gm, '• ');
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
        'index old111111111 → new222222222 · 1.2 s · \ufffc',
      ].join('\n'),
    );
    expect(textsIn(message)[0]).toContain('\n- `new.txt`\n');
    expect(textsIn(message)[0]).toMatch(/\n-# index .+ · 1\.2 s · <t:1795348800:f>$/);
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
      reason: `it would lose <@1> ${'much '.repeat(999)}`,
    } as const;
    expect(shown(renderReports([kept], 'en'))).toMatch(
      /not taken; the old one stays in use\.\nit would lose <@1> /,
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
    const broken = { ...golden, problem: 'line 1: <@1>' };
    expect(shown(renderReports([{ ...REPORT, golden: broken }], 'en'))).toContain('not asked: line 1: <@1>');
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
      /Not in the index: 1 file\n• <@1>.+ · it is empty\nTo mend\n• no disk left$/,
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
    expect(textsIn(message)[0]).toContain('- **[The Plan](<https://example.org/plan>)** · The Office');
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

describe('what the documents did not answer', () => {
  it('is listed as far as there is room, with nobody pinged', () => {
    expect(shown(renderUnanswered(['How do <@1> sleep?', '# Why?'], 'en'))).toBe(
      'Questions the documents did not answer\n• How do <@1> sleep?\n• # Why?',
    );
    expect(shown(renderUnanswered(MANY, 'en'))).toMatch(/\n… and \d+ more$/);
    expect(shown(renderUnanswered([], 'zh'))).toBe('机器人启动以来，没有文件未能回答的问题。');
  });
});

describe('all of it', () => {
  it.each(['en', 'zh'] as const)('in %s holds as much as there is room for, whatever it is', (language) => {
    const long = Array.from({ length: 300 }, (_, i) => `${i}${'*_`<@1>'.repeat(60)}`);
    const report: RefreshReport = {
      ...REPORT,
      outcome: 'kept',
      reason: long.join(),
      golden: {
        questions: 1,
        hitsBefore: null,
        hitsAfter: 1,
        changes: 0,
        changed: [],
        problem: long.join(),
        blocked: null,
      },
      changes: {
        added: long,
        removed: long,
        renamed: long.map((path) => ({ from: path, to: path })),
        changed: long.map((path) => ({ path, appeared: [], vanished: [], moved: 1 })),
        published: [],
        restricted: [],
        refused: long.map((path) => ({ path, reason: path })),
      },
    };
    const reports = Array(9).fill(report);
    const status = { ...STATUS, refused: report.changes.refused, problems: long };
    const sources = long.map((title) => ({ ...SOURCE, title, issuer: title, publishedOn: title }));
    for (const message of [
      ...[1, 2, 3, 4, 5, 9].map((count) => renderReports(reports.slice(0, count), language)),
      renderStatus(status, language),
      renderReports(reports, language),
      renderRefused(status.refused, language),
      renderSources(sources, language),
      renderUnanswered(long, language),
    ])
      expect(shown(message).length).toBeGreaterThan(500);
  });
});
