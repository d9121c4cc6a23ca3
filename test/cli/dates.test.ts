import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inTemporaryFolder, sbclint, type Outcome } from '../support/cli.js';
import { exampleShortLived } from '../support/certificates.js';
import { makeHierarchy } from '../support/hierarchy.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { ownClient, ownServer } from '../support/own-certificates.js';
import { rootPem } from '../support/rule-cases.js';

const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';
const AS_OF = ['--as-of', '2026-11-23'];
const trunk = oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['NewRoot'] });
const g2 = rootPem('digicert-global-root-g2');

/** Runs in a folder of files; `$` in an argument stands for the folder. */
async function run(files: Readonly<Record<string, string>>, ...argv: string[]): Promise<Outcome> {
  let outcome: Outcome | undefined;
  await inTemporaryFolder(async (folder) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    outcome = await sbclint(argv.map((arg) => arg.replaceAll('$', folder)));
  });
  return outcome as Outcome;
}

interface Simulated {
  readonly results: readonly {
    readonly leg: string;
    readonly direction: string;
    readonly verdict: string;
    readonly checks: string;
    readonly path: string | null;
    readonly because: string | null;
    readonly validFrom: string | null;
    readonly validUntil: string | null;
  }[];
}

describe('simulate', () => {
  const files = { 'sbc.cfg': trunk, 'NewRoot.pem': g2 };
  const simulated = async (...argv: string[]) => {
    const { code, stdout } = await run(files, 'simulate', '$', '--format', 'json', ...argv);
    return { code, ...(JSON.parse(stdout) as Simulated) };
  };

  it('says of a store of which nothing is seen just that, and not what would help', async () => {
    const { code, stdout } = await run({ 'sbc.cfg': trunk }, 'simulate', '$', '--format', 'json', ...AS_OF);
    const { results } = JSON.parse(stdout) as { results: { checks: string; verdict: string; because: string }[] };
    const own = results.filter(({ checks }) => checks === 'device');
    expect(code).toBe(3);
    expect(new Set(own.map(({ verdict, because }) => `${verdict}: ${because}`))).toEqual(
      new Set(['unknown: NewRoot is a name without a certificate']),
    );
  });

  it('has the keys of the contract, in their order', async () => {
    const { stdout } = await run(files, 'simulate', '$', '--format', 'json', ...AS_OF);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(['schemaVersion', 'tool', 'asOf', 'knowledge', 'results']);
    const [first] = report['results'] as Record<string, unknown>[];
    expect(Object.keys(first ?? {}).slice(0, 9)).toEqual([
      'device',
      'leg',
      'direction',
      'peer',
      'verdict',
      'path',
      'because',
      'validFrom',
      'validUntil',
    ]);
  });

  it('says of the day before and after the cross-signs ended which paths validate', async () => {
    const verdicts = async (day: string) => {
      const { results } = await simulated('--as-of', day);
      return results
        .filter(({ direction, path }) => direction === 'outbound' && path?.startsWith('azure-rsa-tls-issuing-ca-03'))
        .map(({ path, verdict }) => `${path} ${verdict}`);
    };
    expect([...new Set(await verdicts('2026-08-25'))]).toEqual([
      'azure-rsa-tls-issuing-ca-03-below-digicert-g2 accepted',
      'azure-rsa-tls-issuing-ca-03 unknown',
    ]);
    expect([...new Set(await verdicts('2026-08-26'))]).toEqual(['azure-rsa-tls-issuing-ca-03 unknown']);
  });

  it('says what becomes of a path without its bridge', async () => {
    const { results } = await simulated(...AS_OF);
    const bridged = results.find(({ path, verdict }) => path === 'tls-g2-rsa-ca-ocsp-02' && verdict === 'accepted');
    expect(bridged?.because).toContain('where the peer does not send it');
    expect(bridged?.validUntil?.slice(0, 10)).toBe('2029-06-03');
  });

  it('tries a capture, with its signatures, and refuses one that leads nowhere', async () => {
    const chain = makeHierarchy([
      { subject: 'sip.example.com', issuer: 'Issuing', names: [{ type: 'dns', value: 'sip.example.com' }] },
      { subject: 'Issuing', issuer: 'Private Root', ca: true },
      { subject: 'Private Root', issuer: 'Private Root', ca: true },
    ]);
    const [end, issuing, privateRoot] = chain.map(({ pem }) => pem);
    const capture = `CONNECTED(00000003)\n---\nCertificate chain\n${end}${issuing}---\nServer certificate\n${end}---\n`;
    const given = { 'box/sbc.cfg': trunk, 'box/NewRoot.pem': privateRoot ?? '', 'capture.txt': capture };
    const argv = ['simulate', '$/box', '--peer-chain', '$/capture.txt', '--format', 'json', ...AS_OF];
    const trusted = JSON.parse((await run(given, ...argv)).stdout) as Simulated;
    expect(
      new Set(
        trusted.results
          .filter(({ direction, checks }) => direction === 'outbound' && checks === 'device')
          .map(({ verdict }) => verdict),
      ),
    ).toEqual(new Set(['accepted']));
    const refused = await run({ ...given, 'box/NewRoot.pem': g2 }, ...argv);
    const verdicts = (JSON.parse(refused.stdout) as Simulated).results.map(({ verdict }) => verdict);
    expect(verdicts).not.toContain('accepted');
    expect([1, 3]).toContain(refused.code);
  });

  describe("the peer's side", () => {
    const owning = oracleTrunk({
      records: { NewRoot: 'DigiCert Global Root G2', Own: 'sbc.example.net' },
      trusted: ['NewRoot'],
      ownName: 'sbc.example.net',
      profile: { 'end-entity-certificate': 'Own' },
    });
    /** What becomes of the SBC's own certificate; all that the device itself checks is accepted. */
    const peerSide = async (own: string | null, ...argv: string[]) => {
      const [end, root] = makeHierarchy([
        {
          subject: 'sip.example.com',
          issuer: 'Private Root',
          names: [{ type: 'dns', value: 'sip.example.com' }],
          extKeyUsage: [SERVER, CLIENT],
        },
        { subject: 'Private Root', issuer: 'Private Root', ca: true },
      ]);
      const given = {
        'box/sbc.cfg': owning,
        'box/NewRoot.pem': root?.pem ?? '',
        'capture.txt': end?.pem ?? '',
        ...(own === null ? {} : { 'box/Own.pem': own }),
      };
      const asked = ['simulate', '$/box', '--peer-chain', '$/capture.txt', ...argv];
      const { code, stdout } = await run(given, ...asked, '--format', 'json');
      const { results } = JSON.parse(stdout) as Simulated;
      const device = new Set(results.filter(({ checks }) => checks === 'device').map(({ verdict }) => verdict));
      expect(device).toEqual(new Set(['accepted']));
      const peer = results.filter(({ checks }) => checks === 'peer');
      expect(peer.map(({ direction }) => direction).sort()).toEqual(['inbound', 'outbound', 'outbound', 'outbound']);
      return {
        code,
        verdicts: [...new Set(peer.map(({ verdict }) => verdict))],
        because: peer[0]?.because ?? '',
        peer,
      };
    };

    it('is unknown without the certificate, says what would show it, and leaves the exit code alone', async () => {
      const { code, verdicts, because } = await peerSide(null, ...AS_OF);
      expect([code, verdicts]).toEqual([0, ['unknown']]);
      expect(because).toContain('--certificate Own=FILE');
    });

    it('is unknown where the issuer may be a public CA or not, and that is no reason to fail either', async () => {
      const { code, verdicts, because } = await peerSide(ownServer, ...AS_OF);
      expect([code, verdicts]).toEqual([0, ['unknown']]);
      expect(because).toContain('Example Issuing CA');
    });

    it('is refused for a usage that is missing, since the day of the requirement, and ends the run with 1', async () => {
      const { code, verdicts, peer } = await peerSide(ownClient, ...AS_OF);
      expect([code, verdicts]).toEqual([1, ['rejected']]);
      expect(new Set(peer.map(({ validFrom }) => validFrom))).toEqual(new Set(['2022-02-01T00:00:00.000Z']));
      expect(new Set(peer.map(({ path }) => path))).toEqual(new Set(['Own']));
    });

    it('is refused when it is self-signed', async () => {
      const { code, verdicts, because } = await peerSide(exampleShortLived, '--as-of', '2026-12-01');
      expect([code, verdicts]).toEqual([1, ['rejected']]);
      expect(because).toContain('self-signed');
    });

    it('is refused from the day after its end', async () => {
      expect((await peerSide(ownServer, '--as-of', '2030-01-01')).verdicts).toEqual(['unknown']);
      const { code, verdicts, because } = await peerSide(ownServer, '--as-of', '2030-01-02');
      expect([code, verdicts]).toEqual([1, ['rejected']]);
      expect(because).toBe('it expired on 2030-01-01');
    });

    it('has a line of its own for each leg', async () => {
      const given = { 'box/sbc.cfg': owning, 'box/NewRoot.pem': g2, 'box/Own.pem': ownClient };
      const { stdout } = await run(given, 'simulate', '$/box', ...AS_OF);
      expect(stdout).toMatch(/^ {4}rejected {2}sbc\.example\.net, the SBC's own certificate {2}since 2022-02-01/m);
      expect(stdout).toContain('checked by its peer on 4 legs: 0 accepted, 4 rejected, 0 unknown');
    });
  });

  it('refuses a capture that holds nothing', async () => {
    const { code, stderr } = await run(
      { ...files, 'empty.txt': 'nothing\n' },
      'simulate',
      '$/sbc.cfg',
      '--peer-chain',
      '$/empty.txt',
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('holds no certificate')]);
  });
});

const kamailio = `[server:default]
verify_certificate = yes
require_certificate = yes
ca_list = ca.pem

[client:default]
verify_certificate = yes
verify_depth = 1
ca_list = ca.pem
`;

describe('what a device makes of a path', () => {
  const files = { 'tls.cfg': kamailio, 'ca.pem': g2 };
  const teams = ['--peer', 'microsoft-teams-direct-routing', ...AS_OF];
  it('a caller whose CA is for servers only is refused where the product is known to refuse it, a path that is too long as well', async () => {
    const { stdout } = await run(files, 'simulate', '$', '--format', 'json', ...teams);
    const { results } = JSON.parse(stdout) as Simulated;
    const g2Path = results.filter(({ path }) => path === 'tls-g2-rsa-ca-ocsp-02');
    expect(g2Path.map(({ direction, verdict, because }) => [direction, verdict, because])).toEqual([
      ['inbound', 'rejected', expect.stringContaining('is for serverAuth only')],
      ['outbound', 'rejected', expect.stringContaining('2 CAs below the root, at a depth of 1')],
    ]);
  });
  it('what the peer announced is in the timeline, and is no alarm', async () => {
    const args = ['timeline', '$', '--as-of', '2027-03-14', '--until', '2027-03-15'];
    const quiet = { 'sbc.cfg': oracleTrunk({ records: {}, trusted: [], hosts: ['acme.pstn.twilio.com'] }) };
    const { code, stdout } = await run(quiet, ...args, '--fail-within', '1');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Announced by peers\n  2027-03-15  note')]);
    const { stdout: json } = await run(quiet, ...args, '--format', 'json');
    const { events } = JSON.parse(json) as { events: { date: string; cause: string; level: string }[] };
    expect(new Set(events.map(({ date, cause, level }) => `${date} ${cause} ${level}`))).toEqual(
      new Set(['2027-03-15 peer note']),
    );
  });
  it('what is not known of a peer is said by inspect', async () => {
    const { stdout } = await run(files, 'inspect', '$', '--peer', 'azure-communication-services');
    expect(stdout).toContain('it has the names of commercial Teams');
    expect(stdout).toContain('paths unknown: ');
  });
});

describe('timeline', () => {
  const files = { 'sbc.cfg': trunk, 'NewRoot.pem': g2 };

  it('is 0 unless a leg breaks within the days asked for', async () => {
    const asOf = ['--as-of', '2025-12-31'];
    expect((await run(files, 'timeline', '$', ...asOf)).code).toBe(0);
    expect((await run(files, 'timeline', '$', ...asOf, '--fail-within', '59')).code).toBe(0);
    expect((await run(files, 'timeline', '$', ...asOf, '--fail-within', '60')).code).toBe(1);
    expect((await run(files, 'timeline', '$', ...asOf, '--fail-within', '60', '--fail-on', 'never')).code).toBe(0);
  });

  it('lists events with the keys of the contract', async () => {
    const { stdout } = await run(files, 'timeline', '$', '--format', 'json', '--as-of', '2025-12-31');
    const { events } = JSON.parse(stdout) as { events: Record<string, unknown>[] };
    expect(Object.keys(events[0] ?? {}).slice(0, 7)).toEqual([
      'date',
      'device',
      'leg',
      'peer',
      'cause',
      'trustAnchor',
      'level',
    ]);
    expect(events.map(({ date }) => date)).toContain('2026-08-26');
  });

  it('wants a day', async () => {
    expect((await run(files, 'timeline', '$', '--until', '2026')).code).toBe(2);
    expect((await run(files, 'timeline', '$', '--fail-within', 'soon')).code).toBe(2);
  });
});

describe('verify', () => {
  it('finds what a plan added, what is missing, and what cannot be proven', async () => {
    await inTemporaryFolder(async (folder) => {
      writeFileSync(join(folder, 'sbc.cfg'), trunk);
      writeFileSync(join(folder, 'NewRoot.pem'), g2);
      const pack = join(folder, 'pack');
      await sbclint(['patch', join(folder, 'sbc.cfg'), '--out', pack, ...AS_OF]);
      const plan = ['--plan', join(pack, 'plan.json'), '--format', 'json', ...AS_OF];
      const id = (JSON.parse(readFileSync(join(pack, 'plan.json'), 'utf8')) as { devices: { id: string }[] }).devices[0]
        ?.id;
      const before = await sbclint(['verify', join(folder, 'sbc.cfg'), ...plan]);
      expect([before.code, statuses(before)]).toEqual([1, new Set(['missing'])]);
      // The patched configuration names the roots; what stands behind the names the plan alone does not prove.
      const fresh = join(folder, 'fresh', `${id ?? ''}`);
      mkdirSync(fresh, { recursive: true });
      writeFileSync(join(fresh, 'sbc.cfg'), readFileSync(join(pack, id ?? '', 'sbc.cfg')));
      const named = await sbclint(['verify', join(folder, 'fresh'), ...plan]);
      expect([named.code, statuses(named)]).toEqual([3, new Set(['unprovable'])]);
    });
  });

  it('wants a plan', async () => {
    const files = { 'sbc.cfg': trunk, 'plan.json': '{"schemaVersion": 1}' };
    expect((await run(files, 'verify', '$/sbc.cfg')).code).toBe(2);
    expect((await run(files, 'verify', '$/sbc.cfg', '--plan', '$/none.json')).code).toBe(2);
    expect((await run(files, 'verify', '$/sbc.cfg', '--plan', '$/plan.json')).code).toBe(2);
  });

  function statuses({ stdout }: Outcome): ReadonlySet<string> {
    return new Set((JSON.parse(stdout) as { results: { status: string }[] }).results.map(({ status }) => status));
  }
});

describe('diff', () => {
  const one = { 'a/sbc.cfg': trunk, 'a/NewRoot.pem': g2 };

  it('is 0 where both trust the same, 1 where not, 3 where something is hidden', async () => {
    const same = { ...one, 'b/sbc.cfg': trunk, 'b/NewRoot.pem': g2 };
    expect((await run(same, 'diff', '$/a', '$/b')).code).toBe(0);
    const other = { ...one, 'b/sbc.cfg': trunk, 'b/NewRoot.pem': rootPem('digicert-global-root-g3') };
    const { code, stdout } = await run(other, 'diff', '$/a', '$/b', '--format', 'json');
    const report = JSON.parse(stdout) as Record<string, { name: string }[]>;
    expect(code).toBe(1);
    expect(report['onlyInFirst']?.map(({ name }) => name)).toEqual(['DigiCert Global Root G2']);
    expect(report['onlyInSecond']?.map(({ name }) => name)).toEqual(['DigiCert Global Root G3']);
    const bare = { 'a/sbc.cfg': trunk, 'b/sbc.cfg': trunk };
    expect((await run(bare, 'diff', '$/a', '$/b')).code).toBe(3);
  });

  it('wants two exports of one device each', async () => {
    expect((await run(one, 'diff', '$/a')).code).toBe(2);
    expect((await run({ ...one, 'none/x.txt': 'x' }, 'diff', '$/a', '$/none')).code).toBe(2);
  });
});

describe('inspect --needs', () => {
  const files = { 'sbc.cfg': trunk, 'NewRoot.pem': g2 };
  const needs = async (root: string) => {
    const { code, stdout } = await run(files, 'inspect', '$', '--needs', root, '--format', 'json', ...AS_OF);
    const report = JSON.parse(stdout) as { needs: { needs: string; tlsContext: string }[]; unknown: unknown[] };
    return { code, kinds: new Set(report.needs.map((each) => each.needs)), unknown: report.unknown };
  };

  it('names the legs whose paths and requirements end at a root', async () => {
    expect(await needs('DigiCert Global Root G2')).toEqual({
      code: 0,
      kinds: new Set(['path', 'requirement']),
      unknown: [],
    });
  });

  it('names nobody for a root that no leg uses', async () => {
    expect(await needs('DigiCert Global Root G3')).toEqual({ code: 0, kinds: new Set(), unknown: [] });
  });

  it('wants a root that is known', async () => {
    const { code, stderr } = await run(files, 'inspect', '$', '--needs', 'DigiCert Global Root G22');
    expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean DigiCert Global Root G2')]);
  });
});
