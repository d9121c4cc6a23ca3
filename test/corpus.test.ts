import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode } from '../src/cli/exit-code.js';
import type { CheckResult } from '../src/model/run.js';
import { checkFolder, patchFolder, patchedTree, type Folder } from './support/folder.js';
import { root } from './support/knowledge.js';
import { certificateDetail, element } from './support/oracle-text.js';
import { rootPem } from './support/rule-cases.js';

/** Real exports, which are no part of the product: the stories run where they lie beside it. */
const corpus = process.env['SBCLINT_CORPUS'] ?? join(root, '..', 'shared', 'corpus');
const AUDIOCODES = join(corpus, 'audiocodes', 'azure-ve-derived-trunk-multi-tenant.ini');
const ORACLE = join(corpus, 'oracle', 'show-running-config-short.txt');
const options = { asOf: '2026-11-22' };

const SEVEN = [
  'DigiCert Global Root CA',
  'DigiCert Global Root G2',
  'DigiCert Global Root G3',
  'DigiCert TLS ECC P384 Root G5',
  'DigiCert TLS RSA4096 Root G5',
  'Microsoft ECC Root Certificate Authority 2017',
  'Microsoft RSA Root Certificate Authority 2017',
];
const WITHOUT_G2 = SEVEN.filter((name) => name !== 'DigiCert Global Root G2');
const old = rootPem('baltimore-cybertrust-root') + rootPem('digicert-global-root-g2');

const folder = (files: Readonly<Record<string, string>>): Folder =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text, 'latin1')]));

function about({ findings }: CheckResult, ruleId: string, kind: 'fail' | 'open'): readonly string[] {
  const found = findings.filter((finding) => finding.ruleId === ruleId && finding.kind === kind);
  return found.map(({ trustAnchor }) => trustAnchor?.name ?? '').sort();
}

const text = (path: string): string => (existsSync(path) ? readFileSync(path, 'latin1') : '');

if (!existsSync(AUDIOCODES))
  it('has no real AudioCodes export at hand', () => expect(existsSync(AUDIOCODES)).toBe(false));
else {
  describe('a real AudioCodes export', () => {
    const config = text(AUDIOCODES);

    it('shows its Teams trunk in both directions, and nothing of its roots', async () => {
      const { result } = await checkFolder(folder({ 'sbc.ini': config }), options);
      const legs = result.devices[0]?.legs.filter(({ peer }) => peer !== null) ?? [];
      expect(
        legs.map(({ direction, tlsContext, cloud, endpoints }) => [direction, tlsContext, cloud, endpoints.length]),
      ).toEqual([
        ['outbound', 'default', 'commercial', 3],
        ['inbound', 'default', 'commercial', 3],
      ]);
      expect(about(result, 'missing-trust-anchor', 'open')).toEqual(SEVEN);
      const aboutRoots = result.findings.filter(({ ruleId }) => ruleId !== 'tls-cipher-mismatch');
      expect(aboutRoots.every(({ hint }) => hint?.includes('/files/tls/0/trustedRoot'))).toBe(true);
      expect([exitCode(result.findings, 'error'), result.devices[0]?.problems]).toEqual([3, []]);
    });

    it.each(['0.root', '0.pem', 'tls-0-trusted-root.pem'])(
      'with %s beside it fails for what is missing and nothing else, and is healed by its patch',
      async (name) => {
        const files = folder({ 'sbc.ini': config, [name]: old });
        const checked = await checkFolder(files, options);
        expect(about(checked.result, 'missing-trust-anchor', 'fail')).toEqual(WITHOUT_G2);
        expect(checked.result.findings.filter(({ level }) => level !== 'note').map(({ ruleId }) => ruleId)).toEqual(
          // The list ends with the paths that the root of 2023 alone no longer validates.
          [...WITHOUT_G2.map(() => 'missing-trust-anchor'), 'partly-verifiable-path'],
        );
        expect(exitCode(checked.result.findings, 'error')).toBe(1);

        const patches = await patchFolder(checked, options);
        const after = await checkFolder(patchedTree(files, patches), options);
        expect(after.result.findings.filter(({ level }) => level !== 'note')).toEqual([]);
        expect((await patchFolder(after, options)).flatMap(({ plan }) => [...plan.edits, ...plan.additions])).toEqual(
          [],
        );
      },
    );

    it('falls to warnings where no leg checks its peer, with the reason', async () => {
      const unverified = config.replace(
        '"", "default", 1, 1, 0, -1, 0, "MR_Teams"',
        '"", "default", 0, 1, 0, -1, 0, "MR_Teams"',
      );
      expect(unverified).not.toBe(config);
      const { result } = await checkFolder(folder({ 'sbc.ini': unverified, '0.root': old }), options);
      const missing = result.findings.filter(({ ruleId }) => ruleId === 'missing-trust-anchor');
      expect(
        missing.map(({ level, because }) => [level, because?.includes('no leg of this context checks its peer')]),
      ).toEqual(WITHOUT_G2.map(() => ['warning', true]));
    });

    it('is read to the end whatever line it is cut at', async () => {
      const [only] = (await checkFolder(folder({ 'sbc.ini': config }), options)).assembled;
      for (const { start } of only?.configuration.source.lines() ?? []) {
        const { result } = await checkFolder(folder({ 'sbc.ini': config.slice(0, start) }), options);
        expect(
          result.devices.length > 0 && exitCode(result.findings, 'error') === 0 ? `cut at ${start} is clean` : '',
        ).toBe('');
      }
    });
  });
}

if (!existsSync(ORACLE)) it('has no real Oracle export at hand', () => expect(existsSync(ORACLE)).toBe(false));
else {
  describe('a real Oracle export', () => {
    const config = text(ORACLE);

    it('is parsed without a problem and faces nobody that is known', async () => {
      const { result } = await checkFolder(folder({ 'sbc.txt': config }), options);
      expect([result.devices[0]?.legs.length, result.findings, exitCode(result.findings, 'error')]).toEqual([5, [], 0]);
    });

    const trunk =
      element('certificate-record', { name: 'OldRoot', 'common-name': 'Baltimore CyberTrust Root' }) +
      element('certificate-record', { name: 'NewRoot', 'common-name': 'DigiCert Global Root G2' }) +
      element('realm-config', { identifier: 'Teams' }) +
      ['sip', 'sip2', 'sip3']
        .map((name) =>
          element('session-agent', {
            hostname: `${name}.pstnhub.microsoft.com`,
            port: '5061',
            'transport-method': 'StaticTLS',
            'realm-id': 'Teams',
          }),
        )
        .join('') +
      element('sip-interface', {
        'realm-id': 'Teams',
        'sip-port': { address: '192.0.2.20', port: '5061', 'transport-protocol': 'TLS', 'tls-profile': 'TeamsTLS' },
      }) +
      element('tls-profile', {
        name: 'TeamsTLS',
        'end-entity-certificate': 'Mgmt',
        'trusted-ca-certificates': ['OldRoot', 'NewRoot'],
        'mutual-authenticate': 'enabled',
      });
    const listing =
      certificateDetail('OldRoot', {
        serial: '02:00:00:b9',
        issuer: ['C=IE', 'O=Baltimore', 'OU=CyberTrust', 'CN=Baltimore CyberTrust Root'],
        subject: ['C=IE', 'O=Baltimore', 'OU=CyberTrust', 'CN=Baltimore CyberTrust Root'],
        notBefore: 'May 12 18:46:00 2000 GMT',
        notAfter: 'May 12 23:59:00 2025 GMT',
      }) +
      certificateDetail('NewRoot', {
        serial: '03:3a:f1:e6:a7:11:a9:a0:bb:28:64:b1:1d:09:fa:e5',
        issuer: ['C=US', 'O=DigiCert Inc', 'OU=www.digicert.com', 'CN=DigiCert Global Root G2'],
        subject: ['C=US', 'O=DigiCert Inc', 'OU=www.digicert.com', 'CN=DigiCert Global Root G2'],
        notBefore: 'Aug  1 12:00:00 2013 GMT',
        notAfter: 'Jan 15 12:00:00 2038 GMT',
      });

    it('with a Teams trunk shows its legs, and nothing of its roots', async () => {
      const { result } = await checkFolder(folder({ 'sbc.txt': config + trunk }), options);
      const legs = result.devices[0]?.legs.filter(({ peer }) => peer !== null) ?? [];
      expect(legs.map(({ direction, tlsContext }) => [direction, tlsContext])).toEqual([
        ...[0, 1, 2].map(() => ['outbound', 'TeamsTLS']),
        ['inbound', 'TeamsTLS'],
      ]);
      expect(about(result, 'missing-trust-anchor', 'open')).toEqual(SEVEN);
      expect(exitCode(result.findings, 'error')).toBe(3);
    });

    it('with the output of show security certificates fails for what is missing, and is healed by its patch', async () => {
      const files = folder({ 'sbc.txt': config + trunk, 'certificates.txt': listing });
      const checked = await checkFolder(files, options);
      expect(about(checked.result, 'missing-trust-anchor', 'fail')).toEqual(WITHOUT_G2);
      expect(exitCode(checked.result.findings, 'error')).toBe(1);
      const patches = await patchFolder(checked, options);
      const after = await checkFolder(patchedTree(files, patches), options);
      expect(after.result.findings.filter(({ level }) => level !== 'note')).toEqual([]);
      expect((await patchFolder(after, options)).flatMap(({ plan }) => [...plan.edits, ...plan.additions])).toEqual([]);
    });
  });
}
