import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk, profileLine } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const records = { NewRoot: 'DigiCert Global Root G2' };
const fine = oracleTrunk({ records, trusted: ['NewRoot'] });
const twoRecords = `${fine}${element('certificate-record', { name: 'NewRoot', 'common-name': 'Example Root CA' })}`;
const twoProfiles = `${fine}${element('tls-profile', { name: 'TeamsTLS', 'trusted-ca-certificates': 'NewRoot' })}`;
const twoGlobals = `${fine}${element('global-trusted-ca', { name: 'Shared' })}${element('global-trusted-ca', {
  name: 'Shared',
})}`;
const contradicting = mediant({ parameters: ['VerifyServerCertificate = 1', 'VerifyServerCertificate = 0'] });
const agreeing = mediant({ parameters: ['VerifyServerCertificate = 1', 'VerifyServerCertificate = 1'] });
const row = 'TLSContexts 1 = "Teams", 12, 0;\n';
const twoRows = mediant().replace(row, `${row}TLSContexts 1 = "Carrier", 12, 0;\n`);
const twoNames = mediant().replace(row, `${row}TLSContexts 2 = "Teams", 12, 0;\n`);

export const cases: RuleCases = {
  rule: 'duplicate-label',
  pass: [
    { name: 'every name is there once', files: { 'sbc.cfg': fine } },
    {
      name: 'names that differ in case are two names',
      files: { 'sbc.cfg': oracleTrunk({ records: { ...records, newroot: 'Example Root CA' } }) },
    },
    { name: 'a parameter that is set twice to one value', files: { 'sbc.ini': agreeing } },
  ],
  fail: [
    {
      name: 'two certificate-records of one name',
      files: { 'sbc.cfg': twoRecords },
      findings: [`warning sbc.cfg:${lineOf(twoRecords, 'name                                    NewRoot', 2)}`],
    },
    {
      name: 'two tls-profiles of one name',
      files: { 'sbc.cfg': twoProfiles },
      findings: [`warning sbc.cfg:${lineOf(twoProfiles, 'name                                    TeamsTLS', 2)}`],
    },
    {
      name: 'two global stores of one name',
      files: { 'sbc.cfg': twoGlobals },
      findings: [`warning sbc.cfg:${lineOf(twoGlobals, 'name                                    Shared', 2)}`],
    },
    {
      name: 'a parameter that is set twice to different values',
      files: { 'sbc.ini': contradicting },
      findings: [`warning sbc.ini:${lineOf(contradicting, 'VerifyServerCertificate = 0')}`],
    },
    {
      name: 'two rows with one index',
      files: { 'sbc.ini': twoRows },
      findings: [`warning sbc.ini:${lineOf(twoRows, '"Carrier"')}`],
    },
    {
      name: 'two TLS contexts of one name',
      files: { 'sbc.ini': twoNames },
      findings: [`warning sbc.ini:${lineOf(twoNames, 'TLSContexts 2 =')}`],
    },
  ],
  open: [
    {
      name: 'what the second tls-profile of the name would accept is open',
      files: { 'sbc.cfg': twoProfiles, 'NewRoot.pem': rootPem('baltimore-cybertrust-root') },
      asOf: '2023-10-03',
      by: 'missing-trust-anchor',
      findings: [`error sbc.cfg:${profileLine(twoProfiles)} DigiCert Global Root G2`],
    },
  ],
  notApplicable: [{ name: 'no configuration', files: { 'NewRoot.pem': rootPem('digicert-global-root-g2') } }],
};
