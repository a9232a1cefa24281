#!/usr/bin/env node
// Plain JavaScript that any Node reads: an older one cannot even load the TypeScript behind it.
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `plancite needs Node 24 or newer, this is ${process.versions.node}. In a clone, "npm install" brings its own, unless its install scripts are off, and "npm run" uses it.\n`,
  );
  process.exitCode = 2;
} else {
  await import('./main.ts');
}
