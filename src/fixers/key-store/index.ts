import { vendorCommand } from '../../model/vendor-command.js';
import { anchorFile } from '../anchor-file.js';
import { EMPTY_PLAN, type Fixer } from '../fixer.js';
import { applyScript, rollbackScript, type NewEntry } from './script.js';

/** Imports the roots with Java's keytool. No byte of the store is edited: it is protected as a whole by its password. */
export const keyStoreFixer: Fixer = {
  format: 'key-store',

  plan({ device, profile, source, wants }) {
    const because = whyNot(device.trustStores);
    if (because !== null) return { ...EMPTY_PLAN, refusals: wants.map((want) => ({ want, because })) };
    const taken = new Set(
      device.trustStores.flatMap(({ entries }) => (entries ?? []).map(({ label }) => label.value.toLowerCase())),
    );
    const entries = wants.map((want) => {
      const file = anchorFile(want.anchor);
      const entry: NewEntry = { file, alias: freeAlias(file, taken) };
      return { want, entry };
    });
    const added = entries.map(({ entry }) => entry);
    const type = isJceks(source.text) ? 'JCEKS' : null;
    const proof = vendorCommand(profile, 'proveTrustStore');
    return {
      ...EMPTY_PLAN,
      additions: entries.map(({ want, entry }) => ({ want, label: entry.alias, aside: true })),
      imports: entries.map(({ want, entry }) => ({
        kind: 'store',
        store: want.store.id,
        anchor: want.anchor,
        file: entry.file,
        aside: true,
      })),
      artifacts: [
        ...entries.map(({ want, entry }) => ({ path: entry.file, content: want.anchor.pem })),
        { path: 'apply.sh', content: applyScript(added, type) },
        { path: 'rollback.sh', content: rollbackScript(type) },
      ],
      checksBefore: [{ what: 'Keep a copy of the key store as it is', command: null, expect: null }],
      steps: [
        {
          what: 'Set KEYSTORE to the path of the key store, and import the roots in the folder of this file. keytool asks for the password each time, unless KEYSTORE_PASSWORD holds it',
          command: 'sh apply.sh',
          expect: 'one line for each root',
        },
        {
          what: 'Restart the program that uses the store, where it reads it only when it starts',
          command: null,
          expect: null,
        },
      ],
      checksAfter: [
        {
          what: 'List the store again, with its password, and check that nothing is missing',
          command: proof?.text ?? null,
          expect: proof?.expect ?? null,
        },
      ],
      rollback: [
        {
          what: 'Set KEYSTORE to the path of the key store, and run rollback.sh: it deletes the aliases that apply.sh noted in added.txt, and nothing else',
          command: null,
          expect: null,
        },
      ],
      notes: [
        'The store that belongs to an installation of Java is replaced with it: import there again after an update.',
      ],
    };
  },
};

/** keytool writes the whole store anew, and with it only what it understands. */
function whyNot(stores: Parameters<Fixer['plan']>[0]['device']['trustStores']): string | null {
  if (stores.some(({ complete }) => !complete)) return 'keytool writes the store anew, and not all of it could be read';
  if (stores.some(({ entries }) => (entries ?? []).some(({ usable }) => usable.answer !== 'yes')))
    return 'keytool drops certificates that are not marked as trusted; make the PKCS#12 file again with the tool that made it';
  return null;
}

/** Aliases do not tell capitals from small letters. */
function freeAlias(file: string, taken: Set<string>): string {
  const wanted = file.replace(/^.*\//, '').replace(/\.pem$/, '');
  let alias = wanted;
  for (let i = 2; taken.has(alias); i += 1) alias = `${wanted}-${i}`;
  taken.add(alias);
  return alias;
}

/** keytool tells JKS and PKCS#12 apart by itself. */
function isJceks(text: string): boolean {
  return text.startsWith('\xce\xce\xce\xce') || /^Keystore type: JCEKS\s*$/m.test(text);
}
