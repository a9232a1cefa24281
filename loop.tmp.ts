// node loop.ts DOCS: a folder of DOCS documents of 10 passages each; first build, edit one, full rebuild; event-loop delay
import { mkdtempSync, writeFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { LiveIndex } from '/tmp/inc/index/live-index.ts';
import { readSeeds } from '/tmp/inc/index/seeds.ts';
import { growDocuments } from '/tmp/inc/test/bench/growth.ts';
import { setTimeout as sleep } from 'node:timers/promises';
const docs = Number(process.argv[2]); const passagesPer = Number(process.argv[3] ?? 10);
const dir = mkdtempSync('/tmp/x/loopdir-'); const seedsDir = join(dir,'seeds'); mkdirSync(seedsDir);
const src = await readSeeds({ seedsDir: '/work/shared/public/obliqa/docs', maxDocumentBytes: 1e9 });
const blocks: string[] = [];
for (const d of growDocuments(src.documents, docs*passagesPer/14380 + .2)) for (const b of d.blocks) blocks.push(d.text.slice(b.start,b.end));
console.log('blocks', blocks.length);
let k = 0;
for (let i=0;i<docs;i++){ const t=[`Policy ${i} on matter ${i%97}`]; for (let j=0;j<passagesPer;j++) t.push(blocks[k++ % blocks.length]!); writeFileSync(join(seedsDir,`d${i}.txt`), t.join('\n\n')); }
blocks.length=0;
const opts = { seedsDir, maxDocumentBytes: 1e9, dataDir: join(dir,'data'), maxLoss: .5 };
async function measured<T>(what: string, work: () => Promise<T>): Promise<T> {
  globalThis.gc?.(); await sleep(100);
  const h = monitorEventLoopDelay({ resolution: 5 }); h.enable(); await sleep(50); h.reset();
  const t=performance.now(); const r = await work(); const ms=performance.now()-t;
  await sleep(20); h.disable();
  console.log(what, Math.round(ms)+' ms', 'max', (h.max/1e6).toFixed(1), 'p99.9', (h.percentile(99.9)/1e6).toFixed(1),'p99',(h.percentile(99)/1e6).toFixed(1));
  return r;
}
const live = await measured('first build', () => LiveIndex.open(opts));
console.log('passages', live.current.search.passageCount, 'MB', live.origin.snapshotBytes!/1e6, live.problems);
await sleep(2500);
await measured('unchanged', () => live.refresh({force:false}));
for (let n=0;n<3;n++){ writeFileSync(join(seedsDir,`d${n}.txt`), readFileSync(join(seedsDir,`d${n}.txt`),'utf8')+`\n\nQuokkas ${n} are protected.`);
const r = await measured('one changed', () => live.refresh({force:false})); console.log(r.outcome, r.tookMs, r.changes.changed.length, live.problems);}
await measured('full', () => live.refresh({force:true}));
await measured('reopen', () => LiveIndex.open(opts));
console.log('rss', process.memoryUsage().rss/1e6, 'heap', process.memoryUsage().heapUsed/1e6);
