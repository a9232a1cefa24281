import { expect, it } from 'vitest';
import { PlanciteError } from '../../index/errors.ts';

it('carries a code to branch on, a message and its cause', () => {
  const cause = new Error('ENOENT');
  const error = new PlanciteError('SEEDS_UNREADABLE', 'no such folder', { cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'PlanciteError',
    code: 'SEEDS_UNREADABLE',
    message: 'no such folder',
    cause,
  });
});
