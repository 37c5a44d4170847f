import { type Common, createCustomCommon, Hardfork, Mainnet } from "@ethereumjs/common";
import { paramsTx } from "@ethereumjs/tx";
import { createVM, type VM } from "@ethereumjs/vm";
import { fromHex, ProtocolError } from "@muniment/protocol";
import type { Rules } from "../../rules/Rules.js";
import { toHex32 } from "../cases/toHex32.js";
import { ReferenceState } from "./ReferenceState.js";
import { verifyPointEvaluation } from "./verifyPointEvaluation.js";

/** `@ethereumjs/vm` under one set of rules on one chain, with the state and the block hashes it looks at. */
export interface ReferenceMachine {
  readonly common: Common;
  readonly vm: VM;
  readonly state: ReferenceState;
  blockHashes: ReadonlyMap<bigint, bigint>;
}

const hardforks = { cancun: Hardfork.Cancun, prague: Hardfork.Prague, osaka: Hardfork.Osaka };

/** Making a machine costs milliseconds, running a small case a fraction of one; so machines are kept. */
const machines = new Map<string, Promise<ReferenceMachine>>();

/** The machine for these rules and this chain. The chain's own rules are Osaka's here: its bounds are not enforced. */
export function referenceMachine(rules: Rules, chainId: bigint): Promise<ReferenceMachine> {
  const fork = rules.kind === "ethereum" ? rules.fork : "osaka";
  const key = `${fork} ${chainId.toString()}`;
  let machine = machines.get(key);
  if (machine === undefined) machines.set(key, (machine = open(hardforks[fork], chainId)));
  return machine;
}

function unsupported(): never {
  throw new ProtocolError("REFERENCE_UNSUPPORTED", { what: "blob proofs other than of one point" });
}

const kzg = {
  verifyProof: verifyPointEvaluation,
  blobToKzgCommitment: unsupported,
  computeBlobProof: unsupported,
  verifyBlobProofBatch: unsupported,
  computeCells: unsupported,
  computeCellsAndProofs: unsupported,
  recoverCellsAndProofs: unsupported,
  verifyCellKzgProofBatch: unsupported,
};

async function open(hardfork: Hardfork, chainId: bigint): Promise<ReferenceMachine> {
  const common = createCustomCommon({ chainId: Number(chainId) }, Mainnet, {
    hardfork,
    customCrypto: { kzg },
  });
  common.updateParams(paramsTx);
  const state = new ReferenceState();
  const blockchain = {
    getBlock: (number: number) => {
      const hash = fromHex(toHex32(machine.blockHashes.get(BigInt(number)) ?? 0n));
      return Promise.resolve({ hash: () => hash });
    },
    putBlock: () => Promise.resolve(),
    shallowCopy: () => blockchain,
  };
  const vm = await createVM({ common, stateManager: state, blockchain });
  const machine: ReferenceMachine = { common, vm, state, blockHashes: new Map() };
  return machine;
}
