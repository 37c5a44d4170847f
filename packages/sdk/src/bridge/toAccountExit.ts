import { keccak256, ZeroAddress } from "ethers";

import type { StateProofAnswer } from "../rpc/stateProofSchema.js";
import type { AccountExit } from "./AccountExit.js";

/** What an account is besides what its proof says. */
export interface AccountExitDetails {
  /** Where the account delegates to (EIP-7702). */
  readonly delegate?: string;
  /** A contract's named owner, and the proof of escapeSlots.exitOwner in the register of owners. */
  readonly owner?: string;
  readonly ownerProof?: string;
}

/** Makes of the node's answer to muniment_getProof what exitEth and exitToken show. */
export function toAccountExit(
  { address, account, accountProof }: StateProofAnswer,
  { delegate = ZeroAddress, owner = ZeroAddress, ownerProof = "0x" }: AccountExitDetails = {},
): AccountExit {
  const { nonce, balance, codeHash } = account ?? { nonce: 0n, balance: 0n, codeHash: keccak256("0x") };
  return { account: address, nonce, balance, codeHash, delegate, proof: accountProof, owner, ownerProof };
}
