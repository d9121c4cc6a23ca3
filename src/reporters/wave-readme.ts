import type { WaveTotals } from '../model/plan-totals.js';
import { count } from './terminal.js';

export interface WaveDevice {
  readonly id: string;
  readonly combinations: readonly string[];
  readonly additions: number;
}

/** What a wave is, in which order it goes, when to stop, and what to look at before the next. */
export function waveReadme(
  { wave, devices: number, additions }: WaveTotals,
  waves: number,
  devices: readonly WaveDevice[],
  asOf: string,
): string {
  const isLast = wave === waves;
  const next = isLast ? 'calling it done' : `wave ${wave + 1}`;
  return [
    `# Wave ${wave} of ${waves}`,
    '',
    `${count(number, 'device')}, ${count(additions, 'planned addition')}. Planned for ${asOf}.`,
    wave === 1
      ? 'The canaries: between them they stand for every combination of vendor, release and peer of the roll-out.'
      : 'The combinations of vendor, release and peer are spread over the waves in their shares.',
    '',
    '## What',
    '',
    '| device | vendor, release, peer | additions |',
    '| --- | --- | ---: |',
    ...devices.map(
      ({ id, combinations, additions: own }) => `| ${cell(id)} | ${cell(combinations.join('; '))} | ${own} |`,
    ),
    '',
    '## Order',
    '',
    `1. ${wave === 1 ? 'Nothing comes before this wave.' : `Wave ${wave - 1} is done, and verified as its README says.`}`,
    '2. One device after the other, each by the README.md in its folder: checks before, steps, checks after. ticket.md there is the text of its change ticket.',
    `3. When every device is done: the checks below, then ${next}.`,
    '',
    '## Stop',
    '',
    'Stop the wave, and start no other, when one of these is so:',
    '',
    '- a check before finds anything else than what its README expects: the device is no longer the one that was exported;',
    '- a step answers anything else than what its README expects;',
    '- a trunk that was up before the change is not up after it;',
    '- a check after does not find what was added, or finds that something is gone.',
    '',
    'Then go back on that device by its rollback file, and find out why before you go on.',
    '',
    `## Before ${isLast ? 'it is done' : `wave ${wave + 1}`}`,
    '',
    '1. Export every device of this wave again, into the folders that it was exported into before.',
    '2. Look for the additions in those exports, in this folder: `sbclint verify EXPORTS --plan plan.json`',
    '   Expect: exit code 0, everything present. 1: something is missing or different: stop. 3: an export does not prove it: it says what is not shown.',
    '3. Calls go both ways over the trunks of this wave, for as long as your own rules for changes ask.',
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replace(/[\\|[\]<>`]/g, '\\$&');
}
