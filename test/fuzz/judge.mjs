// What has to hold of any input: no crash, no clean verdict that nothing proves, no secret shown, a patch that adds and nothing else.
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { loadTs, root } from '../../scripts/load-ts.mjs';
import { certificatesIn, isDescribed, keysOf } from './evidence.mjs';
import { shownSecret } from './secrets.mjs';

const require = createRequire(import.meta.url);
const library = require(join(root, 'dist/index.cjs'));
const { exitCode } = await loadTs('src/cli/exit-code.ts');
const { isUndetectable } = await loadTs('test/support/undetectable.ts');
const { CERTIFICATES } = await loadTs('test/support/damage.ts');

const UNTIL = '2031-12-31';
/** Private keys, which nothing opens. */
const KEY = /\.p?key$/i;
const known = new Map(library.loadKnowledge().certificates.map((each) => [each.sha256, each]));

const runs = new Map();

export function check(files, { asOf, peer }) {
  const inputs = [...files].map(([path, bytes]) => library.inputFile(path, bytes));
  return library.check(inputs, { asOf, ...(peer ? { peer } : {}) });
}

/** The run of a whole fixture, which many cases are compared with. */
async function wholeRun(fixture) {
  const run = runs.get(fixture.name) ?? (await check(fixture.files, fixture.options));
  runs.set(fixture.name, run);
  return run;
}

/** The exit code that the command line would end with; 2 where there is no device and no file that should have been one. */
export function verdict({ report: { devices, findings, summary } }) {
  return devices.length + summary.files.failed === 0 ? 2 : exitCode(findings, 'error');
}

/** What is wrong with how a case is answered: a list of `{ check, detail }`, empty where nothing is. */
export async function judge(one, dice) {
  const { fixture, files } = one;
  const run = await check(files, fixture.options);
  const wrong = [
    ...accounted(run, files),
    ...claims(run, files),
    ...(await unprovenPasses(one, run)),
    ...(await hidden(one, run)),
  ];
  const outputs = [JSON.stringify(run.report)];
  const all = dice.once(10) || /secret/.test(fixture.name);
  for (const format of all ? library.formats : [dice.pick(library.formats)]) {
    outputs.push((await library.render(run, format)).text);
  }
  outputs.push(JSON.stringify(await library.simulate(run)), JSON.stringify(library.timeline(run, UNTIL)));
  const assumeMissing = dice.once(2);
  const { allow } = fixture.options;
  const patch = await library.patch(run, { assumeMissing, ...(allow ? { allow } : {}) });
  wrong.push(...(await patches(one, run, patch, assumeMissing, outputs)));
  for (const output of outputs) {
    const secret = shownSecret(output, one);
    if (secret !== null) wrong.push({ check: 'secret', detail: `${secret} in ${output.slice(0, 60)}` });
  }
  return { wrong, verdict: verdict(run) };
}

/** Every file is parsed, failed or named as not recognized. */
function accounted({ report, unrecognized }, files) {
  const { parsed, failed } = report.summary.files;
  const isArchive = [...files.keys()].some((path) => /\.(zip|7z|t?gz|tar)$/.test(path));
  return isArchive || parsed + failed + unrecognized.length === files.size
    ? []
    : [
        {
          check: 'accounted',
          detail: `${files.size} files, ${parsed} parsed, ${failed} failed, ${unrecognized.join(' ')}`,
        },
      ];
}

/** What an entry is said to be by its bytes has to be there. Bags of PKCS#12 are encrypted, and archives are packed. */
function claims({ report }, files) {
  if ([...files.keys()].some((path) => /\.(p12|pfx|zip|7z|t?gz|tar)$/.test(path))) return [];
  const entries = report.devices.flatMap(({ trustStores }) => trustStores.flatMap((store) => store.entries ?? []));
  const claimed = [...new Set(entries.filter(({ certainty }) => certainty === 'bytes').map((entry) => entry.sha256))];
  if (claimed.length === 0) return [];
  const there = certificatesIn(files);
  return claimed
    .filter((sha256) => sha256 !== null && !there.has(sha256))
    .map((sha256) => ({ check: 'claim', detail: `no file holds ${sha256}, which is said to be known by its bytes` }));
}

/** A root that was not proven, and that nobody asks for any more while the same trunk still faces the same peer, is there to see. */
async function unprovenPasses({ fixture, files }, run) {
  if (verdict(run) !== 0 || [...files.keys()].some((path) => /\.(p12|pfx|zip|7z|t?gz|tar)$/.test(path))) return [];
  const before = await wholeRun(fixture);
  const asked = before.report.findings.filter(
    ({ ruleId, trustAnchor }) => /^(missing|upcoming)-/.test(ruleId) && trustAnchor,
  );
  const faces = run.report.devices.flatMap((device) => device.legs.filter(({ peer }) => peer !== null));
  const there = certificatesIn(files);
  const passes = asked.filter(
    ({ tlsContext, peer, trustAnchor: { sha256 } }) =>
      faces.some((leg) => leg.peer === peer && leg.tlsContext === tlsContext) &&
      !run.report.findings.some(
        ({ trustAnchor, ruleId }) => trustAnchor?.sha256 === sha256 || ruleId === 'built-in-bundle',
      ) &&
      !there.has(sha256) &&
      !isDescribed(known.get(sha256), files),
  );
  const keys = passes.length > 0 ? keysOf(there) : new Set();
  return passes
    .filter(({ trustAnchor: { sha256 } }) => !keys.has(known.get(sha256).spkiSha256))
    .map(({ trustAnchor, tlsContext }) => ({
      check: 'unproven-pass',
      detail: `${trustAnchor.name} in ${tlsContext} was not proven, is not in the files, and nothing asks for it`,
    }));
}

/** A damaged file is clean, and the whole one is not: as test/damage.test.ts has it. */
async function hidden({ format, fixture, files, damage }, run) {
  if (damage === null || verdict(run) !== 0 || run.report.devices.length === 0) return [];
  const { path, as } = damage;
  if (KEY.test(path)) return [];
  const bytes = fixture.files.get(path);
  // Certificates behind certificates are a larger bundle.
  if (as?.kind === 'join' && (CERTIFICATES.test(path) || CERTIFICATES.test(as.otherPath))) return [];
  if (as && isUndetectable(format, fixture, { path, ...as })) return [];
  if (!as && isUndetectable(format, fixture, firstFlip(path, bytes, files.get(path)))) return [];
  if (verdict(await wholeRun(fixture)) !== 0) return [{ check: 'clean', detail: 'clean, and the whole one is not' }];
  // A key behind a configuration says nothing about trust, so it hides nothing.
  if (as?.kind !== 'join' || KEY.test(as.otherPath)) return [];
  const { report } = await wholeRun(fixture);
  // Two listings of certificates in one file say what they say in two.
  if (!report.devices.some((device) => device.files[0].path === path)) return [];
  const other = new Map([...fixture.files, [path, as.other.files.get(as.otherPath)]]);
  const alone = await check(other, fixture.options);
  return exitCode(alone.report.findings, 'error') === 0
    ? []
    : [{ check: 'clean', detail: 'clean, and what was joined is not' }];
}

/** Damage of another kind as the first bit that it changed, for what a form cannot tell. */
function firstFlip(path, before, after) {
  let at = 0;
  while (before[at] === after[at] && at < before.length) at += 1;
  const changed = (before[at] ?? 0) ^ (after[at] ?? 0);
  return { kind: 'flip', path, at, bit: Math.max(0, 31 - Math.clz32(changed)) };
}

/** Additive, as the plan says, proven; and the patched files want nothing more. */
async function patches({ fixture, files }, run, { devices, planJson }, assumeMissing, outputs) {
  outputs.push(planJson);
  const wrong = [];
  const patched = new Map(files);
  let edits = 0;
  for (const { plan, failures, pack } of devices) {
    for (const failure of failures) wrong.push({ check: 'unproven-patch', detail: `${plan.id}: ${failure}` });
    if (failures.length > 0) continue;
    for (const { path, byteStart, byteEnd } of plan.edits) {
      if (byteStart !== byteEnd && !fixture.options.allow) {
        wrong.push({ check: 'additive', detail: `${path}: ${byteStart} to ${byteEnd} is replaced` });
      }
    }
    for (const path of new Set(plan.edits.map((edit) => edit.path))) {
      edits += 1;
      const whole = inputPath(path, files);
      const after = applied(
        files.get(whole),
        plan.edits.filter((edit) => edit.path === path),
      );
      patched.set(whole, after);
      const written = pack.find((file) => file.path.endsWith(`/${basename(path)}`));
      if (!written || Buffer.compare(Buffer.from(written.content), after) !== 0) {
        wrong.push({ check: 'additive', detail: `the pack holds another ${path} than the plan says` });
      }
    }
    // What the import into the device would yield; a bundle holds its roots itself.
    const isBundle = run.report.devices.some(({ vendor }) => vendor === 'trust-store');
    const edited = plan.edits.map(({ path }) => inputPath(path, files));
    // What is edited is no file of certificates, unless a mutation put a configuration into one.
    const configuration = isBundle ? undefined : (edited.find((path) => !CERTIFICATES.test(path)) ?? edited[0]);
    for (const { path, content } of pack) {
      const beside = /\/trust-anchors\/([^/]+)$/.exec(path)?.[1];
      // Below its stem it belongs to the configuration whatever else lies in the folder.
      if (beside && configuration) {
        patched.set(`${configuration.replace(/\.[^./]+$/, '')}/${beside}`, Buffer.from(content));
      }
      if (!plan.edits.some((edit) => path.endsWith(`/${basename(edit.path)}`))) {
        outputs.push(Buffer.from(content).toString('latin1'));
      }
    }
  }
  if (edits === 0 || !isWhereItWas(run, await wholeRun(fixture))) return wrong;
  const again = await library.patch(await check(patched, fixture.options), { assumeMissing });
  for (const { plan } of again.devices) {
    for (const { path, insert } of plan.edits.slice(0, 1)) {
      wrong.push({ check: 'idempotent', detail: `${path} patched again: ${JSON.stringify(insert.slice(0, 80))}` });
    }
  }
  return wrong;
}

/** The one configuration lies under its own name, so that roots beside it find their place. */
function isWhereItWas(run, whole) {
  const first = ({ report }) => report.devices.map(({ files }) => files[0].path).join();
  return run.report.devices.length === 1 && first(run) === first(whole);
}

/** A plan names files below the device's folder. */
function inputPath(path, files) {
  return [...files.keys()].find((each) => each === path || each.endsWith(`/${path}`));
}

/** Inserts from the last place to the first; of several at one place the first comes first. */
function applied(bytes, edits) {
  const ordered = edits.map((edit, i) => ({ ...edit, i })).sort((a, b) => b.byteStart - a.byteStart || b.i - a.i);
  return ordered.reduce(
    (text, { byteStart, byteEnd, insert }) =>
      Buffer.concat([text.subarray(0, byteStart), Buffer.from(insert, 'latin1'), text.subarray(byteEnd)]),
    Buffer.from(bytes),
  );
}
