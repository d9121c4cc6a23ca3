import type { VendorProfile } from '../../model/knowledge.js';
import { confidenceNote } from '../../model/vendor-command.js';
import type { FixPlan } from '../fixer.js';
import type { Step } from '../../model/planned-device.js';
import type { Chosen } from './choice.js';
import type { ListChange } from './script.js';

/** What a plan comes down to on the device. */
export interface Change {
  readonly records: readonly Chosen[];
  readonly lists: readonly ListChange[];
  /** Of `lists`, what was surely not there before. */
  readonly undone: readonly ListChange[];
  /** Of `lists`, what may have been there under another name. */
  readonly byHand: readonly ListChange[];
}

type Steps = Pick<FixPlan, 'checksBefore' | 'steps' | 'checksAfter' | 'rollback' | 'notes'>;

/** What the operator does, in order, and looks at before and after. */
export function stepsFor(change: Change, profile: VendorProfile): Steps {
  const { records, lists, undone, byHand } = change;
  const step = stepMaker(profile);
  return {
    checksBefore: [
      step('backup', 'Back up the running configuration.'),
      step('showRecords', 'Compare the records with the export: the device may have changed since.', {
        expect: records.length > 0 ? `no record is named ${names(records)}` : null,
      }),
      step('showProfiles', 'Compare the lists of the tls-profiles with the export.'),
    ],
    steps: [...creationSteps(records, step), ...listSteps(lists, step), ...effectSteps(step)],
    checksAfter: [
      step('showProfiles', 'Look at the lists of the tls-profiles.', {
        expect: lists
          .map(({ context, labels }) => `${context} lists all it listed before, and ${labels.join(', ')}`)
          .join('; '),
      }),
      step('showRecords', 'Look at the records.'),
      ...records.map(({ label, anchor }) =>
        step('showCertificate', `Look at the certificate behind ${label}.`, {
          labels: [label],
          expect: `serial number ${printedSerial(anchor.serial)}`,
        }),
      ),
      step('verifyConfiguration', 'Let the device check its configuration.'),
    ],
    rollback: rollbackSteps(undone, byHand, records, step),
    notes: [
      'On a high-availability pair work on the active node; the standby takes the configuration over (recalled, not verified on a device).',
      'The changed tls-profile counts for new connections; those that stand keep the old one until they are set up again (recalled, not verified on a device).',
      'select asks for a name, and may answer with a numbered list: give the name, then the number if it asks for one. Paste apply.acli in parts, and read each answer.',
      'activate-config may ask whether to continue, as changes could affect service: answer y.',
      'The patched text is for review and for the archive. The device does not load it as a file.',
      'Whether an older image accepts ECC roots, or RSA roots of 4096 bits, is not documented: what import-certificate answers tells.',
      'Restoring the backup PRE_CHANGE replaces the whole configuration and drops every change made since. It is the last resort and stands in no script.',
    ],
  };
}

type StepMaker = (
  command: string,
  what: string,
  more?: { readonly labels?: readonly string[]; readonly expect?: string | null },
) => Step;

function stepMaker({ commands }: VendorProfile): StepMaker {
  return (id, what, { labels = [''], expect } = {}) => {
    const command = commands[id];
    if (!command) return { what, command: null, expect: expect ?? null };
    return {
      what: what.replace(/\.$/, `${confidenceNote(command.confidence)}.`),
      command: labels.map((label) => command.text.replaceAll('{label}', label).trimEnd()).join('\n'),
      expect: expect === undefined ? (command.expect ?? null) : expect,
    };
  };
}

function creationSteps(records: readonly Chosen[], step: StepMaker): readonly Step[] {
  if (records.length === 0) return [];
  return [
    {
      what: `Create ${records.length === 1 ? 'the certificate-record' : 'the certificate-records'} ${names(records)}: the first part of apply.acli, up to activate-config.`,
      command: null,
      expect: 'each done echoes the new record, and none says that the name is a duplicate',
    },
    ...records.map(({ label }) =>
      step(
        'importCertificate',
        `Import trust-anchors/${label}.pem: paste it, then a line that holds only a semicolon.`,
        { labels: [label], expect: 'the import succeeds; the wording differs between releases' },
      ),
    ),
  ];
}

function listSteps(lists: readonly ListChange[], step: StepMaker): readonly Step[] {
  return lists.map(({ context, labels }) =>
    step(
      'addToList',
      `List them in ${context}: configure terminal, security, tls-profile, select, ${context}, show; then these commands, each with its plus sign, and done.`,
      {
        labels,
        expect: `done echoes ${context} with every entry that show printed and the new ones; if one is gone, leave without saving`,
      },
    ),
  );
}

function effectSteps(step: StepMaker): readonly Step[] {
  return [
    step('verifyConfiguration', 'Let the device check what was edited.'),
    step('save', 'Save.'),
    step('activate', 'Put it into effect.'),
  ];
}

function rollbackSteps(
  undone: readonly ListChange[],
  byHand: readonly ListChange[],
  records: readonly Chosen[],
  step: StepMaker,
): readonly Step[] {
  const removal = ({ context, labels }: ListChange, how: string) =>
    step('removeFromList', `${how} tls-profile ${context}: select it, show, take the new entries off its list, done.`, {
      labels,
      expect: `done echoes ${context} with all it listed before the change`,
    });
  const look =
    'By hand, after a look, as the export did not prove that these roots were absent and calls may rest on them, in';
  return [
    ...undone.map((change) => removal(change, 'With rollback.acli, in')),
    ...byHand.map((change) => removal(change, look)),
    ...effectSteps(step),
    ...(records.length === 0
      ? []
      : [
          {
            what: `The records ${names(records)} may stay: one that no tls-profile lists trusts nothing. Delete them by hand if they must go; no documented command for it was found, so no script holds one.`,
            command: null,
            expect: null,
          },
        ]),
  ];
}

function names(records: readonly Chosen[]): string {
  return records.map(({ label }) => label).join(', ');
}

/** Pairs with colons between them, as the device prints a serial number. */
function printedSerial(serial: string): string {
  const even = serial.length % 2 === 0 ? serial : `0${serial}`;
  return even.match(/../g)?.join(':') ?? even;
}
