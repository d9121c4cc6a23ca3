import { CHECK_FIELDS, CHECK_SUBJECTS } from '../../src/model/custom-check.js';
import { mediant } from '../support/audiocodes-text.js';
import { certificateDetail, oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { lineOf } from '../support/in-text.js';
import { findingsOf, rootPem, summaryOf, type RuleCase } from '../support/rule-cases.js';

const BALTIMORE = '16af57a9f676b0ab126095aa5ebadef22ab31119d644ac95cd4b93dbf3f26aeb';
const G2 = 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f';

const settings = (more: string) =>
  `checks:\n  - id: acme-one\n    level: error\n    what: Wrong.\n    why: Why.\n    remedy: Do.\n${more
    .split('; ')
    .map((line) => `    ${line}\n`)
    .join('')}`;

/** What the check says of some files. */
async function said(check: string, files: RuleCase['files'], more: Partial<RuleCase> = {}) {
  const found = await findingsOf({ name: '', files, settings: settings(check), ...more });
  return found.filter(({ ruleId }) => ruleId === 'acme-one');
}

const places = async (check: string, files: RuleCase['files'], more: Partial<RuleCase> = {}) =>
  (await said(check, files, more)).map((each) => `${each.kind} ${summaryOf(each)}`);

const profile = { 'tls-version': 'tlsv12' };
const trunk = oracleTrunk({ records: { G2: 'DigiCert Global Root G2' }, trusted: ['G2'], profile });
const pem = rootPem('digicert-global-root-g2');
const whole = { 'sbc.cfg': trunk, 'G2.pem': pem };
const off = oracleTrunk({ profile: { ...profile, 'mutual-authenticate': 'disabled' } });
const noProfile = trunk.replace(/^tls-profile\n(?: .*\n)+/m, '');
const oneElement = 'tls-profile\n        name                                    TeamsTLS\n';

const MUTUAL = 'for: legs; where: { peer: microsoft*, direction: inbound, transport: tls }; expect: { mutualTls: yes }';

describe('legs', () => {
  it('passes, fails at the setting, and is open with what would settle it', async () => {
    expect(await places(MUTUAL, whole)).toEqual([]);
    expect(await places(MUTUAL, { 'sbc.cfg': off })).toEqual([
      `fail error sbc.cfg:${lineOf(off, 'mutual-authenticate')}`,
    ]);
    const [open, ...more] = await said(MUTUAL, { 'sbc.cfg': noProfile });
    expect(more).toEqual([]);
    expect(open).toMatchObject({ kind: 'open', level: 'error', peer: 'microsoft-teams-direct-routing' });
    expect(open?.because).toBeTruthy();
    expect(open?.message).toMatch(/^cannot tell of .* whether mutualTls is yes$/);
  });

  it('does not apply to other peers, directions and transports', async () => {
    const carrier = oracleTrunk({
      hosts: ['sip.carrier.example.net'],
      profile: { ...profile, 'mutual-authenticate': 'disabled' },
    });
    expect(await places(MUTUAL, { 'sbc.cfg': carrier })).toEqual([]);
  });

  it('what the export may leave out is open, also where every leg that it shows is right', async () => {
    const [found] = await said(MUTUAL, { 'sbc.cfg': oneElement });
    expect(found).toMatchObject({ kind: 'open' });
    expect(found?.message).toContain('legs that the export does not show');
    expect(found?.hint).toBeTruthy();
  });

  it('knows the TLS versions of the context that the leg uses', async () => {
    const check = 'for: legs; where: { direction: inbound }; expect: { versions: { only: [TLS 1.2, TLS 1.3] } }';
    expect(await places(check, whole)).toEqual([]);
    const old = oracleTrunk({ profile: { 'tls-version': 'tlsv1' } });
    expect(await places(check, { 'sbc.cfg': old })).toEqual([`fail error sbc.cfg:${lineOf(old, 'tls-version')}`]);
    const [open] = await said(check, { 'sbc.cfg': oracleTrunk() });
    expect(open).toMatchObject({ kind: 'open' });
    expect(open?.hint).toContain('openssl s_client');
    const none = oracleTrunk({ profile, port: { 'transport-protocol': 'UDP' } });
    expect(
      (
        await said('for: legs; where: { transport: udp }; expect: { versions: { contains: TLS 1.2 } }', {
          'sbc.cfg': none,
        })
      )[0]?.message,
    ).toContain('versions holds nothing, and has to hold TLS 1.2');
  });

  it('one finding for a setting, however many legs it rules', async () => {
    const check = 'for: legs; where: { peer: microsoft*, direction: outbound }; expect: { context: Other }';
    const context = await said(check, { 'sbc.cfg': trunk });
    expect(context.length).toBe(3);
    const global = mediant({ mutualTls: '-1', parameters: ['SIPSRequireClientCertificate = 0'] });
    expect(await places(MUTUAL, { 'sbc.ini': global })).toHaveLength(1);
  });

  it('a condition that cannot be told leaves open whether the check applies', async () => {
    const check = 'for: legs; where: { direction: inbound, mutualTls: yes }; expect: { port: 5099 }';
    const [found] = await said(check, { 'sbc.cfg': noProfile });
    expect(found).toMatchObject({ kind: 'open' });
    expect(found?.message).toMatch(/^cannot tell of .* whether the check is about it: whether mutualTls is yes$/);
    // Where it would meet the check in any case, there is nothing to ask.
    const met = 'for: legs; where: { direction: inbound, mutualTls: yes }; expect: { port: 5061 }';
    expect(await places(met, { 'sbc.cfg': noProfile })).toEqual([]);
  });
});

describe('TLS contexts', () => {
  it('names the side where both differ, and only there', async () => {
    const suite = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384';
    const check = `for: tlsContexts; where: { name: Teams }; expect: { cipherSuites: { lacks: ${suite} } }`;
    const [modern, old] = ['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-SHA384'];
    const one = async (ciphers: { client: string; server: string }) =>
      (await said(check, { 'sbc.ini': mediant({ ciphers }) })).map(({ message }) => message);
    expect(await one({ client: old, server: old })).toEqual([]);
    expect((await one({ client: modern, server: old }))[0]).toContain(`cipherSuites as the client holds ${suite}`);
    expect((await one({ client: old, server: modern }))[0]).toContain(`cipherSuites as the server holds ${suite}`);
    expect((await one({ client: modern, server: modern }))[0]).toContain(`: cipherSuites holds ${suite}`);
  });

  it('knows who it faces', async () => {
    const check = 'for: tlsContexts; where: { peers: { contains: microsoft* } }; expect: { name: Teams* }';
    expect(await places(check, whole)).toEqual([]);
    const named = oracleTrunk({ profileName: 'Trunk', profile });
    expect(await places(check, { 'sbc.cfg': named })).toEqual([
      `fail error sbc.cfg:${lineOf(named, `${'name'.padEnd(40)}Trunk`)}`,
    ]);
  });

  it('knows a depth that is written, and none that is not', async () => {
    const check = 'for: tlsContexts; expect: { verifyDepth: { atLeast: 3 } }';
    const deep = (depth: string) => ({ 'sbc.cfg': oracleTrunk({ profile: { ...profile, 'verify-depth': depth } }) });
    expect(await places(check, deep('3'))).toEqual([]);
    expect((await places(check, deep('2')))[0]).toMatch(/^fail/);
    expect((await places(check, { 'sbc.cfg': oracleTrunk({ profile }) }))[0]).toMatch(/^open/);
  });
});

const NOT_BALTIMORE = `for: entries; expect: { sha256: { not: ${BALTIMORE} } }`;

describe('entries', () => {
  const old = oracleTrunk({ records: { Old: 'Baltimore CyberTrust Root' }, trusted: ['Old'], profile });

  it('a name proves nothing, a certificate does', async () => {
    expect(await places(NOT_BALTIMORE, whole)).toEqual([]);
    const line = lineOf(old, 'trusted-ca-certificates');
    expect(await places(NOT_BALTIMORE, { 'sbc.cfg': old, 'Old.pem': rootPem('baltimore-cybertrust-root') })).toEqual([
      `fail error sbc.cfg:${line} Baltimore CyberTrust Root`,
    ]);
    const [open] = await said(NOT_BALTIMORE, { 'sbc.cfg': old });
    expect(open).toMatchObject({ kind: 'open', because: 'Old is a name without a certificate' });
    expect(open?.hint).toContain('show security certificates pem Old');
  });

  it('what a listing prints is none of the known certificates that it does not equal', async () => {
    const printed = certificateDetail('Old', {
      serial: '11:22:33:44:55:66:77:88',
      issuer: ['CN=Own Root'],
      subject: ['CN=Own Root'],
      notBefore: 'Jan 01 00:00:00 2020 GMT',
      notAfter: 'Jan 01 00:00:00 2030 GMT',
    });
    const files = { 'sbc.cfg': old, 'show-security-certificates-detail.txt': printed };
    expect(await places(NOT_BALTIMORE, files)).toEqual([]);
    const stranger = `for: entries; expect: { sha256: { not: ${'ab'.repeat(32)} } }`;
    expect((await places(stranger, files))[0]).toMatch(/^open/);
    expect((await places('for: entries; expect: { key: { not: RSA 1024 } }', files))[0]).toMatch(/^open/);
    const says = 'for: entries; expect: { subject: "*Own Root*", issuer: "*Own Root*", daysLeft: { atLeast: 1 } }';
    expect(await places(says, files)).toEqual([]);
    expect((await places('for: entries; expect: { subject: "*Other*" }', files))[0]).toMatch(/^fail/);
  });

  it('counts the days on both sides', async () => {
    const check = (days: number) => `for: entries; expect: { daysLeft: { atLeast: ${days} } }`;
    // DigiCert Global Root G2 ends on 2038-01-15.
    const asOf = '2038-01-05';
    expect(await places(check(10), whole, { asOf })).toEqual([]);
    expect(await places(check(11), whole, { asOf })).toHaveLength(1);
  });

  it('entries that the export does not show are open', async () => {
    const [found] = await said(NOT_BALTIMORE, { 'sbc.ini': mediant() });
    expect(found).toMatchObject({ kind: 'open' });
    expect(found?.message).toMatch(/^cannot tell of entries of trust store .* that the export does not show/);
    expect(found?.hint).toContain('trustedRoot');
    // Whose store is known needs no entry.
    expect(
      await places('for: entries; where: { store: Other }; expect: { ca: yes }', { 'sbc.ini': mediant() }),
    ).toEqual([]);
  });

  it('reads what a certificate says', async () => {
    const right =
      'for: entries; expect: { key: RSA *, signature: "*SHA-256", ca: yes, subject: "*DigiCert*", issuer: "*G2*", certainty: bytes, label: G2, store: TeamsTLS, contexts: { only: TeamsTLS } }';
    expect(await places(right, whole)).toEqual([]);
    expect(await places('for: entries; expect: { key: EC * }', whole)).toHaveLength(1);
    for (const wrong of ['signature: "*SHA-1"', 'ca: no', 'subject: "*Other*"', 'issuer: "*Other*"', 'store: Other']) {
      expect((await places(`for: entries; expect: { ${wrong} }`, whole))[0]).toMatch(/^fail/);
    }
  });
});

describe('trust stores and devices', () => {
  const holds = `for: trustStores; expect: { trustAnchors: { contains: ${G2} } }`;

  it('a store holds a certificate, lacks it or does not show it', async () => {
    expect(await places(holds, whole)).toEqual([]);
    const other = oracleTrunk({ records: { Old: 'Old' }, trusted: ['Old'], profile });
    const [missing] = await said(holds, { 'sbc.cfg': other, 'Old.pem': rootPem('baltimore-cybertrust-root') });
    expect(missing).toMatchObject({ kind: 'fail' });
    expect(missing?.message).toContain(
      '(Baltimore CyberTrust Root), and has to hold cb3ccbb76031e5e0 (DigiCert Global',
    );
    expect((await places(holds, { 'sbc.cfg': trunk }))[0]).toMatch(/^open/);
    expect((await places(holds, { 'sbc.ini': mediant() }))[0]).toMatch(/^open/);
  });

  it('counts entries where all are shown', async () => {
    const check = 'for: trustStores; expect: { size: { atMost: 0 } }';
    expect((await places(check, whole))[0]).toMatch(/^fail/);
    expect((await places(check, { 'sbc.ini': mediant() }))[0]).toMatch(/^open/);
    const one = 'for: trustStores; expect: { size: { atLeast: 1, atMost: 1 } }';
    expect(await places(one, whole)).toEqual([]);
  });

  it('names the TLS context that a store belongs to', async () => {
    const [found] = await said('for: trustStores; expect: { size: { atMost: 0 } }', whole);
    expect(found?.tlsContext).toBe('TeamsTLS');
  });

  it('knows the release, the maker and the peers', async () => {
    const release = 'for: devices; where: { vendor: audiocodes }; expect: { release: 7.40A.* }';
    expect((await places(release, { 'sbc.ini': mediant({ release: null }) }))[0]).toMatch(/^open/);
    expect(await places(release, { 'sbc.ini': mediant() })).toEqual([]);
    expect(await places(release.replace('7.40A', '7.20A'), { 'sbc.ini': mediant() })).toHaveLength(1);
    expect(await places(release, whole)).toEqual([]);
    const peers = 'for: devices; expect: { peers: { lacks: microsoft* } }';
    expect((await places(peers, whole))[0]).toMatch(/^fail/);
    expect((await places(peers, { 'sbc.cfg': oneElement }))[0]).toMatch(/^open/);
  });
});

it("a message of the user's own has the fields in it, and goes with what fails only", async () => {
  const check = `message: '{name} of {device} on {port}'; ${MUTUAL}`;
  expect((await said(check, { 'sbc.cfg': off }))[0]?.message).toBe('Teams 192.0.2.20:5061 of sbc on 5061');
  expect((await said(check, { 'sbc.cfg': noProfile }))[0]?.message).toMatch(/^cannot tell of/);
});

it('a fingerprint does not change with the message or with lines', async () => {
  const print = async (check: string, text: string) => (await said(check, { 'sbc.cfg': text }))[0]?.fingerprint;
  const first = await print(MUTUAL, off);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await print(`message: '{port} is wrong'; ${MUTUAL}`, off)).toBe(first);
  expect(await print(MUTUAL, `${oracleTrunk({ realm: 'Other', hosts: [], profileName: 'O' })}${off}`)).toBe(first);
  expect(await print(MUTUAL, noProfile)).not.toBe(first);
});

it('a failure that rests on an inferred reading of a setting is at most a warning', async () => {
  const check = 'for: tlsContexts; where: { name: Teams }; expect: { versions: { only: TLS 1.3 } }';
  const [found] = await said(check, { 'sbc.ini': mediant() });
  expect(found).toMatchObject({ kind: 'fail', level: 'warning' });
  expect(found?.because).toMatch(/^a warning only, because how the setting is read is inferred/);
  const [sure] = await said('for: tlsContexts; expect: { versions: { only: TLS 1.3 } }', whole);
  expect(sure).toMatchObject({ kind: 'fail', level: 'error' });
});

/** Exports of several makers, whole, in part and damaged. */
const fleet: Readonly<Record<string, string>> = {
  'a.cfg': trunk,
  'b.cfg': noProfile,
  'c.cfg': oneElement,
  'd.ini': mediant(),
  'e.ini': mediant({ release: null, parameters: [] }),
  'f.set': core(),
};

it.each(CHECK_SUBJECTS)('every field of %s can be read of every export', async (subject) => {
  for (const [field, { type }] of Object.entries(CHECK_FIELDS[subject])) {
    const lists = { names: '[x]', choices: '[TLS 1.3]', sha256s: `[${G2}]` } as Record<string, string>;
    const wanted = lists[type]
      ? `{ only: ${lists[type]} }`
      : ({ number: '{ atLeast: 1 }', answer: 'yes', sha256: G2, name: "'x'" }[type as string] ?? null);
    const values =
      'values' in CHECK_FIELDS[subject][field as never]
        ? (CHECK_FIELDS[subject][field as never] as { values: string[] }).values
        : [];
    const check = `for: ${subject}; expect: { ${field}: ${wanted ?? values[0]} }`;
    const found = await said(check, fleet);
    for (const { kind, because, at } of found) {
      expect(at).not.toBeNull();
      if (kind === 'open') expect(because).toBeTruthy();
    }
  }
});
