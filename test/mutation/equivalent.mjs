// Mutants that change nothing anybody could see, each looked at by a person: file, the code before, the code after, and why.
export const EQUIVALENT = [];

export function isEquivalent({ file, was, by }) {
  return EQUIVALENT.some((each) => each.file === file && each.was === was && each.by === by);
}
