// Judges what `npm audit --json` prints: npm audit --json | node scripts/audit.mjs. A known hole in a library that a user gets, in
// dist/ or beside it, fails at any level; one in a tool of the build from `high` on. Where the registry gave no answer there is
// nothing to judge, and it says so.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './load-ts.mjs';

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

function shipped() {
  const { components } = read('dist/sbom.cdx.json');
  const bundled = components.map(({ group, name }) => (group ? `${group}/${name}` : name));
  return new Set([...bundled, ...Object.keys(read('package.json').optionalDependencies)]);
}

const { auditReportVersion, vulnerabilities } = JSON.parse(readFileSync(0, 'utf8') || '{}');
if (!auditReportVersion) {
  console.log('audit skipped: the registry gave no answer');
} else {
  const ours = shipped();
  const found = Object.values(vulnerabilities).map(({ name, severity, range }) => ({
    fails: ours.has(name) || ['high', 'critical'].includes(severity),
    line: `${name} ${range}: ${severity}, ${ours.has(name) ? 'shipped' : 'a tool of the build'}`,
  }));
  for (const { line } of found) console.log(line);
  console.log(`audit: ${found.length} known holes`);
  process.exitCode = found.some(({ fails }) => fails) ? 1 : 0;
}
