import { defineRule } from './define-rule.js';

/** Its findings come from what parsers and the engine could not accept. */
export const ambiguousFormat = defineRule({
  id: 'ambiguous-format',
  level: 'error',
  citations: [{ document: 'docs/architecture.md', section: 'Formats' }],
  docs: {
    what: 'Two formats claim one file.',
    why: 'Read as one it may say something else than read as the other, so it is read as neither.',
    remedy: 'Give the file alone as the export of one device; report the file if it is a plain export.',
    open: { see: 'files', means: 'The file was not read, because more than one form claims it.' },
  },
  applies: 'A file that more than one detector recognizes.',
  messages: {
    ambiguous: 'cannot tell whether {file} is {formats}',
  },
});
