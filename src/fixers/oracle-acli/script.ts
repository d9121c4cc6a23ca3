import type { Chosen } from './choice.js';
import { commonNameOf } from './edits.js';

/** Entries for the list of one tls-profile. */
export interface ListChange {
  readonly context: string;
  readonly labels: readonly string[];
}

const INTO_SECURITY = ['configure terminal', 'security'];
const OUT_OF_SECURITY = ['exit', 'exit'];
const INTO_EFFECT = ['save-config', 'activate-config'];

/** Commands that create records, import the certificates and list the records. Nothing in it is a comment: the device knows none. */
export function applyScript(records: readonly Chosen[], lists: readonly ListChange[]): string {
  const creation =
    records.length === 0
      ? []
      : [
          ...INTO_SECURITY,
          ...records.flatMap(createRecord),
          ...OUT_OF_SECURITY,
          ...INTO_EFFECT,
          ...records.flatMap(importBody),
        ];
  return `${[...creation, ...listCommands(lists, '+')].join('\n')}\n`;
}

/** Commands that take the entries off the lists again. Records stay: an unlisted record trusts nothing. */
export function rollbackScript(lists: readonly ListChange[]): string {
  return `${listCommands(lists, '-').join('\n')}\n`;
}

function createRecord({ label, anchor }: Chosen): readonly string[] {
  const commonName = commonNameOf(anchor);
  return [
    'certificate-record',
    `name ${label}`,
    ...(commonName === null ? [] : [`common-name "${commonName}"`]),
    'done',
    'exit',
  ];
}

/** The pasted certificate ends at a line that holds only a semicolon. */
function importBody({ label, anchor }: Chosen): readonly string[] {
  return [`import-certificate try-all ${label}`, anchor.pem.trimEnd(), ';'];
}

/** A name without a sign would replace the list. */
function listCommands(lists: readonly ListChange[], sign: '+' | '-'): readonly string[] {
  const changes = lists.flatMap(({ context, labels }) => [
    'tls-profile',
    'select',
    context,
    'show',
    ...labels.map((label) => `trusted-ca-certificates ${sign}${label}`),
    'done',
    'exit',
  ]);
  return [...INTO_SECURITY, ...changes, ...OUT_OF_SECURITY, 'verify-config', ...INTO_EFFECT];
}
