import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (name: string): Record<string, Record<string, { readonly hasInstallScript?: boolean }>> =>
  JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

// What an older npm runs is what the lock file says has a script; a newer one asks `allowScripts` as well. Of the others' scripts one
// fetches parts for graphics cards from elsewhere, and where it fails the package is taken away: no `hasInstallScript` for them.
it('installs nothing that runs a script but the Node of a clone', () => {
  const withScript = Object.entries(read('package-lock.json').packages ?? {})
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path);
  expect(withScript).toEqual(['node_modules/node']);
  expect(read('package.json').allowScripts).toEqual({
    node: true,
    'onnxruntime-node': false,
    protobufjs: false,
  });
});
