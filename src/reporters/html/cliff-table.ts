import { CONFIDENCE_WORDS } from '../../model/vendor-command.js';
import { confidenceOf } from './confidence.js';
import { CAUSE_WORDS, type Cliff, type CliffPart } from './cliffs.js';
import { distance } from './distance.js';
import { markup, NOTHING, type Markup } from './markup.js';
import { count } from '../terminal.js';

/**
 * What the picture shows, in words: one row for each day, with its number in the picture. On a phone the cells lie under each
 * other; the roles keep it a table for a screen reader.
 */
export function cliffTable(cliffs: readonly Cliff[], today: string): Markup {
  return markup`<table class="cliffs stacked" role="table">
    <caption>
      The same, day by day
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col"><abbr title="number in the picture">No.</abbr></th>
        <th role="columnheader" scope="col">Day</th>
        <th role="columnheader" scope="col">What breaks</th>
        <th role="columnheader" scope="col">Devices</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${cliffs.map((cliff, i) => row(cliff, i + 1, today))}
    </tbody>
  </table>`;
}

function row({ date, devices, parts, grave }: Cliff, number: number, today: string): Markup {
  return markup`<tr role="row">
    <td role="cell"><span class="mark-number ${grave ? 'grave' : 'slight'}">${number}</span></td>
    <th role="rowheader" scope="row">${date}<br /><span class="quiet">${distance(date, today)}</span></th>
    <td role="cell">${parts.map(part)}</td>
    <td role="cell"><a href="#/devices?breaks=${date}">${count(devices, 'device')}</a></td>
  </tr>`;
}

function part({ cause, level, peer, roots, message, devices }: CliffPart): Markup {
  const more = devices > 1 ? markup` <span class="quiet">(${count(devices, 'device')})</span>` : NOTHING;
  const named = roots.map(
    ({ name, devices: hit }, i) => markup`${i > 0 ? ', ' : ''}${name}${hit < devices ? ` (${hit})` : ''}`,
  );
  const confidence = confidenceOf(message);
  return markup`<p>
    <span class="level ${level}">${level}</span>
    ${CAUSE_WORDS[cause]}${more}.${confidence === null ? NOTHING : markup` <span class="tag${confidence === 'corroborated' ? '' : ' weak'}">${CONFIDENCE_WORDS[confidence]}</span>`}<br /><span
      class="quiet"
      >${peer}: </span
    >${roots.length > 0 ? named : message}
  </p>`;
}
