/** A text without those characters at its end. `/[\r\n]+$/` starts over at every run of them, which takes long in hostile text. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}
