import { expect, it } from 'vitest';
import { FORMAT_VERSION, indexIdOf, type Manifest, sha256 } from '../../index/manifest.ts';

const MANIFEST: Manifest = { formatVersion: FORMAT_VERSION, files: [{ path: 'a.txt', sha256: sha256('a') }] };

it('digests text and bytes alike', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256(Buffer.from('湖南'))).toBe(sha256('湖南'));
});

it('gives equal manifests the same short identifier', () => {
  expect(indexIdOf(MANIFEST)).toMatch(/^[0-9a-f]{12}$/);
  expect(indexIdOf(structuredClone(MANIFEST))).toBe(indexIdOf(MANIFEST));
});

it.each<[string, Manifest]>([
  ['format', { ...MANIFEST, formatVersion: FORMAT_VERSION + 1 }],
  ['content', { ...MANIFEST, files: [{ path: 'a.txt', sha256: sha256('b') }] }],
  ['path', { ...MANIFEST, files: [{ path: 'b.txt', sha256: sha256('a') }] }],
  ['refused file', { ...MANIFEST, files: [...MANIFEST.files, { path: 'b.pdf', sha256: null }] }],
])('gives a manifest with another %s another identifier', (_what, manifest) => {
  expect(indexIdOf(manifest)).not.toBe(indexIdOf(MANIFEST));
});
