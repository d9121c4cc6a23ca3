import fc from 'fast-check';
import type { Answer } from '../../../src/model/answer.js';
import type { KnownCertificate } from '../../../src/model/certificate.js';
import { shippedAnchor } from '../folder.js';
import { projectKnowledge } from '../knowledge.js';

/** A root in a trust store. */
export interface GeneratedRoot {
  readonly label: string;
  readonly root: Root;
  /** The export shows its certificate; otherwise only that something of this name is there. */
  readonly shown: boolean;
}

export interface GeneratedTrunk {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly roots: readonly GeneratedRoot[];
}

/** What is true of a device, in no vendor's words. */
export interface GeneratedDevice {
  readonly trunks: readonly GeneratedTrunk[];
}

export interface Root extends KnownCertificate {
  readonly pem: string;
  readonly der: Uint8Array;
}

const TEAMS = ['sip.pstnhub.microsoft.com', 'sip2.pstnhub.microsoft.com', 'sip3.pstnhub.microsoft.com'];
const CARRIER = ['sbc1.carrier.example', 'sbc2.carrier.example', 'edge.carrier.example'];

/** The roots that trust stores are filled with: those that Teams requires, and a few beside. */
const ROOT_FILES = [
  'digicert-global-root-ca.pem',
  'digicert-global-root-g2.pem',
  'digicert-global-root-g3.pem',
  'digicert-tls-ecc-p384-root-g5.pem',
  'digicert-tls-rsa4096-root-g5.pem',
  'microsoft-ecc-root-ca-2017.pem',
  'microsoft-rsa-root-ca-2017.pem',
  'baltimore-cybertrust-root.pem',
  'isrg-root-x1.pem',
];

export async function knownRoots(): Promise<readonly Root[]> {
  const { certificates } = await projectKnowledge();
  return ROOT_FILES.map((file) => {
    const known = certificates.find((each) => each.file === file);
    const anchor = known && shippedAnchor(known);
    if (!anchor) throw new Error(`${file} is not shipped`);
    return anchor;
  });
}

/** Any device: one trunk or two, each with one to three hosts and a trust store of its own. */
export async function anyDevice(): Promise<fc.Arbitrary<GeneratedDevice>> {
  const roots = await knownRoots();
  const store = fc.shuffledSubarray([...roots], { minLength: 1 }).chain((chosen) =>
    fc
      .tuple(
        // A store of which all is shown is as likely as one with gaps.
        fc.oneof(
          fc.constant(chosen.map(() => true)),
          fc.array(fc.boolean(), { minLength: chosen.length, maxLength: chosen.length }),
        ),
        fc.stringMatching(/^[A-Z][A-Za-z]{0,6}[-_]?[A-Za-z]$/),
      )
      .map(([shown, word]) => chosen.map((root, i) => ({ label: `${word}${i + 1}`, root, shown: shown[i] ?? true }))),
  );
  const trunk = (name: string, hosts: readonly string[]) =>
    fc
      .record({ hosts: fc.shuffledSubarray([...hosts], { minLength: 1 }), roots: store })
      .map((facts): GeneratedTrunk => ({
        name,
        hosts: facts.hosts,
        // Labels are unique in a device.
        roots: facts.roots.map((each) => ({ ...each, label: `${name}${each.label}` })),
      }));
  return fc
    .tuple(trunk('Teams', TEAMS), fc.option(trunk('Carrier', CARRIER), { nil: null }))
    .map(([teams, carrier]) => described({ trunks: carrier ? [teams, carrier] : [teams] }));
}

/** What fails is printed without the bytes of its certificates. */
function described(device: GeneratedDevice): GeneratedDevice {
  const words = device.trunks.map(({ name, hosts, roots }) => {
    const store = roots.map(({ label, root, shown }) => `${label}=${root.name}${shown ? '' : ' (name only)'}`);
    return `${name} to ${hosts.join(', ')} trusting ${store.join(', ')}`;
  });
  return Object.assign(device, { [fc.toStringMethod]: () => words.join('; ') });
}

/** What a form can say of a trust store. */
export type StoreForm =
  /** Each entry has a name, and its certificate is there or not. */
  | 'entries'
  /** One file with all certificates, which is there or not. */
  | 'bundle'
  /** Nothing. */
  | 'hidden';

/** Whether a trunk trusts a root, as far as anyone can tell who sees what the form shows. */
export function expectedAnswer(
  { trunks }: GeneratedDevice,
  trunk: GeneratedTrunk,
  root: Root,
  form: { readonly store: StoreForm; readonly isShared: boolean; readonly isComplete: boolean },
): Answer {
  const roots = form.isShared ? trunks.flatMap((each) => each.roots) : trunk.roots;
  const allShown = roots.every(({ shown }) => shown);
  if (form.store === 'hidden' || (form.store === 'bundle' && !allShown)) return 'unknown';
  if (roots.some((each) => each.root.sha256 === root.sha256 && each.shown)) return 'yes';
  return allShown && form.isComplete ? 'no' : 'unknown';
}
