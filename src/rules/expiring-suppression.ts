import { defineRule } from './define-rule.js';

/** Its findings come from the settings. */
export const expiringSuppression = defineRule({
  id: 'expiring-suppression',
  level: 'warning',
  citations: [{ document: 'docs/guides/settings.md' }],
  docs: {
    what: 'A suppression runs out within thirty days.',
    why: 'From the day after, what it hides counts again, and may stop a pipeline that nobody watches.',
    remedy: 'Mend what it hides before that day, or agree on a later one with its owner.',
    open: { see: 'files', means: 'Never by itself: where an input cannot be read, unreadable-input says so.' },
  },
  applies: 'The settings hold suppressions with a date.',
  messages: {
    expiring: 'the suppression of {rule} for {what} runs out on {until}, {ahead}',
  },
});
