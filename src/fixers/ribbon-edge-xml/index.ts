import { shortName } from '../../model/certificate.js';
import type { VendorProfile } from '../../model/knowledge.js';
import { vendorCommand } from '../../model/vendor-command.js';
import { BUNDLE } from '../../parsers/ribbon-edge/bind.js';
import { anchorFile } from '../anchor-file.js';
import { EMPTY_PLAN, type Fixer, type FixPlan, type Refusal, type Want } from '../fixer.js';
import type { Step } from '../../model/planned-device.js';
import { applyScript, rollbackScript, type NewCertificate } from './script.js';

/** What the device takes in one import, for a profile that says nothing (reference section 12.1). */
const LONGEST_IMPORT = 10_000;

/** Imports over the REST interface. A record is the device's own note of a certificate: none is ever written into the text. */
export const ribbonEdgeXmlFixer: Fixer = {
  format: 'ribbon-edge-xml',
  plan({ wants, profile }): FixPlan {
    const limit = profile.facts.maxImportLength?.value;
    const longest = typeof limit === 'number' ? limit : LONGEST_IMPORT;
    const refusals: Refusal[] = [];
    const taken: (NewCertificate & { readonly want: Want })[] = [];
    for (const want of distinct(wants)) {
      if (want.anchor.pem.length > longest) {
        refusals.push({ want, because: `its PEM is longer than the ${longest} characters that an import takes` });
      } else taken.push({ want, anchor: want.anchor, file: anchorFile(want.anchor) });
    }
    if (taken.length === 0) return { ...EMPTY_PLAN, refusals };
    return {
      ...EMPTY_PLAN,
      refusals,
      additions: taken.map(({ want, anchor }) => ({ want, label: shortName(anchor.subject) })),
      imports: taken.map(({ want, anchor }) => ({ kind: 'store', store: want.store.id, anchor, file: BUNDLE })),
      artifacts: [
        ...taken.map(({ file, anchor }) => ({ path: file, content: anchor.pem })),
        { path: 'apply.sh', content: applyScript(taken) },
        { path: 'rollback.sh', content: rollbackScript() },
      ],
      ...rollOut(profile, taken),
    };
  },
};

function rollOut(
  profile: VendorProfile,
  taken: readonly NewCertificate[],
): Pick<FixPlan, 'checksBefore' | 'steps' | 'checksAfter' | 'rollback' | 'notes'> {
  const names = taken.map(({ anchor }) => shortName(anchor.subject)).join(', ');
  return {
    checksBefore: [
      step(profile, 'listCertificates', 'Save the list of certificates as it is, and take a backup of the device'),
    ],
    steps: [
      step(
        profile,
        'applyScript',
        'Run apply.sh in the folder of this pack, with curl on a computer that reaches the device; or import each file by hand',
      ),
    ],
    checksAfter: [
      step(profile, 'listCertificates', 'Look at the certificates again, and save the answer', `${names}, each once`),
    ],
    rollback: [
      step(
        profile,
        'rollbackScript',
        'Run rollback.sh where apply.sh was run: it deletes what apply.sh noted in added.txt',
      ),
      {
        what: 'What was imported by hand is deleted by hand, after a look at the list saved before: delete nothing that was there',
        command: null,
        expect: null,
      },
    ],
    notes: [
      'The trust store is one for the whole device: every TLS profile accepts these roots (inferred, not verified on a device).',
      'apply.sh skips a root of which the list shows common name and serial number, writes to no record that is there, and never to record 1, which is the certificate of the device.',
      'The REST interface may name the parts of a certificate otherwise than expected here (inferred, not verified on a device): run it on one device first.',
      'Whether SBC 1000 and SBC 2000 take roots with RSA keys of 4096 bits or with elliptic curves is not known: test on one box first.',
      'Restoring a backup, or importing a configuration, reboots the device and would undo every other change since; it is no part of this plan.',
    ],
  };
}

function step(profile: VendorProfile, name: string, what: string, expect?: string): Step {
  const command = vendorCommand(profile, name);
  return {
    what: what + (command?.note ?? ''),
    command: command?.text ?? null,
    expect: expect ?? command?.expect ?? null,
  };
}

/** One for each root: all TLS profiles share the one store. */
function distinct(wants: readonly Want[]): readonly Want[] {
  return [...new Map(wants.map((want) => [`${want.store.id} ${want.anchor.sha256}`, want])).values()];
}
