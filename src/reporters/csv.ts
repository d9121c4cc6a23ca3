import type { ReportedFinding } from '../model/run-report.js';
import { csvCell, csvRecord, type Cell } from './csv-text.js';
import type { Render } from './report-format.js';

/** The columns, in this order; new ones come at the end. */
const COLUMNS: readonly (readonly [name: string, of: (finding: ReportedFinding) => Cell])[] = [
  ['ruleId', ({ ruleId }) => ruleId],
  ['kind', ({ kind }) => kind],
  ['level', ({ level }) => level],
  ['device', ({ device }) => device],
  ['message', ({ message }) => message],
  ['because', ({ because }) => because],
  ['hint', ({ hint }) => hint],
  ['tlsContext', ({ tlsContext }) => tlsContext],
  ['peer', ({ peer }) => peer],
  ['requirements', ({ requirements }) => requirements.join(' ')],
  ['trustAnchor', ({ trustAnchor }) => trustAnchor?.name],
  ['trustAnchorSha256', ({ trustAnchor }) => trustAnchor?.sha256],
  ['path', ({ location }) => location?.path],
  ['startLine', ({ location }) => location?.startLine],
  ['startColumn', ({ location }) => location?.startColumn],
  ['endLine', ({ location }) => location?.endLine],
  ['endColumn', ({ location }) => location?.endColumn],
  ['fix', ({ fix }) => fix],
  ['suppression', ({ suppression }) => suppression?.kind],
  ['suppressionReason', ({ suppression }) => suppression?.reason],
  ['suppressionOwner', ({ suppression }) => suppression?.owner],
  ['suppressionUntil', ({ suppression }) => suppression?.until],
  ['fingerprint', ({ fingerprint }) => fingerprint],
];

/** RFC 4180 in UTF-8: CRLF, one header, one finding a row. */
export const csvReport: Render = ({ findings }) => {
  const rows = [
    COLUMNS.map(([name]) => name),
    ...findings.map((finding) => COLUMNS.map(([, of]) => csvCell(of(finding)))),
  ];
  return { text: rows.map(csvRecord).join(''), notices: [] };
};
