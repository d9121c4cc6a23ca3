import { unifiedDiff } from '../../src/engine/diff.js';
import { applyEdits, insertAt } from '../../src/text/edit.js';
import { SourceText } from '../../src/text/source-text.js';

function diff(text: string, ...edits: { range: { start: number; end: number }; insert: string }[]): string {
  const before = SourceText.of('a.cfg', text);
  const planned = edits.map((edit) => ({ file: 'a.cfg', edit, allow: null }));
  return unifiedDiff({ before, after: applyEdits(before, edits), edits: planned }, 'a.cfg');
}

it('shows an inserted line with three lines around it', () => {
  expect(diff('1\n2\n3\n4\n5\n6\n7\n8\n', insertAt(8, 'new\n'))).toBe(
    '--- a/a.cfg\n+++ b/a.cfg\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n',
  );
});

it('shows two places near each other in one hunk, and far ones in two', () => {
  const text = Array.from({ length: 30 }, (_, i) => `${i}\n`).join('');
  expect(diff(text, insertAt(2, 'a\n'), insertAt(6, 'b\n')).match(/^@@/gm)).toHaveLength(1);
  expect(diff(text, insertAt(2, 'a\n'), insertAt(text.length, 'b\n')).match(/^@@/gm)).toHaveLength(2);
});

it('counts the lines behind the last one right', () => {
  expect(diff('1\n2\n2\n', insertAt(6, '3\n2\n'))).toBe(
    '--- a/a.cfg\n+++ b/a.cfg\n@@ -1,3 +1,5 @@\n 1\n 2\n 2\n+3\n+2\n',
  );
});

it('says where the final newline is missing', () => {
  expect(diff('1\n2', insertAt(3, '\n3'))).toBe(
    '--- a/a.cfg\n+++ b/a.cfg\n@@ -1,2 +1,3 @@\n 1\n-2\n\\ No newline at end of file\n+2\n+3\n\\ No newline at end of file\n',
  );
});

it('shows a replaced value as one line gone and one come', () => {
  expect(diff('a 0;\nb 0;\n', { range: { start: 2, end: 3 }, insert: '1' })).toBe(
    '--- a/a.cfg\n+++ b/a.cfg\n@@ -1,2 +1,2 @@\n-a 0;\n+a 1;\n b 0;\n',
  );
});

it('masks secrets in the lines around', () => {
  expect(diff('password hunter2\nx\n', insertAt(17, 'y\n'))).not.toContain('hunter2');
});

it('is empty where nothing changes', () => {
  expect(diff('a\n')).toBe('');
});
