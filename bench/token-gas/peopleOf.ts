import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ProtocolError } from "@muniment/protocol";
import type { People } from "./People.js";

const FIRST_OF_CROWD = 10;
const CROWD = 20;

/** Casts the accounts of a network. */
export function peopleOf(signers: readonly HardhatEthersSigner[]): People {
  const at = (index: number): HardhatEthersSigner => {
    const signer = signers[index];
    if (signer === undefined) {
      const wanted = FIRST_OF_CROWD + CROWD;
      throw new ProtocolError("ARGUMENT_INVALID", {
        value: signers.length,
        option: "accounts",
        expected: `a network with ${String(wanted)} accounts`,
      });
    }
    return signer;
  };
  return {
    owner: at(0),
    agent: at(1),
    issuerKey: at(2),
    exchange: at(3),
    sender: at(4),
    receiver: at(5),
    spender: at(6),
    newcomer: at(7),
    successor: at(8),
    stranger: at(9),
    crowd: Array.from({ length: CROWD }, (_, index) => at(FIRST_OF_CROWD + index)),
  };
}
