import { bounds } from "@muniment/protocol";
import { expect } from "chai";
import { chainState, signed, slotOf } from "./helpers/chain.js";
import { at, callTo, code, keep, type Part } from "./helpers/bytecode.js";
import { runOne, verdictOn } from "./helpers/world.js";

const contract = at(0xc0de);
const inner = at(0x1e);

/** Whether a frame with this code returns, called by another with gas enough. */
function returns(...parts: Part[]): boolean {
  const state = chainState({
    [inner]: { nonce: 1n, code: code(...parts) },
    [contract]: { nonce: 1n, code: keep(0n, callTo(inner)) },
  });
  expect(runOne(state, signed({ to: contract, nonce: 0, gasLimit: 10_000_000n })).isSuccess).to.equal(true);
  return slotOf(state, contract, 0n) === 1n;
}

describe("bounds of the chain", () => {
  it("EXEC-20: memory may reach 131,072 bytes in a frame and not a word further", () => {
    expect(returns(0n, BigInt(bounds.frameMemory) - 32n, "MSTORE")).to.equal(true);
    expect(returns(0n, BigInt(bounds.frameMemory) - 31n, "MSTORE")).to.equal(false);
    expect(returns(0n, BigInt(bounds.frameMemory) - 1n, "MSTORE8")).to.equal(true);
    expect(returns(0n, BigInt(bounds.frameMemory), "MLOAD")).to.equal(false);
  });

  it("EXEC-20: every frame has its own memory", () => {
    const wide = code(0n, BigInt(bounds.frameMemory) - 32n, "MSTORE");
    const state = chainState({
      [inner]: { nonce: 1n, code: wide },
      [contract]: { nonce: 1n, code: code(wide, keep(0n, callTo(inner))) },
    });
    runOne(state, signed({ to: contract, nonce: 0 }));
    expect(slotOf(state, contract, 0n)).to.equal(1n);
  });

  const least = BigInt(bounds.region);
  const regions: Record<string, (size: bigint) => Part[]> = {
    hashing: (size) => [size, 0n, "KECCAK256"],
    logging: (size) => [size, 0n, "LOG0"],
    "copying calldata": (size) => [size, 0n, 0n, "CALLDATACOPY"],
    "copying code": (size) => [size, 0n, 0n, "CODECOPY"],
    "copying another's code": (size) => [size, 0n, 0n, BigInt(inner), "EXTCODECOPY"],
    "copying memory": (size) => [size, 0n, 32n, "MCOPY"],
    creating: (size) => [size, 0n, 0n, "CREATE"],
    "creating at a chosen address": (size) => [0n, size, 0n, 0n, "CREATE2"],
  };
  for (const [name, parts] of Object.entries(regions)) {
    it(`EXEC-21: ${name} reaches 49,152 bytes and halts beyond`, () => {
      expect(returns(...parts(least))).to.equal(true);
      expect(returns(...parts(least + 1n))).to.equal(false);
    });
  }

  it("EXEC-22: a transaction may carry 65,536 bytes of data and not one more", () => {
    const state = chainState();
    const carrying = (size: number, nonce: number) =>
      signed({ to: at(0x99), nonce, gasLimit: 1_000_000n, data: `0x${"00".repeat(size)}` });
    expect(verdictOn(state, [carrying(bounds.calldata + 1, 0)])).to.equal("DATA_TOO_LARGE");
    expect(runOne(state, carrying(bounds.calldata, 0)).isSuccess).to.equal(true);
  });

  describe("a precompile call", () => {
    // Pairing of k points: 45,000 + 34,000 k gas, of zeros 192 bytes each.
    const pairing = (points: bigint) => keep(0n, callTo(at(8), { input: 192n * points }));
    const world = (points: bigint) => chainState({ [contract]: { nonce: 1n, code: pairing(points) } });
    const call = signed({ to: contract, nonce: 0, gasLimit: 10_000_000n });

    it("EXEC-23: may take 2,000,000 gas", () => {
      const state = world(57n);
      expect(runOne(state, call).isSuccess).to.equal(true);
      expect(slotOf(state, contract, 0n)).to.equal(1n);
    });

    it("EXEC-23: that would take more fails and takes what it was given", () => {
      const state = world(58n);
      const { isSuccess, gasUsed } = runOne(state, call);
      expect([isSuccess, slotOf(state, contract, 0n)]).to.deep.equal([true, 0n]);
      expect(gasUsed > 9_800_000n).to.equal(true);
      const direct = signed({
        to: at(8),
        nonce: 1,
        gasLimit: 10_000_000n,
        data: `0x${"00".repeat(192 * 58)}`,
      });
      expect(runOne(state, direct, 2n)).to.include({ isSuccess: false, gasUsed: 10_000_000n });
    });
  });

  it("EXEC-24: a gas limit may be 16,777,216 and no more", () => {
    const state = chainState();
    const limited = (gasLimit: bigint) => signed({ to: at(0x99), nonce: 0, gasLimit });
    expect(verdictOn(state, [limited(BigInt(bounds.transactionGas) + 1n)])).to.equal("GAS_ABOVE_LIMIT");
    expect(runOne(state, limited(BigInt(bounds.transactionGas))).isSuccess).to.equal(true);
  });

  it("EXEC-25: a blob transaction is refused, and BLOBHASH gives 0", () => {
    const state = chainState({ [contract]: { nonce: 1n, code: keep(0n, 0n, "BLOBHASH", "ISZERO") } });
    const blob = {
      type: 3,
      to: contract,
      nonce: 0,
      maxFeePerBlobGas: 7n,
      blobVersionedHashes: [`0x01${"cc".repeat(31)}`],
    };
    expect(verdictOn(state, [signed(blob)])).to.equal("TRANSACTION_TYPE_REFUSED");
    runOne(state, signed({ to: contract, nonce: 0 }));
    expect(slotOf(state, contract, 0n)).to.equal(1n);
  });
});
