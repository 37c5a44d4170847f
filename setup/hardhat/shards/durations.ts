import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";

const table = z.record(z.string(), z.number());

/**
 * The seconds that each test file took when they were last recorded; empty when they never were.
 * @param path The table, JSON.
 */
export async function readDurations(path: string): Promise<Map<string, number>> {
  const text = await readFile(path, "utf8").catch(() => "{}");
  return new Map(Object.entries(table.parse(JSON.parse(text))));
}

/** Writes the table anew, sorted by file, in tenths of a second. */
export async function writeDurations(path: string, seconds: ReadonlyMap<string, number>): Promise<void> {
  const rounded = [...seconds]
    .map(([file, value]) => [file, Math.round(value * 10) / 10] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(path, `${JSON.stringify(Object.fromEntries(rounded), null, 2)}\n`);
}
