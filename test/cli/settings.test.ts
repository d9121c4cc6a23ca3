import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inFolder, type Found } from '../support/cli-folder.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const trunk = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
const old = rootPem('baltimore-cybertrust-root');
const g3 = '31ad6648f8104138c738f39ea4320133393e3a18cc02296ef97c2ac9ef6731d0';

/** A fleet of two sites, each device in a folder of its own. */
const fleet = {
  'eu/edge1/sbc.cfg': trunk,
  'eu/edge1/OldRoot.pem': old,
  'us/edge2/sbc.cfg': trunk,
  'us/edge2/OldRoot.pem': old,
};

const levelsOf = (findings: readonly Found[], device: string) => [
  ...new Set(
    findings
      .filter((each) => each.device === device && each.ruleId === 'missing-trust-anchor')
      .map(({ level }) => level),
  ),
];

describe('where settings come from', () => {
  it('takes the next sbclint.yaml upward from each file, not from the first', () =>
    inFolder(
      {
        ...fleet,
        'sbclint.yaml': 'rules: { missing-trust-anchor: warning }\n',
        'us/sbclint.yaml': 'rules: { missing-trust-anchor: note }\n',
      },
      async ({ findings }) => {
        const all = await findings('.');
        expect(levelsOf(all, 'eu/edge1')).toEqual(['warning']);
        expect(levelsOf(all, 'us/edge2')).toEqual(['note']);
      },
    ));

  it('says the same of a device however the files are batched', () =>
    inFolder(
      {
        ...fleet,
        'us/sbclint.yaml':
          'overrides:\n  - { devices: [edge2], rules: { missing-trust-anchor: note } }\nfailOn: warning\n',
      },
      async ({ findings }) => {
        const prints = (all: readonly Found[]) => all.map(({ fingerprint, level }) => `${fingerprint} ${level}`).sort();
        const whole = prints(await findings('.'));
        const split = [await findings('eu/edge1/sbc.cfg'), await findings('us/edge2/sbc.cfg')].flatMap(prints);
        expect(split.sort()).toEqual(whole);
      },
    ));

  it('adds what it extends, and its own values go before', () =>
    inFolder(
      {
        ...fleet,
        'base.yaml': 'rules: { missing-trust-anchor: note, advised-trust-anchor: off }\nfailOn: never\n',
        'eu/sbclint.yaml': 'extends: [../base.yaml]\nrules: { missing-trust-anchor: warning }\n',
      },
      async ({ findings, sbclint: run }) => {
        const all = await findings('.');
        expect(levelsOf(all, 'eu/edge1')).toEqual(['warning']);
        expect(levelsOf(all, 'us/edge2')).toEqual(['error']);
        expect(all.filter((each) => each.device === 'eu/edge1' && each.ruleId === 'advised-trust-anchor')).toEqual([]);
        expect((await run('eu')).code).toBe(0);
        const { stdout } = await run('config', 'show', 'eu');
        expect(stdout).toContain('rules.missing-trust-anchor: warning');
        expect(stdout).toMatch(/rules\.advised-trust-anchor: off +base\.yaml:1/);
        expect(stdout).toMatch(/failOn: never +base\.yaml:2/);
      },
    ));

  it.each([
    ['extends: [sbclint.yaml]\n', /sbclint\.yaml:1:11: sbclint\.yaml extends this file in turn/],
    ['extends: [nowhere.yaml]\n', /sbclint\.yaml:1:11: cannot read nowhere\.yaml/],
    ['suppression: []\n', /unknown key suppression; did you mean suppressions\?/],
    ['overrides:\n  - rules: { mutual-tls-off: off }\n', /an override needs files, devices, contexts or peers/],
    [
      'suppressions:\n  - { rule: mutual-tls-of, device: a }\n',
      /2:7: unknown rule mutual-tls-of; did you mean mutual-tls-off\?/,
    ],
    [
      "suppressions:\n  - { rule: mutual-tls-off, device: a, reason: b, until: '2027-02-29' }\n",
      /sbclint\.yaml:2:\d+: 2027-02-29 is no day/,
    ],
    ['suppressions:\n  - { rule: mutual-tls-off }\n', /needs a device, an object or a trustAnchor/],
    ['ignore: archive/\n', /ignore/],
  ])('refuses %j with its place', (text, message) =>
    inFolder({ ...fleet, 'sbclint.yaml': text }, async ({ sbclint: run }) => {
      for (const argv of [['.'], ['config', 'check'], ['config', 'show']]) {
        const { code, stdout, stderr } = await run(...argv);
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toMatch(message);
      }
    }),
  );

  it('writes a commented file that is right, and never over one that is there', () =>
    inFolder(fleet, async ({ sbclint: run, read }) => {
      expect((await run('init')).code).toBe(0);
      expect((await run('config', 'check')).stdout).toBe('sbclint.yaml: right\n');
      const shown = read('sbclint.yaml');
      // Every example in it is right as well.
      writeFileSync(
        'sbclint.yaml',
        shown
          .replace(/^#(?=[a-z]| {2})/gm, '')
          .replace(/^rules: \{\}$/m, 'rules:')
          // What it names is not there.
          .replace(/^(extends|peers|baseline).*$/gm, ''),
      );
      expect(await run('config', 'check')).toMatchObject({ code: 0 });
      expect((await run('init')).code).toBe(2);
    }));
});

describe('overrides', () => {
  it.each([
    ['files: [us/]', ['error'], ['note']],
    ["files: ['*.cfg', '!us/**']", ['note'], ['error']],
    ["devices: ['*2']", ['error'], ['note']],
    ['devices: [us/edge2]', ['error'], ['note']],
    ['contexts: [TeamsTLS]', ['note'], ['note']],
    ['contexts: [Other]', ['error'], ['error']],
    ['peers: [microsoft-*]', ['note'], ['note']],
    ['peers: [zoom]', ['error'], ['error']],
    ['devices: [edge1], peers: [zoom]', ['error'], ['error']],
  ])('by %s', (selector, first, second) =>
    inFolder(
      { ...fleet, 'sbclint.yaml': `overrides:\n  - { ${selector}, rules: { missing-trust-anchor: note } }\n` },
      async ({ findings }) => {
        const all = await findings('.');
        expect(levelsOf(all, 'eu/edge1')).toEqual(first);
        expect(levelsOf(all, 'us/edge2')).toEqual(second);
      },
    ),
  );

  it('the last that matches counts, and the command line goes before all', () =>
    inFolder(
      {
        ...fleet,
        'sbclint.yaml':
          'overrides:\n  - { devices: [edge1], rules: { missing-trust-anchor: note } }\n  - { files: [eu/], rules: { missing-trust-anchor: off } }\n',
      },
      async ({ findings }) => {
        expect(levelsOf(await findings('.'), 'eu/edge1')).toEqual([]);
        expect(levelsOf(await findings('.', '--rule', 'missing-trust-anchor=warning'), 'eu/edge1')).toEqual([
          'warning',
        ]);
      },
    ));
});

describe('what is left out', () => {
  it.each([
    ['sbclint.yaml', 'ignore: [us/]\n'],
    ['.sbclintignore', 'us/\n'],
    ['us/.sbclintignore', '*\n'],
  ])('by %s, also where a file is named', (name, text) =>
    inFolder({ ...fleet, [name]: text }, async ({ findings, sbclint: run }) => {
      expect(new Set((await findings('.')).map(({ device }) => device))).toEqual(new Set(['eu/edge1']));
      const { code, stderr } = await run('us/edge2/sbc.cfg');
      expect(code).toBe(2);
      expect(stderr).toContain(`left out by ${name}; --no-ignore reads it`);
      expect((await run('us/edge2/sbc.cfg', '--no-ignore')).code).toBe(1);
    }),
  );

  it('by .gitignore in a git work tree, unless the folder or file is named', () =>
    inFolder({ ...fleet, '.gitignore': 'us/\n!us/kept\n' }, async ({ findings, folder }) => {
      const devices = async (path: string) => [...new Set((await findings(path)).map(({ device }) => device))];
      expect(await devices('.')).toEqual(['eu/edge1', 'us/edge2']);
      mkdirSync(join(folder, '.git'));
      expect(await devices('.')).toEqual(['eu/edge1']);
      expect(await devices('us')).toEqual(['edge2']);
      expect(await devices('us/edge2/sbc.cfg')).toEqual(['sbc']);
    }));
});

describe('suppressions', () => {
  const settings = [
    'suppressions:',
    '  # Edge 1 moves away.',
    '  - rule: missing-trust-anchor',
    '    device: edge1',
    `    trustAnchor: ${g3}`,
    '    reason: moves to another SBC',
    '    owner: voice team',
    '  - { rule: missing-trust-anchor, device: edge9, reason: gone }',
    '  # Kept.',
    '  - rule: missing-trust-anchor',
    '    device: us/edge2',
    '    reason: as well',
    '',
    'failOn: error # the end',
    '',
  ].join('\n');

  it('hide what they name, keep it visible and count it', () =>
    inFolder({ ...fleet, 'sbclint.yaml': settings }, async ({ findings, sbclint: run }) => {
      const all = await findings('.');
      const hidden = all.filter(({ suppression }) => suppression !== null);
      expect(
        hidden.filter(({ device }) => device === 'eu/edge1').map(({ trustAnchor }) => trustAnchor?.sha256),
      ).toEqual([g3]);
      expect(hidden.filter(({ device }) => device === 'us/edge2').map(({ ruleId }) => ruleId)).toEqual(
        Array(7).fill('missing-trust-anchor'),
      );
      const { stdout } = await run('.');
      expect(stdout).toContain('8 suppressed');
      expect(stdout).toContain('suppressed: moves to another SBC (voice team)');
      expect((await run('us')).code).toBe(0);
      expect((await run('eu')).code).toBe(1);
    }));

  it('are not called unused where their device was not checked', () =>
    inFolder({ ...fleet, 'sbclint.yaml': settings }, async ({ findings }) => {
      const unused = async (...paths: string[]) =>
        (await findings(...paths)).filter(({ ruleId }) => ruleId === 'unused-suppression').length;
      expect(await unused('.')).toBe(1);
      expect(await unused('eu/edge1/sbc.cfg')).toBe(0);
      expect(await unused('eu', 'us')).toBe(0);
    }));

  it('are pruned byte for byte', () =>
    inFolder({ ...fleet, 'sbclint.yaml': settings }, async ({ sbclint: run, read }) => {
      const { stdout } = await run('suppress', '--prune');
      expect(stdout).toContain('removed 1 suppression from sbclint.yaml');
      expect(read('sbclint.yaml')).toBe(settings.replace(/^ {2}- \{ rule.*edge9.*\n/m, ''));
      expect((await run('suppress', '--prune')).stdout).toContain('nothing to remove');
    }));

  it('are all pruned with their key, and nothing where they are written in one line', () =>
    inFolder(
      {
        ...fleet,
        'sbclint.yaml': 'failOn: never\nsuppressions:\n  - rule: plaintext-leg\n    device: edge1\n    reason: x\n',
      },
      async ({ sbclint: run, read, write }) => {
        await run('suppress', '--prune');
        expect(read('sbclint.yaml')).toBe('failOn: never\n');
        const flow = 'suppressions: [{ rule: plaintext-leg, device: edge1, reason: x }]\n';
        write({ 'sbclint.yaml': flow });
        expect(await run('suppress', '--prune')).toMatchObject({ code: 2 });
        expect(read('sbclint.yaml')).toBe(flow);
      },
    ));

  it('are not pruned from a file with bytes that are not UTF-8, which could not be kept', () =>
    inFolder({ ...fleet, 'sbclint.yaml': '' }, async ({ sbclint: run }) => {
      const text = '# caf\u00e9\nsuppressions:\n  - rule: plaintext-leg\n    device: edge1\n    reason: x\n';
      writeFileSync('sbclint.yaml', text, 'latin1');
      expect(await run('suppress', '--prune')).toMatchObject({ code: 2 });
      expect(readFileSync('sbclint.yaml', 'latin1')).toBe(text);
    }));

  it('are left alone by patch', () =>
    inFolder({ ...fleet, 'sbclint.yaml': settings }, async ({ sbclint: run }) => {
      const { stdout } = await run('patch', 'us');
      expect(stdout).toContain('nothing to add');
      const plan = JSON.parse((await run('patch', 'eu', '--format', 'json')).stdout) as {
        devices: { additions: { trustAnchor: { sha256: string } }[] }[];
      };
      expect(plan.devices[0]?.additions.map(({ trustAnchor }) => trustAnchor.sha256)).not.toContain(g3);
      expect(plan.devices[0]?.additions).toHaveLength(6);
    }));
});

describe('a device', () => {
  it.each(['edge1', 'eu/edge1'])('is named %s from whichever folder a run starts', (device) =>
    inFolder(
      { ...fleet, 'sbclint.yaml': `suppressions:\n  - { rule: missing-trust-anchor, device: ${device}, reason: x }\n` },
      async ({ sbclint: run, folder, findings }) => {
        for (const [from, ...paths] of [
          ['.'],
          ['eu'],
          ['eu/edge1'],
          ['us', '../eu'],
          ['eu/edge1', join(folder, 'eu')],
        ]) {
          process.chdir(join(folder, from ?? '.'));
          const missing = (await findings(...paths)).filter(
            ({ ruleId, device: id }) => ruleId === 'missing-trust-anchor' && !id?.includes('edge2'),
          );
          expect(new Set(missing.map(({ suppression }) => suppression?.kind))).toEqual(new Set(['suppressed']));
          expect((await run('suppress', ...paths)).stdout).toContain('in force');
        }
      },
    ),
  );
});

describe('an alias of YAML', () => {
  it('is refused in words that say what to write', () =>
    inFolder(
      {
        ...fleet,
        'sbclint.yaml': 'rules: &a { missing-trust-anchor: off }\noverrides: [{ devices: [x], rules: *a }]\n',
      },
      async ({ sbclint: run }) => {
        const { code, stderr } = await run('config', 'check');
        expect(code).toBe(2);
        expect(stderr).toContain('aliases (*name) are not taken: write the value out');
      },
    ));
});

describe('the folder of the settings', () => {
  const off = "overrides: [{ devices: ['lab-*'], rules: { missing-trust-anchor: off } }]\n";

  it.each([
    ['lab-1/sbclint.yaml', 'lab-1/sbc.cfg', 0],
    ['lab-checkout/sbclint.yaml', 'lab-checkout/edge1/sbc.cfg', 1],
  ])('%s names the device that it is, and not those below: %s', (settings, configuration, kinds) =>
    inFolder(
      { [settings]: off, [configuration]: trunk, [join(dirname(configuration), 'OldRoot.pem')]: old },
      async ({ folder, findings }) => {
        for (const from of [dirname(settings), dirname(configuration)]) {
          process.chdir(join(folder, from));
          const missing = (await findings(join(folder, dirname(settings)))).filter(
            ({ ruleId }) => ruleId === 'missing-trust-anchor',
          );
          expect(new Set(missing.map(({ ruleId }) => ruleId)).size).toBe(kinds);
        }
      },
    ),
  );
});

describe('a baseline', () => {
  it('names a device the same from whichever folder a run starts', () =>
    inFolder({ ...fleet, 'sbclint.yaml': '' }, async ({ sbclint: run, folder, write }) => {
      await run('baseline', 'create');
      write({ 'sbclint.yaml': 'baseline: sbclint-baseline.json\n' });
      process.chdir(join(folder, 'eu/edge1'));
      expect((await run()).code).toBe(0);
      expect((await run('.')).code).toBe(0);
      expect((await run('../edge1')).code).toBe(0);
    }));

  it('in the folder of the device itself holds from outside too', () =>
    inFolder(fleet, async ({ sbclint: run, folder, write }) => {
      write({ 'eu/edge1/sbclint.yaml': 'baseline: b.json\n' });
      process.chdir(join(folder, 'eu/edge1'));
      await run('baseline', 'create');
      expect((await run()).code).toBe(0);
      process.chdir(folder);
      expect((await run('eu')).code).toBe(0);
    }));

  it('can be named by the settings before it is made', () =>
    inFolder({ ...fleet, 'sbclint.yaml': 'baseline: b.json\n' }, async ({ sbclint: run }) => {
      expect((await run('.')).code).toBe(2);
      expect(await run('baseline', 'update')).toMatchObject({ code: 2 });
      expect(await run('baseline', 'create')).toMatchObject({ code: 0, stderr: '' });
      expect(existsSync('b.json')).toBe(true);
      expect((await run('.')).code).toBe(0);
    }));

  it('holds the findings of a day, whichever lines they stand on, and lets new ones count', () =>
    inFolder(fleet, async ({ sbclint: run, write, read, findings }) => {
      expect((await run('baseline', 'create')).code).toBe(0);
      write({ 'sbclint.yaml': 'baseline: sbclint-baseline.json\n' });
      expect((await run('.')).code).toBe(0);
      expect((await run('eu/edge1/sbc.cfg')).code).toBe(0);
      expect(new Set((await findings('.')).map(({ suppression }) => suppression?.kind))).toEqual(new Set(['baseline']));
      write({ 'eu/edge1/sbc.cfg': `\n\n${trunk}`, 'us/edge3/sbc.cfg': trunk, 'us/edge3/OldRoot.pem': old });
      const counting = (await findings('.')).filter(({ suppression }) => suppression === null);
      expect(new Set(counting.map(({ device }) => device))).toEqual(new Set(['us/edge3']));
      expect((await run('baseline', 'create')).code).toBe(2);
      expect(read('sbclint-baseline.json')).not.toMatch(/line|asOf|20\d\d-/);
    }));

  it('is added to by update, and loses by prune only what is mended on devices that were checked', () =>
    inFolder(fleet, async ({ sbclint: run, write, read }) => {
      await run('baseline', 'create', 'eu', '--baseline', 'b.json');
      const first = read('b.json');
      await run('baseline', 'update', 'us', '--baseline', 'b.json');
      const both = read('b.json');
      for (const line of first.match(/\{"rule.*\}/g) ?? []) expect(both).toContain(line);
      expect(both.length).toBeGreaterThan(first.length);
      write({ 'eu/edge1/DigiCertGlobalRootG3.pem': rootPem('digicert-global-root-g3') });
      write({
        'eu/edge1/sbc.cfg': oracleTrunk({
          records: { OldRoot: 'Baltimore CyberTrust Root', DigiCertGlobalRootG3: 'x' },
          trusted: ['OldRoot', 'DigiCertGlobalRootG3'],
        }),
      });
      await run('baseline', 'prune', 'us', '--baseline', 'b.json');
      expect(read('b.json')).toBe(both);
      const { stdout } = await run('baseline', 'prune', 'eu', '--baseline', 'b.json');
      expect(stdout).toContain('1 finding mended and removed');
      expect(read('b.json')).not.toMatch(new RegExp(`eu/edge1.*missing.*${g3}`));
      expect(existsSync('sbclint-baseline.json')).toBe(false);
    }));

  it.each([
    ['{', /is no baseline: it is not JSON/],
    ['{"schemaVersion":2}', /no schemaVersion 1/],
    ['{"schemaVersion":1,"findings":[{"rule":1}]}', /findings\[0\]/],
  ])('is refused as %j', (text, message) =>
    inFolder({ ...fleet, 'b.json': text }, async ({ sbclint: run }) => {
      const { code, stderr } = await run('.', '--baseline', 'b.json');
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
    }),
  );
});
