import type { AcliElement } from '../../parsers/oracle-acli/scan.js';
import type { Fixer } from '../fixer.js';
import { profileElement } from './choice.js';
import { listEdits, recordEdit, targetsOf } from './edits.js';
import { planAdditions } from './plan.js';

/** Adds a certificate-record and names it in the tls-profile's own list, laid out like the lines beside them. */
export const oracleAcliFixer: Fixer = {
  format: 'oracle-acli',

  plan(input) {
    const { source, profile } = input;
    const targets = targetsOf(source);
    const last = targets.lastRecord;
    return planAdditions<AcliElement>(input, targets, {
      place: (want) => profileElement(want, targets, input),
      edits: (records, lists) => [
        ...(last ? records.map(({ label, anchor }) => recordEdit(source, last, label, anchor, profile)) : []),
        ...[...lists].flatMap(([element, labels]) => listEdits(source, element, labels)),
      ],
    });
  },
};
