import { simulate } from '../../src/engine/simulate.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import { checkFolder } from '../support/folder.js';
import { makeHierarchy, type Specimen } from '../support/hierarchy.js';
import { oracleTrunk, type Trunk } from '../support/oracle-text.js';

const BOTH = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'];

interface Asked extends Partial<Specimen> {
  readonly asOf?: string;
  readonly ownName?: string;
  readonly hosts?: readonly string[];
  /** Whether the product knows the root that the certificate leads to. */
  readonly isPublic?: boolean;
  readonly certificate?: string;
  /** Where the certificate comes with its issuers before it: in its file, or in a listing of the device. */
  readonly issuersFirst?: 'file' | 'listing';
  /** Another certificate that a second file shows for the same label. */
  readonly second?: Partial<Specimen>;
}

/** What the peer makes of a certificate of the SBC below Issuing and Root, which lie with the device; the same on every leg. */
async function peerSays({
  asOf = '2026-11-23',
  ownName,
  hosts,
  isPublic = true,
  certificate,
  issuersFirst,
  second,
  ...own
}: Asked = {}) {
  const made = makeHierarchy([
    { subject: 'Root', issuer: 'Root', ca: true, notBefore: '2020-01-01T00:00:00Z' },
    {
      subject: 'Issuing',
      issuer: 'Root',
      ca: true,
      notBefore: '2020-01-01T00:00:00Z',
      notAfter: '2031-01-01T00:00:00Z',
    },
    {
      subject: 'sbc.example.net',
      issuer: 'Issuing',
      names: [{ type: 'dns', value: 'sbc.example.net' }],
      extKeyUsage: BOTH,
      notBefore: '2026-10-01T00:00:00Z',
      notAfter: '2027-03-01T00:00:00Z',
      ...own,
    },
    { subject: 'sbc.example.net', issuer: 'Issuing', extKeyUsage: BOTH, ...second },
  ]);
  const [root = '', issuing = '', end = '', another = ''] = made.map(({ pem }) => pem);
  const trunk: Trunk = {
    records: { Root: 'Root', Issuing: 'Issuing', Own: 'sbc.example.net' },
    trusted: ['Root', 'Issuing'],
    profile: { 'end-entity-certificate': 'Own' },
    ownName: ownName ?? 'sbc.example.net',
    ...(hosts ? { hosts } : {}),
  };
  const files = {
    'sbc.cfg': oracleTrunk(trunk),
    'Root.pem': root,
    'Issuing.pem': issuing,
    ...(issuersFirst === 'listing'
      ? { 'show.txt': `sbc# show security certificates pem Own\n\ncertificate-record: Own\n${root}${issuing}${end}\n` }
      : { 'Own.pem': certificate ?? (issuersFirst ? root + issuing + end : end) }),
    ...(second ? { 'Own.crt': another + issuing } : {}),
  };
  const folder = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text, 'latin1')]));
  const { result, context } = await checkFolder(folder, { asOf });
  const [device] = result.devices;
  if (!device) throw new Error('no device');
  const shipped = context.options.knowledge;
  const results = await simulate(device, {
    knowledge: isPublic
      ? knowing(
          shipped,
          device.trustStores.flatMap(({ entries }) => entries ?? []),
        )
      : shipped,
    asOf: moment(asOf),
    chain: null,
    bytesOf: (sha256) => context.certificates.bytesOf(sha256),
  });
  const peer = results.filter(({ checks }) => checks === 'peer');
  const [first] = new Set(
    peer.map(({ verdict, because, validFrom, validUntil }) =>
      JSON.stringify({ verdict, because, validFrom, validUntil }),
    ),
  );
  return first === undefined ? null : (JSON.parse(first) as Record<string, string | null>);
}

/** The facts, with the root of the test among the public ones. */
function knowing(
  shipped: Knowledge,
  entries: readonly { readonly label: { readonly value: string }; readonly identity: object }[],
): Knowledge {
  const root = entries.find(({ label }) => label.value === 'Root')?.identity as { certificate: object };
  const known = { ...root.certificate, name: 'Root', file: null, issuerSpkiSha256: null };
  return { ...shipped, certificates: [...shipped.certificates, known as unknown as Knowledge['certificates'][number]] };
}

describe("what the peer makes of the SBC's own certificate", () => {
  it('accepts one that meets every demand, as long as it is valid', async () => {
    expect(await peerSays()).toEqual({
      verdict: 'accepted',
      because: null,
      validFrom: '2026-10-01T00:00:00.000Z',
      validUntil: '2027-03-01T00:00:00.999Z',
    });
  });

  it('says when the last day of it ends it, and the first begins it', async () => {
    const span = { validFrom: '2026-10-01T00:00:00.000Z', validUntil: '2027-03-01T00:00:00.999Z' };
    expect(await peerSays({ asOf: '2027-03-01' })).toMatchObject({ verdict: 'accepted', ...span });
    expect(await peerSays({ asOf: '2026-10-01' })).toMatchObject({ verdict: 'accepted', ...span });
    expect(await peerSays({ asOf: '2027-03-01T00:00:00.500Z' })).toMatchObject({ verdict: 'accepted', ...span });
    expect(await peerSays({ asOf: '2027-03-01T00:00:01Z' })).toMatchObject({ verdict: 'rejected' });
  });

  it.each(['file', 'listing'] as const)('finds it behind its issuers in a %s', async (issuersFirst) => {
    expect(await peerSays({ issuersFirst })).toMatchObject({
      verdict: 'accepted',
      because: null,
      validUntil: '2027-03-01T00:00:00.999Z',
    });
    expect(await peerSays({ issuersFirst, asOf: '2027-03-02' })).toMatchObject({
      verdict: 'rejected',
      because: 'it expired on 2027-03-01',
    });
  });

  it('cannot tell which of two it is that two files show for it', async () => {
    expect(await peerSays({ second: { notAfter: '2026-11-01T00:00:00Z' } })).toMatchObject({
      verdict: 'unknown',
      because: expect.stringContaining('--certificate Own=FILE') as string,
    });
  });

  it('cannot tell without a root that is known, be it signed by another key or not', async () => {
    for (const asked of [{ isPublic: false }, { signedBy: 'Stranger' }]) {
      const said = await peerSays(asked);
      expect(said).toMatchObject({
        verdict: 'unknown',
        because: expect.stringContaining('its issuer is Issuing') as string,
      });
    }
  });

  it.each([
    ['before its first day', { asOf: '2026-09-30' }, 'rejected', 'it is not valid before 2026-10-01'],
    ['after its last day', { asOf: '2027-03-02' }, 'rejected', 'it expired on 2027-03-01'],
    ['for clients only', { extKeyUsage: BOTH.slice(1) }, 'rejected', 'it does not allow serverAuth'],
    ['without clientAuth, now', { extKeyUsage: BOTH.slice(0, 1) }, 'accepted', null],
    [
      'without clientAuth, when it was required',
      {
        extKeyUsage: BOTH.slice(0, 1),
        notBefore: '2024-01-01T00:00:00Z',
        notAfter: '2024-12-01T00:00:00Z',
        asOf: '2024-06-01',
      },
      'unknown',
      'it does not allow clientAuth, required since 2024-03-19 (inferred',
    ],
    ['for another name, where the setting of the name is inferred', { ownName: 'sbc1.example.net' }, 'unknown', 'sbc1'],
    ['valid for longer than 200 days', { notAfter: '2027-04-20T00:00:00Z' }, 'unknown', 'at most 200 since 2026-03-15'],
    ['valid for 200 days', { notAfter: '2027-04-19T00:00:00Z' }, 'accepted', null],
    [
      'issued on the last day of the longer limit',
      { notBefore: '2026-03-14T00:00:00Z', notAfter: '2027-03-01T00:00:00Z' },
      'accepted',
      null,
    ],
    [
      'issued on the first day of the shorter limit',
      { notBefore: '2026-03-15T00:00:00Z', notAfter: '2027-03-01T00:00:00Z' },
      'unknown',
      'at most 200 since 2026-03-15',
    ],
  ])('%s', async (_, asked: Asked, verdict, because) => {
    const said = await peerSays(asked);
    expect(said?.['verdict']).toBe(verdict);
    if (because === null) expect(said?.['because']).toBeNull();
    else expect(said?.['because']).toContain(because);
  });

  it('is not asked where the peer never sees it, and unknown where that is not known', async () => {
    expect(await peerSays({ hosts: ['trunk.byoc.mypurecloud.de'] })).toBeNull();
    expect((await peerSays({ hosts: ['a.pstn.twilio.com'] }))?.['verdict']).toBe('unknown');
  });

  it('rejects nothing on the word of a third party', async () => {
    const said = await peerSays({ hosts: ['us01.zoom.us'], asOf: '2027-03-02' });
    expect(said).toMatchObject({ verdict: 'unknown', because: 'it expired on 2027-03-01' });
  });
});

it('asks each CA once on the way up where CAs sign each other', async () => {
  const crossed = Array.from({ length: 8 }, (): Specimen[] => [
    { subject: 'A', issuer: 'B', ca: true },
    { subject: 'B', issuer: 'A', ca: true },
  ]).flat();
  const [end, ...made] = makeHierarchy([{ subject: 'sbc.example.net', issuer: 'A' }, ...crossed]);
  if (!end) throw new Error('no certificate');
  const records = { Own: end.name, ...Object.fromEntries(made.map(({ name }, i) => [`CA${i}`, name])) };
  const text = oracleTrunk({ records, trusted: [], profile: { 'end-entity-certificate': 'Own' } });
  const files = [
    ['sbc.cfg', text],
    ['Own.pem', end.pem],
    ...made.map(({ pem }, i) => [`CA${i}.pem`, pem] as const),
  ] as const;
  const folder = new Map(files.map(([path, each]) => [path, Buffer.from(each, 'latin1')]));
  const { result, context } = await checkFolder(folder, { asOf: '2026-11-23' });
  const [device] = result.devices;
  if (!device) throw new Error('no device');
  const { certificates, options } = context;
  const results = await simulate(device, {
    knowledge: options.knowledge,
    asOf: moment('2026-11-23'),
    chain: null,
    bytesOf: (sha256) => certificates.bytesOf(sha256),
  });
  const peer = results.find(({ checks }) => checks === 'peer');
  expect(peer?.because).toContain('its issuer is A, of which it cannot be told whether it is a public CA');
});
