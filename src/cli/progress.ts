import type { Environment } from './environment.js';

/** Runs over fewer devices than this need no progress line. */
const LONG_RUN = 200;

/** A line on a terminal that says how far a long run is. */
export function progressLine(
  { stderr, stderrIsTerminal, elapsed }: Environment,
  what = 'devices',
): (done: number, of: number) => void {
  let last = 0;
  return (done, of) => {
    if (!stderrIsTerminal || of < LONG_RUN || elapsed() - last < 200) return;
    last = elapsed();
    stderr(`\r\x1b[K${done} of ${of} ${what}`);
  };
}

/** Takes that line away. */
export function endProgress({ stderr, stderrIsTerminal }: Environment, of: number): void {
  if (stderrIsTerminal && of >= LONG_RUN) stderr('\r\x1b[K');
}
