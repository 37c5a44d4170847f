// One block by the pure function, without threads or disk: `npx tsx examples/executor/transition.ts`.
import { nextBlockInput, sealBlock, sealGenesis, State, transition } from "@muniment/executor";
import { fromHex, type Hex } from "@muniment/protocol";
import { Transaction, Wallet } from "ethers";

const chainId = 424_242n;
const ether = 10n ** 18n;
const sender = new Wallet(`0x${"11".repeat(32)}`);
const counter: Hex = "0x00000000000000000000000000000000c0de0001";

const lower = (address: string): Hex => address.toLowerCase() as Hex;

/** A signed transaction that calls the counter. */
function callOf(nonce: number): Uint8Array {
  const call = Transaction.from({
    ...{ type: 2, chainId, nonce, to: counter, gasLimit: 100_000n },
    ...{ maxFeePerGas: 2_000_000n, maxPriorityFeePerGas: 1_000_000n },
  });
  call.signature = sender.signingKey.sign(call.unsignedHash);
  return fromHex(call.serialized);
}

const state = State.genesis(
  { rules: { kind: "muniment" } },
  new Map([
    [lower(sender.address), { balance: ether }],
    // SSTORE(0, SLOAD(0) + 1)
    [counter, { nonce: 1n, code: fromHex("0x5f546001015f5500") }],
  ]),
);
const genesis = sealGenesis(state, 1_800_000_000n);
console.log(`block 0   ${genesis.hash}  state ${genesis.header.stateRoot}`);

const block = nextBlockInput(genesis.header, {
  chainId,
  timestamp: 1_800_000_001n,
  transactions: [callOf(0), callOf(1)],
});
const result = transition(state, block, { withTransactionRoots: true });
const { header, hash } = sealBlock(block, result);
console.log(`block ${header.number}   ${hash}  state ${header.stateRoot}`);
for (const [index, { isSuccess, gasUsed }] of result.receipts.entries()) {
  console.log(
    `  transaction ${index}: ok ${isSuccess}, gas ${gasUsed}, state ${result.transactionRoots[index]}`,
  );
}

const refused = nextBlockInput(header, { chainId, timestamp: 1_800_000_002n, transactions: [callOf(7)] });
try {
  transition(state, refused);
} catch (error) {
  console.log(`a bad block: ${(error as Error).message}`);
  console.log(`  the state is what it was: ${state.root === header.stateRoot}`);
}
