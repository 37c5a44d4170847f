import { Identity__factory } from "../../../../typechain-types/index.js";
import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import { claimTopicOf } from "../configuration/claimTopicOf.js";

/** Parameters of {@link addClaim}. */
export interface AddClaimParameters {
  readonly identity: string;
  /** Topic name, for example `KYC`. */
  readonly topic: string;
  /** Claim issuer contract. */
  readonly issuer: string;
  readonly signature: string;
  readonly data: string;
}

/** Puts a signed claim on an identity. Sender: its manager. */
export function addClaim({ identity, topic, issuer, signature, data }: AddClaimParameters): Call {
  const args = [claimTopicOf(topic), 1, issuer, signature, data, ""];
  return buildCall(Identity__factory.connect(identity), "Identity", "addClaim", args);
}
