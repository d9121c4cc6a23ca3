import { shortName, type Certificate } from '../model/certificate.js';
import type { ComparedAnchor, TrustComparison } from '../model/comparison.js';
import type { Device } from '../model/device.js';
import type { Knowledge } from '../model/knowledge.js';
import { isSameName } from '../x509/path/distinguished-name.js';
import { anchorsOf, whatMayHide } from './peer-paths.js';

/** Compares what two devices accept as trust anchors: the same name and key is the same anchor, whatever its certificate. */
export function compareTrust(first: Device, second: Device, knowledge: Knowledge): TrustComparison {
  const [a, b] = [anchorsIn(first, knowledge), anchorsIn(second, knowledge)];
  const has = (list: readonly Found[], wanted: Found) => list.some((each) => isSameAnchor(each, wanted));
  return {
    onlyInFirst: a.filter((each) => !has(b, each)).map(shown),
    onlyInSecond: b.filter((each) => !has(a, each)).map(shown),
    inBoth: a.filter((each) => has(b, each)).map(shown),
    hiddenInFirst: hidden(first),
    hiddenInSecond: hidden(second),
  };
}

interface Found {
  readonly certificate: Certificate;
  readonly name: string;
  readonly contexts: string[];
}

function anchorsIn(device: Device, { certificates }: Knowledge): readonly Found[] {
  const found: Found[] = [];
  for (const store of device.trustStores) {
    const users = device.tlsContexts.filter(({ trustStores }) => trustStores.includes(store.id));
    const contexts = users.length > 0 ? users.map(({ name }) => name.value) : [store.name];
    for (const certificate of anchorsOf([store])) {
      const name =
        certificates.find(({ sha256 }) => sha256 === certificate.sha256)?.name ?? shortName(certificate.subject);
      const same = found.find((each) => isSameAnchor(each, { certificate, name, contexts: [] }));
      if (same) {
        for (const each of contexts) if (!same.contexts.includes(each)) same.contexts.push(each);
      } else found.push({ certificate, name, contexts: [...contexts] });
    }
  }
  return found.sort((x, y) => (x.name < y.name ? -1 : x.name > y.name ? 1 : 0));
}

function isSameAnchor({ certificate: a }: Found, { certificate: b }: Found): boolean {
  return a.spkiSha256 === b.spkiSha256 && isSameName(a.subject, b.subject);
}

function shown({ certificate: { sha256 }, name, contexts }: Found): ComparedAnchor {
  return { name, sha256, contexts };
}

function hidden({ trustStores }: Device): readonly string[] {
  return [...new Set(trustStores.flatMap((store) => whatMayHide([store]) ?? []))];
}
