// Mutants that change nothing anybody could see, each looked at by a person: file, the code before, the code after, and why.
export const EQUIVALENT = [
  {
    file: 'src/x509/path/signatures.ts',
    was: "answers.get(pair(certificate, issuer)) ?? 'no'",
    by: '(answers.get(pair(certificate, issuer)))',
    why: 'only pairs whose names fit are asked for, and each of those has an answer',
  },
  {
    file: 'src/x509/path/distinguished-name.ts',
    was: 'known.set(name, found);',
    by: ';',
    why: 'a name that is not kept is taken apart again, with the same result',
  },
  {
    file: 'src/x509/path/distinguished-name.ts',
    was: 'known.clear();',
    by: ';',
    why: 'it bounds the memory, and no answer',
  },
  {
    file: 'src/x509/pkcs12.ts',
    was: 'bagsOf(decrypted.plain) ?? []',
    by: '(bagsOf(decrypted.plain))',
    why: 'what was decrypted fits because it has bags: the list is for the types',
  },
  {
    file: 'src/x509/path/build-paths.ts',
    was: 'return path;',
    by: 'return;',
    at: 'if (!last) return path;',
    why: 'a path begins with a certificate: the condition is for the types',
  },
  {
    file: 'src/rules/demand-result.ts',
    was: '&&',
    by: '||',
    at: "best && best.trust?.answer !== 'yes'",
    why: 'there always is a best answer, and none of them is yes: the condition is for the types',
  },
];

/** `at` is the line that a small change stands in. */
export function isEquivalent({ file, was, by, text }) {
  return EQUIVALENT.some(
    (each) =>
      each.file === file && each.was === was && each.by === by && (each.at === undefined || text.includes(each.at)),
  );
}
