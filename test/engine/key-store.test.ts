import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../src/engine/check.js';
import { moment } from '../../src/model/time.js';
import { projectKnowledge, sha256 } from '../support/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const PEER = 'microsoft-teams-direct-routing';
const fixture = (path: string) => readFileSync(join(__dirname, '..', 'fixtures', 'key-store', path));
const trunk = Buffer.from(oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['NewRoot'] }));
const p12 = fixture('fine/input/truststore.p12');
const jks = fixture('fine/input/cacerts');

/** Checks files, and says which of them were opened. */
async function checkFiles(files: Readonly<Record<string, Uint8Array>>, peer: string | null, beside: string[] = []) {
  const opened: string[] = [];
  const inputs = Object.entries(files).map(([path, bytes]) => ({
    path,
    relative: path,
    role: beside.includes(path) ? ('beside' as const) : ('named' as const),
    read: () => {
      opened.push(path);
      return bytes;
    },
  }));
  const knowledge = await projectKnowledge();
  const options = { knowledge, asOf: moment('2026-11-22'), peer, rules: {}, devices: [], certificates: [], sha256 };
  const { result } = await check(inputs, options);
  const notes = result.findings.filter(({ ruleId }) => ruleId === 'unbound-evidence').map(({ message }) => message);
  return { opened, notes, result, devices: result.devices.map(({ id }) => id) };
}

describe('a key store beside a configuration', () => {
  it.each([null, PEER])('is not opened by its ending, with the peer %j', async (peer) => {
    for (const name of ['own.p12', 'below/own.pfx', 'own.jks', 'own.keystore']) {
      const { opened, result, devices } = await checkFiles({ 'edge1/sbc.cfg': trunk, [`edge1/${name}`]: p12 }, peer);
      expect([opened, devices, result.unrecognized]).toEqual([['edge1/sbc.cfg'], ['edge1'], [`edge1/${name}`]]);
    }
  });

  it('is evidence of nothing under another name', async () => {
    const { devices, notes } = await checkFiles({ 'edge1/sbc.cfg': trunk, 'edge1/NewRoot.pem': jks }, PEER);
    expect([devices, notes]).toEqual([['edge1'], [expect.stringContaining('a key store beside a configuration')]]);
  });

  it('is checked where it is named, and the configuration is not', async () => {
    const files = { 'edge1/sbc.cfg': trunk, 'edge1/trust.p12': p12 };
    expect((await checkFiles(files, PEER, ['edge1/sbc.cfg'])).devices).toEqual(['edge1/trust']);
    expect((await checkFiles(files, PEER, ['edge1/trust.p12'])).opened).toEqual(['edge1/sbc.cfg']);
  });
});

describe('a key store by itself', () => {
  it('is a device where a peer is named, whatever it is called', async () => {
    const { devices, result } = await checkFiles({ 'a/cacerts': jks, 'b/store.bin': p12, 'c/x.jks': p12 }, PEER);
    expect([devices, result.files]).toEqual([['a/cacerts', 'b/store', 'c/x'], { read: 3, parsed: 3, failed: 0 }]);
    expect(result.findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is accounted for where none is', async () => {
    const { devices, notes, result } = await checkFiles({ cacerts: jks, 'store.p12': p12 }, null);
    expect([devices, result.unrecognized, notes]).toEqual([[], ['store.p12'], [expect.stringContaining('--peer')]]);
  });

  it('with nothing but a key is no trust store', async () => {
    const { devices, notes } = await checkFiles({ 'own.p12': fixture('secrets/input/own.p12') }, PEER);
    expect([devices, notes]).toEqual([[], [expect.stringContaining('a key of its own')]]);
  });

  it('that only bears the name is said not to be one', async () => {
    const { result } = await checkFiles({ 'x.p12': Buffer.from('nothing') }, PEER);
    expect(result.findings.map(({ ruleId, kind }) => [ruleId, kind])).toEqual([['unreadable-input', 'open']]);
  });
});

it('a bundle that is named is accounted for where the configuration beside it is not named', async () => {
  const files = { 'edge1/sbc.cfg': trunk, 'edge1/ca.pem': Buffer.from(rootPem('digicert-global-root-g2')) };
  const alone = await checkFiles(files, PEER, ['edge1/sbc.cfg']);
  expect([alone.devices, alone.notes]).toEqual([['edge1/ca'], []]);
  const { devices, notes } = await checkFiles(files, null, ['edge1/sbc.cfg']);
  expect([devices, notes]).toEqual([[], [expect.stringContaining('not among what is checked')]]);
});

describe('what a peer presented', () => {
  const root = rootPem('digicert-global-root-g2');
  const captures = {
    whole: `CONNECTED(00000003)\n---\nCertificate chain\n 0 s:CN = x\n   i:CN = y\n${root}`,
    'without its first lines': ` 0 s:CN = x\n   i:CN = y\n${root}`,
    'without the list': `${root}\nSSL handshake has read 4711 bytes and written 400 bytes\n`,
  };
  it.each(Object.entries(captures))('is no trust store, %s', async (_, text) => {
    const { devices, notes } = await checkFiles({ 'a.txt': Buffer.from(text) }, PEER);
    expect([devices, notes]).toEqual([
      [],
      [
        'a.txt is not used: it shows what a peer presents, and not what a device trusts: DigiCert Global Root G2, which is a known root',
      ],
    ]);
  });

  it('is no evidence under the name of a record', async () => {
    const { result } = await checkFiles(
      { 'edge1/sbc.cfg': trunk, 'edge1/NewRoot.pem': Buffer.from(captures.whole) },
      null,
    );
    const entries = result.devices[0]?.trustStores[0]?.entries ?? [];
    expect(entries.map(({ identity }) => identity.certainty)).toEqual(['label']);
  });
});
