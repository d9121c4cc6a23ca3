/** 10000 as 10,000. */
export function thousands(number: number): string {
  return number.toLocaleString('en-US');
}
