import { chainBlock, trustpointBlock, type NewTrustpoint } from './blocks.js';
import { pastablePem } from './pem.js';
import { sha1 } from './sha1.js';

/** What is typed: a trustpoint for each root, then its certificate. An empty line ends the certificate. */
export function applyScript(trustpoints: readonly NewTrustpoint[], revocation: string): string {
  return [
    '! Paste it one root at a time, and read each answer. Answer yes where the router asks whether to accept.',
    'configure terminal',
    ...trustpoints.flatMap(({ name, anchor }) => [
      '!',
      `! ${anchor.name}, SHA-1 fingerprint ${sha1(anchor.der)}`,
      `crypto pki trustpoint ${name}`,
      ' enrollment terminal pem',
      ` fingerprint ${sha1(anchor.der)}`,
      ` revocation-check ${revocation}`,
      ' exit',
      `crypto pki authenticate ${name}`,
      ...pastablePem(anchor).trimEnd().split('\n'),
      '',
    ]),
    'end',
    'write memory',
    '',
  ].join('\n');
}

/** What is merged: the same as the running configuration will say. */
export function mergeScript(trustpoints: readonly NewTrustpoint[], revocation: string): string {
  return [
    ...trustpoints.flatMap((each) => ['!', ...trustpointBlock(each, revocation)]),
    ...trustpoints.flatMap((each) => ['!', ...chainBlock(each)]),
    '!',
    'end',
    '',
  ].join('\n');
}

/** Takes away the new trustpoints with their certificates, and nothing else. */
export function rollbackScript(trustpoints: readonly NewTrustpoint[]): string {
  return [
    '! The router asks for each whether its certificates may go: answer yes (recalled, not verified on a device).',
    'configure terminal',
    ...trustpoints.map(({ name }) => `no crypto pki trustpoint ${name}`),
    'end',
    'write memory',
    '',
  ].join('\n');
}
