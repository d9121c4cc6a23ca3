import type { RunReport } from '../../model/run-report.js';
import { count } from '../terminal.js';
import { cliffsOf, type Cliff } from './cliffs.js';
import { cliffPicture } from './cliff-picture.js';
import { cliffTable } from './cliff-table.js';
import { distance } from './distance.js';
import type { FleetReportInput, FleetTimeline } from './input.js';
import { markup, NOTHING, type Markup } from './markup.js';
import { thousands } from './thousands.js';
import { VERDICTS, VERDICT_WORDS, type Verdict } from './verdict.js';
import { wrongTable } from './wrong-table.js';

/** The first view. It is whole without the script: how many devices are ready, which day is next, what breaks when, what is wrong. */
export function overview(input: FleetReportInput, verdicts: readonly Verdict[]): Markup {
  const { report, timeline, knowledge } = input;
  const cliffs = timeline ? cliffsOf(timeline, knowledge.peers) : [];
  return markup`<section id="overview" aria-labelledby="overview-title">
    <h1 id="overview-title" tabindex="-1">Who is ready, and what breaks when</h1>
    <p class="lead">${leadText(report)}</p>
    <ul class="tiles">
      ${VERDICTS.map((verdict) => tile(verdict, report, verdicts))}
    </ul>
    ${nextDay(report, timeline, cliffs)} ${notRead(report)} ${timeline ? breaking(report, timeline, cliffs) : NOTHING}
    <h2>What is wrong</h2>
    ${wrongTable(input)}
  </section>`;
}

function leadText({ summary, asOf }: RunReport): string {
  return `${count(summary.devices, 'device')} judged by what their exports prove, as of ${asOf}.`;
}

function tile(verdict: Verdict, { devices, findings }: RunReport, verdicts: readonly Verdict[]): Markup {
  const ids = new Set(devices.filter((_, i) => verdicts[i] === verdict).map(({ id }) => id));
  const always = verdict === 'fails' || verdict === 'open' || verdict === 'ready';
  if (ids.size === 0 && !always) return NOTHING;
  const { title, means } = VERDICT_WORDS[verdict];
  const openNotes = new Set(
    findings.flatMap(({ kind, device, suppression }) =>
      kind === 'open' && suppression === null && device !== null && ids.has(device) ? device : [],
    ),
  ).size;
  const aside = verdict === 'ready' && openNotes > 0 ? ` ${openNotes} of them with an open note.` : '';
  return markup`<li>
    <a class="tile ${verdict}" href="#/devices?verdict=${verdict}"
      ><span class="number">${thousands(ids.size)}</span> <span class="title">${title}</span>
      <span class="means">${means}.${aside}</span></a
    >
  </li>`;
}

function nextDay({ asOf }: RunReport, timeline: FleetTimeline | null, cliffs: readonly Cliff[]): Markup {
  if (!timeline) {
    return markup`<p class="next unknown">
      <strong>Next day on which something breaks:</strong> not in this report. It was made from a saved run without the
      output of <code>sbclint timeline --format json</code>.
    </p>`;
  }
  const today = asOf.slice(0, 10);
  const next = cliffs.find(({ date }) => date > today);
  const untold = new Set(timeline.gaps.map(({ device }) => device)).size;
  const aside =
    untold > 0
      ? markup` <span class="aside"
          >For ${count(untold, 'device')} not everything can be foretold: what is open may break on any day.</span
        >`
      : NOTHING;
  if (!next) {
    return markup`<p class="next">
      <strong>Next day on which something breaks:</strong> none is known until ${timeline.until}.${aside}
    </p>`;
  }
  return markup`<p class="next ${next.grave ? 'grave' : 'slight'}">
    <strong>Next day on which something breaks:</strong> <a href="#/devices?breaks=${next.date}"><b>${next.date}</b></a
    >, ${distance(next.date, today)}, on ${count(next.devices, 'device')}.${aside}
  </p>`;
}

function notRead({ summary, findings }: RunReport): Markup {
  const { read, parsed, failed } = summary.files;
  const loose = findings.filter(({ device }) => device === null).length;
  const link = loose > 0 ? markup` <a href="#/files">${count(loose, 'finding')} about files and facts</a>.` : NOTHING;
  const files = `${count(read, 'file')} read, ${parsed} understood${failed > 0 ? `, ${failed} that could not be read` : ''}.`;
  return markup`<p class="${failed > 0 ? 'warn' : 'quiet'}">
    ${files}${failed > 0 ? ' What could not be read is not counted as clean.' : ''}${link}
  </p>`;
}

function breaking({ asOf }: RunReport, timeline: FleetTimeline, cliffs: readonly Cliff[]): Markup {
  const hit = new Set(timeline.events.map(({ device }) => device));
  const untold = new Set(timeline.gaps.flatMap(({ device }) => (hit.has(device) ? [] : device))).size;
  const picture = { asOf, until: timeline.until, cliffs, untold };
  if (cliffs.length === 0) {
    return markup`<h2>What breaks when</h2>
      <p>
        Nothing is known to break until
        ${timeline.until}.${untold > 0 ? ` Of ${count(untold, 'device')} it cannot be told.` : ''}
      </p>`;
  }
  return markup`<h2>What breaks when</h2>
    <figure>
      ${cliffPicture(picture, { id: 'wide', width: 960, height: 270, years: 1 })}
      ${cliffPicture(picture, { id: 'narrow', width: 360, height: 250, years: 2 })}
      <figcaption>
        Devices hit by then, if nothing is done. ${legend('failing', 'an error is proven')}
        ${legend('hit', 'a warning')} ${untold > 0 ? legend('untold', 'cannot be foretold') : NOTHING}
      </figcaption>
    </figure>
    ${timeline.asOf === asOf ? NOTHING : markup`<p class="warn">The time line was computed as of ${timeline.asOf}.</p>`}
    ${cliffTable(cliffs, asOf.slice(0, 10))}`;
}

function legend(kind: string, means: string): Markup {
  return markup`<span class="legend"
    ><svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
      ${kind === 'untold' ? HATCH : markup`<rect class="${kind}" width="12" height="12" />`}
    </svg>
    ${means}</span
  >`;
}

const HATCH = markup`<path class="hatch-line" d="M-3 9L9-3M0 12L12 0M3 15L15 3" />`;
