import { z } from "zod";
import { factKinds } from "../facts/factKinds.js";
import type { FactName } from "../facts/factKinds.js";
import { topics } from "../topics.js";
import type { GatedStageName } from "../topics.js";
import { readObject } from "./readObject.js";
import { shapes } from "./shapes.js";

const facts = z
  .array(z.enum(Object.keys(factKinds) as [FactName, ...FactName[]]))
  .min(1, "it names no fact")
  .refine((names) => new Set(names).size === names.length, "a fact is named twice");

const stage = <Stage extends GatedStageName>(name: Stage) =>
  z.array(
    z.strictObject({
      topic: z.enum(topics[name]),
      document: shapes.path,
      attester: z.string().regex(/^[a-z][A-Za-z0-9]*$/, "it is not the name of an account"),
      validityDays: shapes.whole(1, 3_650).transform(BigInt),
      subject: z.enum(["issuer", "investor"]).default("issuer"),
      facts,
    }),
  );

const schema = z.strictObject({
  Registered: stage("Registered"),
  Structured: stage("Structured"),
  Tokenized: stage("Tokenized"),
  Issued: stage("Issued"),
  Trading: stage("Trading"),
});

/** What an evidence file says: per stage, which document supports which topic, who attests it and what it must state. */
export type EvidenceInput = ReturnType<typeof parseEvidence>;

/** One line of evidence. `{lei}` in `document` stands for the investor's LEI. */
export type EvidenceEntry = EvidenceInput[GatedStageName][number];

/**
 * Reads evidence.json.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function parseEvidence(file: string, text: string) {
  return readObject(file, text, schema);
}
