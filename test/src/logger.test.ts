import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createLogger } from '../../src/logger.ts';

it('writes JSON lines without secrets', () => {
  const stream = new PassThrough();
  const log = createLogger('info', stream);
  log.info({ token: 'xoxb-1', slack: { botToken: 'xoxb-2', team: 'T1' } }, 'connected');
  log.debug('not written');
  const lines = String(stream.read()).trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'connected', slack: { team: 'T1' } });
  expect(lines[0]).not.toContain('xoxb');
});
