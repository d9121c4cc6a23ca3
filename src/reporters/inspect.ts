import type { Device, FacingLeg } from '../model/device.js';
import type { PeerProfile } from '../model/knowledge.js';
import type { CheckResult } from '../model/run.js';
import type { Allowed } from '../model/tls.js';
import type { Identity, TlsContext, TrustStore, TrustStoreEntry } from '../model/trust.js';
import { jsonDevice } from './json.js';
import { conciseFields, visible, type Palette } from './terminal.js';

/** The trust model of each device as JSON: the `devices` of the check report, with their TLS contexts. */
export function inspectJson({ asOf, readUntil, devices }: CheckResult, version: string): string {
  const report = {
    schemaVersion: 1,
    tool: { name: 'sbclint', version },
    asOf,
    knowledge: { readUntil },
    devices: devices.map(jsonInspected),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** One device a line. */
export function inspectNdjson({ devices }: CheckResult): string {
  return devices.map((device) => `${JSON.stringify(jsonInspected(device))}\n`).join('');
}

/** One trust store or leg a line, for grep. */
export function inspectConcise({ devices }: CheckResult): string {
  return devices
    .flatMap(({ id, trustStores, legs }) => [
      ...trustStores.map(({ name, complete, entries }) =>
        conciseFields(
          id,
          'store',
          name,
          entries === null ? 'not visible' : `${entries.length} entries`,
          complete ? 'complete' : 'not complete',
        ),
      ),
      ...legs.map(({ name, direction, tlsContext, peer, cloud, transport }) =>
        conciseFields(id, 'leg', name, direction, transport.value, tlsContext, peer, cloud),
      ),
    ])
    .join('');
}

/** The trust model of each device for people. */
export function inspectPretty({ devices }: CheckResult, peers: readonly PeerProfile[], palette: Palette): string {
  return `${devices.map((device) => inspectDevice(device, peers, palette)).join('\n\n')}\n`;
}

function inspectDevice(device: Device, peers: readonly PeerProfile[], palette: Palette): string {
  const { product, release, vendor } = device;
  const lines = [
    `${palette.bold(visible(device.id))}  ${palette.dim(visible(`${product}${release ? ` ${release.value}` : ''} (${vendor})`))}`,
    ...device.files.map(({ path, format }) => palette.dim(visible(`  file     ${path}  ${format}`))),
    ...device.tlsContexts.flatMap((context) => [contextLine(context, device), ...offerLines(context, palette)]),
    ...device.trustStores.flatMap((store) => storeLines(store, palette)),
    ...outsideStores(device),
    ...device.legs.map((leg) => legLine(leg, palette)),
    ...peers.flatMap((peer) => peerLines(peer, device, palette)),
  ];
  return lines.join('\n');
}

function contextLine(
  { name, key, trustStores, tlsVersion, endEntity }: TlsContext,
  { trustStores: all }: Device,
): string {
  const stores = trustStores.map((id) => all.find((store) => store.id === id)?.name ?? id);
  const extra = [
    key === name.value ? '' : `id ${key}`,
    tlsVersion ? `version ${tlsVersion.value}` : '',
    endEntity ? `own certificate ${endEntity.value}` : '',
    `trusts ${stores.join(', ')}`,
  ];
  return visible(`  context  ${name.value}  ${extra.filter((part) => part !== '').join(', ')}`);
}

/** The versions and cipher suites that a context allows; once where both directions have one setting. */
function offerLines({ offers }: TlsContext, palette: Palette): readonly string[] {
  if (!offers) return [];
  const { outbound, inbound } = offers;
  const line = (what: string, allowed: Allowed) =>
    `    ${what}  ${visible(allowedText(allowed))}${allowed.doubt === null ? '' : palette.dim(` (${visible(allowed.because)})`)}`;
  const either = (what: 'versions' | 'cipherSuites', name: string) =>
    outbound[what] === inbound[what]
      ? [line(name, outbound[what])]
      : [line(`${name} as the client`, outbound[what]), line(`${name} as the server`, inbound[what])];
  return [...either('versions', 'versions'), ...either('cipherSuites', 'suites')];
}

function allowedText({ certain, perhaps, doubt }: Allowed): string {
  if (doubt === null) return certain.join(', ') || 'none that a peer has';
  const rest = perhaps === 'any' || perhaps.length > 6 ? 'others' : perhaps.join(', ');
  return certain.length === 0 ? 'not known' : `${certain.join(', ')}, perhaps ${rest}`;
}

function jsonInspected(device: Device): object {
  return { ...jsonDevice(device), tlsContexts: device.tlsContexts.map(jsonContext) };
}

function jsonContext({ name, key, trustStores, offers }: TlsContext): object {
  const side = (each: 'outbound' | 'inbound') =>
    offers && { versions: jsonAllowed(offers[each].versions), cipherSuites: jsonAllowed(offers[each].cipherSuites) };
  return {
    name: name.value,
    key,
    trustStores,
    outbound: side('outbound') ?? null,
    inbound: side('inbound') ?? null,
  };
}

function jsonAllowed({ certain, perhaps, because, doubt }: Allowed): object {
  return { allowed: certain, perhaps, because: doubt === null ? null : because };
}

function storeLines(store: TrustStore, palette: Palette): readonly string[] {
  const state = store.entries === null ? 'not shown by this export' : store.complete ? 'complete' : 'not complete';
  const bundle = store.builtInBundle?.answer === 'yes' ? ', with the built-in list' : '';
  const why =
    store.complete || store.incompleteBecause === null ? '' : palette.dim(` (${visible(store.incompleteBecause)})`);
  return [
    `  store    ${visible(store.name)}  ${state}${bundle}${why}`,
    ...(store.entries ?? []).map((entry) => `    ${entryText(entry)}`),
  ];
}

/** What the device holds and no trust store lists. */
function outsideStores({ held, trustStores }: Device): readonly string[] {
  const listed = new Set(trustStores.flatMap(({ entries }) => (entries ?? []).map(({ label }) => label.value)));
  const outside = (held ?? []).filter(({ label }) => !listed.has(label.value));
  return outside.length === 0 ? [] : ['  held and in no store', ...outside.map((entry) => `    ${entryText(entry)}`)];
}

function entryText({ label, identity, usable }: TrustStoreEntry): string {
  const state = usable.answer === 'yes' ? '' : `  [not in use: ${usable.because}]`;
  return visible(`${label.value}  ${identityText(identity)}${state}`);
}

function identityText(identity: Identity): string {
  if (identity.certainty === 'label') return 'a name without a certificate';
  const { certificate } = identity;
  if (certificate) {
    const how =
      identity.certainty === 'described'
        ? `  by ${identity.bySha256 ? 'its SHA-256' : 'names, serial number and dates'} alone, without the certificate`
        : '';
    return `${certificate.subject}  ${certificate.sha256.slice(0, 16)} until ${certificate.notAfter.slice(0, 10)}${how}`;
  }
  return identity.certainty === 'described' ? `${identity.description.subject ?? '?'}  as the device lists it` : '';
}

/** What is not known of a peer that the device faces, and what its names do not prove. */
function peerLines({ id, note, unknown }: PeerProfile, { legs }: Device, palette: Palette): readonly string[] {
  const faced = legs.filter(({ peer }) => peer === id);
  if (faced.length === 0) return [];
  const isFaced = (clouds: readonly string[]) => faced.some(({ cloud }) => cloud === null || clouds.includes(cloud));
  const said = [
    ...(note === undefined ? [] : [`note: ${note}`]),
    ...(unknown ?? []).filter(({ clouds }) => isFaced(clouds)).map(({ about, what }) => `${about} unknown: ${what}`),
  ];
  return said.map((line) => `  peer     ${visible(id)}  ${palette.dim(visible(line))}`);
}

function legLine(leg: FacingLeg, palette: Palette): string {
  const perhaps = leg.doubt ? 'perhaps ' : '';
  const nobody = leg.doubt ? 'perhaps the peer of another leg' : 'no known peer';
  const peer = leg.peer === null ? nobody : `${perhaps}${leg.peer}${leg.cloud ? ` (${leg.cloud})` : ''}`;
  const names = leg.endpoints.map(({ host }) => host.value).join(', ');
  const context = leg.tlsContext === null ? '' : ` in ${leg.tlsContext}`;
  const parts = [
    `${leg.transport.value}${context}`,
    peer,
    names,
    `checks its peer: ${leg.verifiesPeer.answer}`,
    `enabled: ${leg.enabled.answer}`,
  ];
  return `  leg      ${visible(leg.name)}  ${leg.direction}  ${palette.dim(visible(parts.filter((part) => part !== '').join('; ')))}`;
}
