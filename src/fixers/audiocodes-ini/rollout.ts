import { encodeLatin1 } from '../../text/latin1.js';
import { isFrom } from '../../parsers/audiocodes/release.js';
import type { Addition, Artifact, FixInput, FixPlan } from '../fixer.js';
import type { Step } from '../../model/planned-device.js';
import { anchorFile } from '../anchor-file.js';
import { command, restApiFrom, storeLimit } from './facts.js';
import { applyBySteps, applyScript, rollbackText } from './scripts.js';
import type { Work } from './work.js';

type RollOut = Pick<FixPlan, 'artifacts' | 'checksBefore' | 'steps' | 'checksAfter' | 'rollback' | 'notes'>;

/** The files and steps that bring the additions onto the device. */
export function rollOut(input: FixInput, work: Work): RollOut {
  const { profile, device } = input;
  const release = device.release?.value ?? null;
  const restFrom = restApiFrom(profile);
  const rest = restFrom === null || release === null || isFrom(release, restFrom) !== false;
  const stores = touched(work);
  const complete = new Set(device.trustStores.flatMap((store) => (store.complete ? store.id : [])));
  const unproven = stores.filter(({ key }) => !complete.has(key));

  return {
    artifacts: [
      ...anchorFiles(work.additions),
      // As in the export, a character is a byte: another one in the name of a context would rename it.
      ...(work.incrementalIni === null ? [] : [{ path: 'apply.ini', content: encodeLatin1(work.incrementalIni) }]),
      ...applyFiles(device.id, work, rest),
      { path: 'rollback.md', content: rollbackText(device.id, work, new Set(unproven.map(({ key }) => key)), profile) },
    ],
    checksBefore: checksBefore(input, stores, unproven, rest),
    steps: rest ? restSteps(input, work) : [WEB_STEP],
    checksAfter: checksAfter(input, stores, work, rest),
    rollback: [
      {
        what:
          'Follow rollback.md: no REST call removes one root, so it is done by hand on the Web page of the TLS context' +
          command(profile, 'removeTrustAnchor').note,
        command: null,
        expect: null,
      },
    ],
    notes: notes(input, work, rest, restFrom, unproven.length > 0),
  };
}

function applyFiles(device: string, work: Work, rest: boolean): readonly Artifact[] {
  if (!rest) return [{ path: 'apply.md', content: applyBySteps(device, work) }];
  if (work.additions.length === 0 && work.incrementalIni === null) return [];
  return [{ path: 'apply.sh', content: applyScript(device, work) }];
}

interface Touched {
  readonly key: string;
  readonly context: string;
}

function touched({ additions, switched }: Work): readonly Touched[] {
  const byKey = new Map<string, Touched>();
  for (const { want } of additions) {
    if (byKey.has(want.store.id)) continue;
    byKey.set(want.store.id, { key: want.store.id, context: want.tlsContext.name.value });
  }
  for (const { store, context } of switched) byKey.set(store, { key: store, context });
  return [...byKey.values()];
}

function anchorFiles(additions: readonly Addition[]): readonly Artifact[] {
  return [...new Map(additions.map(({ want: { anchor } }) => [anchorFile(anchor), anchor.pem]))].map(
    ([path, content]) => ({ path, content }),
  );
}

function checksBefore(
  { profile, device }: FixInput,
  stores: readonly Touched[],
  unproven: readonly Touched[],
  rest: boolean,
): readonly Step[] {
  const backup = rest ? command(profile, 'showConfiguration') : ON_WEB_PAGE;
  const limit = storeLimit(profile, device.release?.value ?? null);
  return [
    { what: `Save the full configuration${backup.note}`, command: backup.text, expect: backup.expect },
    ...stores.map((store): Step => {
      const { text, expect, note } = command(profile, rest ? 'saveTrustStore' : 'exportTrustAnchorOnWebPage', {
        ...store,
      });
      const what = `Save the trusted roots of TLS context ${store.key} (${store.context}) as they are now${note}`;
      return { what, command: text, expect };
    }),
    ...unproven.map(({ key, context }): Step => ({
      what:
        `Look through the saved file of TLS context ${key} (${context}), which the evidence does not show in full: ` +
        'note which of the roots are there already, because rollback must leave those alone',
      command: null,
      expect: limit === null ? null : `no more than ${limit} certificates once the new ones are counted in`,
    })),
  ];
}

function restSteps({ profile }: FixInput, { additions, switched, incrementalIni }: Work): readonly Step[] {
  const steps: Step[] = [];
  const apply = command(profile, 'applyScript');
  if (additions.length > 0) {
    const what = `Add the roots, one call each, in the folder of this file${apply.note}`;
    steps.push({ what, command: apply.text, expect: apply.expect });
  }
  if (switched.length > 0 && incrementalIni === null) {
    const contexts = switched.map(({ store }) => store).join(', ');
    steps.push({
      what:
        `On the Web page switch "Use default CA Bundle" on for TLS context ${contexts}, and save to flash. The export ` +
        'leaves out columns of the table, and loading its row would set those to their defaults',
      command: null,
      expect: 'every other field of the row as it was',
    });
    if (additions.length === 0) return steps;
  }
  if (switched.length > 0 && incrementalIni !== null) {
    const { expect, note } = command(profile, 'loadIncrementalIni');
    const what =
      additions.length > 0
        ? `The same script then loads apply.ini as an incremental INI file${note}`
        : `Load apply.ini as an incremental INI file${note}`;
    steps.push({ what, command: additions.length > 0 ? null : apply.text, expect });
  }
  const save = command(profile, 'saveConfiguration');
  steps.push({ what: `The script ends by saving to flash${save.note}`, command: save.text, expect: save.expect });
  return steps;
}

const ON_WEB_PAGE = { text: null, expect: null, note: ' on the Web page, as this release has no REST API' };

const WEB_STEP: Step = {
  what: 'Follow apply.md: this release has no REST API, so the roots are imported on the Web page',
  command: null,
  expect: 'each root in the list of trusted roots, beside those that were there',
};

function checksAfter(
  { profile }: FixInput,
  stores: readonly Touched[],
  { switched }: Work,
  rest: boolean,
): readonly Step[] {
  const steps = stores.map(({ key, context }): Step => {
    const { text, note } = command(profile, rest ? 'proveTrustStore' : 'exportTrustAnchorOnWebPage', { key, context });
    return {
      what: `Save the trusted roots of TLS context ${key} (${context}) again and check that nothing is missing${note}`,
      command: text,
      expect: 'every certificate of the file saved before, and the new ones; sbclint check then finds them',
    };
  });
  if (switched.length === 0) return steps;
  const { text, expect, note } = command(profile, 'checkBuiltInBundle');
  return [...steps, { what: `Check what the built-in list rests on${note}`, command: text, expect }];
}

function notes(
  input: FixInput,
  { additions, switched }: Work,
  rest: boolean,
  restFrom: string | null,
  unproven: boolean,
): readonly string[] {
  const found: string[] = [];
  if (additions.length > 0 && rest) {
    found.push(
      'The calls end in trustedRoot/incremental, which adds. The call without /incremental replaces the whole store: never use it for this.',
    );
    found.push(
      'The device refuses with 409 while a high-availability pair is synchronizing. The script ends at the first call that fails: ' +
        'take out the calls that went through before you run it again, since what the device says to a root that it already holds is not documented.',
    );
    found.push(
      'Only the documented calls for single roots are used. Loading a full INI file instead would reset the device.',
    );
  }
  if (rest && input.device.release === null && restFrom !== null) {
    found.push(`The firmware release is not known; the REST calls need ${restFrom} or later.`);
  }
  if (additions.some(({ want }) => input.bundles.has(want.store.id))) {
    found.push(
      'The patched bundle shows what the store will hold. It is for your records: do not upload it as a whole.',
    );
  }
  if (unproven && additions.length > 0) {
    found.push(
      'What some of the stores hold was not shown, so a root may be there already: take its call out of the script if the file saved before has it.',
    );
  }
  if (switched.length > 0) {
    found.push(
      'What the built-in list holds is not published; that it covers the peer from this release on is the advice of the maker, second-hand.',
    );
    found.push(
      'The patched INI file is for your records: load apply.ini as an incremental file, since a full INI file resets the device.',
    );
  }
  found.push(
    'Restoring the saved configuration as a whole would undo every later change as well, and resets the device; it is no rollback of this.',
  );
  return found;
}
