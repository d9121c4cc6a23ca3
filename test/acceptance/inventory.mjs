// Loads an inventory with sqlite3 and asks the questions of docs/guides/inventory.md; UPDATE=1 writes the answers into the page.
// Build first: node scripts/build.mjs && node test/acceptance/inventory.mjs. Wants sqlite3 3.32 or later (apt-get install sqlite3).
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AS_OF, assert, inFolder, root, sbclint, step, writeFleet } from './support.mjs';

const page = join(root, 'docs', 'guides', 'inventory.md');
const ASKED = /```sql\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g;
const ROOT = 'c741f70f4b2a8d88bf2e71c14122ef53ef10eba0cfa5e64cfa20f418853073e0';

const questions = [...readFileSync(page, 'utf8').matchAll(ASKED)].map(([, sql]) => sql);
assert.equal(questions.length, 4);

await inFolder(async (folder) => {
  assert.equal(inventory(join(root, 'examples', 'fleet'), folder).code, 0);
  let text = readFileSync(page, 'utf8');
  text = text.replace(
    ASKED,
    (_, sql) =>
      `\`\`\`sql\n${sql}\`\`\`\n\n\`\`\`text\n${sqlite(folder, sql, '-column', '-header').replace(/ +$/gm, '')}\`\`\``,
  );
  if (process.env.UPDATE === '1') writeFileSync(page, text);
  assert.equal(readFileSync(page, 'utf8'), text);
  step('the answers on the page are those of the example');

  const twice = spawnSync('sqlite3', ['inventory.db'], {
    cwd: join(folder, 'inventory'),
    input: readFileSync(join(folder, 'inventory', 'sqlite.sql')),
  });
  assert.notEqual(twice.status, 0);
  assert.equal(Number(sqlite(folder, 'SELECT COUNT(*) FROM devices')), 10);
  step('loading twice ends with an error and changes nothing');
});

await inFolder(async (folder) => {
  const fleet = join(folder, 'fleet');
  writeFleet(fleet, 60);
  // Labels that a spreadsheet, a comma or a quote would spoil.
  const cfg = join(fleet, 'odd', 'odd.cfg');
  const lisbon = join(root, 'examples', 'fleet', 'lisbon', 'lisbon.cfg');
  spawnSync('mkdir', ['-p', join(fleet, 'odd')]);
  writeFileSync(cfg, readFileSync(lisbon, 'utf8').replaceAll('DigiCertGlobalRootG2', '=1+1,"G2"'));
  assert.equal(inventory(fleet, folder).code, 0);
  const report = JSON.parse(sbclint([fleet, ...AS_OF, '--format', 'json'], folder).stdout);

  const legs = report.devices.flatMap(({ id, legs: all }) => all.map((leg) => ({ device: id, ...leg })));
  const contexts = (kind) =>
    [
      ...new Set(
        report.findings
          .filter(
            (finding) =>
              finding.ruleId === 'missing-trust-anchor' &&
              finding.kind === kind &&
              finding.trustAnchor?.sha256 === ROOT,
          )
          .map(({ device, tlsContext }) => `${device}|${tlsContext}`),
      ),
    ].sort();
  const lacking = rows(sqlite(folder, questions[0]));
  const said = (answer) =>
    lacking
      .filter((row) => row.endsWith(`|${answer}`))
      .map((row) => row.slice(0, -answer.length - 1))
      .sort();
  assert.ok(said('lacks it').length > 5);
  assert.deepEqual(said('lacks it'), contexts('fail'));
  step(`SQL and check name the same ${said('lacks it').length} contexts that lack the root`);

  const baltimore = report.devices
    .filter(({ trustStores }) =>
      trustStores.some(({ entries }) =>
        (entries ?? []).some(({ subject }) => subject?.includes('Baltimore CyberTrust Root')),
      ),
    )
    .map(({ id }) => id);
  const asked = new Set(
    rows(sqlite(folder, questions[1]))
      .filter((row) => !row.includes('|label|') && !row.includes('|no|'))
      .map((row) => row.split('|')[0]),
  );
  assert.ok(baltimore.length > 0);
  assert.deepEqual([...asked].sort(), baltimore.sort());
  step(`SQL and check name the same ${baltimore.length} devices that still trust Baltimore`);

  const unverified = legs.filter(
    ({ peer, enabled, verifiesPeer }) =>
      peer === 'microsoft-teams-direct-routing' && enabled !== 'no' && verifiesPeer !== 'yes',
  );
  assert.equal(rows(sqlite(folder, questions[2])).length, unverified.length);
  step(`SQL and check count the same ${unverified.length} legs towards Teams without verification`);

  assert.equal(sqlite(folder, 'SELECT COUNT(*) FROM devices').trim(), String(report.devices.length));
  assert.equal(sqlite(folder, 'SELECT COUNT(*) FROM legs').trim(), String(legs.length));
  assert.equal(sqlite(folder, 'SELECT COUNT(*) FROM findings').trim(), String(report.findings.length));
  assert.equal(
    sqlite(folder, 'SELECT COUNT(*) FROM legs WHERE peer IS NULL').trim(),
    String(legs.filter(({ peer }) => peer === null).length),
  );
  assert.equal(sqlite(folder, "SELECT COUNT(*) FROM legs WHERE peer = '' OR tls_context = ''").trim(), '0');
  assert.match(
    sqlite(folder, "SELECT label FROM entries WHERE device = 'odd' AND label LIKE '%G2%'"),
    /^'=1\+1,"G2"$/m,
  );
  step('every row arrives, NULL is NULL, and a label with a comma, quotes and a formula stays one');
});

function inventory(exports, folder) {
  const ran = sbclint(['inspect', exports, ...AS_OF, '--inventory', join(folder, 'inventory')], folder);
  const loaded = spawnSync('sqlite3', ['inventory.db'], {
    cwd: join(folder, 'inventory'),
    input: readFileSync(join(folder, 'inventory', 'sqlite.sql')),
    encoding: 'utf8',
  });
  assert.deepEqual([loaded.status, loaded.stderr], [0, '']);
  return ran;
}

function sqlite(folder, sql, ...flags) {
  const { status, stdout, stderr } = spawnSync('sqlite3', [...flags, join(folder, 'inventory', 'inventory.db'), sql], {
    encoding: 'utf8',
  });
  assert.deepEqual([status, stderr], [0, '']);
  return stdout;
}

function rows(text) {
  return text.split('\n').filter((line) => line !== '');
}
