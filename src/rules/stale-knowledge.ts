import { daysUntil, moment } from '../model/time.js';
import { defineRule } from './define-rule.js';

/** Days after which the shipped facts no longer speak for the date asked about. */
const THRESHOLD = 180;

export const staleKnowledge = defineRule({
  id: 'stale-knowledge',
  level: 'warning',
  citations: [{ document: 'The peer profiles', section: 'sources' }],
  docs: {
    what: `The date asked about is more than ${THRESHOLD} days after the shipped facts were read.`,
    why: 'Peers announce changes a few months ahead. Older facts may miss one.',
    remedy: 'Update sbclint.',
    open: {
      see: 'no-export',
      means: 'Always open: facts that nobody has read lately prove nothing about that day. Nothing has to be exported.',
    },
  },
  applies: 'Every run.',
  messages: { stale: 'cannot tell what peers require on {asOf}: the facts were last read on {read}' },

  *checkRun({ knowledge, asOf }) {
    const days = -daysUntil(moment(knowledge.readUntil), asOf);
    if (days <= THRESHOLD) return;
    yield {
      kind: 'open',
      messageId: 'stale',
      data: { asOf: asOf.text, read: knowledge.readUntil },
      at: null,
      because: `${days} days lie between, in which a peer may have announced something new`,
      hint: 'update sbclint, or ask about an earlier date with --as-of',
    };
  },
});
