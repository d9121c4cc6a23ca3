import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mediant } from './support/audiocodes-text.js';
import { inTemporaryFolder, sbclint } from './support/cli.js';
import { opensslVerify } from './support/openssl-verify.js';
import { hasReferenceRoots, referenceRoots } from './support/reference-roots.js';
import { rootPem } from './support/rule-cases.js';

const G2 = rootPem('digicert-global-root-g2');
const MICROSOFT_RSA = rootPem('microsoft-rsa-root-ca-2017');
const BALTIMORE = rootPem('baltimore-cybertrust-root');
const SEVEN = [
  'digicert-global-root-ca',
  'digicert-global-root-g2',
  'digicert-global-root-g3',
  'digicert-tls-ecc-p384-root-g5',
  'digicert-tls-rsa4096-root-g5',
  'microsoft-ecc-root-ca-2017',
  'microsoft-rsa-root-ca-2017',
].map(rootPem);
const ISSUING = ['03', '04', '07', '08'];

interface Played {
  readonly verdict: string;
  readonly path: string | null;
  readonly because: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** A Mediant whose TLS context towards Teams holds these roots and checks its peer, in both directions. */
function box(pems: readonly string[]): Readonly<Record<string, string>> {
  return { 'sbc.ini': mediant(), '1.root': pems.join('') };
}

async function run(files: Readonly<Record<string, string>>, ...argv: string[]): Promise<string> {
  let text = '';
  await inTemporaryFolder(async (folder) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, 'box'), { recursive: true });
      writeFileSync(join(folder, path.includes('/') ? path : `box/${path}`), content, 'latin1');
    }
    const { stdout, stderr } = await sbclint(argv.map((word) => word.replace('$', folder)));
    text = stdout === '' ? stderr : stdout;
  });
  return text;
}

/** What becomes of the paths of one kind, towards Microsoft; those that fare alike are one. */
async function play(pems: readonly string[], asOf: string, kind: RegExp): Promise<readonly Played[]> {
  const { results } = JSON.parse(await run(box(pems), 'simulate', '$/box', '--format', 'json', '--as-of', asOf)) as {
    results: (Played & { direction: string })[];
  };
  const own = results.filter(({ direction, path }) => direction === 'outbound' && path !== null && kind.test(path));
  const alike = own.map(({ verdict, because, validFrom, validUntil }) => ({ verdict, because, validFrom, validUntil }));
  return [...new Set(alike.map((each) => JSON.stringify(each)))].map((each) => JSON.parse(each) as Played);
}

async function findings(pems: readonly string[], asOf: string, ruleId: RegExp): Promise<readonly string[]> {
  const report = JSON.parse(await run(box(pems), 'check', '$/box', '--format', 'json', '--as-of', asOf)) as {
    findings: { ruleId: string; message: string }[];
  };
  return report.findings.filter((each) => ruleId.test(each.ruleId)).map(({ message }) => message);
}

const reference = (slug: string): string =>
  readFileSync(join(referenceRoots, 'reference-only', `${slug}.pem`), 'latin1');

/** What openssl verify says of an issuing CA; its bytes are no part of the product. */
function openssl(anchors: readonly string[], chain: readonly string[], at: string): string {
  const { valid, said } = opensslVerify({ anchors, presented: chain.map(reference), at, role: 'server', level: 2 });
  return valid ? 'OK' : (/error \d+/.exec(said)?.[0] ?? said);
}

const CROSS_SIGN = /^azure-rsa-tls-issuing-ca-\d\d-below-digicert-g2$/;
const DIRECT = /^azure-rsa-tls-issuing-ca-\d\d$/;
const BRIDGED = /^tls-g2-rsa-ca-ocsp/;
const MICROSOFT_TLS_G2 = '6a170583db584151e1c454eeca2a64cc5d8e484a5bd1156e720b4458654ee9e5';

describe('a store with DigiCert Global Root G2 alone', () => {
  it('validates the cross-signs on 2026-08-25, to their last day', async () => {
    expect(await play([G2], '2026-08-25', CROSS_SIGN)).toEqual([
      { verdict: 'accepted', because: null, validFrom: expect.any(String), validUntil: '2026-08-25T23:59:59.999Z' },
    ]);
    expect(await findings([G2], '2026-08-25', /verifiable-path/)).toEqual([]);
  });

  it('is broken from 2026-08-26, and says which cross-sign has ended', async () => {
    const [direct, ...more] = await play([G2], '2026-08-26', DIRECT);
    expect([direct?.verdict, more]).toEqual(['rejected', []]);
    expect(direct?.because).toContain('its cross-sign by DigiCert Global Root G2 expired on 2026-08-25');
    expect(direct?.because).toContain('Microsoft RSA Root Certificate Authority 2017 (SHA-256 c741f70f');
    const [message, ...others] = await findings([G2], '2026-08-26', /verifiable-path/);
    expect(others).toEqual([]);
    expect(message).toContain('Microsoft Azure RSA TLS Issuing CA 03, 04, 07 and 08');
    expect(message).toContain('since 2026-08-26, when its cross-sign by DigiCert Global Root G2 expired');
  });

  it('with Microsoft RSA Root 2017 it is valid to 2028-05-25', async () => {
    for (const asOf of ['2026-08-26', '2028-05-25']) {
      const [direct] = await play([G2, MICROSOFT_RSA], asOf, DIRECT);
      expect([asOf, direct?.verdict, direct?.validUntil?.slice(0, 10)]).toEqual([asOf, 'accepted', '2028-05-25']);
      expect(await findings([G2, MICROSOFT_RSA], asOf, /verifiable-path/)).toEqual([]);
    }
    const [after] = await play([G2, MICROSOFT_RSA], '2028-05-26', DIRECT);
    expect(after?.verdict).not.toBe('accepted');
  });
});

describe('a store with Baltimore CyberTrust Root alone', () => {
  const OLD = /^microsoft-rsa-tls-ca-/;

  it('was enough until the switch of 2023-10-03', async () => {
    expect((await play([BALTIMORE], '2023-10-02', OLD)).map(({ verdict }) => verdict)).toEqual(['accepted']);
    expect(await findings([BALTIMORE], '2023-10-02', /missing-trust-anchor|verifiable-path/)).toEqual([]);
  });

  it('was not enough from then on', async () => {
    // On the day itself both hierarchies were presented.
    expect((await play([BALTIMORE], '2023-10-03', OLD)).map(({ verdict }) => verdict)).toEqual(['accepted']);
    expect((await play([BALTIMORE], '2023-10-03', CROSS_SIGN)).map(({ verdict }) => verdict)).toEqual(['rejected']);
    expect(await play([BALTIMORE], '2023-10-04', OLD)).toEqual([]);
    const [message] = await findings([BALTIMORE], '2023-10-04', /unverifiable-path/);
    expect(message).toContain('no trust anchor is its issuer DigiCert Global Root G2 since 2023-10-03');
    expect((await findings([BALTIMORE], '2023-10-04', /missing-trust-anchor/))[0]).toContain('DigiCert Global Root G2');
  });

  it('expired on 2025-05-12', async () => {
    const said = async (asOf: string) => (await findings([BALTIMORE], asOf, /(expired|expiring)-trust-anchor/)).join();
    expect(await said('2025-05-12')).toContain('expires on 2025-05-12');
    expect(await said('2025-05-13')).toContain('expired on 2025-05-12');
  });
});

describe('a store with the seven roots, and a peer that leaves out the bridge', () => {
  it('says so, and names what heals it by name and SHA-256', async () => {
    const played = await play(SEVEN, '2026-11-22', BRIDGED);
    const [bridged] = played;
    expect(new Set(played.map(({ verdict, because }) => `${verdict} ${because}`)).size).toBe(1);
    expect(bridged?.verdict).toBe('accepted');
    expect(bridged?.because).toContain(
      'where the peer does not send it, no trust anchor is its issuer Microsoft TLS RSA Root G2',
    );
    expect(bridged?.because).toContain('error 20, unable to get local issuer certificate');
    expect(bridged?.because).toContain(
      `Microsoft TLS RSA Root G2 (SHA-256 ${MICROSOFT_TLS_G2}) as a trust anchor would let it validate`,
    );
    expect(bridged?.because).toContain('and so would its cross-sign by DigiCert Global Root G2, sent by the peer');
  });
});

if (!hasReferenceRoots) {
  it('has no bytes of issuing CAs at hand, so openssl is not asked', () => expect(hasReferenceRoots).toBe(false));
} else {
  describe('openssl verify says the same', () => {
    it.each(ISSUING)('of Microsoft Azure RSA TLS Issuing CA %s', (number) => {
      const [cross, direct] = [
        `microsoft-azure-rsa-tls-issuing-ca-${number}-xsign`,
        `microsoft-azure-rsa-tls-issuing-ca-${number}`,
      ];
      expect(openssl([G2], [cross], '2026-08-25T12:00:00Z')).toBe('OK');
      expect(openssl([G2], [cross], '2026-08-26T00:00:00Z')).toBe('error 10');
      expect(openssl([G2], [direct], '2026-08-26T00:00:00Z')).toBe('error 20');
      expect(openssl([G2, MICROSOFT_RSA], [direct], '2026-08-26T00:00:00Z')).toBe('OK');
      expect(openssl([G2, MICROSOFT_RSA], [direct], '2028-05-25T12:00:00Z')).toBe('OK');
      expect(openssl([G2, MICROSOFT_RSA], [direct], '2028-05-26T00:00:00Z')).toBe('error 10');
    });

    it.each(['01', '02'])('of Microsoft RSA TLS CA %s, and what came after it', (number) => {
      const ca = `microsoft-rsa-tls-ca-${number}`;
      expect(openssl([BALTIMORE], [ca], '2023-10-03T00:00:00Z')).toBe('OK');
      expect(openssl([BALTIMORE], ['microsoft-azure-rsa-tls-issuing-ca-03-xsign'], '2023-10-04T00:00:00Z')).toBe(
        'error 20',
      );
      // The issuing CAs went before their root did: what is left of it by 2025 is its cross-sign of another root.
      const last = 'digicert-global-root-ca-xsign-baltimore';
      expect(openssl([BALTIMORE], [last], '2025-05-09T00:00:00Z')).toBe('OK');
      expect(openssl([BALTIMORE], [ca], '2025-05-13T00:00:00Z')).toBe('error 10');
    });

    it.each(['02', '04'])('of Microsoft TLS G2 RSA CA OCSP %s without its bridge', async (number) => {
      const ca = `microsoft-tls-g2-rsa-ca-ocsp-${number}`;
      const at = '2026-11-22T12:00:00Z';
      expect(openssl(SEVEN, [ca], at)).toBe('error 20');
      expect(openssl(SEVEN, [ca, 'microsoft-tls-rsa-root-g2-xsign-digicert-g2'], at)).toBe('OK');
      expect(openssl([...SEVEN, reference('microsoft-tls-rsa-root-g2')], [ca], at)).toBe('OK');

      // And so do we, of the same bytes: refused, explained, healed.
      const simulate = async (pems: readonly string[]) => {
        const text = await run(
          { ...box(pems), './chain.txt': reference(ca) },
          'simulate',
          '$/box',
          '--peer-chain',
          '$/chain.txt',
          '--format',
          'json',
          '--as-of',
          '2026-11-22',
        );
        return (JSON.parse(text) as { results: (Played & { direction: string })[] }).results.find(
          ({ direction }) => direction === 'outbound',
        );
      };
      const refused = await simulate(SEVEN);
      expect(refused?.verdict).toBe('rejected');
      expect(refused?.because).toContain('error 20, unable to get local issuer certificate');
      expect(refused?.because).toContain(`Microsoft TLS RSA Root G2 (SHA-256 ${MICROSOFT_TLS_G2})`);
      expect((await simulate([...SEVEN, reference('microsoft-tls-rsa-root-g2')]))?.verdict).toBe('accepted');
    });
  });
}
