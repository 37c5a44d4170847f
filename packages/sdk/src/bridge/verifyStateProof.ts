import {
  accountKey,
  accountValueHash,
  decodeStateProof,
  fromHex,
  isProtocolError,
  ProtocolError,
  slotKey,
  verifyStateProof as verifyTreeProof,
  zeroHash,
  type Hex,
} from "@muniment/protocol";

import type { StateProofAnswer } from "../rpc/stateProofSchema.js";
import { wordOf } from "./wordOf.js";

/**
 * Checks the node's answer to muniment_getProof against a state root that one trusts: account and slots are in that state
 * as the answer says, or absent from it.
 * @param stateRoot Of the header of a batch whose digest is on L1, for example.
 * @throws STATE_ANSWER_INVALID naming the field
 */
export function verifyStateProof(answer: StateProofAnswer, stateRoot: Hex): void {
  const { address, account } = answer;
  if (answer.stateRoot !== stateRoot) refuse("stateRoot", stateRoot, answer.stateRoot);
  const claimed = account ? accountValueHash(account) : zeroHash;
  const proven = shown("accountProof", stateRoot, accountKey(address), answer.accountProof);
  if (proven !== claimed) refuse("account", proven, claimed);
  answer.slots.forEach(({ key, value, proof }, index) => {
    const word = shown(`slots.${String(index)}.proof`, stateRoot, slotKey(address, key), proof);
    if (word !== wordOf(value)) refuse(`slots.${String(index)}.value`, word, wordOf(value));
  });
}

function shown(field: string, root: Hex, key: Hex, proof: Hex): Hex {
  try {
    return verifyTreeProof(root, key, decodeStateProof(fromHex(proof)));
  } catch (error) {
    if (!isProtocolError(error)) throw error;
    const actual = `another: ${error.message}`;
    throw new ProtocolError(
      "STATE_ANSWER_INVALID",
      { field, expected: `a proof under ${root}`, actual },
      { cause: error },
    );
  }
}

function refuse(field: string, expected: Hex, actual: Hex): never {
  throw new ProtocolError("STATE_ANSWER_INVALID", { field, expected, actual });
}
