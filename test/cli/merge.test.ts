import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { root } from '../support/knowledge.js';
import { writeMixedFleet } from '../support/mixed-fleet.js';
import { rootPem } from '../support/rule-cases.js';

const asOf = ['--as-of', '2026-11-22'];
const json = [...asOf, '--format', 'json'];
const peer = ['--peer', 'microsoft-teams-direct-routing'];

/** The strongest of some exit codes. */
const strongest = (codes: readonly number[]) => [4, 2, 1, 3, 0].find((code) => codes.includes(code));

/** Runs with a folder of exports as the working folder; shards are kept beside it. */
async function inFleet(write: (folder: string) => void, work: () => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const exports = join(folder, 'exports');
    mkdirSync(exports);
    mkdirSync(join(folder, 'shards'));
    write(exports);
    const before = process.cwd();
    process.chdir(exports);
    try {
      await work();
    } finally {
      process.chdir(before);
    }
  });
}

/** Checks in n shards and merges them, the last shard first. */
async function inShards(
  argv: readonly string[],
  n: number,
): Promise<{ codes: number[]; merged: string; devices: number[] }> {
  const codes: number[] = [];
  const devices: number[] = [];
  const files: string[] = [];
  for (let i = n; i >= 1; i -= 1) {
    const { code, stdout, stderr } = await sbclint([...argv, ...json, '--shard', `${i}/${n}`]);
    if (stdout === '') throw new Error(stderr);
    codes.push(code);
    devices.push((JSON.parse(stdout) as { summary: { devices: number } }).summary.devices);
    files.push(`../shards/${i}.json`);
    writeFileSync(`../shards/${i}.json`, stdout);
  }
  const { code, stdout, stderr } = await sbclint(['merge', ...files]);
  expect([code, stderr]).toEqual([0, '']);
  return { codes, merged: stdout, devices };
}

async function expectSame(argv: readonly string[], counts: readonly number[]): Promise<string> {
  const one = await sbclint([...argv, ...json]);
  expect(one.stderr).not.toContain('bug');
  for (const n of counts) {
    const { codes, merged, devices } = await inShards(argv, n);
    expect(merged).toBe(one.stdout);
    expect([n, strongest(codes)]).toEqual([n, one.code]);
    expect(devices.length).toBe(n);
  }
  return one.stdout;
}

describe('shards that are merged are one run', () => {
  it.each([
    [1, false, []],
    [2, true, []],
    [3, true, peer],
    [4, false, [...peer, '--fail-on', 'warning']],
  ])('of a generated fleet, seed %s, broken: %s, %j', (seed, isBroken, flags) =>
    inFleet(
      (folder) => writeMixedFleet(folder, seed, isBroken),
      async () => {
        const text = await expectSame(['.', ...flags], [1, 2, 3, 7]);
        // What the property is about is there.
        const said = flags.includes('--peer') ? [] : ['unbound-evidence'];
        for (const ruleId of [...said, 'expiring-suppression', 'unused-suppression', 'invalid-suppression']) {
          expect([ruleId, text.includes(`"ruleId": "${ruleId}"`)]).toEqual([ruleId, true]);
        }
        expect(text).toContain('"kind": "suppressed"');
        expect(text).toContain('"id": "acme-old-tls"');
        expect(text.includes('cannot tell whether the suppression')).toBe(isBroken);
        if (flags.length > 0) expect(text).toContain('"vendor": "trust-store"');
      },
    ),
  );

  it('where only a part of what the settings are about is checked', () =>
    inFleet(
      (folder) => writeMixedFleet(folder, 5, false),
      async () => {
        const text = await expectSame(['alone', 'two', 'packed'], [3, 4, 5]);
        expect(text).toContain('"ruleId": "unused-suppression"');
        expect(text).not.toContain('gone-* matches nothing');
      },
    ));

  it('where configurations are broken: a shard says so of its own devices', () =>
    inFleet(
      (folder) => {
        const broken = join(root, 'test/fixtures/ribbon-edge-xml/broken/input/symphonyconfig.xml');
        for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
          mkdirSync(join(folder, name));
          cpSync(broken, join(folder, name, 'symphonyconfig.xml'));
        }
      },
      async () => {
        const text = await expectSame(['.'], [3, 7]);
        expect((JSON.parse(text) as { summary: { files: { failed: number } } }).summary.files.failed).toBe(6);
      },
    ));

  it('and each file of no device is spoken of by one shard', () =>
    inFleet(
      (folder) => writeMixedFleet(folder, 6, true),
      async () => {
        const paths: string[] = [];
        for (let i = 1; i <= 7; i += 1) {
          const { stdout } = await sbclint(['.', ...json, '--shard', `${i}/7`]);
          const { findings } = JSON.parse(stdout) as {
            findings: { device: string | null; ruleId: string; location: { path: string } | null }[];
          };
          const own = findings.filter(({ device, ruleId }) => device === null && !ruleId.endsWith('-suppression'));
          paths.push(...own.flatMap(({ location }) => location?.path ?? []));
        }
        expect(paths.length).toBeGreaterThanOrEqual(3);
        expect(paths.length).toBe(new Set(paths).size);
      },
    ));

  it('of the examples and of fixtures', async () => {
    for (const folder of [
      'examples',
      'test/fixtures/oracle-acli',
      'test/fixtures/key-store',
      'test/fixtures/trust-store',
    ]) {
      await inFleet(
        () => undefined,
        async () => {
          await expectSame([join(root, folder), ...peer], [3]);
        },
      );
    }
  });

  it('where one file is evidence of devices in several shards', () =>
    inFleet(
      (folder) => {
        const trunk = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
        mkdirSync(join(folder, 'certificates'));
        writeFileSync(join(folder, 'certificates/old.pem'), rootPem('baltimore-cybertrust-root'));
        for (const name of ['a', 'b', 'c', 'd', 'e']) {
          mkdirSync(join(folder, name));
          writeFileSync(join(folder, name, 'running.cfg'), trunk);
        }
      },
      async () => {
        const named = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}/running.cfg`);
        const one = await expectSame([...named, '--certificate', 'OldRoot=certificates/old.pem'], [1, 3]);
        expect((JSON.parse(one) as { summary: { files: object } }).summary.files).toEqual({
          read: 6,
          parsed: 10,
          failed: 0,
        });
        // A label that no device has is a mistake, and only all shards together know it.
        const wrong = [...named, '--certificate', 'NoSuch=certificates/old.pem'];
        expect((await sbclint([...wrong, ...json])).code).toBe(2);
        await expect(inShards(wrong, 2)).rejects.toThrow('no device has an entry or a trust store named NoSuch');
      },
    ));

  it('where more shards are asked for than there are devices', () =>
    inFleet(
      (folder) => writeFileSync(join(folder, 'a.cfg'), oracleTrunk({ records: {}, trusted: [] })),
      async () => {
        const { codes, devices } = await inShards(['.'], 5);
        expect([...devices].sort()).toEqual([0, 0, 0, 0, 1]);
        expect([...codes].sort()).toEqual([0, 0, 0, 0, (await sbclint(['.', ...json])).code]);
        await expectSame(['.'], [5]);
      },
    ));

  it('where nothing at all is recognized', () =>
    inFleet(
      (folder) => writeFileSync(join(folder, 'notes.txt'), 'no export\n'),
      async () => {
        await expectSame(['.'], [1, 3]);
        expect((await inShards(['.'], 3)).codes).toEqual([2, 2, 2]);
      },
    ));
});

describe('--shard', () => {
  it.each(['0/3', '4/3', 'a/b', '1', '1/0', '-1/3', '1/2/3', '01/3', '', '1.5/3'])('refuses %j', async (value) => {
    const { code, stdout, stderr } = await sbclint([join(root, 'examples/fleet/tallinn'), `--shard=${value}`]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--shard wants');
  });

  it('says what stands in the pages: the first 48 bits of SHA-256, modulo N, and 1', async () => {
    const { stdout } = await sbclint([join(root, 'examples/fleet'), ...json, '--shard', '2/4']);
    const ids = (JSON.parse(stdout) as { devices: { id: string }[] }).devices.map(({ id }) => id);
    // printf %s tallinn | sha256sum | head -c 12, in decimal, modulo 4, plus 1
    expect(ids).toEqual(['tallinn']);
  });
});

describe('merge', () => {
  const tallinn = join(root, 'examples/fleet/tallinn');
  const riga = join(root, 'examples/fleet/riga');
  const report = async (...argv: string[]) => (await sbclint([...argv, '--format', 'json'])).stdout;
  const merge = async (texts: readonly string[], ...more: string[]) => {
    const files = texts.map((text, i) => {
      writeFileSync(`../shards/${i}.json`, text);
      return `../shards/${i}.json`;
    });
    return sbclint(['merge', ...files, ...more]);
  };

  it('joins runs over different devices, whatever order they come in', () =>
    inFleet(
      (folder) => cpSync(join(root, 'examples/fleet'), folder, { recursive: true }),
      async () => {
        const names = readdirSync('.').sort().reverse();
        const runs = await Promise.all(names.map((name) => report(name, ...asOf)));
        const parsed = (text: string) => JSON.parse(text) as { summary: object; findings: { message: string }[] };
        const merged = await merge(runs);
        const one = parsed(await report('.', ...asOf));
        expect(parsed(merged.stdout).summary).toEqual(one.summary);
        const messages = ({ findings }: typeof one) => findings.map(({ message }) => message);
        expect(messages(parsed(merged.stdout))).toEqual(messages(one));
        expect((await merge([...runs].reverse())).stdout).toBe(merged.stdout);
      },
    ));

  it('says what is true of every run once', () =>
    inFleet(
      () => undefined,
      async () => {
        const late = ['--as-of', '2029-01-01'];
        const stale = (text: string) => text.split('"ruleId": "stale-knowledge"').length - 1;
        const { stdout } = await merge([await report(tallinn, ...late), await report(riga, ...late)]);
        expect(stale(await report(tallinn, ...late))).toBeGreaterThan(0);
        expect(stale(stdout)).toBe(stale(await report(join(root, 'examples/fleet'), ...late)));
      },
    ));

  it('reads standard input and writes a file, never over a report', () =>
    inFleet(
      () => undefined,
      async () => {
        const run = await report(tallinn, ...asOf);
        const readStdin = () => Buffer.from(run);
        expect(await sbclint(['merge', '-'], { readStdin })).toEqual({ code: 0, stdout: run, stderr: '' });
        expect((await merge([run], '--output', '../shards/all.json')).stdout).toBe('');
        expect(readFileSync('../shards/all.json', 'utf8')).toBe(run);
        const { code, stderr } = await merge([run], '--output', '../shards/0.json');
        expect([code, stderr]).toEqual([2, expect.stringContaining('would be written over')]);
      },
    ));

  it('refuses what is no run, with its place', () =>
    inFleet(
      () => undefined,
      async () => {
        const run = await report(tallinn, ...asOf);
        const timeline = (await sbclint(['timeline', tallinn, ...json])).stdout;
        const cases: readonly (readonly [string, string])[] = [
          ['', '0.json:1:1: this is not JSON'],
          [run.slice(0, 400), 'this is not JSON'],
          [run.replace('"kind": "fail"', '"kind": "bad"'), 'kind'],
          [timeline, '0.json:1:1: this is a time line, and no run of check'],
        ];
        for (const [text, message] of cases) {
          const { code, stdout, stderr } = await merge([text]);
          expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
          expect(stderr).toMatch(/0\.json:\d+:\d+: /);
        }
        expect(await sbclint(['merge'])).toMatchObject({ code: 2, stdout: '' });
        expect((await sbclint(['merge', 'nowhere.json'])).stderr).toContain('nowhere.json');
      },
    ));

  it('refuses runs that are no parts of one', () =>
    inFleet(
      () => undefined,
      async () => {
        const run = await report(tallinn, ...asOf);
        const other = await report(riga, ...asOf);
        const shard = (name: string) => report(join(root, 'examples/fleet'), ...asOf, '--shard', name);
        const [one, two, third] = [await shard('1/2'), await shard('2/2'), await shard('1/3')];
        const settings = one.replace(
          '"suppressions": []',
          '"suppressions": [{"path":"a","line":1,"hides":0,"isHere":false,"isWhole":true,"says":{"used":null,"unused":null,"undecided":null}}]',
        );
        const cases: readonly (readonly [readonly string[], string])[] = [
          [[run, run], 'two runs hold a device tallinn'],
          [
            [run, await report(riga, '--as-of', '2026-11-23')],
            'one run is as of 2026-11-22 and another as of 2026-11-23',
          ],
          [[run, other.replace('0.0.0-test', '9.9.9')], 'one run is of sbclint 0.0.0-test and another of 9.9.9'],
          [
            [run, other.replace(/"readUntil": "[^"]*"/, '"readUntil": "2020-01-01"')],
            'and another by those until 2020-01-01',
          ],
          [[one], 'shard 2 of 2 is missing'],
          [[third], 'shards 2, 3 of 3 are missing'],
          [[one, third], 'one run is a shard of 2 and another of 3'],
          [[one, two, two], 'shard 2 of 2 is there twice'],
          [[one, other], 'some runs are shards, and some are not'],
          [[settings, two], 'the shards were made with different settings'],
        ];
        for (const [texts, message] of cases) {
          expect(await merge(texts)).toEqual({
            code: 2,
            stdout: '',
            stderr: expect.stringContaining(message) as string,
          });
        }
      },
    ));
});
