const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Nov 10 00:00:00 2006 GMT` or an ISO instant as ISO in UTC; `null` where the text is neither, or names another zone. */
export function readInstant(text: string): string | null {
  const printed = /^([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d)(?:\.\d{1,9})? (\d{4}) (?:GMT|UTC|Z)$/.exec(
    text.trim(),
  );
  if (printed) {
    const [, month = '', day = '', time = '', year = ''] = printed;
    const index = MONTHS.indexOf(month.toLowerCase());
    return index < 0 ? null : inUtc(`${year}-${two(index + 1)}-${two(Number(day))}T${time}`);
  }
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d) ?(?:Z|GMT|UTC)$/.exec(text.trim());
  return iso ? inUtc(`${iso[1] ?? ''}T${iso[2] ?? ''}`) : null;
}

function inUtc(local: string): string | null {
  const instant = new Date(`${local}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
