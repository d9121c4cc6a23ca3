import type { ReportedFinding } from '../../model/run-report.js';
import { compareText } from '../../text/provenance.js';
import { count } from '../terminal.js';
import type { FleetReportInput } from './input.js';
import { markup, NOTHING, type Markup } from './markup.js';

const ORDER = ['error', 'warning', 'note'];

interface Wrong {
  readonly finding: ReportedFinding;
  readonly devices: Set<string>;
  readonly roots: Map<string, { readonly name: string; readonly devices: Set<string> }>;
}

/** Findings that share a rule, the gravest and most frequent first, with the roots that they are about. */
export function wrongTable({ report, rules }: FleetReportInput): Markup {
  const { devices, findings } = report;
  const all = wrongs(findings);
  if (all.length === 0) return markup`<p>Nothing was found on any device.</p>`;
  const rows = all.map(({ finding, devices: hit, roots }) => {
    const mark = finding.suppression ? 'accepted' : finding.kind === 'open' ? 'open' : finding.level;
    const what = rules.find(({ id }) => id === finding.ruleId)?.docs.what ?? finding.ruleId;
    const query = `rule=${finding.ruleId}`;
    return markup`<tr role="row">
      <td role="cell"><span class="level ${mark}">${mark}</span></td>
      <td role="cell">
        ${finding.kind === 'open' ? 'Cannot be told: ' : ''}${what}
        <code>${finding.ruleId}</code>${roots.size > 0 ? rootList(roots, query) : NOTHING}
      </td>
      <td role="cell"><a href="#/devices?${query}">${hit.size} of ${devices.length}</a></td>
    </tr>`;
  });
  return markup`<table class="wrong stacked" role="table">
    <caption class="sr">
      Findings over all devices, the gravest first
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">Level</th>
        <th role="columnheader" scope="col">What</th>
        <th role="columnheader" scope="col">Devices</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows}
    </tbody>
  </table>`;
}

function wrongs(findings: readonly ReportedFinding[]): readonly Wrong[] {
  const groups = new Map<string, Wrong>();
  for (const finding of findings) {
    const { device, ruleId, kind, level, suppression, trustAnchor } = finding;
    if (device === null) continue;
    const key = JSON.stringify([ruleId, kind, level, suppression !== null]);
    const group = groups.get(key) ?? { finding, devices: new Set(), roots: new Map() };
    groups.set(key, group);
    group.devices.add(device);
    if (!trustAnchor) continue;
    const root = group.roots.get(trustAnchor.sha256) ?? { name: trustAnchor.name, devices: new Set() };
    group.roots.set(trustAnchor.sha256, root);
    root.devices.add(device);
  }
  const rank = ({ finding: { kind, level, suppression } }: Wrong) =>
    (suppression ? 10 : 0) + ORDER.indexOf(level) * 2 + (kind === 'open' ? 1 : 0);
  return [...groups.values()].sort(
    (a, b) => rank(a) - rank(b) || b.devices.size - a.devices.size || compareText(a.finding.ruleId, b.finding.ruleId),
  );
}

function rootList(roots: Wrong['roots'], query: string): Markup {
  const sorted = [...roots].sort(([, a], [, b]) => b.devices.size - a.devices.size || compareText(a.name, b.name));
  return markup`<ul class="roots">
    ${sorted.map(
      ([sha256, { name, devices }]) =>
        markup`<li>
          <a href="#/devices?${query}&amp;root=${sha256}">${name}</a>
          <span class="quiet">${count(devices.size, 'device')}</span>
        </li>`,
    )}
  </ul>`;
}
