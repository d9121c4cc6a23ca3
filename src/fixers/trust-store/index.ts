import type { VendorProfile } from '../../model/knowledge.js';
import { anchorFile } from '../anchor-file.js';
import { appendToBundle, whyNotAppended } from '../append-to-bundle.js';
import { EMPTY_PLAN, type Fixer } from '../fixer.js';

const OF_SYSTEM =
  'A file of this name is written anew by the operating system. Put the files of trust-anchors/ where its own additions lie instead, /usr/local/share/ca-certificates/ with the ending .crt (Debian) or /etc/pki/ca-trust/source/anchors/ (RHEL), and have it make the bundle again.';

function isOfSystem(path: string, { facts }: VendorProfile): boolean {
  const names = facts['systemBundles']?.value;
  return Array.isArray(names) && names.includes(path.replace(/^.*\//, ''));
}

/** Appends the roots to the file, where it is PEM. How they get into a store of another form is not known. */
export const trustStoreFixer: Fixer = {
  format: 'trust-store',

  plan({ bundles, device, wants, source, profile }) {
    const anchors = [...new Map(wants.map(({ anchor }) => [anchor.sha256, anchor])).values()];
    const [bundle] = bundles.values();
    const because = bundle
      ? whyNotAppended(bundle, device)
      : 'the file is not PEM; import the roots with the tool that made it';
    if (!bundle || because !== null) {
      return { ...EMPTY_PLAN, refusals: wants.map((want) => ({ want, because: because ?? '' })) };
    }
    const copies = anchors.map((anchor) => ({ path: anchorFile(anchor), content: anchor.pem }));
    const names = anchors.map(({ name }) => `- ${name}`).join('\n');
    const undo = `# Take out again what was appended to ${source.path.replace(/^.*\//, '')}, and nothing else:\n\n${names}\n`;
    return {
      ...EMPTY_PLAN,
      edits: [appendToBundle(bundle, anchors)],
      additions: wants.map((want) => ({ want, label: want.anchor.name })),
      artifacts: [...copies, { path: 'rollback.md', content: undo }],
      checksBefore: [{ what: 'Keep a copy of the file as it is', command: null, expect: null }],
      steps: [
        {
          what: 'Put the patched file where the old one came from, or import the files of trust-anchors/ there',
          command: null,
          expect: 'every certificate that was there before, and the new ones',
        },
      ],
      rollback: [{ what: 'Follow rollback.md', command: null, expect: null }],
      notes: isOfSystem(source.path, profile) ? [OF_SYSTEM] : [],
    };
  },
};
