import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { statement } from '../problem.js';
import { isTranscript } from './detect.js';

const COMMAND = /^\*{0,2}([\w.@-]{1,100})(?:\([\w-]{1,60}\)[#>]|[#>][ \t]?(?:conf|save-c|activate-c|import-c|paste-c))/;
const TYPED = /^[ \t]{0,60}conf(?:ig(?:ure)?)?[ \t]+t(?:er(?:minal)?)?[ \t]*$/;

/** What is not of the session that a log is of: another device, or a script without the prompts that the log has. */
export function otherSession(source: SourceText): readonly Problem[] {
  if (!isTranscript(source)) return [];
  let device: string | null = null;
  for (const { start, end, text } of source.lines()) {
    const line = text.slice(0, 300);
    const [, name] = COMMAND.exec(line) ?? [];
    if (name !== undefined && device !== null && name !== device) {
      const because = 'the prompts bear two names: save the log of each device in a file of its own';
      return [statement('commands of a second device', because, source.at(start, end))];
    }
    device ??= name ?? null;
    if (!TYPED.test(line)) continue;
    const because = 'in a log with prompts only what stands behind one is read: save the script in a file of its own';
    return [statement('commands without a prompt', because, source.at(start, end))];
  }
  return [];
}
