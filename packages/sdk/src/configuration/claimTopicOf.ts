import { topicId } from "@muniment/protocol";

/** A topic's id as an ONCHAINID claim topic. */
export function claimTopicOf(topic: string): bigint {
  return BigInt(topicId(topic));
}
