import { defineRule } from './define-rule.js';

/** Its findings come from what parsers and the engine could not accept. */
export const unfilledTemplate = defineRule({
  id: 'unfilled-template',
  level: 'error',
  citations: [{ document: 'The vendor profile', section: 'showConfiguration' }],
  docs: {
    what: 'The file is a template whose placeholders are not filled in.',
    why: 'A template says what a device might get, not what a device has. Its answers hold for no box.',
    remedy: 'Run sbclint on the export of a device, or on the filled template.',
    open: { see: 'files', means: 'Always open: what a device has cannot be told from a template.' },
  },
  applies: 'A statement that matters to trust holds a placeholder.',
  messages: {
    placeholder: 'cannot tell what a device has: {placeholder} is not filled in',
  },
  hints: {
    placeholder: 'fill in {placeholder} and check the result, or check what the device prints',
  },
});
