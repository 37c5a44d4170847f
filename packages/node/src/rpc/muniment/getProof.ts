import { z } from "zod";
import { ProtocolError, toHex } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { requireBlock } from "../requireBlock.js";

/** Proofs of an account and of slots against the state root of a block (spec/state.md, TREE-14). */
export const getProof = defineMethod({
  name: "muniment_getProof",
  parameters: z.tuple([schemas.address, z.nullish(z.array(schemas.slotKey)), schemas.blockOrLatest]),
  run: async (context, [address, keys, name]) => {
    const { proofSlots: limit } = context.limits;
    const slots = keys ?? [];
    if (slots.length > limit)
      throw new ProtocolError("RPC_LIMIT_EXCEEDED", { what: "slots", actual: slots.length, limit });
    const { header, hash } = requireBlock(context, name);
    const proof = await context.state.prove(header.number, address, slots);
    const { account } = proof;
    return {
      address,
      blockNumber: quantity(header.number),
      blockHash: hash,
      stateRoot: proof.stateRoot,
      account: account && {
        nonce: quantity(account.nonce),
        balance: quantity(account.balance),
        codeHash: account.codeHash,
      },
      accountProof: toHex(proof.accountProof),
      slots: proof.slots.map((slot) => ({
        key: slot.key,
        value: quantity(slot.value),
        proof: toHex(slot.proof),
      })),
    };
  },
});
