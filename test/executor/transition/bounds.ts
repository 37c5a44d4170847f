import { prepareTransaction } from "@muniment/executor";
import { bounds } from "@muniment/protocol";
import { expect } from "chai";
import { caught } from "../../helpers/caught.js";
import { chainState, signed, slotOf } from "./helpers/chain.js";
import { at, callTo, code, keep, type Part } from "./helpers/bytecode.js";
import { Compiling } from "./helpers/compileCodes.js";
import { runOne, verdictOn } from "./helpers/world.js";

const contract = at(0xc0de);
const inner = at(0x1e);

/** Whether a frame with this code returns, called by another with gas enough; compiled if that is asked for. */
function runs(parts: readonly Part[], isCompiled: boolean): boolean {
  const state = chainState({
    [inner]: { nonce: 1n, code: code(...parts) },
    [contract]: { nonce: 1n, code: keep(0n, callTo(inner)) },
  });
  if (isCompiled) new Compiling(state).compile();
  expect(runOne(state, signed({ to: contract, nonce: 0, gasLimit: 10_000_000n })).isSuccess).to.equal(true);
  return slotOf(state, contract, 0n) === 1n;
}

/** The same interpreted and compiled, which must agree. */
function returns(...parts: Part[]): boolean {
  const isReturning = runs(parts, false);
  expect(runs(parts, true), "compiled").to.equal(isReturning);
  return isReturning;
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

  /** Two logs of 49,152 bytes, which take 98,360 of the bound; what is left takes a log of 32,684, 28 bytes beside. */
  const twoLogs = code(BigInt(bounds.region), 0n, "LOG0", BigInt(bounds.region), 0n, "LOG0");

  it("EXEC-28: a transaction's logs may have 131,072 bytes as RLP and not one more", () => {
    expect(bounds.logs - 2 * (bounds.region + 28)).to.equal(32_684 + 28);
    expect(returns(twoLogs, 32_684n, 0n, "LOG0")).to.equal(true);
    expect(returns(twoLogs, 32_685n, 0n, "LOG0")).to.equal(false);
    // A topic takes 33 bytes; a single byte below 0x80, as memory holds it here, takes one.
    expect(returns(twoLogs, 7n, 32_651n, 0n, "LOG1")).to.equal(true);
    expect(returns(twoLogs, 7n, 32_652n, 0n, "LOG1")).to.equal(false);
    const one = [1n, 0n, "LOG0"] as const;
    expect(returns(twoLogs, 32_684n - 24n, 0n, "LOG0", ...one)).to.equal(true);
    expect(returns(twoLogs, 32_684n - 23n, 0n, "LOG0", ...one)).to.equal(false);
  });

  it("EXEC-28: logs undone with a frame count no more, and those of other frames do", () => {
    const logger = at(0x1001);
    const undone = at(0x1002);
    const state = chainState({
      [logger]: { nonce: 1n, code: twoLogs },
      [undone]: { nonce: 1n, code: code(twoLogs, 0n, 0n, "REVERT") },
      [contract]: {
        nonce: 1n,
        code: code(
          ...([callTo(undone), "POP", callTo(undone), "POP"] as const),
          keep(0n, callTo(logger)),
          keep(1n, 1n, callTo(logger), "ADD"),
        ),
      },
    });
    const { isSuccess, logs } = runOne(state, signed({ to: contract, nonce: 0, gasLimit: 10_000_000n }));
    expect([isSuccess, logs.length]).to.deep.equal([true, 2]);
    expect(slotOf(state, contract, 0n)).to.equal(1n);
    expect(slotOf(state, contract, 1n), "the second call halted").to.equal(1n);
  });

  it("EXEC-29: a transaction of more than 131,072 raw bytes is invalid, whatever limit is set", () => {
    const options = { chainId: 777, rules: { kind: "muniment" }, sizeLimit: 1_000_000 } as const;
    const refusal = (size: number) => caught(() => prepareTransaction(new Uint8Array(size), options)).code;
    expect(refusal(bounds.rawTransaction + 1)).to.equal("TRANSACTION_TOO_LARGE");
    expect(refusal(bounds.rawTransaction)).to.equal("TRANSACTION_TYPE_UNKNOWN");
  });

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
