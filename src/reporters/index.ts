import type { ReportFormat } from './report-format.js';

/** Every format that is made of a run as plain data; `pretty` and `concise` are for terminals and made of more. */
export const reportFormats: readonly ReportFormat[] = [
  {
    name: 'json',
    extension: 'json',
    what: 'one object, for programs and for sbclint report',
    needs: [],
    load: async () => (await import('./json.js')).renderJson,
  },
  {
    name: 'ndjson',
    extension: 'ndjson',
    what: 'one finding a line',
    needs: [],
    load: async () => (await import('./json.js')).renderNdjson,
  },
  {
    name: 'sarif',
    extension: 'sarif',
    what: 'SARIF 2.1.0, for GitHub code scanning and viewers',
    needs: ['lineHashes', 'fixes'],
    load: async () => (await import('./sarif/index.js')).sarifReport,
  },
  {
    name: 'html',
    extension: 'html',
    what: 'the report of a fleet as one page, for people',
    needs: ['page'],
    load: async () => (await import('./html/index.js')).renderHtml,
  },
  {
    name: 'gitlab',
    extension: 'json',
    what: 'GitLab Code Quality',
    needs: [],
    load: async () => (await import('./gitlab.js')).gitlabReport,
  },
  {
    name: 'junit',
    extension: 'xml',
    what: 'JUnit XML: a test for each device and rule',
    needs: [],
    load: async () => (await import('./junit.js')).junitReport,
  },
  {
    name: 'checkstyle',
    extension: 'xml',
    what: 'checkstyle XML',
    needs: [],
    load: async () => (await import('./checkstyle.js')).checkstyleReport,
  },
  {
    name: 'github',
    extension: 'txt',
    what: 'annotations of a GitHub Actions log',
    needs: [],
    load: async () => (await import('./github.js')).githubReport,
  },
  {
    name: 'markdown',
    extension: 'md',
    what: 'a comment on a merge request',
    needs: [],
    load: async () => (await import('./markdown.js')).markdownReport,
  },
  {
    name: 'csv',
    extension: 'csv',
    what: 'one finding a row, for spreadsheets',
    needs: [],
    load: async () => (await import('./csv.js')).csvReport,
  },
];
