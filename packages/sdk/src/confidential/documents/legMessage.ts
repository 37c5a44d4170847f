import { canonicalBytes, keccak256, utf8 } from "@muniment/protocol";
import type { LegSubmission } from "./legSchema.js";
import { writeDocument } from "./writeDocument.js";

const purpose = utf8("muniment.settlement.leg");

/** What a party signs of its leg, so that nobody else brings one in its name (SETTLE-97). It is no operation's message. */
export function legMessage(submission: LegSubmission): bigint {
  return BigInt(keccak256(purpose, canonicalBytes(writeDocument(submission)))) >> 8n;
}
