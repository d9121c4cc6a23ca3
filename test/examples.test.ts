import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sbclint } from './support/cli.js';
import { root } from './support/knowledge.js';

const fleet = join(root, 'examples', 'fleet');
const AS_OF = ['--as-of', '2026-11-22'];

/** Nobody requires it; the product advises it to everybody who faces Teams. */
const ADVISED = 'Microsoft TLS RSA Root G2';

/** What `examples/README.md` says of each device: its findings by rule, kind and level, and the roots they are about. */
const story: Record<string, Record<string, readonly string[]>> = {
  denver: {
    'advised-trust-anchor fail note': [ADVISED],
    'tls-cipher-mismatch open note': [],
    'unbound-trust-anchor fail error': ['DigiCert Global Root G2'],
    'described-trust-anchor fail note': [],
    'end-entity-eku open warning': [],
    'missing-trust-anchor fail warning': [
      'DigiCert Global Root G3',
      'DigiCert TLS ECC P384 Root G5',
      'DigiCert TLS RSA4096 Root G5',
      'Microsoft ECC Root Certificate Authority 2017',
      'Microsoft RSA Root Certificate Authority 2017',
    ],
  },
  galway: {},
  geneva: { 'built-in-bundle open note': [], 'tls-cipher-mismatch open note': [] },
  krakow: {
    'advised-trust-anchor fail note': [ADVISED],
    'tls-cipher-mismatch open note': [],
    'partly-verifiable-path fail warning': ['Microsoft RSA Root Certificate Authority 2017'],
    'missing-trust-anchor fail warning': [
      'DigiCert Global Root G3',
      'DigiCert TLS ECC P384 Root G5',
      'DigiCert TLS RSA4096 Root G5',
      'Microsoft ECC Root Certificate Authority 2017',
      'Microsoft RSA Root Certificate Authority 2017',
    ],
    'mutual-tls-off fail warning': [],
    'peer-verification-off fail warning': [],
  },
  lisbon: {
    'advised-trust-anchor fail note': [ADVISED],
  },
  oslo: {
    'advised-trust-anchor fail note': [ADVISED],
    'tls-cipher-mismatch open note': [],
    'partly-verifiable-path fail warning': ['Microsoft RSA Root Certificate Authority 2017'],
    'missing-trust-anchor fail error': [
      'DigiCert Global Root G3',
      'DigiCert TLS ECC P384 Root G5',
      'DigiCert TLS RSA4096 Root G5',
      'Microsoft ECC Root Certificate Authority 2017',
      'Microsoft RSA Root Certificate Authority 2017',
    ],
  },
  porto: {
    'tls-cipher-mismatch fail warning': [],
    'advised-trust-anchor fail note': [ADVISED],
    'missing-trust-anchor fail error': [
      'DigiCert TLS ECC P384 Root G5',
      'Microsoft ECC Root Certificate Authority 2017',
    ],
    'unbound-trust-anchor fail error': ['DigiCert Global Root G3', 'DigiCert TLS RSA4096 Root G5'],
  },
  riga: {
    'tls-cipher-mismatch fail warning': [],
    'advised-trust-anchor open note': [ADVISED],
    'unverifiable-path open warning': [],
    'missing-trust-anchor open error': [
      'DigiCert Global Root CA',
      'DigiCert Global Root G2',
      'DigiCert Global Root G3',
      'DigiCert TLS ECC P384 Root G5',
      'DigiCert TLS RSA4096 Root G5',
      'Microsoft ECC Root Certificate Authority 2017',
      'Microsoft RSA Root Certificate Authority 2017',
    ],
    'peer-verification-off open warning': [],
  },
  tallinn: {
    'advised-trust-anchor fail note': [ADVISED],
    'tls-cipher-mismatch open note': [],
    'unverifiable-path fail warning': [],
    'expired-trust-anchor fail note': ['Baltimore CyberTrust Root'],
    'missing-trust-anchor fail error': [
      'DigiCert Global Root CA',
      'DigiCert Global Root G2',
      'DigiCert Global Root G3',
      'DigiCert TLS ECC P384 Root G5',
      'DigiCert TLS RSA4096 Root G5',
      'Microsoft ECC Root Certificate Authority 2017',
      'Microsoft RSA Root Certificate Authority 2017',
    ],
  },
  vienna: {
    'advised-trust-anchor fail note': [ADVISED],
    'tls-cipher-mismatch open note': [],
    'partly-verifiable-path fail warning': ['DigiCert Global Root G2'],
    'misnamed-trust-anchor fail error': ['DigiCert Global Root G2'],
    'missing-trust-anchor fail error': ['DigiCert Global Root G2'],
  },
};

const sites = Object.keys(story);

interface Report {
  readonly summary: { readonly files: { readonly read: number; readonly parsed: number; readonly failed: number } };
  readonly devices: readonly { readonly id: string; readonly files: readonly { readonly path: string }[] }[];
  readonly findings: readonly {
    readonly ruleId: string;
    readonly kind: string;
    readonly level: string;
    readonly device: string | null;
    readonly trustAnchor: { readonly name: string } | null;
  }[];
}

async function check(path: string): Promise<Report> {
  const { code, stdout, stderr } = await sbclint(['check', path, ...AS_OF, '--format', 'json']);
  expect(stderr).toBe('');
  expect([0, 1, 3]).toContain(code);
  return JSON.parse(stdout) as Report;
}

function told({ findings }: Report, device: string): Record<string, readonly string[]> {
  const groups: Record<string, string[]> = {};
  for (const finding of findings.filter((each) => each.device === device)) {
    const group = (groups[`${finding.ruleId} ${finding.kind} ${finding.level}`] ??= []);
    if (finding.trustAnchor) group.push(finding.trustAnchor.name);
  }
  return Object.fromEntries(Object.entries(groups).map(([key, names]) => [key, names.sort()]));
}

it('the fleet is the one of the story, and every file of it counts', async () => {
  const report = await check(fleet);
  const files = readdirSync(fleet, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(report.devices.map(({ id }) => id)).toEqual(sites);
  expect(report.devices.flatMap((device) => device.files.map(({ path }) => relative(fleet, path))).sort()).toEqual(
    files.map((file) => relative(fleet, join(file.parentPath, file.name))).sort(),
  );
  expect(report.summary.files).toEqual({ read: files.length, parsed: files.length, failed: 0 });
  expect(report.findings.filter(({ device }) => device === null)).toEqual([]);
});

it.each(sites)('%s is what the story says, in the fleet and alone', async (site) => {
  expect(told(await check(fleet), site)).toEqual(story[site]);
  expect(told(await check(join(fleet, site)), site)).toEqual(story[site]);
});

it.each([
  ['2022-11-22', 0],
  ['2023-10-04', 1],
])('tallinn on %s ends with %d', async (date, expected) => {
  expect((await sbclint(['check', join(fleet, 'tallinn'), '--as-of', date])).code).toBe(expected);
});

it('patches are proven, and what they leave is what they cannot know or may not touch', async () => {
  const codes: Record<string, number> = {};
  for (const site of sites) codes[site] = (await sbclint(['patch', join(fleet, site), ...AS_OF])).code;
  expect(codes).toEqual({
    ...Object.fromEntries(sites.map((site) => [site, 0])),
    porto: 1, // two entries are disabled, and enabling them has to be allowed
    riga: 3, // names prove nothing
    vienna: 1, // the wrong certificate keeps its name
  });
});

it('no secret of the fleet is printed, and the place of one is', async () => {
  const texts = sites.flatMap((site) =>
    readdirSync(join(fleet, site)).flatMap((name) =>
      /\.(ini|cfg|set)$/.test(name) ? [readFileSync(join(fleet, site, name), 'latin1')] : [],
    ),
  );
  // "$1$gQ==" is the constant for an empty password.
  const secrets = [...new Set(texts.flatMap((text) => text.match(/\$[17]\$(?!gQ==)[^"\s]+/g) ?? []))];
  expect(secrets.length).toBeGreaterThan(2);

  const outputs: string[] = [];
  for (const command of ['check', 'patch', 'inspect']) {
    const { stdout, stderr } = await sbclint([command, fleet, ...AS_OF]);
    outputs.push(stdout, stderr);
  }
  for (const secret of secrets) for (const output of outputs) expect(output).not.toContain(secret.slice(3));
  expect(outputs.join('')).toContain('passPhrase ***');
});

it('one export keeps the line endings of its device', () => {
  const text = readFileSync(join(fleet, 'oslo', 'oslo.ini'), 'latin1');
  expect(text.match(/\r\n/g)?.length).toBe(text.match(/\n/g)?.length);
});
