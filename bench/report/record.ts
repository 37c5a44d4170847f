import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Report } from "./Report.js";

const folder = new URL("../results/", import.meta.url);

/** Writes a report where records are kept, by the minute it was made in. @returns The file. */
export function record(report: Report, into: URL = folder): string {
  mkdirSync(into, { recursive: true });
  const minute = report.date.slice(0, 16).replace(":", "");
  const file = fileURLToPath(new URL(`${report.bench}-${minute}.json`, into));
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  return file;
}
