import { zeroHash } from "../bytes/zeroHash.js";
import { messageLevels } from "./absentMessages.js";
import type { MessageFrontier } from "./MessageFrontier.js";

/** The tree before the first message. */
export const emptyMessages: MessageFrontier = {
  count: 0n,
  branch: Array.from({ length: messageLevels }, () => zeroHash),
};
