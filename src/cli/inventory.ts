import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf, statOf } from '../host/file-system.js';
import { writeWhole } from '../host/write.js';
import type { CheckResult } from '../model/run.js';
import { INVENTORY_MARK, inventoryCounts, inventoryFiles } from '../reporters/inventory.js';
import { visible } from '../reporters/terminal.js';
import { UsageError } from './usage-error.js';

/** Writes the inventory into a folder, and says what it holds. */
export function writeInventory(result: CheckResult, folder: string): string {
  for (const { name, content } of inventoryFiles(result)) writeWhole(join(folder, name), content);
  const counts = inventoryCounts(result).map(({ table, rows }) => `  ${String(rows).padStart(8)}  ${table}\n`);
  const where = visible(folder);
  return `${where}\n${counts.join('')}load it: cd ${where} && sqlite3 inventory.db < sqlite.sql\n`;
}

/** An inventory is written into an empty folder, or over an earlier one: never over somebody's files. */
export function checkInventoryFolder(folder: string): void {
  const entries = statOf(folder) ? entriesOf(folder) : [];
  if ('failed' in entries) throw new UsageError(`--inventory: ${entries.failed}`);
  if (entries.length === 0 || firstLine(join(folder, 'schema.sql')).startsWith(INVENTORY_MARK)) return;
  throw new UsageError(
    `--inventory wants an empty folder, or one that holds an earlier inventory; ${folder} holds other files`,
  );
}

function firstLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').split('\n', 1)[0] ?? '';
  } catch {
    return '';
  }
}
