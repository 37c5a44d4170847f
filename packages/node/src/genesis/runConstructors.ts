import { type Allocation, nextEnvironment, sealGenesis, State, transition } from "@muniment/executor";
import { encodeTransaction, type Hex, ProtocolError, zeroHash } from "@muniment/protocol";
import type { PredeployCreation } from "@muniment/sdk";

/** Nobody's, and not where anything of the chain lies. */
const maker: Hex = "0x00000000000000000000000000000000000c0de5";
const gasLimit = 16_777_216n;
const noTime = 0n;

/**
 * Runs constructors, each once, on a chain of nothing, and gives what each leaves: code, nonce and slots (spec/deployment.md,
 * DEPLOY-10).
 * @throws PREDEPLOY_CREATION_FAILED
 */
export function runConstructors(
  creations: readonly PredeployCreation[],
  chainId: bigint,
): Map<Hex, Allocation> {
  const state = State.genesis({ rules: { kind: "muniment" } }, new Map());
  const { header } = sealGenesis(state, noTime);
  const { receipts } = transition(state, {
    environment: nextEnvironment(header, chainId, noTime),
    parentHash: zeroHash,
    transactions: creations.map(({ data }, index) =>
      encodeTransaction({
        ...{ type: 0x7e, from: maker, to: undefined, mint: 0n, value: 0n, gasLimit, data },
        sourceHash: `0x${index.toString(16).padStart(64, "0")}`,
      }),
    ),
  });
  const made = new Map<Hex, Allocation>();
  for (const [index, { name, address }] of creations.entries()) {
    const { isSuccess, createdAddress } = receipts[index] ?? {};
    if (isSuccess !== true || createdAddress === undefined) {
      throw new ProtocolError("PREDEPLOY_CREATION_FAILED", { predeploy: name, outcome: "a revert" });
    }
    made.set(address, leftAt(state, createdAddress, name));
  }
  return made;
}

/** What the state has at an address. @throws PREDEPLOY_CREATION_FAILED */
function leftAt({ runtime: { accounts } }: State, address: Hex, predeploy: string): Allocation {
  const entry = accounts.find(address);
  const code = entry === 0 ? new Uint8Array() : accounts.read(entry).code.slice();
  if (code.length === 0) {
    throw new ProtocolError("PREDEPLOY_CREATION_FAILED", { predeploy, outcome: "no code" });
  }
  // Code that knows where it was made would be wrong where it lies.
  if (Buffer.from(code).includes(Buffer.from(address.slice(2), "hex"))) {
    throw new ProtocolError("PREDEPLOY_CREATION_FAILED", { predeploy, outcome: "code with its own address" });
  }
  const storage = new Map<bigint, bigint>();
  for (const { account, key, value } of accounts.slots()) if (account === entry) storage.set(key, value);
  return { nonce: 1n, code, storage };
}
