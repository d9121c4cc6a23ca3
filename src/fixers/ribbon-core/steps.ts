import { shortName } from '../../model/certificate.js';
import type { VendorProfile } from '../../model/knowledge.js';
import { confidenceNote } from '../../model/vendor-command.js';
import { allOf } from '../../text/lists.js';
import type { Anchor, FixPlan } from '../fixer.js';
import type { Step } from '../../model/planned-device.js';
import type { NewEntry } from './script.js';

/** A new entry with the root behind it. `undoByHand`: the device may have trusted this root before. */
export interface PlannedEntry extends NewEntry {
  readonly anchor: Anchor;
  readonly undoByHand: boolean;
}

type Roles = Pick<FixPlan, 'checksBefore' | 'steps' | 'checksAfter' | 'rollback' | 'notes'>;

/** What the operator does and looks at, in the order of reference section 9.1. */
export function rollOut(profile: VendorProfile, added: readonly PlannedEntry[], enabled: readonly string[]): Roles {
  const names = [...added.map(({ name }) => name), ...enabled];
  const files = added.map(({ fileName }) => `trust-anchors/${fileName}`);
  const byScript = added.filter(({ undoByHand }) => !undoByHand);
  const byHand = added.filter(({ undoByHand }) => undoByHand);

  return {
    checksBefore: [
      step(profile, 'showPkiEntries', 'Save the PKI entries as they are', {
        expect: added.length > 0 ? `no entry named ${allOf(added.map(({ name }) => name))}` : null,
      }),
      step(profile, 'showPkiStatus', 'Save the status of the PKI entries', {}),
      ...enabled.map((name) =>
        step(profile, 'proveTrustStore', `See once more which certificate entry ${name} holds`, { label: name }),
      ),
    ],
    steps: [
      ...(files.length > 0
        ? [
            step(profile, 'copyCertificates', `Copy ${allOf(files)} to both nodes of a pair, under these very names`, {
              expect:
                'no file of one of these names was there before; if one was, stop, for it belongs to another entry',
            }),
          ]
        : []),
      step(profile, 'copyScript', 'Copy apply.cli to the home folder of the user who will run it', {}),
      step(profile, 'applyScript', 'In system mode (prompt ends in >), on the active node only, run apply.cli', {
        expect: 'no error before or at commit',
      }),
    ],
    checksAfter: [
      step(profile, 'showPkiStatus', `Look at the status of ${allOf(names)}`, {
        expect:
          'status success for each; duplicate means that the same certificate was already loaded under another name, ' +
          'anything else (not-found, parse-error, bad-alg, ...) that the root is not trusted',
      }),
      ...added.map(({ name, anchor }) =>
        step(profile, 'proveTrustStore', `See that entry ${name} is the root it should be, and save the output`, {
          label: name,
          expect: `${shortName(anchor.subject)}, serial number ${evenDigits(anchor.serial)}`,
        }),
      ),
    ],
    rollback: [
      ...(byScript.length > 0
        ? [
            step(
              profile,
              'rollbackScript',
              `Run rollback.cli in the same way: it deletes ${allOf(byScript.map(({ name }) => name))} and nothing else`,
              { expect: 'no error before or at commit' },
            ),
          ]
        : []),
      ...byHand.map(({ name }) => ({
        what:
          `Undo ${name} by hand only, after a look at the entries saved before: this root may have been trusted already, ` +
          'so nothing deletes it for you. Delete the entry only if it was not there before',
        command: null,
        expect: null,
      })),
      ...enabled.map((name) => ({
        what: `Entry ${name} was there before and is not deleted: set its state back by hand to what the saved entries say`,
        command: null,
        expect: null,
      })),
      ...(files.length > 0
        ? [
            {
              what: 'The copied files may stay: without an entry that names them they have no effect',
              command: null,
              expect: null,
            },
          ]
        : []),
    ],
    notes: [
      'All PKI entries of type remote that are enabled are trusted by every SIP/TLS port of the device: there is no list for each TLS profile.',
      'The configuration is one for both nodes of a pair (recalled, not verified on a device); certificate files are not, so copy them to both.',
      'No restart is needed to add a trust anchor, and calls in progress stay up (inferred, not verified on a device).',
      'Restoring a saved whole configuration would also undo every other change since; it is no part of this plan.',
    ],
  };
}

function step(
  { commands }: VendorProfile,
  key: string,
  what: string,
  { label = '', expect }: { readonly label?: string; readonly expect?: string | null },
): Step {
  const command = commands[key];
  return {
    what: what + (command ? confidenceNote(command.confidence) : ''),
    command: command?.text.replaceAll('{label}', label) ?? null,
    expect: expect ?? command?.expect?.replaceAll('{label}', label) ?? null,
  };
}

/** Devices print serial numbers by the byte. */
const evenDigits = (serial: string) => (serial.length % 2 === 0 ? serial : `0${serial}`);
