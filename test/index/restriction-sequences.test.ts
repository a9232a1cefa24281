import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GateFindings } from '../../index/gate.ts';
import type { LiveIndex } from '../../index/live-index.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { openLiveIndex } from '../support/workplace.ts';

type Audience = 'public' | 'internal';

/** A text as its owner knows it, wherever it goes, and what was said of it last. */
type Work = { readonly name: string; said: Audience | null };

const PATHS = ['a.md', 'b.md', 'd/a.md', 'd/b.md'];
const RUNS = Number(process.env.RESTRICTION_RUNS ?? 20);

const path = fc.constantFrom(...PATHS);
const audience = fc.constantFrom<Audience>('public', 'internal');
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), path }),
  fc.record({ do: fc.constant('edit' as const), path, word: fc.integer({ max: 9, min: 0 }) }),
  fc.record({ do: fc.constant('move' as const), path, to: path, edits: fc.boolean() }),
  fc.record({ do: fc.constant('copy' as const), path, to: path }),
  fc.record({ do: fc.constant('delete' as const), path }),
  fc.record({ do: fc.constant('say in catalog' as const), path, audience }),
  fc.record({ do: fc.constant('drop from catalog' as const), path }),
  fc.record({ do: fc.constant('say in front matter' as const), path, audience }),
  fc.record({ do: fc.constant('drop front matter' as const), path }),
  fc.record({
    do: fc.constant('harm' as const),
    what: fc.constantFrom('empty catalog', 'no catalog', 'broken catalog', 'broken glossary', 'mend all'),
  }),
  fc.record({ do: fc.constant('gate' as const), blocks: fc.boolean() }),
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('refresh' as const, 'refresh' as const, 'restart' as const, 'roll back' as const),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Documents of twelve sentences that share none, so that whatever is left of one is known again. */
const sentence = (work: string, i: number, word = 0): string =>
  `Sentence${i} of ${work} holds word${i}${work}x${word} and word${i}${work}y and word${i}${work}z.`;

/** A folder with documents, and an owner who knows what she last said of each. */
class Office {
  readonly seedsDir = folderWith({ 'e.md': '# Rules\n\nEverybody may read this.\n' });
  readonly #dataDir = temporaryFolder();
  readonly #texts = new Map<string, { work: Work; body: string; front: Audience | null }>();
  readonly works: Work[] = [];
  #catalog = new Map<string, Audience>();
  /** As it was when it could be understood last. */
  #heard = new Map<string, Audience>();
  #isCatalogBroken = false;
  #blocks = false;
  live!: LiveIndex;

  async open(): Promise<void> {
    const gate = async (): Promise<GateFindings> => ({
      questions: 1,
      hitsBefore: 1,
      hitsAfter: 0,
      changes: 0,
      changed: [],
      problem: null,
      blocked: this.#blocks ? 'the golden questions forbid it' : null,
    });
    this.live = await openLiveIndex(this.seedsDir, this.#dataDir, { gate, maxLoss: 0.5 });
  }

  async take(each: Step): Promise<void> {
    switch (each.do) {
      case 'write': {
        const work: Work = { name: `w${this.works.length}`, said: null };
        this.works.push(work);
        const body = `# ${work.name}\n\n${Array.from({ length: 12 }, (_, i) => sentence(work.name, i)).join('\n\n')}\n`;
        this.#put(each.path, { work, body, front: null });
        return;
      }
      case 'edit':
        this.#edit(each.path, each.word);
        return;
      case 'move':
      case 'copy': {
        const text = this.#texts.get(each.path);
        if (text === undefined || each.path === each.to) return;
        const work = each.do === 'move' ? text.work : { name: text.work.name, said: text.work.said };
        if (each.do === 'copy') this.works.push(work);
        this.#put(each.to, { ...text, work });
        if (each.do === 'move') {
          this.#remove(each.path);
          if (each.edits) this.#edit(each.to, 7);
        }
        return;
      }
      case 'delete':
        this.#remove(each.path);
        return;
      case 'say in catalog':
        this.#catalog.set(each.path, each.audience);
        this.#writeCatalog();
        return;
      case 'drop from catalog':
        this.#catalog.delete(each.path);
        this.#writeCatalog();
        return;
      case 'say in front matter':
      case 'drop front matter': {
        const text = this.#texts.get(each.path);
        const front = each.do === 'say in front matter' ? each.audience : null;
        if (text !== undefined) this.#put(each.path, { ...text, front });
        return;
      }
      case 'harm':
        this.#harm(each.what);
        return;
      case 'gate':
        this.#blocks = each.blocks;
        return;
      case 'refresh':
        this.#hear();
        await this.live.refresh({ force: false }).catch(() => {});
        return;
      case 'restart':
        this.#hear();
        await this.open().catch(() => {});
        return;
      case 'roll back':
        this.#hear();
        await this.live.rollBack().catch(() => {});
    }
  }

  /** What the bot is told at this moment, as far as it can be understood. */
  #hear(): void {
    for (const [at, { work, front }] of this.#texts) {
      const inCatalog = this.#isCatalogBroken ? this.#heard.get(at) : this.#catalog.get(at);
      const said = inCatalog ?? front;
      // While the catalog is broken, it may say that what the text says is not so.
      if (said === 'internal' || (said === 'public' && !this.#isCatalogBroken)) work.said = said;
    }
    if (!this.#isCatalogBroken) this.#heard = new Map(this.#catalog);
  }

  #harm(what: string): void {
    const catalog = join(this.seedsDir, 'catalog.yaml');
    if (what === 'empty catalog' || what === 'no catalog') {
      this.#catalog = new Map();
      this.#isCatalogBroken = false;
      if (what === 'no catalog') rmSync(catalog, { force: true });
      else writeFileSync(catalog, '');
    } else if (what === 'broken catalog') {
      this.#isCatalogBroken = true;
      writeFileSync(catalog, `${existsSync(catalog) ? readFileSync(catalog, 'utf8') : ''}\ndocuments: [`);
    } else if (what === 'broken glossary') writeFileSync(join(this.seedsDir, 'glossary.yaml'), '- [a]');
    else {
      rmSync(join(this.seedsDir, 'glossary.yaml'), { force: true });
      this.#writeCatalog();
    }
  }

  #writeCatalog(): void {
    this.#isCatalogBroken = false;
    const entries = Array.from(this.#catalog, ([at, said]) => `  ${at}: { audience: ${said} }`);
    writeFileSync(join(this.seedsDir, 'catalog.yaml'), ['documents:', ...entries].join('\n'));
  }

  #edit(at: string, word: number): void {
    const text = this.#texts.get(at);
    if (text === undefined) return;
    const { name } = text.work;
    const body = text.body.replace(/^Sentence3 of .*$/m, sentence(name, 3, word));
    this.#put(at, { ...text, body });
  }

  #put(at: string, text: { work: Work; body: string; front: Audience | null }): void {
    this.#texts.set(at, text);
    const front = text.front === null ? '' : `---\naudience: ${text.front}\n---\n`;
    const file = join(this.seedsDir, at);
    const folder = join(file, '..');
    if (!existsSync(folder)) renameSync(folderWith({}), folder);
    writeFileSync(file, front + text.body);
  }

  #remove(at: string): void {
    this.#texts.delete(at);
    rmSync(join(this.seedsDir, at), { force: true });
  }

  /** Names of what everybody may read. */
  readable(): Set<string> {
    const texts = [...this.live.current.documents.values()].filter((each) => each.audience === 'public');
    return new Set(
      texts.flatMap(({ text }) => [...text.matchAll(/of (w\d+) holds/g)].map(([, name = '']) => name)),
    );
  }

  /** Names of what its owner said last is internal, and of which nothing else was said anywhere. */
  secret(): Set<string> {
    const open = new Set(this.works.filter(({ said }) => said !== 'internal').map(({ name }) => name));
    const internal = this.works.filter(({ said }) => said === 'internal').map(({ name }) => name);
    return new Set(internal.filter((name) => !open.has(name)));
  }
}

it('no sequence of edits of documents, settings and refreshes shows more than its owner last said', {
  timeout: 600_000, // Each run opens databases many times.
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const office = new Office();
      await office.open();
      for (const at of PATHS) await office.take({ do: 'write', path: at });
      await office.take({ do: 'say in catalog', path: 'a.md', audience: 'internal' });
      await office.take({ do: 'say in front matter', path: 'd/a.md', audience: 'internal' });
      await office.take({ do: 'refresh' });
      for (const each of steps) {
        await office.take(each);
        const heard = ['refresh', 'restart', 'roll back'].includes(each.do);
        if (heard) expect([...office.readable()].filter((name) => office.secret().has(name))).toEqual([]);
      }
    }),
    { numRuns: RUNS },
  );
});
