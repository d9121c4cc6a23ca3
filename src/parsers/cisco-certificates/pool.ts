import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { statement, truncated } from '../problem.js';
import type { Block } from './scan.js';

const WHAT = 'the listing of the trustpool';
const LAST_LINE = /Trustpool:[ \t]*(?:Built-In|Downloaded)[ \t]*$/i;
const PROMPT = /[#>][ \t]*$/;
const ECHO = /^[ \t]{0,8}([\w.:()/-]{1,80}[#>])[ \t]*sh\w*[ \t]+cry\w*[ \t]+(?:pki|ca)[ \t]+trustpool\b/im;
/** What somebody writes in place of what was left out. */
const LEFT_OUT = /^[ \t]{0,32}(?:\.{3}|<{1,2}[^<>\n]{1,40}>{1,2})[ \t\r]*$/m;

/** Nothing marks the end of this listing, and what it lacks is what somebody looks for: every sign of a cut counts. */
export function poolProblems(source: SourceText, blocks: readonly Block[]): readonly Problem[] {
  const { text } = source;
  const problems: Problem[] = [];
  for (const [index, { pooled, start, end }] of blocks.entries()) {
    if (pooled) continue;
    const because = 'a certificate of the trustpool lacks the line that says how it came there';
    const at = source.at(start, end);
    problems.push(index === blocks.length - 1 ? truncated(WHAT, because, at) : statement(WHAT, because, at));
  }
  const last = source.at(text.length, text.length);
  const tail = text.slice(-400);
  const lastLine = tail.trimEnd().split('\n').at(-1) ?? '';
  if (!tail.endsWith('\n') && !LAST_LINE.test(tail) && !PROMPT.test(tail)) {
    problems.push(truncated(WHAT, 'its last line does not end', last));
  } else if (lastLine.includes('--More--')) {
    problems.push(truncated(WHAT, 'the pager still waits: type terminal length 0 first', last));
  }
  const echo = ECHO.exec(text);
  const prompt = echo?.[1];
  if (echo && prompt !== undefined && !text.includes(`\n${prompt}`, echo.index + echo[0].length)) {
    problems.push(truncated(WHAT, `the prompt ${prompt} does not come again behind it`, last));
  }
  const gap = LEFT_OUT.exec(text);
  if (gap) problems.push(statement(WHAT, 'somebody left out a part of it', source.at(gap.index, gap.index)));
  return problems;
}
