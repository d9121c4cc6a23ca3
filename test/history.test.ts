import { rootPem, findingsOf } from './support/rule-cases.js';
import { oracleTrunk } from './support/oracle-text.js';

/** A box of 2021: the two roots that the clouds of Microsoft were on then. */
const store = { OldRoot: 'Baltimore CyberTrust Root', GovRoot: 'DigiCert Global Root CA' };
const evidence = {
  'OldRoot.pem': rootPem('baltimore-cybertrust-root'),
  'GovRoot.pem': rootPem('digicert-global-root-ca'),
};

async function missing(host: string | undefined, asOf: string): Promise<Record<string, readonly string[]>> {
  const hosts = host === undefined ? {} : { hosts: [host] };
  const config = oracleTrunk({ records: store, trusted: Object.keys(store), ...hosts });
  const findings = await findingsOf({ name: '', files: { 'sbc.cfg': config, ...evidence }, asOf });
  const of = (ruleId: string, level: string) =>
    findings
      .filter((each) => each.ruleId === ruleId && each.level === level && each.kind === 'fail')
      .map(({ trustAnchor }) => trustAnchor?.name ?? '')
      .sort();
  return {
    errors: of('missing-trust-anchor', 'error'),
    warnings: of('missing-trust-anchor', 'warning'),
    upcoming: of('upcoming-trust-anchor', 'warning'),
    retired: of('retired-too-early', 'error'),
  };
}

const G2 = 'DigiCert Global Root G2';
const OTHERS = [
  'DigiCert Global Root G3',
  'DigiCert TLS ECC P384 Root G5',
  'DigiCert TLS RSA4096 Root G5',
  'Microsoft ECC Root Certificate Authority 2017',
  'Microsoft RSA Root Certificate Authority 2017',
];
const NONE = { errors: [], warnings: [], upcoming: [], retired: [] };

describe('the same store gives the answers that history gave', () => {
  it.each([
    ['2023-07-31', NONE],
    ['2023-09-01', { ...NONE, upcoming: [G2] }],
    ['2023-10-02', { ...NONE, upcoming: [G2] }],
    ['2023-10-04', { ...NONE, errors: [G2] }],
    ['2024-06-01', { ...NONE, errors: [G2] }],
    ['2025-12-12', { ...NONE, errors: [G2], upcoming: OTHERS }],
    ['2026-02-28', { ...NONE, errors: [G2], upcoming: OTHERS }],
    ['2026-03-01', { ...NONE, errors: [G2, ...OTHERS] }],
    ['2026-11-22', { ...NONE, errors: [G2, ...OTHERS] }],
  ])('commercial on %s', async (asOf, expected) => {
    expect(await missing(undefined, asOf)).toEqual(expected);
  });

  it.each([
    ['2023-09-01', NONE],
    ['2023-10-04', NONE],
    ['2024-04-30', NONE],
    ['2024-05-01', { ...NONE, errors: [G2] }],
    ['2024-06-01', { ...NONE, errors: [G2] }],
    ['2026-11-22', { ...NONE, errors: [G2], warnings: OTHERS }],
  ])('GCC High on %s', async (asOf, expected) => {
    expect(await missing('sip.pstnhub.gov.teams.microsoft.us', asOf)).toEqual(expected);
  });
});

it('who swapped Baltimore for its successor before the move lost calls at once', async () => {
  const config = oracleTrunk({ records: { NewRoot: G2 }, trusted: ['NewRoot'] });
  const found = async (asOf: string) =>
    (
      await findingsOf({
        name: '',
        files: { 'sbc.cfg': config, 'NewRoot.pem': rootPem('digicert-global-root-g2') },
        asOf,
      })
    )
      .filter(({ ruleId }) => ruleId === 'retired-too-early')
      .map(({ level, trustAnchor }) => [level, trustAnchor?.name]);
  expect(await found('2023-09-01')).toEqual([['error', 'Baltimore CyberTrust Root']]);
  expect(await found('2023-10-03')).toEqual([['error', 'Baltimore CyberTrust Root']]);
  expect(await found('2023-10-04')).toEqual([]);
});
