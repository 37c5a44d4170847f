import { ProtocolError, type Hex } from "@muniment/protocol";
import { z } from "zod";

import type { AuditTrail, AuditValue } from "./AuditLine.js";

const hash = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value));
const auditValue: z.ZodType<AuditValue> = z.lazy(() =>
  z.union([z.string(), z.boolean(), z.array(auditValue), z.record(z.string(), auditValue)]),
);

const headerSchema = z.strictObject({
  format: z.literal("muniment-audit-1"),
  chainId: z.string(),
  asset: hash.nullable(),
  lifecycle: z.string(),
  attestations: z.string(),
  toBlock: z.number().int(),
});

const lineSchema = z.strictObject({
  line: z.number().int(),
  block: z.number().int(),
  time: z.string(),
  transaction: hash,
  logIndex: z.number().int(),
  contract: z.string(),
  address: z.string(),
  event: z.string(),
  args: auditValue,
  previous: hash,
  hash,
});

const bytes = z.custom<Hex>((value) => typeof value === "string" && /^0x([0-9a-f]{2})*$/.test(value));
const decimal = z.string().regex(/^\d+$/);

const proofsSchema = z.strictObject({
  lane: z.number().int(),
  l1ChainId: z.number().int(),
  rollup: z.string(),
  batch: decimal,
  header: bytes,
  assets: z.array(
    z.strictObject({
      asset: hash,
      head: hash,
      headProof: bytes,
      checkpoints: decimal,
      checkpointsProof: bytes,
    }),
  ),
});

const trailSchema = z.strictObject({
  header: headerSchema,
  lines: z.array(lineSchema),
  count: z.number().int(),
  head: hash,
  proofs: proofsSchema.optional(),
});

/** Fields of one CSV line, quotes undone. */
function splitCsv(line: string): string[] {
  const fields: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
  }
  return fields;
}

function readCsv(text: string): unknown {
  const rows = text.trimEnd().split("\n").map(splitCsv);
  const [first, columns, ...rest] = rows;
  const proofs = rest.at(-1)?.[0] === "proofs" ? rest.pop() : undefined;
  const end = rest.at(-1)?.[0] === "end" ? rest.pop() : undefined;
  const numbers = new Set(["line", "block", "logIndex"]);
  const lines = rest.map((row) =>
    Object.fromEntries(
      (columns ?? []).map((name, index) => {
        const cell = row[index] ?? "";
        if (name === "args") return [name, JSON.parse(cell) as unknown];
        return [name, numbers.has(name) ? Number(cell) : cell];
      }),
    ),
  );
  return {
    header: JSON.parse(first?.[1] ?? "") as unknown,
    lines,
    count: Number(end?.[1]),
    head: end?.[2],
    ...(proofs === undefined ? {} : { proofs: JSON.parse(proofs[1] ?? "") as unknown }),
  };
}

/**
 * Reads an exported trail, JSON or CSV.
 * @param file Name of the file, for errors.
 * @throws AUDIT_UNREADABLE naming what is not as an export writes it.
 */
export function parseAudit(file: string, text: string): AuditTrail {
  let raw: unknown;
  try {
    raw = text.startsWith("header,") ? readCsv(text) : JSON.parse(text);
  } catch (error) {
    throw new ProtocolError(
      "AUDIT_UNREADABLE",
      { file, problem: (error as Error).message },
      { cause: error },
    );
  }
  const parsed = trailSchema.safeParse(raw);
  if (parsed.success) return trailOf(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw new ProtocolError("AUDIT_UNREADABLE", {
    file,
    problem: `${where}: ${issue?.message ?? "malformed"}`,
  });
}

/** A trail without proofs has no such member. */
function trailOf({ proofs, ...trail }: z.infer<typeof trailSchema>): AuditTrail {
  return proofs === undefined ? trail : { ...trail, proofs };
}
