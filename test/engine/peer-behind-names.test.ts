import { peerEvents } from '../../src/engine/peer-events.js';
import { simulate } from '../../src/engine/simulate.js';
import { checkFolder } from '../support/folder.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const ACS = 'azure-communication-services';
const TEAMS = 'microsoft-teams-direct-routing';

async function device(hosts?: readonly string[], options: { peer?: string; asOf?: string; depth?: string } = {}) {
  const text = oracleTrunk({
    records: { One: 'One' },
    trusted: ['One'],
    ...(options.depth ? { profile: { 'verify-depth': options.depth } } : {}),
    ...(hosts ? { hosts } : {}),
  });
  const files = new Map(
    Object.entries({ 'sbc.cfg': text, 'One.pem': rootPem('digicert-global-root-g2') }).map(([path, content]) => [
      path,
      Buffer.from(content, 'latin1'),
    ]),
  );
  const { result, context } = await checkFolder(files, {
    asOf: options.asOf ?? '2026-11-22',
    ...(options.peer === undefined ? {} : { peer: options.peer }),
  });
  const [only] = result.devices;
  if (!only) throw new Error('no device');
  return { only, result, knowledge: context.options.knowledge, asOf: context.options.asOf };
}

const facedBy = ({ only }: Awaited<ReturnType<typeof device>>) => [...new Set(only.legs.map(({ peer }) => peer))];

describe('a peer behind the names of another', () => {
  it('is never found by a name', async () => {
    expect(facedBy(await device())).toEqual([TEAMS]);
  });
  it('is faced where the user says so', async () => {
    expect(facedBy(await device(undefined, { peer: ACS }))).toEqual([ACS]);
  });
  it('does not take the names of other clouds', async () => {
    expect(facedBy(await device(['sip.pstnhub.gov.teams.microsoft.us'], { peer: ACS }))).toContain(TEAMS);
  });
  it('is no error where Teams is one', async () => {
    const levels = async (peer?: string) => {
      const { result } = await device(undefined, peer === undefined ? {} : { peer });
      return new Set(
        result.findings.filter(({ ruleId }) => ruleId === 'missing-trust-anchor').map(({ level }) => level),
      );
    };
    expect(await levels()).toEqual(new Set(['error']));
    expect(await levels(ACS)).toEqual(new Set(['warning']));
  });
});

describe('names with a label that varies', () => {
  it.each([
    ['acme.pstn.twilio.com', 'twilio'],
    ['acme.pstn.dublin.twilio.com', 'twilio'],
    ['acme.pstn.a.b.twilio.com', null],
    ['pstn.twilio.com.example.net', null],
    ['trunk.byoc.use2.us-gov-pure.cloud', 'genesys-cloud'],
  ])('%s', async (host, peer) => {
    const { only } = await device([host]);
    expect(only.legs.filter(({ direction }) => direction === 'outbound').map((leg) => leg.peer)).toEqual([peer]);
  });
});

describe('what peers announced', () => {
  const days = async (after: string, until: string, peer?: string) => {
    const { only, knowledge } = await device(undefined, peer === undefined ? {} : { peer });
    return [...new Set(peerEvents(only, knowledge, { after, until }).map(({ date }) => date))];
  };
  it('is told from the day after on, to the last day', async () => {
    expect(await days('2027-03-14', '2027-03-15')).toEqual(['2027-03-15']);
    expect(await days('2027-03-15', '2028-01-01')).toEqual([]);
    expect(await days('2026-11-22', '2027-03-14')).toEqual([]);
  });
  it('is told of the peer that is faced only', async () => {
    expect(await days('2026-11-22', '2028-12-31', ACS)).toEqual(['2027-03-15', '2028-09-30']);
    expect(await days('2026-11-22', '2028-12-31')).toEqual(['2027-03-15']);
  });
  it('is a note that says how far it is backed', async () => {
    const { only, knowledge } = await device();
    const [first] = peerEvents(only, knowledge, { after: '2026-11-22', until: '2027-12-31' });
    expect(first).toMatchObject({ cause: 'peer', level: 'note', trustAnchor: null });
    expect(first?.message).toMatch(/\(inferred, not verified\)$/);
  });
  it('is nothing for a device that faces no known peer', async () => {
    const { only, knowledge } = await device(['sip.carrier.example.net']);
    expect(peerEvents(only, knowledge, { after: '2020-01-01', until: '2030-01-01' })).toEqual([]);
  });
});

describe('paths that cannot be tried', () => {
  it.each([
    ['voip.zoom.us', /DigiCert Global G2 TLS RSA SHA256 2020 CA1: Zoom names it/],
    ['siplink.telephony.goog', /GTS Root R1, cross-signed by GlobalSign Root CA: neither its bytes/],
    ['sip.pstnhub.gov.teams.microsoft.us', /its issuing CAs are not published/],
    ['acme.pstn.twilio.com', /what it presents is not published/],
  ])('of %s are unknown with the reason', async (host, words) => {
    const { only, knowledge, asOf } = await device([host]);
    const results = await simulate(only, { knowledge, asOf, chain: null, bytesOf: () => null });
    const outbound = results.filter(({ direction, checks }) => direction === 'outbound' && checks === 'device');
    expect(outbound.map(({ verdict }) => verdict)).toEqual(['unknown']);
    expect(outbound[0]?.because).toMatch(words);
    expect(outbound[0]?.because).toMatch(/--peer-chain FILE/);
  });
  it('the cross-sign of Google is no longer expected after its root', async () => {
    const { only, knowledge, asOf } = await device(['siplink.telephony.goog'], { asOf: '2028-01-29' });
    const results = await simulate(only, { knowledge, asOf, chain: null, bytesOf: () => null });
    expect(results[0]?.because).not.toMatch(/cross-signed/);
    expect(results[0]?.because).toMatch(/issuing CA below GTS Root R1/);
  });
});

describe('a depth in the configuration', () => {
  const outbound = async (depth: string) => {
    const { only, knowledge, asOf } = await device(undefined, { depth });
    const results = await simulate(only, { knowledge, asOf, chain: null, bytesOf: () => null });
    return results.filter(({ direction, path }) => direction === 'outbound' && path === 'tls-g2-rsa-ca-ocsp-02');
  };
  it.each([
    [
      '1',
      'unknown',
      /2 CAs below the root, at a depth of 1: more than this device follows, and whether this leg checks/,
    ],
    ['2', 'unknown', /and the ACLI reference says only/],
    ['3', 'accepted', /only with/],
  ])('of %s: %s', async (depth, verdict, words) => {
    const [first] = await outbound(depth);
    expect(first?.verdict).toBe(verdict);
    expect(first?.because).toMatch(words);
  });
});
