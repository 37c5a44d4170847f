import type { Finding } from "../../../checks/Finding.js";

/** Findings as `file:line message`, for comparing. */
export function messages(findings: readonly Finding[]): string[] {
  return findings.map(({ file, line, message }) => `${file}:${line} ${message}`);
}
