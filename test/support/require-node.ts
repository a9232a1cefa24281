/** Fails at once, and says why, where npm's `node@24` is not in use: an older Node cannot run the sources. */
export default function requireNode(): void {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 24)
    throw new Error(
      `Node 24 or newer is needed, this is ${process.versions.node}: run the tests with "npm test"`,
    );
}
