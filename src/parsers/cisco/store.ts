import {
  BARE_LABEL,
  type EndEntityCertificate,
  type Problem,
  type TrustStore,
  type TrustStoreEntry,
} from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { ListedCertificate } from '../parser.js';
import { duplicate, statement, truncated } from '../problem.js';
import { linesOf, type ChainEntry, type CiscoConfiguration, type CiscoSection } from './element.js';

const SHOW = 'show running-config';

/** The store of all trustpoints, which every TLS context uses unless its client-vtp says otherwise. */
export const TRUSTPOINTS = 'trustpoints';
/** The pool of roots that came with the image or were downloaded; no configuration shows it. */
export const TRUSTPOOL = 'trustpool';

/** How the router's own certificate in a trustpoint is told from the CA certificate there. */
export function ownLabel(trustpoint: string): string {
  return `${trustpoint} (own certificate)`;
}

/** What is trusted, before anyone asks which leg uses it. */
export interface Trust {
  readonly held: readonly TrustStoreEntry[];
  readonly stores: readonly TrustStore[];
  readonly endEntityCertificates: readonly EndEntityCertificate[];
  readonly listed: readonly ListedCertificate[];
  readonly problems: readonly Problem[];
}

export function trustOf(configuration: CiscoConfiguration): Trust {
  const { sections, end, whole } = configuration;
  const chains = sections.filter(({ kind }) => kind === 'chain');
  const trustpoints = sections.filter(({ kind }) => kind === 'trustpoint');
  const certificates = chains.flatMap((chain) => chain.entries.map((entry) => ({ chain, entry })));
  const anchors = certificates.filter(({ entry }) => entry.kind === 'ca');
  const byName = new Map([...trustpoints].reverse().map((each) => [each.name.value.toLowerCase(), each]));
  const entries = anchors.map(({ chain, entry }) => anchorEntry(chain, entry, byName));
  const loaded = new Set(certificates.map(({ chain }) => chain.name.value.toLowerCase()));
  const empty = trustpoints.filter(({ name }) => !loaded.has(name.value.toLowerCase()));

  const hidden = hiddenTrustpoints(configuration) ?? unshownTrustpoints(configuration);
  const gaps = [
    ...(end ? [] : ['the configuration has no line that says end, so trustpoints may be missing from it']),
    ...(hidden === null ? [] : [hidden]),
    ...(trustpoints.length > 0 && chains.length === 0
      ? ['the export shows no certificate chain, as if somebody had taken them out']
      : []),
    ...certificates.flatMap(({ chain, entry }) =>
      entry.kind === 'other' ? [`a certificate of trustpoint ${chain.name.value} is of a kind that is not known`] : [],
    ),
  ];
  const global: TrustStore = {
    id: TRUSTPOINTS,
    name: TRUSTPOINTS,
    scope: 'device',
    entries,
    complete: gaps.length === 0,
    incompleteBecause: gaps[0] ?? null,
    ...(hidden === null ? {} : { settledBy: SHOW }),
    builtInBundle: null,
    at: chains[0]?.at ?? trustpoints[0]?.at ?? whole,
  };
  const isWhole = end !== null && hidden === null;
  const policy = sections.find(({ kind }) => kind === 'trustpool-policy');
  const pool: TrustStore = {
    id: TRUSTPOOL,
    name: TRUSTPOOL,
    scope: 'device',
    entries: null,
    complete: false,
    incompleteBecause: 'the trustpoints lack it, and the trustpool, which no configuration shows, may hold it',
    settledBy: 'show crypto pki trustpool: save it as trustpool.txt beside the configuration',
    builtInBundle: null,
    at: policy?.at ?? global.at,
  };
  const own = certificates.filter(({ entry }) => entry.kind === 'own');
  return {
    held: [...entries, ...(chains.length === 0 ? [] : empty.map((trustpoint) => emptyEntry(trustpoint, isWhole)))],
    stores: [global, pool],
    endEntityCertificates: own.map(({ chain }) => ({
      label: { value: ownLabel(chain.name.value), at: chain.name.at },
      identity: BARE_LABEL,
    })),
    listed: certificates.flatMap(({ chain, entry }) => listedBody(chain, entry)),
    problems: [
      ...repeated(chains, 'crypto pki certificate chain'),
      ...repeated(trustpoints, 'crypto pki trustpoint'),
      ...certificates.flatMap(({ chain, entry }) => bodyProblem(chain, entry)),
    ],
  };
}

/** Why there are trustpoints, or chains, that the export does not show in a form that is read; `null` where there is no sign of any. */
export function hiddenTrustpoints({ spoilt }: CiscoConfiguration): string | null {
  const header = spoilt.find(({ hidesTrustpoint }) => hidesTrustpoint);
  return header
    ? `line ${header.at.line} looks like the header of a trustpoint or of its chain, and cannot be read`
    : null;
}

/** Names of trustpoints and chains are compared in any case. */
export function shownTrustpoints({ sections }: CiscoConfiguration): ReadonlySet<string> {
  const shown = sections.filter(({ kind }) => kind === 'trustpoint' || kind === 'chain');
  return new Set(shown.map(({ name }) => name.value.toLowerCase()));
}

/** The trustpoints that a tls-profile or `crypto signaling` names and the export does not show. */
export function namedAndNotShown(configuration: CiscoConfiguration): readonly Sourced<string>[] {
  const shown = shownTrustpoints(configuration);
  return configuration.sections
    .flatMap((section) => {
      if (section.kind === 'tls-profile') return [...linesOf(section, 'trustpoint'), ...linesOf(section, 'client-vtp')];
      return section.kind === 'sip-ua' ? linesOf(section, 'crypto', 'signaling') : [];
    })
    .flatMap(({ words }) => words.filter((_, i) => /^(?:trustpoint|client-vtp)$/i.test(words[i - 1]?.value ?? '')))
    .filter(({ value }) => !shown.has(value.toLowerCase()));
}

/** TLS needs a trustpoint, so a text without any is a part that was cut out of a configuration; `null` where it shows one. */
export function withoutTrustpoints(configuration: CiscoConfiguration): string | null {
  return shownTrustpoints(configuration).size === 0
    ? 'the export shows no crypto pki section, as if a part of the configuration had been copied'
    : null;
}

/** A text without the trustpoint that it names was cut out of a configuration too. */
function unshownTrustpoints(configuration: CiscoConfiguration): string | null {
  const without = withoutTrustpoints(configuration);
  if (without !== null) return without;
  const [name] = namedAndNotShown(configuration);
  return name ? `line ${name.at.line} names trustpoint ${name.value}, which the export does not show` : null;
}

/** The CA certificate of a trustpoint. Its own label, the serial number, is evidence and no proof. */
function anchorEntry(
  { name }: CiscoSection,
  { serial }: ChainEntry,
  trustpoints: ReadonlyMap<string, CiscoSection>,
): TrustStoreEntry {
  const trustpoint = trustpoints.get(name.value.toLowerCase());
  const [match] = trustpoint ? linesOf(trustpoint, 'match') : [];
  if (match) {
    const narrowed = `trustpoint ${name.value} accepts only some certificates (match), and which is not read`;
    const usable = { answer: 'unknown', because: narrowed, at: match.at } as const;
    return { label: name, claims: [name, serial], identity: BARE_LABEL, usable };
  }
  const because = `trustpoint ${name.value} holds a CA certificate`;
  return {
    label: name,
    claims: [name, serial],
    identity: BARE_LABEL,
    usable: { answer: 'yes', because, at: serial.at },
  };
}

/** A trustpoint named after a root that was never loaded into it trusts nothing. */
function emptyEntry({ name }: CiscoSection, whole: boolean): TrustStoreEntry {
  const because = `trustpoint ${name.value} is declared and has no certificate chain`;
  return {
    label: name,
    claims: [name],
    identity: BARE_LABEL,
    usable: { answer: whole ? 'no' : 'unknown', because, at: name.at },
  };
}

function listedBody({ name }: CiscoSection, { kind, body, at }: ChainEntry): readonly ListedCertificate[] {
  if (body.kind !== 'der' || kind === 'other') return [];
  const label = kind === 'ca' ? name.value : ownLabel(name.value);
  return [{ label: { value: label, at: name.at }, body, at }];
}

function bodyProblem({ name }: CiscoSection, { kind, serial, body, at }: ChainEntry): readonly Problem[] {
  const what = `certificate ${serial.value} of trustpoint ${name.value}`;
  if (kind === 'other') return [statement(what, 'it is of a kind that is not known, such as one for a rollover', at)];
  if (body.kind !== 'broken') return [];
  return [body.cut ? truncated(what, body.because, at) : statement(what, body.because, at)];
}

/** Names are compared as IOS does, in any case. */
export function repeated(sections: readonly CiscoSection[], kind: string): readonly Problem[] {
  const first = new Map<string, CiscoSection>();
  return sections.flatMap((section) => {
    const key = section.name.value.toLowerCase();
    const before = first.get(key);
    if (before) return [duplicate(kind, section.name, before.name.at)];
    first.set(key, section);
    return [];
  });
}
