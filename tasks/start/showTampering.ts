import { readFile } from "node:fs/promises";

import { ProtocolError } from "@muniment/protocol";
import { parseAudit, verifyAudit, type AuditTrail } from "@muniment/sdk";

import type { Output } from "../output/Output.js";

const changes: readonly { what: string; apply: (trail: AuditTrail) => AuditTrail }[] = [
  {
    what: "one line changed",
    apply: (trail) => ({
      ...trail,
      lines: trail.lines.map((line) =>
        line.line === 40 ? { ...line, address: trail.header.lifecycle } : line,
      ),
    }),
  },
  {
    what: "one line deleted",
    apply: (trail) => ({ ...trail, lines: trail.lines.filter(({ line }) => line !== 25) }),
  },
  {
    what: "two lines exchanged",
    apply: (trail) => {
      const lines = [...trail.lines];
      const [a, b] = [lines[9], lines[10]];
      if (a !== undefined && b !== undefined) [lines[9], lines[10]] = [b, a];
      return { ...trail, lines };
    },
  },
];

/** Shows that a tampered copy of an export is found out, and where. */
export async function showTampering(file: string, output: Output): Promise<void> {
  const trail = parseAudit(file, await readFile(file, "utf8"));
  const rows = changes.map(({ what, apply }) => {
    try {
      verifyAudit(apply(trail));
    } catch (error) {
      if (error instanceof ProtocolError && error.code === "AUDIT_TAMPERED")
        return { tampered: what, found: error.message };
      throw error;
    }
    throw new ProtocolError("EXPECTED_REFUSAL", { what });
  });
  output.table("tampering", rows);
}
