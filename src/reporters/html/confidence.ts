import type { Confidence } from '../../model/knowledge.js';
import { confidenceNote } from '../../model/vendor-command.js';

/** How far what a message says is backed, where it says that it is less than verified. */
export function confidenceOf(message: string): Confidence | null {
  const weaker = ['unknown', 'inferred', 'corroborated'] as const;
  return weaker.find((confidence) => message.includes(confidenceNote(confidence))) ?? null;
}
