import { decodeStateProof, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { State } from "../../transition/State.js";
import type { MachineSource } from "./MachineInput.js";

/**
 * What a machine asks of a state, which must stay what it is for as long as it is asked: each proof is made, and each
 * account read, when it is needed.
 */
export function stateSource({ runtime: { accounts }, tree }: State): MachineSource {
  /** Codes of the accounts that were read: a machine reads an account before its code. */
  const codes = new Map<Hex, Uint8Array>();
  return {
    prove: (key) => decodeStateProof(tree.prove(key)),
    account: (address, hash) => {
      const entry = accounts.find(address);
      if (entry === 0) throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "an account", hash });
      const account = accounts.read(entry);
      codes.set(account.codeHash, account.code);
      return account;
    },
    code: (hash) => {
      const code = codes.get(hash);
      if (code === undefined) throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "a code", hash });
      return code;
    },
  };
}
