import { inFolder, type Found } from '../support/cli-folder.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const profile = { 'tls-version': 'tlsv12' };
const good = oracleTrunk({ profile });
const off = oracleTrunk({ profile: { ...profile, 'mutual-authenticate': 'disabled' } });
const noProfile = good.replace(/^tls-profile\n(?: .*\n)+/m, '');

const check = (id: string, more = '') => `  - id: ${id}
    level: error
    what: A listener for Teams asks for no certificate.
    why: Anyone can pose as Microsoft.
    remedy: Switch it on.
    see: [https://example.com/standard]
${more}    for: legs
    where: { peer: microsoft-teams-direct-routing, direction: inbound }
    expect: { mutualTls: yes }
`;
const settings = `checks:\n${check('acme-mutual-tls')}`;

const own = (all: readonly Found[]) => all.filter(({ ruleId }) => ruleId.startsWith('acme-'));

describe('a check takes part in everything', () => {
  it('levels, overrides, --rule and the exit code', () =>
    inFolder({ 'sbclint.yaml': settings, 'edge1/sbc.cfg': off }, async ({ write, findings, sbclint: run }) => {
      const level = async (more: string, ...argv: string[]) => {
        write({ 'sbclint.yaml': settings + more });
        return own(await findings('.', ...argv)).map((each) => each.level);
      };
      expect(await level('')).toEqual(['error']);
      expect(await level('rules: { acme-mutual-tls: note }\n')).toEqual(['note']);
      expect(await level('rules: { acme-mutual-tls: off }\n')).toEqual([]);
      expect(await level('overrides: [{ devices: [edge1], rules: { acme-mutual-tls: warning } }]\n')).toEqual([
        'warning',
      ]);
      expect(await level('overrides: [{ contexts: [Other], rules: { acme-mutual-tls: off } }]\n')).toEqual(['error']);
      expect(await level('rules: { acme-mutual-tls: note }\n', '--rule', 'acme-mutual-tls=error')).toEqual(['error']);
      expect(await level('', '--rule', 'acme-mutual-tls=off')).toEqual([]);
      const { code, stderr } = await run('.', '--rule', 'acme-mutal-tls=off');
      expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean acme-mutual-tls?')]);
    }));

  it('suppressions, the unused one too, and the baseline', () =>
    inFolder({ 'sbclint.yaml': settings, 'edge1/sbc.cfg': off }, async ({ write, findings, sbclint: run }) => {
      const suppressed = 'suppressions: [{ rule: acme-mutual-tls, device: edge1, reason: later }]\n';
      write({ 'sbclint.yaml': settings + suppressed });
      expect(own(await findings('.'))[0]?.suppression?.kind).toBe('suppressed');
      write({ 'edge1/sbc.cfg': good });
      expect((await run('.', '--format', 'concise')).stdout).toContain('unused-suppression');
      write({ 'edge1/sbc.cfg': off, 'sbclint.yaml': settings });
      await run('baseline', 'create', '.');
      const [found] = own(await findings('.', '--baseline', 'sbclint-baseline.json'));
      expect(found?.suppression?.kind).toBe('baseline');
      // Lines that move change nothing.
      write({ 'edge1/sbc.cfg': `${oracleTrunk({ realm: 'Other', hosts: [], profileName: 'O' })}${off}` });
      expect(own(await findings('.', '--baseline', 'sbclint-baseline.json'))[0]?.suppression?.kind).toBe('baseline');
    }));

  it('a device is judged by the checks of its own settings', () =>
    inFolder(
      { 'eu/sbclint.yaml': settings, 'eu/edge1/sbc.cfg': off, 'us/edge2/sbc.cfg': off },
      async ({ findings, sbclint: run }) => {
        expect(own(await findings('.')).map(({ device }) => device)).toEqual(['eu/edge1']);
        const { stdout } = await run('.', '--format', 'junit');
        expect(stdout).toContain('classname="eu/edge1" name="acme-mutual-tls"');
        expect(stdout).not.toContain('classname="us/edge2" name="acme-mutual-tls"');
      },
    ));

  it('two settings files mean the same by one id, or the run is refused', () =>
    inFolder(
      { 'eu/sbclint.yaml': settings, 'eu/a/sbc.cfg': off, 'us/sbclint.yaml': settings, 'us/b/sbc.cfg': off },
      async ({ write, findings, sbclint: run }) => {
        expect(own(await findings('.'))).toHaveLength(2);
        write({ 'us/sbclint.yaml': settings.replace('mutualTls: yes', 'mutualTls: no') });
        const { code, stderr } = await run('.');
        expect(code).toBe(2);
        expect(stderr).toContain('acme-mutual-tls is another check at eu/sbclint.yaml:2');
      },
    ));

  it('an open one of level error exits 3, never 0', () =>
    inFolder({ 'sbclint.yaml': settings, 'edge1/sbc.cfg': noProfile }, async ({ sbclint: run }) => {
      const only = ['missing-trust-anchor', 'unverifiable-path', 'tls-version-too-low', 'tls-cipher-mismatch'];
      const quiet = [...only, 'mutual-tls-off', 'dangling-trust-anchor-reference', 'undefined-reference'].flatMap(
        (id) => ['--rule', `${id}=off`],
      );
      const { code, stdout } = await run('.', '--format', 'concise', ...quiet);
      expect(stdout).toContain('open  acme-mutual-tls');
      expect(code).toBe(3);
    }));

  it('every report has it, also one that is made of a saved run', () =>
    inFolder(
      { 'sbclint.yaml': settings, 'edge1/sbc.cfg': off, 'edge2/sbc.cfg': good },
      async ({ write, sbclint: run }) => {
        for (const format of [
          'pretty',
          'concise',
          'json',
          'ndjson',
          'sarif',
          'gitlab',
          'junit',
          'checkstyle',
          'github',
          'markdown',
          'csv',
        ])
          expect((await run('.', '--format', format)).stdout).toContain('acme-mutual-tls');
        const { stdout: json } = await run('.', '--format', 'json');
        const { checks } = JSON.parse(json) as { checks: unknown };
        expect(checks).toMatchObject([
          { id: 'acme-mutual-tls', why: 'Anyone can pose as Microsoft.', devices: ['edge1', 'edge2'] },
        ]);
        write({ 'run.json': json });
        const saved = (format: string) => run('report', 'run.json', '--format', format);
        const live = (format: string) => run('.', '--format', format);
        expect((await saved('junit')).stdout).toBe((await live('junit')).stdout);
        expect((await saved('pretty')).stdout).toContain('Anyone can pose as Microsoft.');
        for (const { stdout } of [await saved('sarif'), await live('sarif')]) {
          const [{ tool, results }] = (JSON.parse(stdout) as { runs: [Sarif] }).runs;
          const index = results.find(({ ruleId }) => ruleId === 'acme-mutual-tls')?.ruleIndex ?? -1;
          expect(tool.driver.rules[index]).toMatchObject({
            id: 'acme-mutual-tls',
            shortDescription: { text: 'A listener for Teams asks for no certificate.' },
            helpUri: 'https://example.com/standard',
            defaultConfiguration: { level: 'error' },
          });
        }
      },
    ));

  it('explain, rules and config show know it', () =>
    inFolder({ 'sbclint.yaml': settings, 'edge1/sbc.cfg': off }, async ({ write, sbclint: run }) => {
      const explained = await run('explain', 'acme-mutual-tls');
      expect(explained.code).toBe(0);
      expect(explained.stdout).toContain('A leg where peer is microsoft-teams-direct-routing and direction is inbound');
      expect(explained.stdout).toContain('sbclint.yaml:2');
      expect((await run('rules')).stdout).toContain('acme-mutual-tls');
      expect((await run('rules', '--format', 'md')).stdout).toContain('| acme-mutual-tls | error |');
      expect((await run('config', 'show')).stdout).toMatch(/checks: acme-mutual-tls +sbclint.yaml:2/);
      // Settings that are wrong do not hide the rules of sbclint.
      write({ 'sbclint.yaml': 'checks: 3\n' });
      expect((await run('explain', 'mutual-tls-off')).code).toBe(0);
      expect((await run('rules')).code).toBe(2);
    }));
});

interface Sarif {
  readonly tool: { readonly driver: { readonly rules: readonly object[] } };
  readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
}

const tests = (...cases: string[]) =>
  `check: acme-mutual-tls\nasOf: '2026-11-22'\ncases:\n${cases.map((each) => `  - ${each}\n`).join('')}`;

const files = {
  'sbclint.yaml': settings,
  'good.cfg': good,
  'off.cfg': off,
  'none.cfg': noProfile,
  'carrier.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net'], profile }),
};
const line = lineOf(off, 'mutual-authenticate');

describe('sbclint test', () => {
  const all = [
    '{ name: a, input: good.cfg, expect: pass }',
    `{ name: b, input: off.cfg, expect: fail, findings: [{ line: ${line}, context: TeamsTLS }] }`,
    '{ name: c, input: none.cfg, expect: open }',
    '{ name: d, input: carrier.cfg, expect: notApplicable }',
  ];

  it('passes where every answer is as expected, whatever the settings switch off', () =>
    inFolder(
      {
        ...files,
        'sbclint.yaml': `${settings}rules: { acme-mutual-tls: off }\n`,
        'a.sbclint-test.yaml': tests(...all),
      },
      async ({ sbclint: run }) => {
        const { code, stdout } = await run('test');
        expect(stdout).toContain('4 tests passed, 0 failed');
        expect(stdout).not.toContain('note:');
        expect(code).toBe(0);
      },
    ));

  it.each([
    ['{ name: a, input: off.cfg, expect: pass }', 'expected pass, and there is fail in line'],
    ['{ name: a, input: carrier.cfg, expect: pass }', 'the check is about nothing in this export'],
    ['{ name: a, input: good.cfg, expect: notApplicable }', 'the check is about 1 of what the export shows'],
    ['{ name: a, input: off.cfg, expect: notApplicable }', 'expected notApplicable, and there is fail'],
    ['{ name: a, input: good.cfg, expect: fail }', 'expected fail, and there is no finding'],
    ['{ name: a, input: none.cfg, expect: fail }', 'expected fail, and there is open'],
    ['{ name: a, input: off.cfg, expect: open }', 'expected open, and there is fail'],
    ['{ name: a, input: good.cfg, expect: open }', 'expected open, and there is no finding'],
    [
      `{ name: a, input: off.cfg, expect: fail, findings: [{ line: ${line + 1} }] }`,
      `there is no finding fail in line ${line + 1}`,
    ],
    ['{ name: a, input: off.cfg, expect: fail, findings: [{ context: Other }] }', 'there is no finding fail of Other'],
    ['{ name: a, input: off.cfg, expect: fail, findings: [{ message: no }] }', 'that says "no"'],
    [
      `{ name: a, input: off.cfg, expect: fail, findings: [{ line: ${line} }, { line: ${line} }] }`,
      'there is no finding fail',
    ],
    ['{ name: a, input: off.cfg, expect: open, findings: [{}] }', 'a finding that is not expected: fail'],
  ])('fails with exit 1: %s', (one, said) =>
    inFolder({ ...files, 'a.sbclint-test.yaml': tests(one) }, async ({ sbclint: run }) => {
      const { code, stdout } = await run('test');
      expect(stdout).toContain(said);
      expect(stdout).toContain('a.sbclint-test.yaml:4');
      expect(code).toBe(1);
      const { stdout: junit } = await run('test', '--format', 'junit');
      expect(junit).toContain('tests="1" failures="1"');
      const { stdout: json } = await run('test', '--format', 'json');
      expect(JSON.parse(json)).toMatchObject({ schemaVersion: 1, summary: { passed: 0, failed: 1 } });
    }),
  );

  it.each([
    ['an input that is not there', tests('{ name: a, input: no.cfg, expect: pass }'), ':4:', 'no such file or folder'],
    [
      'an input that is no export',
      tests('{ name: a, input: sbclint.yaml, expect: pass }'),
      ':4:',
      'no export is recognized',
    ],
    [
      'an unknown check',
      tests(all[0] ?? '').replace('acme-mutual-tls', 'acme-mutal-tls'),
      ':1:',
      'did you mean acme-mutual-tls?',
    ],
    [
      'an unknown key',
      tests('{ name: a, inptu: good.cfg, input: good.cfg, expect: pass }'),
      ':4:',
      'did you mean input?',
    ],
    ['an unknown answer', tests('{ name: a, input: good.cfg, expect: passes }'), ':4:', 'did you mean pass?'],
    [
      'an unknown peer',
      tests('{ name: a, input: good.cfg, peer: nobody, expect: pass }'),
      ':4:',
      'unknown peer nobody',
    ],
    ['no such day', tests(all[0] ?? '').replace('2026-11-22', '2026-02-30'), ':2:', '2026-02-30 is no day'],
    ['no day at all', tests(all[0] ?? '').replace(/^asOf.*\n/m, ''), ':1:', 'asOf'],
    [
      'findings of a pass',
      tests('{ name: a, input: good.cfg, expect: pass, findings: [{}] }'),
      ':4:',
      'has no findings',
    ],
    ['no case', tests().replace('cases:\n', 'cases: []\n'), ':3:', 'empty list'],
    ['no YAML', '[', ':', ''],
  ])('%s exits 2 with its place', (_, text, place, said) =>
    inFolder({ ...files, 'a.sbclint-test.yaml': text }, async ({ sbclint: run }) => {
      const { code, stderr, stdout } = await run('test');
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`a.sbclint-test.yaml${place}`);
      expect(stderr).toContain(said);
    }),
  );

  it('says which answers of which check no test expects', () =>
    inFolder(
      {
        ...files,
        'sbclint.yaml': `${settings}${check('acme-other')}`,
        'tests/a.sbclint-test.yaml': tests('{ name: a, input: ../good.cfg, expect: pass }'),
      },
      async ({ sbclint: run }) => {
        const { code, stdout } = await run('test', '.');
        expect(stdout).toContain('note: acme-mutual-tls has no test for fail, open\n');
        expect(stdout).toContain('note: acme-other has no test for pass, fail, open\n');
        expect(code).toBe(0);
        expect((await run('test', 'tests/a.sbclint-test.yaml')).stdout).not.toContain('acme-other');
      },
    ));

  it('wants tests, and files of that name', () =>
    inFolder(files, async ({ sbclint: run }) => {
      expect(await run('test')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('no test was found') as string,
      });
      expect((await run('test', 'good.cfg')).stderr).toContain('ends in .sbclint-test.yaml');
      expect((await run('test', 'nothing')).stderr).toContain('no such file');
    }));

  it('takes evidence and certificates from elsewhere, and a day and a peer for a case', () =>
    inFolder(
      {
        'sbclint.yaml': `checks:\n  - id: acme-days\n    level: note\n    what: W.\n    why: W.\n    remedy: R.\n    for: entries\n    expect: { daysLeft: { atLeast: 10 } }\n`,
        'sbc.cfg': oracleTrunk({ records: { G2: 'DigiCert Global Root G2' }, trusted: ['G2'], profile }),
        'certs/root.pem': rootPem('digicert-global-root-g2'),
        'a.sbclint-test.yaml':
          "check: acme-days\nasOf: '2038-01-05'\ncases:\n" +
          '  - { name: a, input: sbc.cfg, expect: open }\n' +
          '  - { name: b, input: sbc.cfg, certificates: { G2: certs/root.pem }, expect: pass }\n' +
          "  - { name: c, input: sbc.cfg, certificates: { G2: certs/root.pem }, asOf: '2038-01-06', expect: fail }\n",
      },
      async ({ sbclint: run }) => {
        const { code, stdout } = await run('test');
        expect(stdout).toContain('3 tests passed, 0 failed');
        expect(code).toBe(0);
      },
    ));

  it('a run of check takes no test for an export', () =>
    inFolder({ ...files, 'a.sbclint-test.yaml': tests(...all) }, async ({ sbclint: run }) => {
      expect((await run('.')).stdout).not.toContain('sbclint-test.yaml');
    }));
});
