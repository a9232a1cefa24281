import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../index/manifest.ts';
import { BUILT_IN_MODELS, RUNTIMES } from '../../index/meaning/model-settings.ts';
import { folderWith } from '../support/folders.ts';
import { type Finished, run } from '../support/plancite.ts';

const DOCUMENTS = {
  'leave.txt': 'Annual leave\n\nEmployees are entitled to 25 days of annual leave in each calendar year.\n',
  'parking.txt': 'Parking\n\nVisitors park behind the main building and register at the gate.\n',
  'rooms.txt': 'Meeting rooms\n\nRooms are booked through the calendar, at most four weeks ahead.\n',
};

const SEEDS = folderWith(DOCUMENTS);

describe('models that are configured', () => {
  it.each(['ENCODER', 'READER'])('stop the start where %s is not the one that is meant', async (model) => {
    const { dir } = BUILT_IN_MODELS.reader;
    const env = { SEMANTICS: 'on', [`${model}_DIR`]: folderWith({}), [`${model}_SHA256`]: 'ab'.repeat(32) };
    const missing = await run(['ask', 'Who may park here?'], '', env);
    expect(missing).toMatchObject({ status: 2, stdout: '' });
    expect(missing.stderr).toContain(`${model}_DIR, ${model}_SHA256: model.onnx cannot be read (ENOENT)`);

    const { status, stderr } = await run(['ask', 'Who may park here?'], '', {
      ...env,
      [`${model}_DIR`]: dir,
    });
    expect(status).toBe(2);
    expect(stderr).toContain(`its files have the SHA-256 ${BUILT_IN_MODELS.reader.sha256}`);
  });

  it.each([
    ['ENCODER', BUILT_IN_MODELS.reader, 'it has no output last_hidden_state'],
    ['READER', BUILT_IN_MODELS.encoder, 'it has no output relevance'],
  ] as const)(
    'stop the start where %s is a model of another kind',
    async (model, { dir, sha256 }, reason) => {
      const env = { SEMANTICS: 'on', [`${model}_DIR`]: dir, [`${model}_SHA256`]: `${sha256}  -` };
      const { status, stdout, stderr } = await run(['ask', '--seeds', SEEDS, 'Who may park here?'], '', env);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`${model}_DIR, ${model}_SHA256: ${reason}`);
    },
  );

  it('stop the start where the tokenizer is not the one of the model', async () => {
    const [encoder, reader] = [BUILT_IN_MODELS.encoder.dir, BUILT_IN_MODELS.reader.dir];
    const dir = folderWith({});
    cpSync(join(reader, 'model.onnx'), join(dir, 'model.onnx'));
    cpSync(join(encoder, 'tokenizer.json'), join(dir, 'tokenizer.json'));
    const lines = ['model.onnx', 'tokenizer.json'].map(
      (name) => `${sha256(readFileSync(join(dir, name)))}  ${name}\n`,
    );
    const env = { SEMANTICS: 'on', READER_DIR: dir, READER_SHA256: sha256(lines.join('')) };
    const { status, stderr } = await run(['ask', '--seeds', SEEDS, 'Who may park here?'], '', env);
    expect(status).toBe(2);
    expect(stderr).toContain('READER_DIR, READER_SHA256: it cannot be used with its tokenizer');
  });

  it('are not looked for where meaning is switched off', async () => {
    const env = { SEMANTICS: 'off', READER_DIR: '/nowhere', READER_SHA256: 'ab'.repeat(32) };
    const { stdout } = await run(['ask', '--seeds', SEEDS, 'Where do visitors park their car?'], '', env);
    expect(stdout).toContain('Visitors park behind the main building');
  });

  it.each([
    'How many days of vacation do employees get?',
    'Where do visitors park their car?',
    '员工有几天假期？',
  ])('answer the same in every runtime: %s', { timeout: 300_000 }, async (question) => {
    const ask = (runtime: string): Promise<Finished> =>
      run(['ask', '--seeds', SEEDS, question], '', { SEMANTICS: 'on', MODEL_RUNTIME: runtime });
    const [native, wasm] = await Promise.all(RUNTIMES.map(ask));
    expect(wasm?.stdout).toBe(native?.stdout);
    expect(wasm?.stderr).not.toContain('problem');
  });
});
