import type { TopicName } from "../topics.js";
import { topicFacts } from "./topicFacts.js";

/**
 * The schema definition of a topic: its facts in order, every value a text, so that a field opened on chain reads as it
 * stands in the record. Source: ATTEST-2, EVID-9.
 * @example schemaDefinition("RESERVE") === "string isin,string reserve"
 */
export function schemaDefinition(topic: TopicName): string {
  return topicFacts[topic].map((name) => `string ${name}`).join(",");
}
