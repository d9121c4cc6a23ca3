import { defineRule } from './define-rule.js';

/** Its findings come from what parsers and the engine could not accept. */
export const unsupportedInput = defineRule({
  id: 'unsupported-input',
  level: 'error',
  citations: [{ document: 'docs/architecture.md', section: 'Input' }],
  docs: {
    what: 'A file in a form that is known and not supported.',
    why: 'What was not read was not checked: it never counts as clean.',
    remedy: 'Export the configuration in a form that is read; the message names one.',
    open: {
      see: 'files',
      means: 'Always open: the file was not read, so a run in which nothing fails ends with exit code 3.',
    },
  },
  applies: 'Every input.',
  messages: {
    form: 'cannot read {form}; export {instead} instead',
  },
  hints: {
    form: 'export {instead}',
  },
});
