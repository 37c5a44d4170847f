import { topics, topicId } from "@muniment/protocol";
import { encodeBytes32String } from "ethers";

import { ROLES } from "../access/roles.js";

const FIELDS = [
  "assetClass",
  "lei",
  "jurisdiction",
  "currency",
  "attestedValue",
  "details",
  "serialRoot",
  "decimals",
  "units",
  "unitValue",
  "haircutBps",
  "termSheet",
  "instrument",
  "cash",
  "price",
  "prospectus",
  "softCap",
  "closesAt",
  "venue",
  "navPerUnit",
  "agreement",
  "periodMonths",
  "shareBps",
  "firstPeriodEndDay",
  "maturityDay",
];

let cached: ReadonlyMap<string, string> | undefined;

/** Words behind the 32-byte values that errors and events carry: topics by their hash, fields by their ASCII name. */
export function knownNames(): ReadonlyMap<string, string> {
  cached ??= new Map<string, string>([
    ...Object.values(topics)
      .flat()
      .map((topic): [string, string] => [topicId(topic), topic]),
    ...FIELDS.map((field): [string, string] => [encodeBytes32String(field), field]),
    ...Object.keys(ROLES).map((role): [string, string] => [topicId(role), role]),
  ]);
  return cached;
}
