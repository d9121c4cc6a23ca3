import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './support/knowledge.js';

const rows = readFileSync(join(root, 'docs', 'promises.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!promise |---)/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

/** The titles of the tests in a file; acceptance tests give theirs to `expect` or `step`. Skipped ones do not count. */
function titlesOf(file: string): ReadonlySet<string> {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const titles = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && /^(it|test|describe|expect|step)(\.each\b|$)/.test(node.expression.getText())) {
      const [title] = node.arguments;
      if (title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) {
        titles.add(ts.isStringLiteralLike(title) ? title.text : title.getText().slice(1, -1));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

it('lists promises, each of which once', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(new Set(rows.map(([promise]) => promise)).size).toBe(rows.length);
});

it.each(rows)('%s', (promise = '', test = '', title = '') => {
  expect(promise.length).toBeGreaterThan(20);
  const file = test.replaceAll('`', '');
  expect([file, existsSync(join(root, file))]).toEqual([file, true]);
  expect([...titlesOf(file)]).toContain(title);
});
