import type { Reasoned } from '../../model/answer.js';
import { BARE_LABEL, type EndEntityCertificate, type TrustStore, type TrustStoreEntry } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { plain, sourced, type Fault } from './token.js';
import { childrenOf, find, valueOf, type TreeNode } from './tree.js';

export interface Pki {
  readonly store: TrustStore;
  readonly endEntities: readonly EndEntityCertificate[];
  readonly faults: readonly Fault[];
}

/** The id of the one trust store: no TLS profile has a list of its own, so every SIP/TLS port shares it. */
export const STORE_ID = 'device';

/** `partial`: why the export may not show every PKI entry, `null` where it shows them all. */
export function readPki(root: TreeNode, source: SourceText, partial: string | null): Pki {
  const shown = [find(root, 'system', 'security', 'pki'), find(root, 'security', 'pki')].filter((node) => !!node);
  const entries: TrustStoreEntry[] = [];
  const endEntities: EndEntityCertificate[] = [];
  const faults: Fault[] = [];

  for (const node of shown.flatMap((pki) => childrenOf(pki, 'certificate'))) {
    const label = sourced(source, node.token);
    const type = valueOf(node, 'type');
    const kind = type ? plain(type) : null;
    if (kind === 'local' || kind === 'local-internal') {
      endEntities.push({ label, identity: BARE_LABEL });
      continue;
    }

    const state = valueOf(node, 'state');
    if (kind !== 'remote') {
      faults.push({
        messageId: 'statement',
        what: `PKI entry ${label.value}`,
        because: kind
          ? 'its type is none of remote, local and local-internal'
          : 'it has no type, which every entry needs: only an entry of type remote is a trust anchor',
        start: (type ?? node.token).start,
        end: (type ?? node.token).end,
      });
    } else if (state && !isState(plain(state))) {
      faults.push({
        messageId: 'statement',
        what: `the state of PKI entry ${label.value}`,
        because: 'it is neither enabled nor disabled',
        start: state.start,
        end: state.end,
      });
    }
    const fileName = valueOf(node, 'fileName');
    entries.push({
      label,
      claims: fileName ? [label, sourced(source, fileName)] : [label],
      identity: BARE_LABEL,
      usable: usable(node, source),
    });
  }

  const [first] = shown;
  const hidden = 'the export shows no line of "system security pki"';
  return {
    store: {
      id: STORE_ID,
      name: 'pki',
      scope: 'device',
      entries: first ? entries : null,
      complete: first !== undefined && partial === null,
      incompleteBecause: first ? partial : (partial ?? hidden),
      builtInBundle: null,
      at: first ? source.at(first.token.start, first.token.end) : source.at(source.contentStart, source.contentStart),
    },
    endEntities,
    faults,
  };
}

const isState = (text: string) => text === 'enabled' || text === 'disabled';

function usable(entry: TreeNode, source: SourceText): Reasoned {
  const name = plain(entry.token);
  const type = valueOf(entry, 'type');
  const state = valueOf(entry, 'state');
  const word = state ? plain(state) : null;
  const { start, end } = state ?? entry.token;
  const at = source.at(start, end);
  const settledBy = `show configuration system security pki certificate ${name} | display set`;

  if (!type) return { answer: 'unknown', because: `the type of PKI entry ${name} is not shown`, at, settledBy };
  if (plain(type) !== 'remote') {
    return { answer: 'unknown', because: `the type of PKI entry ${name} is not recognized`, at, settledBy };
  }
  if (word === 'enabled') return { answer: 'yes', because: `PKI entry ${name} is enabled`, at };
  if (word === 'disabled') {
    return { answer: 'no', because: `PKI entry ${name} is disabled, so the device does not load it`, at };
  }
  if (word !== null)
    return { answer: 'unknown', because: `the state of PKI entry ${name} is not recognized`, at, settledBy };
  // Reference sections 0 and 5.1: configured is not trusted, for state defaults to disabled.
  return { answer: 'no', because: `PKI entry ${name} has no state, so its default disabled applies`, at };
}
