import { defineRule } from './define-rule.js';

/** Its findings come from what parsers and the engine could not accept. */
export const unreadableInput = defineRule({
  id: 'unreadable-input',
  level: 'error',
  citations: [{ document: 'docs/architecture.md', section: 'Input' }],
  docs: {
    what: 'A file, or a part of one that matters to trust, could not be read.',
    why: 'What was not read was not checked: it never counts as clean.',
    remedy: 'Export the file again; if it is whole and the device accepts it, report it.',
    open: {
      see: 'files',
      means: 'Always open: what could not be read may matter, so a run in which nothing fails ends with exit code 3.',
    },
  },
  applies: 'Every input.',
  messages: {
    statement: 'cannot read {what}',
    truncated: 'cannot read to the end: {what} breaks off',
    file: 'cannot read {what}',
    certificate: 'cannot read a certificate of {what}',
  },
  hints: {
    statement: 'correct it if somebody edited it; otherwise export the file again, and report it if that says the same',
    truncated: 'export the file again, whole to its last line',
    file: 'export the file again, or make it readable if it is whole',
    certificate: 'export that certificate again, and put it in the place of this one',
  },
});
