import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mediant } from '../support/audiocodes-text.js';
import type { Folder } from '../support/folder.js';
import { root } from '../support/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';

/** The seven roots of 2026, and others that are found on boxes, by the names of their files. */
const SEVEN = [
  'digicert-global-root-g2',
  'digicert-global-root-ca',
  'digicert-global-root-g3',
  'digicert-tls-ecc-p384-root-g5',
  'digicert-tls-rsa4096-root-g5',
  'microsoft-ecc-root-ca-2017',
  'microsoft-rsa-root-ca-2017',
];
const OTHERS = ['baltimore-cybertrust-root', 'isrg-root-x1', 'gts-root-r1', 'go-daddy-root-ca-g2'];

const HOSTS = [
  undefined,
  undefined,
  undefined,
  ['sip.pstnhub.gov.teams.microsoft.us'],
  ['sip.pstnhub.microsoft.com'],
  ['sip.carrier.example.net'],
];

/** A name as somebody would choose it who wants to break out of the page. */
export const HOSTILE = `x"><img/src=x/onerror=alert(1)></script><script>alert(2)</script>&lt;\u2028`;

/** Numbers from a seed, the same everywhere (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides);
  };
}

const pems = new Map<string, string>();

function pem(name: string): string {
  const known = pems.get(name) ?? readFileSync(join(root, 'trust-anchors', `${name}.pem`), 'latin1');
  pems.set(name, known);
  return known;
}

/** The exports of a fleet, one folder a device. Few devices are alike, and the same seed gives the same fleet. */
export function fleet(devices: number, seed: number): Folder {
  const roll = dice(seed);
  const files = new Map<string, Uint8Array>();
  for (let i = 0; i < devices; i += 1) {
    const folder = `exports/${['north', 'south', 'east', 'west'][roll(4)] ?? ''}/sbc-${String(i).padStart(5, '0')}`;
    for (const [name, text] of Object.entries(device(roll, i)))
      files.set(`${folder}/${name}`, Buffer.from(text, 'latin1'));
  }
  return files;
}

function device(roll: (sides: number) => number, i: number): Record<string, string> {
  const held = [SEVEN, SEVEN, SEVEN, SEVEN.slice(0, 1), [], SEVEN.filter(() => roll(3) > 0)][roll(6)] ?? SEVEN;
  const roots = [...held, ...OTHERS.filter(() => roll(4) === 0)];
  const isProven = roll(5) > 0;
  const given = HOSTS[roll(HOSTS.length)];
  const hosts = given === undefined ? {} : { hosts: given };
  switch (roll(3)) {
    case 0:
      return {
        'sbc.ini': mediant({
          release: `7.40A.${250 + 50 * roll(8)}.${100 + roll(500)}`,
          parameters: [`VerifyServerCertificate = ${roll(8) > 0 ? 1 : 0}`],
          mutualTls: roll(8) > 0 ? '1' : '0',
          ...(given === undefined ? {} : { hosts: given.map((host) => `${host}:5061`) }),
        }),
        ...(isProven && roots.length > 0 ? { '1.root': roots.map(pem).join('') } : {}),
      };
    case 1: {
      const labels = roots.map((name) => `${name.replace(/-/g, '_')}_${roll(20)}`);
      return {
        'running.cfg': oracleTrunk({
          realm: `Teams${i}`,
          profileName: i % 997 === 1 ? HOSTILE.replace(/[^\x21-\x7e]/g, '') : `TLS-${roll(400)}`,
          records: Object.fromEntries(labels.map((label) => [label, label])),
          trusted: labels.filter(() => roll(12) > 0),
          ...hosts,
        }),
        ...(isProven ? Object.fromEntries(labels.map((label, at) => [`${label}.pem`, pem(roots[at] ?? '')])) : {}),
      };
    }
    default: {
      const labels = roots.map((name) => `${name.toUpperCase().replace(/-/g, '_')}_${roll(20)}`);
      return {
        'show-configuration.set': core({
          entries: Object.fromEntries(labels.map((label) => [label, roll(15) > 0 ? 'enabled' : 'disabled'])),
          ...hosts,
        }),
        ...(isProven ? Object.fromEntries(labels.map((label, at) => [`${label}.der`, pem(roots[at] ?? '')])) : {}),
      };
    }
  }
}
