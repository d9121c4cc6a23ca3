import type { Problem, TlsContext, TrustModel } from '../../model/trust.js';
import { comparePlaces } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { statement, truncated, undefinedReference } from '../problem.js';
import { peerGroup, peerGroupsOf } from './endpoints.js';
import { exposureOf } from './exposure.js';
import { legsOf, zonesOf, type Zone } from './legs.js';
import { readPki, type Pki } from './pki.js';
import { signalingPorts } from './ports.js';
import { DEFAULT_TLS_PROFILE, shownProfile, shownProfiles, tlsContext } from './tls-profile.js';
import { plain, sourced, type Fault, type Token } from './token.js';
import { childrenOf, find, valueOf, type TreeNode } from './tree.js';

/** What a form knows about its own gaps: why not all below a path may be shown, `null` where all of it is. */
export type Extent = (...path: readonly string[]) => string | null;

/** What the configuration of an SBC Core says about trust, whichever form it was printed in. */
export function interpret(root: TreeNode, source: SourceText, extent: Extent, faults: readonly Fault[]): TrustModel {
  const pki = readPki(root, source, extent('system', 'security', 'pki', 'certificate'));
  const zones = zonesOf(root);
  const hidden = (name: string): string | null => {
    if (shownProfile(root, name)) return extent('profiles', 'security', 'tlsProfile', name);
    if (name !== DEFAULT_TLS_PROFILE) return `the export does not show TLS profile ${name}`;
    if (!find(root, 'profiles')) return `the export shows no profiles, so ${name} may have been changed`;
    return extent('profiles', 'security', 'tlsProfile');
  };

  return {
    held: pki.store.entries,
    trustStores: [pki.store],
    tlsContexts: tlsContexts(root, source, extent),
    legs: zones.flatMap((zone) => legsOf(zone, root, source, hidden)),
    endEntityCertificates: pki.endEntities,
    exposure: exposureOf(zones, root, source, extent('addressContext')),
    problems: [
      ...[...faults, ...pki.faults].map((fault) => problem(fault, source)),
      ...(extent('addressContext') === null ? incompletePorts(zones, source) : []),
      ...undefinedReferences(root, source, extent, pki),
    ].sort((a, b) => comparePlaces(a.at, b.at)),
  };
}

function problem({ messageId, what, because, start, end }: Fault, source: SourceText): Problem {
  const at = source.at(start, end);
  return messageId === 'truncated' ? truncated(what, because, at) : statement(what, because, at);
}

/** Every port names its interface group: one that does not, where others do, is not shown in full. */
function incompletePorts(zones: readonly Zone[], source: SourceText): readonly Problem[] {
  const ports = zones.flatMap(({ node, trunk }) => childrenOf(node, 'sipSigPort').map((port) => ({ port, trunk })));
  const isNamed = ({ port }: (typeof ports)[number]) => find(port, 'ipInterfaceGroupName') !== undefined;
  if (!ports.some(isNamed)) return [];
  return ports
    .filter((each) => !isNamed(each) && valueOf(each.port, 'state')?.text.trim() !== 'disabled')
    .map(({ port: { token }, trunk }) =>
      statement(
        `sipSigPort ${plain(token)} of zone ${trunk}`,
        'it has no ipInterfaceGroupName, which every port needs: some of its settings are not there or not under its name',
        source.at(token.start, token.end),
      ),
    );
}

/** Those that are shown, and those that only a port names: the trust store is the same for all of them. */
function tlsContexts(root: TreeNode, source: SourceText, extent: Extent): readonly TlsContext[] {
  const hidden = extent('profiles', 'security', 'tlsProfile');
  const shown = shownProfiles(root);
  const contexts = shown.map((profile) => tlsContext(sourced(source, profile.token), profile, source, hidden));
  const known = new Set(contexts.map(({ key }) => key));
  for (const { node } of zonesOf(root)) {
    for (const port of signalingPorts(node, source)) {
      if (!port.tls || known.has(port.profile.value)) continue;
      known.add(port.profile.value);
      contexts.push(tlsContext(port.profile, undefined, source, hidden));
    }
  }
  return contexts;
}

/** Names that lead nowhere, as far as the export would show where they lead. */
function undefinedReferences(root: TreeNode, source: SourceText, extent: Extent, pki: Pki): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (from: string, kind: string, name: Token) =>
    problems.push(undefinedReference(from, kind, sourced(source, name)));

  const profiles = shownProfiles(root);
  if (pki.store.entries && pki.store.complete) {
    const own = new Set([...pki.endEntities, ...pki.store.entries].map(({ label }) => label.value));
    for (const profile of profiles) {
      const reported = new Set<string>();
      for (const leaf of ['serverCertName', 'clientCertName']) {
        const name = valueOf(profile, leaf);
        if (!name || own.has(plain(name)) || reported.has(plain(name))) continue;
        reported.add(plain(name));
        report(`TLS profile ${plain(profile.token)}`, 'PKI entry', name);
      }
    }
  }

  const judgeProfiles = profiles.length > 0 && extent('profiles', 'security', 'tlsProfile') === null;
  const groups = childrenOf(root, 'profiles', 'ipSignalingPeerGroup');
  const judgeGroups = groups.length > 0 && extent('profiles', 'ipSignalingPeerGroup') === null;
  for (const { node, trunk } of zonesOf(root)) {
    for (const port of judgeProfiles ? signalingPorts(node, source) : []) {
      if (!port.tls || !port.named || port.profile.value === DEFAULT_TLS_PROFILE) continue;
      if (shownProfile(root, port.profile.value)) continue;
      report(`sipSigPort ${plain(port.token)} of zone ${trunk}`, 'TLS profile', port.profileToken);
    }
    for (const name of judgeGroups ? peerGroupsOf(node) : []) {
      if (!peerGroup(root, name)) report(`zone ${trunk}`, 'IP signaling peer group', name);
    }
  }
  return problems;
}
