import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { commands } from '../../src/cli/commands.js';
import { EMPTY_PLAN } from '../../src/fixers/fixer.js';
import { oracleAcliFixer } from '../../src/fixers/oracle-acli/index.js';
import { inTemporaryFolder, sbclint, type Outcome } from '../support/cli.js';
import { root } from '../support/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const records = { OldRoot: 'Baltimore CyberTrust Root', NewRoot: 'DigiCert Global Root G2' };
const trunk = oracleTrunk({ records, trusted: Object.keys(records) });
const evidence = {
  'OldRoot.pem': rootPem('baltimore-cybertrust-root'),
  'NewRoot.pem': rootPem('digicert-global-root-g2'),
};
const missing = 'devices:\n  - id: core\n    configuration: sbc.cfg\n    evidence: [nowhere.txt]\n';
const noTrunk = oracleTrunk({ hosts: ['sip.carrier.example.net'] });

/** Runs in a folder of files; `$` in an argument stands for the folder. */
async function inFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  argv: readonly string[],
  look: (outcome: Outcome, folder: string) => void | Promise<void>,
  given: Parameters<typeof sbclint>[1] = {},
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    await look(
      await sbclint(
        argv.map((arg) => arg.replace('$', folder)),
        given,
      ),
      folder,
    );
  });
}

const lint = (files: Readonly<Record<string, string>>, ...argv: string[]) => {
  let found: Outcome | undefined;
  return inFolder(files, argv.length > 0 ? argv : ['check', '$'], (outcome) => {
    found = outcome;
  }).then(() => found as Outcome);
};

describe('exit codes', () => {
  const both = { 'sbc.cfg': trunk, ...evidence };
  it.each<[number, string, Record<string, string>, string[]]>([
    [0, 'everything checked and proven', both, ['$', '--as-of', '2023-10-04']],
    [0, 'no cloud peer', { 'sbc.cfg': noTrunk }, ['$']],
    [1, 'a root is missing', both, ['$']],
    [0, 'a root is missing and nothing shall fail', both, ['$', '--fail-on', 'never']],
    [3, 'nothing is proven', { 'sbc.cfg': trunk }, ['$']],
    [1, 'nothing is proven, and open shall fail', { 'sbc.cfg': trunk }, ['$', '--fail-on', 'open']],
    [0, 'nothing is proven, and nothing shall fail', { 'sbc.cfg': trunk }, ['$', '--fail-on', 'never']],
    [3, 'warnings do not fail unless asked for', { 'sbc.cfg': trunk }, ['$', '--fail-on', 'warning']],
    [
      1,
      'a note fails when asked for',
      { ...both, 'stray.pem': rootPem('isrg-root-x1') },
      ['$', '--fail-on', 'note', '--as-of', '2023-10-04'],
    ],
    [
      1,
      'a failing device beside an open one',
      {
        'a/sbc.cfg': trunk,
        'b/sbc.cfg': trunk,
        'b/OldRoot.pem': evidence['OldRoot.pem'],
        'b/NewRoot.pem': evidence['NewRoot.pem'],
      },
      ['$'],
    ],
    [2, 'nothing is recognized', { 'README.md': 'hello' }, ['$']],
    [2, 'evidence alone is no configuration', evidence, ['$']],
    [0, 'nothing is recognized, which is fine', { 'README.md': 'hello' }, ['$', '--no-error-on-unmatched']],
    [3, 'an export that is empty', { 'sbc.ini': '' }, ['$']],
    [3, 'a broken export beside a fine one', { 'a/sbc.cfg': noTrunk, 'b/sbc.ini': '\n \n' }, ['$']],
    [1, 'a handshake would fail', both, ['simulate', '$']],
    [0, 'a handshake would fail, and nothing shall', both, ['simulate', '$', '--fail-on', 'never']],
    [3, 'no handshake can be told', { 'sbc.cfg': trunk }, ['simulate', '$']],
    [
      0,
      'no handshake can be told, and nothing shall fail',
      { 'sbc.cfg': trunk },
      ['simulate', '$', '--fail-on', 'never'],
    ],
    [2, 'no such file', {}, ['$/nowhere.cfg']],
    [2, 'settings that name a file that is not there', { 'sbclint.yaml': missing, 'sbc.cfg': trunk }, ['$']],
    [2, 'no match for a pattern', {}, ['$/*.cfg']],
    [2, 'an unknown flag', {}, ['$', '--formt', 'json']],
    [2, 'an unknown format', {}, ['$', '--format', 'yaml']],
    [2, 'an unknown rule', {}, ['$', '--rule', 'missing-root=off']],
    [2, 'an unknown level', {}, ['$', '--rule', 'missing-trust-anchor=loud']],
    [2, 'an unknown peer', {}, ['$', '--peer', 'microsoft-teams']],
    [2, 'an unknown peer in the settings', { 'sbclint.yaml': 'peer: azure\n', 'sbc.cfg': trunk }, ['$']],
    [2, 'a date that is none', {}, ['$', '--as-of', '2026-02-30']],
    [2, 'a month is no date to judge by', {}, ['$', '--as-of', '2026-02']],
    [2, 'a flag without its value', {}, ['$', '--as-of']],
    [2, 'a switch with a value', {}, ['$', '--quiet=yes']],
    [2, 'a label that no device has', both, ['$', '--certificate', 'Nothing=$/OldRoot.pem']],
    [2, 'an unknown fix', both, ['patch', '$', '--allow', 'everything']],
    [2, 'an unknown root', both, ['patch', '$', '--only-anchor', 'Some Root']],
    [2, 'a misspelt command', {}, ['chekc', '$']],
    [2, 'a bad number of jobs', both, ['$', '--jobs', '0']],
    [2, 'an unknown rule to explain', {}, ['explain', 'missing']],
  ])('%i: %s', async (code, _, files, argv) => {
    const outcome = await lint(files, ...argv);
    expect([outcome.code, outcome.stderr]).toEqual([
      code,
      code === 2 ? expect.stringMatching(/^sbclint: ./) : expect.anything(),
    ]);
  });

  it('settings are not called sbclint.yaml where they have another name', async () => {
    const { stderr } = await lint({ 'fleet.yaml': missing, 'sbc.cfg': trunk }, '$', '--config', '$/fleet.yaml');
    expect(stderr).toMatch(/^sbclint: the settings name what is not there: no such file: \S*nowhere\.txt$/m);
  });

  it('4: a bug says that it is one', async () => {
    await inFolder(
      { 'sbc.cfg': trunk },
      ['$'],
      ({ code, stderr }) => {
        expect([code, stderr]).toEqual([4, expect.stringContaining('this is a bug in sbclint')]);
      },
      {
        today: () => {
          throw new Error('no clock');
        },
      },
    );
  });

  it('4: a plan that is not proven writes nothing for that device, and the others are written', async () => {
    const files = {
      'a/sbc.cfg': trunk,
      'b/sbc.cfg': trunk,
      ...Object.fromEntries(
        Object.entries(evidence).flatMap(([name, pem]) => [
          [`a/${name}`, pem],
          [`b/${name}`, pem],
        ]),
      ),
    };
    const honest = oracleAcliFixer.plan;
    const plan = jest.spyOn(oracleAcliFixer, 'plan').mockImplementation((input) => {
      if (input.device.id !== 'a') return honest(input);
      const [want] = input.wants;
      const drop = { file: input.source.path, edit: { range: { start: 0, end: 1 }, insert: '' }, allow: null };
      return want ? { ...EMPTY_PLAN, edits: [drop], additions: [{ want, label: 'x' }] } : EMPTY_PLAN;
    });
    try {
      await inFolder(files, ['patch', '$', '--out', '$/out'], ({ code, stderr }, folder) => {
        expect([code, readdirSync(join(folder, 'out')).sort()]).toEqual([4, ['b', 'plan.json']]);
        expect(stderr).toContain('the patch of a is not proven');
      });
    } finally {
      plan.mockRestore();
    }
  });
});

describe('suggestions', () => {
  it.each([
    [['--formt', 'json'], 'did you mean --format?'],
    [['--rule', 'mising-trust-anchor=off'], 'did you mean missing-trust-anchor?'],
    [['chekc'], 'did you mean check?'],
    [['patch', '--allow', 'enable-entri'], 'did you mean enable-entry?'],
    [['explain', 'unbound-trust-ancor'], 'did you mean unbound-trust-anchor?'],
    [['--peer', 'microsoft-teams-direct-routin'], 'did you mean microsoft-teams-direct-routing?'],
  ])('%j', async (argv, hint) => expect((await sbclint(argv)).stderr).toContain(hint));
});

describe('the JSON report', () => {
  it('has the keys of the contract, in their order, and no clock', async () => {
    const { stdout } = await lint(
      {
        'edge1/sbc.cfg': trunk,
        ...Object.fromEntries(Object.entries(evidence).map(([name, pem]) => [`edge1/${name}`, pem])),
      },
      '$',
      '--format',
      'json',
    );
    const report = JSON.parse(stdout) as Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
    expect(Object.keys(report)).toEqual([
      'schemaVersion',
      'tool',
      'asOf',
      'knowledge',
      'summary',
      'devices',
      'findings',
    ]);
    expect(report['summary']).toEqual({
      devices: 1,
      files: { read: 3, parsed: 3, failed: 0 },
      findings: { error: 6, warning: 1, note: 2, open: 1, suppressed: 0 },
    });
    const [device] = report['devices'];
    expect(Object.keys(device)).toEqual(['id', 'vendor', 'product', 'release', 'files', 'trustStores', 'legs']);
    expect(device.id).toBe('edge1');
    expect(Object.keys(device.trustStores[0])).toEqual(['name', 'scope', 'complete', 'entries']);
    expect(Object.keys(device.trustStores[0].entries[0])).toEqual(['label', 'subject', 'sha256', 'certainty']);
    expect(Object.keys(device.legs[0]).slice(0, 7)).toEqual([
      'name',
      'direction',
      'tlsContext',
      'peer',
      'cloud',
      'peerNames',
      'verifiesPeer',
    ]);
    const finding = report['findings'].find((each: { ruleId: string }) => each.ruleId === 'missing-trust-anchor');
    expect(Object.keys(finding)).toEqual([
      'ruleId',
      'kind',
      'level',
      'device',
      'message',
      'because',
      'tlsContext',
      'peer',
      'requirements',
      'trustAnchor',
      'location',
      'hint',
      'fix',
      'fingerprint',
      'suppression',
    ]);
    expect(Object.keys(finding.location)).toEqual([
      'path',
      'startLine',
      'startColumn',
      'endLine',
      'endColumn',
      'byteStart',
      'byteEnd',
    ]);
  });

  it('is the same for the same input, whatever the jobs and the order of the paths', async () => {
    const files = { 'a/sbc.cfg': trunk, 'b/sbc.cfg': noTrunk };
    await inFolder(files, ['$/a', '$/b', '--format', 'json', '--jobs', '1'], async (one, folder) => {
      const two = await sbclint([join(folder, 'b'), join(folder, 'a'), '--format', 'json', '--jobs', 'auto']);
      expect(two.stdout).toBe(one.stdout);
    });
  });

  it('is one line a finding as ndjson', async () => {
    const { stdout } = await lint({ 'sbc.cfg': trunk }, '$', '--format', 'ndjson');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { ruleId: string });
    expect(lines.filter(({ ruleId }) => ruleId === 'missing-trust-anchor')).toHaveLength(7);
  });

  it('names an input that could not be read', async () => {
    const { stdout } = await lint({ 'sbc.ini': '\xff\xfe[\x00' }, '$', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { files: { read: 1, parsed: 0, failed: 1 } },
      findings: [
        { ruleId: 'unreadable-input', kind: 'open', level: 'error', because: expect.stringContaining('UTF-16') },
      ],
    });
  });
});

describe('input', () => {
  it('a named configuration finds the evidence beside it, and not its neighbors', async () => {
    await inFolder(
      {
        'e1.cfg': trunk,
        'e2.cfg': noTrunk,
        'e1/OldRoot.pem': evidence['OldRoot.pem'],
        'e1.NewRoot.pem': evidence['NewRoot.pem'],
      },
      ['$/e1.cfg', '--format', 'json', '--as-of', '2023-10-04'],
      ({ code, stdout }) => {
        expect([code, (JSON.parse(stdout) as { devices: { id: string }[] }).devices.map(({ id }) => id)]).toEqual([
          0,
          ['e1'],
        ]);
      },
    );
  });

  it('standard input goes by --stdin-filename', async () => {
    const { code, stdout } = await sbclint(['--stdin', '--stdin-filename', 'live.cfg', '--format', 'concise'], {
      readStdin: () => Buffer.from(trunk),
    });
    expect([code, stdout]).toEqual([3, expect.stringMatching(/^live\.cfg:\d+:49 {2}open {2}missing-trust-anchor/m)]);
  });

  it.each([['\n'], ['\0']])('paths come from --files-from, with %j between them', async (separator) => {
    await inFolder({ 'a.cfg': noTrunk, 'b.cfg': trunk }, ['--version'], async (_, folder) => {
      const list = [join(folder, 'a.cfg'), join(folder, 'b.cfg')].join(separator);
      expect((await sbclint(['--files-from', '-'], { readStdin: () => Buffer.from(list) })).code).toBe(3);
      writeFileSync(join(folder, 'list'), list);
      expect((await sbclint(['--files-from', join(folder, 'list')])).code).toBe(3);
    });
  });

  it('a list of files of which none is an export is fine', async () => {
    expect((await lint({ 'README.md': 'x' }, '--files-from', '$/none')).code).toBe(2);
    await inFolder({ 'README.md': 'x' }, ['--version'], async (_, folder) => {
      expect(
        (await sbclint(['--files-from', '-'], { readStdin: () => Buffer.from(join(folder, 'README.md')) })).code,
      ).toBe(0);
    });
  });

  it('a path that exists is never a pattern; one that does not may be', async () => {
    await inFolder({ 'a[1].cfg': noTrunk, 'b.cfg': trunk }, ['$/a[1].cfg'], ({ code }) => expect(code).toBe(0));
    await inFolder({ 'a.cfg': noTrunk, 'b.cfg': trunk }, ['$/*.cfg'], ({ code }) => expect(code).toBe(3));
  });

  it('key files are never opened', async () => {
    await inFolder({ 'sbc.cfg': noTrunk, '0.pkey': 'secret' }, ['--version'], async (_, folder) => {
      chmodSync(join(folder, '0.pkey'), 0);
      expect((await sbclint([folder])).stdout).toContain('1 not recognized');
    });
  });

  it('--certificate binds a file to a label', async () => {
    const argv = [
      '$/sbc.cfg',
      '--as-of',
      '2023-10-04',
      '--certificate',
      'NewRoot=$/x.pem',
      '--certificate',
      'OldRoot=$/y.pem',
    ];
    expect(
      (await lint({ 'sbc.cfg': trunk, 'x.pem': evidence['NewRoot.pem'], 'y.pem': evidence['OldRoot.pem'] }, ...argv))
        .code,
    ).toBe(0);
  });
});

describe('settings', () => {
  const settings = `rules:\n  missing-trust-anchor: warning\nfailOn: error\n`;
  it('are found upward from the first path', async () => {
    await inFolder(
      {
        'sbclint.yaml': settings,
        'site/sbc.cfg': trunk,
        'site/OldRoot.pem': evidence['OldRoot.pem'],
        'site/NewRoot.pem': evidence['NewRoot.pem'],
      },
      ['$/site'],
      ({ code }) => expect(code).toBe(0),
    );
  });

  it('give way to the flags', async () => {
    await inFolder(
      { 'sbclint.yaml': settings, 'sbc.cfg': trunk, ...evidence },
      ['$', '--fail-on', 'warning'],
      ({ code }) => expect(code).toBe(1),
    );
    await inFolder(
      { 'sbclint.yaml': settings, 'sbc.cfg': trunk, ...evidence },
      ['$', '--rule', 'missing-trust-anchor=error'],
      ({ code }) => expect(code).toBe(1),
    );
  });

  it('name the peer, which a flag goes before', async () => {
    const files = { 'sbclint.yaml': 'peer: azure-communication-services\n', 'sbc.cfg': trunk };
    const peers = async (...argv: string[]) => {
      const found: (string | null)[] = [];
      await inFolder(files, ['inspect', '$', '--format', 'json', ...argv], ({ stdout }) => {
        const { devices } = JSON.parse(stdout) as { devices: { legs: { peer: string | null }[] }[] };
        found.push(...devices.flatMap(({ legs }) => legs.map(({ peer }) => peer)));
      });
      return [...new Set(found)];
    };
    expect(await peers()).toEqual(['azure-communication-services']);
    expect(await peers('--peer', 'zoom')).toEqual(['microsoft-teams-direct-routing']);
  });

  it('bind evidence and name devices', async () => {
    const bound = `devices:\n  - id: core\n    configuration: sbc.cfg\n    certificates: { OldRoot: certs/a.pem, NewRoot: certs/b.pem }\n`;
    const files = {
      'sbclint.yaml': bound,
      'sbc.cfg': trunk,
      'certs/a.pem': evidence['OldRoot.pem'],
      'certs/b.pem': evidence['NewRoot.pem'],
    };
    await inFolder(files, ['$', '--as-of', '2023-10-04', '--format', 'json'], ({ code, stdout }) => {
      expect([code, (JSON.parse(stdout) as { devices: { id: string }[] }).devices[0]?.id]).toEqual([0, 'core']);
    });
  });

  it.each([
    ['rule: {}\n', /sbclint\.yaml:1:1: unknown key rule; did you mean rules\?/],
    [
      'rules:\n  missing-trust-ancor: off\n',
      /sbclint\.yaml:2:3: unknown rule missing-trust-ancor; did you mean missing-trust-anchor\?/,
    ],
    ['rules:\n  missing-trust-anchor: loud\n', /sbclint\.yaml:2:3: rules\.missing-trust-anchor/],
    ['peers: [nowhere.yaml]\n', /sbclint\.yaml:1:\d+: cannot read nowhere\.yaml/],
    ['failOn: [', /sbclint\.yaml:\d+:\d+: /],
  ])('%j is an error with its place', async (text, message) => {
    const { code, stderr } = await lint({ 'sbclint.yaml': text, 'sbc.cfg': trunk }, '$');
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  it('add peers of the user', async () => {
    const peer = readFileSync(join(root, 'peer-profiles', 'microsoft-teams-direct-routing.yaml'), 'utf8')
      .replace('id: microsoft-teams-direct-routing', 'id: carrier')
      .replaceAll('pstnhub.microsoft.com', 'carrier.example.net');
    await inFolder(
      { 'sbclint.yaml': 'peers: [carrier.yaml]\n', 'carrier.yaml': peer, 'sbc.cfg': noTrunk },
      ['$', '--format', 'json'],
      ({ stdout }) => {
        expect(stdout).toContain('"peer": "carrier"');
      },
    );
  });
});

describe('--peer', () => {
  it('takes a trunk without known names for one towards that peer', async () => {
    expect((await lint({ 'sbc.cfg': noTrunk }, '$', '--peer', 'microsoft-teams-direct-routing')).code).toBe(1);
  });
});

describe('patch', () => {
  const files = {
    'edge/sbc.cfg': trunk,
    'edge/OldRoot.pem': evidence['OldRoot.pem'],
    'edge/NewRoot.pem': evidence['NewRoot.pem'],
  };

  it('prints a diff and writes nothing', async () => {
    await inFolder(files, ['patch', '$'], ({ code, stdout }, folder) => {
      expect([code, readFileSync(join(folder, 'edge/sbc.cfg'), 'utf8')]).toEqual([0, trunk]);
      expect(stdout).toContain('+        name                                    DigiCertGlobalRootG3');
      expect(stdout).not.toMatch(/^-(?!-- a\/)/m);
    });
  });

  it('--check exits 1 when something would change, and 0 after', async () => {
    await inFolder(files, ['patch', '$', '--check'], async ({ code }, folder) => {
      expect(code).toBe(1);
      expect((await sbclint(['patch', folder, '--in-place'])).code).toBe(0);
    });
  });

  it('--out writes a pack, which is no input to a check but for its patched files', async () => {
    await inFolder(files, ['patch', '$', '--out', '$/out'], async ({ code }, folder) => {
      expect(code).toBe(0);
      const pack = (readdirSync(join(folder, 'out'), { recursive: true }) as string[]).sort();
      expect(pack).toEqual(
        expect.arrayContaining([
          'plan.json',
          'edge',
          'edge/sbc.cfg',
          'edge/README.md',
          'edge/apply.acli',
          'edge/rollback.acli',
        ]),
      );
      expect(pack.filter((name) => name.startsWith('edge/trust-anchors/'))).toHaveLength(6);
      const { stdout } = await sbclint([join(folder, 'out'), '--format', 'json']);
      expect(JSON.parse(stdout)).toMatchObject({ summary: { files: { read: 1, parsed: 1 } } });
      const plan = JSON.parse(readFileSync(join(folder, 'out/plan.json'), 'utf8')) as {
        devices: { id: string; additions: object[]; edits: object[]; proof: object }[];
      };
      expect(plan).toMatchObject({ schemaVersion: 1, tool: { name: 'sbclint' }, asOf: '2026-11-22' });
      expect(plan.devices[0]).toMatchObject({ id: 'edge', proof: { facts: true, bytes: true, idempotent: true } });
      expect(Object.keys(plan.devices[0]?.additions[0] ?? {})).toEqual(['trustAnchor', 'label', 'tlsContext']);
      expect(Object.keys(plan.devices[0]?.edits[0] ?? {})).toEqual(['path', 'byteStart', 'byteEnd', 'insert']);
    });
  });

  it('--in-place keeps mode and links, and does not open what it does not change', async () => {
    await inFolder({ ...files, 'fine/sbc.cfg': noTrunk }, ['--version'], async (_, folder) => {
      chmodSync(join(folder, 'edge/sbc.cfg'), 0o640);
      symlinkSync(join(folder, 'edge/sbc.cfg'), join(folder, 'link.cfg'));
      const untouched = statSync(join(folder, 'fine/sbc.cfg'));
      const argv = ['patch', join(folder, 'link.cfg'), join(folder, 'fine'), '--in-place'];
      const bind = Object.keys(records).flatMap((label) => [
        '--certificate',
        `${label}=${join(folder, `edge/${label}.pem`)}`,
      ]);
      expect((await sbclint([...argv, ...bind])).code).toBe(0);
      expect(lstatSync(join(folder, 'link.cfg')).isSymbolicLink()).toBe(true);
      expect(statSync(join(folder, 'edge/sbc.cfg')).mode & 0o777).toBe(0o640);
      expect(readFileSync(join(folder, 'edge/sbc.cfg'), 'utf8')).toContain('DigiCertGlobalRootG3');
      expect(statSync(join(folder, 'fine/sbc.cfg')).ino).toBe(untouched.ino);
      expect(readdirSync(join(folder, 'edge')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    });
  });

  it('--in-place writes no CA file through a link, which may lead to one of the system', async () => {
    const domain =
      '[client:any]\nserver_name = sip.pstnhub.microsoft.com\nverify_certificate = yes\nca_list = /etc/ca.pem\n';
    const bundle = rootPem('digicert-global-root-g2');
    await inFolder({ 'edge1/tls.cfg': domain, 'system.pem': bundle }, ['--version'], async (_, folder) => {
      symlinkSync(join(folder, 'system.pem'), join(folder, 'edge1/ca.pem'));
      const { code, stderr } = await sbclint(['patch', join(folder, 'edge1'), '--in-place', '--as-of', '2026-11-22']);
      expect([code, stderr]).toEqual([2, expect.stringContaining('through a link')]);
      expect(readFileSync(join(folder, 'system.pem'), 'utf8')).toBe(bundle);
    });
  });

  it('--only-anchor adds one root, by name or by hash', async () => {
    for (const name of [
      'DigiCert Global Root G3',
      'digicertglobalrootg3',
      '31AD6648F8104138C738F39EA4320133393E3A18CC02296EF97C2AC9EF6731D0',
    ]) {
      await inFolder(files, ['patch', '$', '--only-anchor', name, '--format', 'json'], ({ code, stdout }) => {
        const plan = JSON.parse(stdout) as { devices: { additions: { trustAnchor: { name: string } }[] }[] };
        expect(plan.devices.flatMap(({ additions }) => additions.map(({ trustAnchor }) => trustAnchor.name))).toEqual([
          'DigiCert Global Root G3',
        ]);
        expect(code).toBe(1);
      });
    }
  });

  it('adds what is open only when told to assume it missing', async () => {
    expect(await lint({ 'sbc.cfg': trunk }, 'patch', '$')).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('--assume-missing'),
    });
    expect((await lint({ 'sbc.cfg': trunk }, 'patch', '$', '--assume-missing')).stdout).toContain(
      'DigiCertGlobalRootG3',
    );
  });
});

describe('the other commands', () => {
  it('inspect shows the model and exits 0', async () => {
    const { code, stdout } = await lint({ 'sbc.cfg': trunk, ...evidence }, 'inspect', '$');
    expect([code, stdout]).toEqual([0, expect.stringContaining('OldRoot  CN=Baltimore CyberTrust Root')]);
  });

  it('explain and rules know every rule', async () => {
    const { stdout } = await sbclint(['rules', '--format', 'json']);
    const { rules } = JSON.parse(stdout) as { rules: { id: string }[] };
    for (const { id } of rules) expect((await sbclint(['explain', id])).stdout).toContain(id);
    expect((await sbclint(['rules', '--format', 'md'])).stdout.split('\n')).toHaveLength(rules.length + 3);
  });

  it('--help shows the flags and the exit codes of every command', async () => {
    expect((await sbclint(['--help'])).stdout).toContain('Exit codes');
    for (const { name, flags, exits } of commands) {
      const { stdout } = await sbclint([name, '--help']);
      expect(stdout).toContain(`Usage: sbclint ${name}`);
      const [, codes = ''] = stdout.split('Exit codes:');
      expect([name, !flags.includes('failOn') && codes.includes('--fail-on')]).toEqual([name, false]);
      const never = Object.entries(exits ?? {}).flatMap(([code, meaning]) => (meaning === null ? code : []));
      const shown = [...codes.matchAll(/^ {2}(\d) /gm)].map(([, code]) => code);
      expect([name, shown]).toEqual([name, ['0', '1', '2', '3', '4'].filter((code) => !never.includes(code))]);
    }
  });
});

describe('the built program', () => {
  const program = join(root, 'dist', 'cli.cjs');
  it('runs, reads standard input and exits as it should', () => {
    expect(execFileSync(process.execPath, [program, '--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { status, stdout } = spawnSync(
      process.execPath,
      [program, '--stdin', '--format', 'concise', '--as-of', '2026-11-22'],
      { input: trunk, encoding: 'utf8' },
    );
    expect([status, stdout]).toEqual([3, expect.stringContaining('missing-trust-anchor')]);
  });

  it('reads today when no date is given', () => {
    const { stdout } = spawnSync(process.execPath, [program, '--stdin', '--format', 'json'], {
      input: noTrunk,
      encoding: 'utf8',
    });
    expect((JSON.parse(stdout) as { asOf: string }).asOf).toBe(new Date().toISOString().slice(0, 10));
  });

  it('loads neither zod, js-yaml, fast-xml-parser nor @peculiar/x509 for a text export without foreign certificates', () => {
    const preload = join(root, 'test', 'support', 'loaded-modules.cjs');
    const { stderr } = spawnSync(process.execPath, ['--require', preload, program, '--stdin'], {
      input: trunk,
      encoding: 'utf8',
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    const loaded = JSON.parse(stderr) as string[];
    const dist = join(root, 'dist');
    const all = readdirSync(dist).map((file) => join(dist, file));
    const holding = (files: readonly string[], library: string) =>
      files.filter((file) => file.endsWith('.cjs') && readFileSync(file, 'utf8').includes(library));
    expect(loaded).toContain(all.find((file) => basename(file).startsWith('main-')));
    for (const library of ['YAMLException', 'ZodObject', 'X509Certificate', 'XMLValidator']) {
      expect(holding(all, library)).not.toEqual([]);
      expect(holding(loaded, library)).toEqual([]);
    }
  });
});

describe('the built program, where its chunks meet', () => {
  const program = join(root, 'dist', 'cli.cjs');
  const run = (...argv: string[]) => spawnSync(process.execPath, [program, ...argv], { encoding: 'utf8' });

  it.each<[string, string[]]>([
    ['a file that is not there', ['patch', 'nosuchfile.cfg']],
    ['a fix that is not known', ['patch', '.', '--allow', 'foo']],
    ['two destinations', ['patch', '.', '--out', 'x', '--in-place']],
    ['a date that is none', ['patch', '.', '--as-of', 'bad']],
    ['a pattern that matches nothing', ['check', 'nomatch-*.cfg']],
    ['a destination that is a folder', ['check', 'examples/fleet/lisbon', '--output', 'docs']],
    ['a pack into a folder of other files', ['patch', 'examples/fleet/oslo', '--out', 'docs']],
    ['standard input in place', ['patch', '--stdin', '--in-place']],
  ])('exits 2 for %s', (_, argv) => {
    const { status, stderr } = run(...argv);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^sbclint: ./)]);
  });

  it('matches a pattern that the shell did not expand', () => {
    expect(run('check', 'examples/fleet/lis*/*.cfg', '--format', 'json').status).toBe(0);
  });
});

describe('a hostile file system', () => {
  it('a link that leads nowhere is an input that could not be read', async () => {
    await inFolder({ 'sbc.cfg': noTrunk }, ['--version'], async (_, folder) => {
      symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
      const { code, stdout } = await sbclint([folder, '--format', 'json']);
      expect([code, stdout]).toEqual([3, expect.stringContaining('"unreadable-input"')]);
    });
  });

  it('a link to a folder above is walked once', async () => {
    await inFolder({ 'a/sbc.cfg': noTrunk }, ['--version'], async (_, folder) => {
      symlinkSync(folder, join(folder, 'a', 'up'));
      expect((await sbclint([folder])).code).toBe(0);
    });
  });

  it('names with line breaks forge no line', async () => {
    await inFolder({ 'x\nfake.cfg:1:1  error  x.ini': '' }, ['$', '--format', 'concise'], ({ stdout }) => {
      expect(stdout.split('\n').filter((line) => line.startsWith('fake.cfg'))).toEqual([]);
    });
  });
});

describe('packs', () => {
  const files = {
    'edge/sbc.cfg': trunk,
    'edge/OldRoot.pem': evidence['OldRoot.pem'],
    'edge/NewRoot.pem': evidence['NewRoot.pem'],
  };

  it('inside the inputs are no evidence of what a device has', async () => {
    await inFolder(files, ['patch', '$', '--out', '$/rollout'], async (_, folder) => {
      expect((await sbclint([join(folder, 'edge')])).code).toBe(1);
      const { stdout } = await sbclint([folder, '--format', 'json']);
      expect((JSON.parse(stdout) as { devices: { id: string }[] }).devices.map(({ id }) => id)).toEqual([
        'edge',
        'rollout/edge',
      ]);
    });
  });

  it('laid over the inputs stay no inputs themselves', async () => {
    await inFolder(files, ['patch', '$', '--out', '$/rollout'], async (_, folder) => {
      cpSync(join(folder, 'rollout/edge'), join(folder, 'edge'), { recursive: true });
      rmSync(join(folder, 'rollout'), { recursive: true });
      const { stdout } = await sbclint([folder, '--format', 'json']);
      const report = JSON.parse(stdout) as { devices: { id: string }[]; findings: { ruleId: string }[] };
      expect(report.devices.map(({ id }) => id)).toEqual(['edge']);
      expect(report.findings.map(({ ruleId }) => ruleId)).not.toContain('unsupported-input');
      const direct = await sbclint([join(folder, 'edge', 'apply.acli')]);
      expect(direct.code).toBe(2);
    });
  });

  it('are not written over the files of somebody', async () => {
    await inFolder(files, ['patch', '$', '--out', '$'], ({ code }, folder) => {
      expect([code, readFileSync(join(folder, 'edge/sbc.cfg'), 'utf8')]).toEqual([2, trunk]);
    });
  });
});

describe('a trust store by itself', () => {
  const peer = ['--peer', 'microsoft-teams-direct-routing'];
  const bundle = rootPem('digicert-global-root-g2') + rootPem('baltimore-cybertrust-root');

  it('is checked against the peer that the user names, and patched', async () => {
    await inFolder(
      { 'ca-bundle.crt': bundle },
      ['$', ...peer, '--format', 'json'],
      async ({ code, stdout }, folder) => {
        const report = JSON.parse(stdout) as { summary: object; devices: { id: string; vendor: string }[] };
        expect([code, report.devices]).toEqual([
          1,
          [expect.objectContaining({ id: 'ca-bundle', vendor: 'trust-store' })],
        ]);
        expect(report.summary).toMatchObject({ files: { read: 1, parsed: 1, failed: 0 }, findings: { error: 6 } });
        expect((await sbclint(['patch', folder, ...peer, '--in-place'])).code).toBe(0);
        expect(readFileSync(join(folder, 'ca-bundle.crt'), 'utf8').startsWith(bundle)).toBe(true);
        expect((await sbclint(['patch', folder, ...peer, '--check'])).code).toBe(0);
      },
    );
  });

  it('is no device where nobody names a peer, and what a peer presented never is', async () => {
    expect((await lint({ 'ca-bundle.crt': bundle }, '$')).code).toBe(2);
    const { code, stdout } = await lint(
      { 'capture.txt': `CONNECTED(00000003)\n---\nCertificate chain\n${bundle}` },
      '$',
      ...peer,
    );
    expect([code, stdout]).toEqual([2, expect.stringContaining('what a peer presents')]);
  });
});
