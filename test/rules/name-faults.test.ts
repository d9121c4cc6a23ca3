import type { ForbiddenDomain, NameDemand } from '../../src/model/knowledge.js';
import { nameFaults, type ShownNames } from '../../src/rules/name-faults.js';
import { certificateFacts } from '../support/certificate-facts.js';

const demand = (changes: Partial<NameDemand> = {}): NameDemand => ({
  id: 'name',
  clouds: [],
  confidence: 'verified',
  source: ['page'],
  inCertificate: 'yes',
  wildcard: 'one-label',
  level: 'error',
  ...changes,
});
const domain: ForbiddenDomain = { ...demand(), id: 'domain', suffix: '.onmicrosoft.com', level: 'error' };

interface Asked {
  /** The alternative names of the certificate; `null` where only a listing of it is there, with this subject. */
  readonly names: readonly string[] | null;
  readonly subject?: string;
  readonly shown?: readonly string[];
  readonly setting?: string | null;
  readonly confidence?: ShownNames['confidence'];
  readonly demands?: readonly NameDemand[];
  readonly domains?: readonly ForbiddenDomain[];
}

const faults = ({
  names,
  subject = '',
  shown = ['sbc.example.com'],
  setting = 'HostName',
  confidence = 'verified',
  demands = [demand()],
  domains = [],
}: Asked) =>
  nameFaults(
    {
      certificate:
        names && certificateFacts({ subject, subjectAltName: names.map((value) => ({ type: 'dns', value })) }),
      description: subject === '' ? {} : { subject },
    },
    { names: shown, setting, confidence },
    { names: demands, forbiddenDomains: domains },
  );

const said = (asked: Asked) =>
  faults(asked).map(({ answer, messageId, level, data }) => [answer, messageId, level, data.host, data.names]);

describe('a name that has to be in the certificate', () => {
  it.each<[string, Asked]>([
    ['an alternative name', { names: ['other.example.com', 'SBC.example.com.'] }],
    ['the common name', { names: [], subject: 'CN=sbc.example.com' }],
    ['a wildcard', { names: ['*.example.com'] }],
    ['a listing', { names: null, subject: 'CN=sbc.example.com' }],
    ['nothing, where the peer does not ask', { names: [], demands: [demand({ inCertificate: 'no' })] }],
    ['nothing, where nobody knows whether it asks', { names: [], demands: [demand({ inCertificate: 'unknown' })] }],
  ])('is there by %s', (_, asked) => {
    expect(said(asked)).toEqual([]);
  });

  it('fails where it is not', () => {
    expect(said({ names: ['other.example.com'] })).toEqual([
      ['no', 'absent', 'error', 'sbc.example.com', 'other.example.com'],
    ]);
    expect(said({ names: [] })).toEqual([['no', 'absent', 'error', 'sbc.example.com', 'no host name']]);
    expect(said({ names: ['a.example.com'], shown: ['a.example.com', 'b.example.com'] })).toHaveLength(1);
  });

  it('is listed with the first five names of many', () => {
    const names = ['1', '2', '3', '4', '5', '6', '7'].map((each) => `h${each}.example.com`);
    expect(faults({ names })[0]?.data.names).toBe(`${names.slice(0, 5).join(', ')} and 2 more`);
  });

  it('is only as grave as the demand, and the setting that shows it, are sure', () => {
    expect(faults({ names: [], demands: [demand({ confidence: 'inferred' })] })[0]?.level).toBe('warning');
    expect(faults({ names: [], confidence: 'unknown' })[0]?.level).toBe('warning');
    expect(faults({ names: [], demands: [demand({ level: 'note' })] })[0]?.level).toBe('note');
  });

  it.each([
    ['*.example.com', 'a.b.example.com', true],
    ['*.example.com', 'example.com', true],
    ['*.example.org', 'sbc.example.com', false],
    ['sbc.example.org', 'sbc.example.com', false],
  ])('%s misses %s by its labels: %s', (name, host, isNear) => {
    const because = isNear ? `a wildcard stands for exactly one label, so ${name} does not cover ${host}` : '';
    expect(faults({ names: [name], shown: [host] })).toMatchObject([{ answer: 'no', because }]);
  });

  it('is open where only a listing is there, which prints no further names', () => {
    expect(faults({ names: null, subject: 'CN=other.example.com' })).toMatchObject([
      {
        answer: 'unknown',
        messageId: 'unproven',
        level: 'note',
        because: 'the listing of it prints no names beside the subject',
        data: { host: 'sbc.example.com', names: 'other.example.com' },
      },
    ]);
    expect(said({ names: null })).toEqual([['unknown', 'unproven', 'note', 'sbc.example.com', 'no host name']]);
  });

  it('is open where the export shows none', () => {
    expect(faults({ names: ['a.example.com'], shown: [] })).toMatchObject([
      {
        answer: 'unknown',
        messageId: 'unproven',
        level: 'note',
        because: 'the export shows no host name of the SBC itself, which would be HostName',
        data: { host: 'the host name of the SBC', names: 'a.example.com' },
      },
    ]);
    expect(faults({ names: [], shown: [], setting: null })[0]?.because).toMatch(/not known for this product$/);
  });
});

describe('a wildcard', () => {
  const [unstated, refused] = [demand({ wildcard: 'not-stated' }), demand({ wildcard: 'refused' })];

  it('alone is open where nobody says whether the peer takes one', () => {
    expect(faults({ names: ['*.example.com'], demands: [unstated] })).toMatchObject([
      {
        answer: 'unknown',
        messageId: 'unproven',
        level: 'note',
        because: 'only *.example.com covers it, and whether the peer takes a wildcard is not stated',
        data: { host: 'sbc.example.com' },
      },
    ]);
    expect(said({ names: ['*.example.com', 'sbc.example.com'], demands: [unstated] })).toEqual([]);
  });

  it('alone fails where the peer takes none', () => {
    expect(said({ names: ['*.example.com', 'a.example.com'], demands: [refused] })).toEqual([
      ['no', 'wildcard', 'error', 'sbc.example.com', '*.example.com, a.example.com'],
    ]);
    expect(said({ names: ['*.example.com', 'sbc.example.com'], demands: [refused] })).toEqual([]);
    expect(said({ names: null, subject: 'CN=*.example.com', demands: [refused] })).toEqual([]);
  });

  it('that is all there is fails also where the name of the SBC is not shown', () => {
    const silent = demand({ wildcard: 'refused', inCertificate: 'no' });
    expect(said({ names: ['*.example.com'], shown: [], demands: [silent] })).toEqual([
      ['no', 'wildcard', 'error', 'the SBC', '*.example.com'],
    ]);
    expect(said({ names: ['*.example.com', 'a.example.com'], shown: [], demands: [silent] })).toEqual([]);
    expect(said({ names: [], shown: [], demands: [silent] })).toEqual([]);
  });
});

describe('a domain that the peer does not take', () => {
  const asked = (more: Asked) => said({ ...more, demands: [], domains: [domain] });

  it('fails for the name of the SBC, as grave as that is sure', () => {
    const names = ['x.example.com'];
    expect(asked({ names, shown: ['ok.example.com', 'A.onmicrosoft.com.'] })).toEqual([
      ['no', 'forbidden', 'error', 'A.onmicrosoft.com.', 'x.example.com'],
    ]);
    expect(asked({ names, shown: ['a.onmicrosoft.com'], confidence: 'inferred' })[0]?.[2]).toBe('warning');
    expect(asked({ names: ['a.onmicrosoft.com'] })).toEqual([]);
  });

  it('fails for a certificate that has no other name, where that of the SBC is not shown', () => {
    expect(asked({ names: ['a.onmicrosoft.com', 'b.onmicrosoft.com'], shown: [], confidence: 'unknown' })).toEqual([
      ['no', 'forbidden', 'error', 'a.onmicrosoft.com, b.onmicrosoft.com', 'a.onmicrosoft.com, b.onmicrosoft.com'],
    ]);
    expect(asked({ names: ['a.onmicrosoft.com', 'a.example.com'], shown: [] })).toEqual([]);
    expect(asked({ names: [], shown: [] })).toEqual([]);
    expect(asked({ names: null, subject: 'CN=a.onmicrosoft.com', shown: [] })).toEqual([]);
  });
});
