import { ProtocolError, receiptsDigest, type Hex, type ReceiptsStatement } from "@muniment/protocol";
import { recoverAddress } from "ethers";

import type { ReceiptsAuthority } from "./ReceiptsAuthority.js";

/**
 * Who signed a statement on a block's receipts.
 * @param signer Who the node says it was.
 * @throws SIGNED_RECEIPT_INVALID when it is another lane's, or somebody else's than the node or the authority says
 */
export function statementSigner(
  statement: ReceiptsStatement,
  { signer, signature }: { readonly signer: Hex; readonly signature: Hex },
  authority: ReceiptsAuthority,
): string {
  if (statement.lane !== authority.lane) refuse("lane", authority.lane, statement.lane);
  const sequencer = signerOf(statement, signature, authority);
  if (sequencer.toLowerCase() !== signer) refuse("signer", sequencer, signer);
  if (authority.sequencer !== undefined && sequencer.toLowerCase() !== authority.sequencer.toLowerCase())
    refuse("signature", `one of ${authority.sequencer}`, `one of ${sequencer}`);
  return sequencer;
}

function signerOf(
  statement: ReceiptsStatement,
  signature: Hex,
  { l1ChainId, sequencerBond }: ReceiptsAuthority,
): string {
  const domain = { chainId: l1ChainId, verifyingContract: sequencerBond };
  try {
    return recoverAddress(receiptsDigest(domain, statement), signature);
  } catch {
    return refuse("signature", "65 bytes that somebody can have signed", signature);
  }
}

function refuse(field: string, expected: string | number, actual: string | number): never {
  throw new ProtocolError("SIGNED_RECEIPT_INVALID", { field, expected, actual });
}
