import type { SignedLeg, SignedLegDocument } from "./legSchema.js";
import { writeDocument } from "./writeDocument.js";

/** A signed leg as JSON. */
export function encodeLeg(leg: SignedLeg): SignedLegDocument {
  return writeDocument(leg);
}
