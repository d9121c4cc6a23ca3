import { daysUntil, moment } from '../../model/time.js';
import { count } from '../terminal.js';

/** How far a day is from the day of the report. */
export function distance(date: string, today: string): string {
  const days = daysUntil(moment(date), moment(today));
  if (days === 0) return 'on the day of this report';
  return days > 0 ? `in ${count(days, 'day')}` : `for ${count(-days, 'day')}`;
}
