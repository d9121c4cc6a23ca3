import { defineRule } from './define-rule.js';

/** Its findings come from the settings. */
export const invalidSuppression = defineRule({
  id: 'invalid-suppression',
  level: 'warning',
  citations: [{ document: 'docs/guides/settings.md' }],
  docs: {
    what: 'A suppression gives no reason, or its date is past, so it suppresses nothing.',
    why: 'Whoever reads the settings later cannot tell whether the finding may still be passed over, and the finding counts again.',
    remedy: 'Write the reason, or a later date with the consent of its owner; or remove it and mend what it hid.',
    open: { see: 'files', means: 'Never by itself: where an input cannot be read, unreadable-input says so.' },
  },
  applies: 'The settings hold suppressions.',
  messages: {
    reason: 'the suppression of {rule} for {what} gives no reason, so it suppresses nothing',
    ended: 'the suppression of {rule} for {what} ended on {until}, so it suppresses nothing',
  },
});
