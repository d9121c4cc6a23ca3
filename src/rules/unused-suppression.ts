import { defineRule } from './define-rule.js';

/** Its findings come from the settings. */
export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  level: 'warning',
  citations: [{ document: 'docs/guides/settings.md' }],
  docs: {
    what: 'A suppression matches no finding any more.',
    why: 'What it hid is mended, or it never named it rightly. Left in place it will hide the same defect when it comes back.',
    remedy: 'Remove it: sbclint suppress --prune does.',
    open: { see: 'files', means: 'A file could not be read, and what it holds may be what the suppression is about.' },
  },
  applies: 'A suppression names a device that is checked, or all that lies below the settings is checked.',
  messages: {
    unused: 'the suppression of {rule} for {what} matches nothing any more',
    unproven: 'cannot tell whether the suppression of {rule} for {what} still matches something',
  },
});
