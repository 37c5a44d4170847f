import { readFileSync } from "node:fs";
import { createBlockHeader } from "@ethereumjs/block";
import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { expect } from "chai";
import { recoverAddress, Signature } from "ethers";
import fc from "fast-check";
import {
  baseFeeRules,
  blockGasLimit,
  blockHash,
  chainBlockFields,
  decodeHeader,
  decodeRlp,
  decodeTransaction,
  encodeHeader,
  encodeReceipt,
  encodeRlp,
  fromHex,
  keccak256,
  logsBloom,
  nextBaseFee,
  orderedTrieRoot,
  readAuthorizations,
  toHex,
  toTransaction,
  writeAuthorizationPayload,
  writeSigningPayload,
} from "../../../packages/protocol/src/index.js";
import type {
  BlockHeader,
  DecodedTransaction,
  Hex,
  Log,
  RlpItem,
  RlpValue,
} from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";

const seed = 20261121;

interface Vectors {
  blocks: {
    header: Record<string, Hex>;
    transactions: Hex[];
    receipts: { type: Hex; from: Hex; status: Hex; cumulativeGasUsed: Hex; logs: Log[] }[];
  }[];
}
/** Blocks that anvil made: empty ones, one of every type of transaction, one of more than 128 transactions. */
const { blocks } = JSON.parse(
  readFileSync(new URL("../../../spec/vectors/blocks.json", import.meta.url), "utf8"),
) as Vectors;

/** A header as JSON-RPC writes it. */
function fromRpc(header: Record<string, Hex>): BlockHeader {
  const text = (name: string) => header[name]!;
  const number = (name: string) => BigInt(header[name]!);
  return {
    parentHash: text("parentHash"),
    beneficiary: text("miner"),
    stateRoot: text("stateRoot"),
    transactionsRoot: text("transactionsRoot"),
    receiptsRoot: text("receiptsRoot"),
    logsBloom: text("logsBloom"),
    number: number("number"),
    gasLimit: number("gasLimit"),
    gasUsed: number("gasUsed"),
    timestamp: number("timestamp"),
    extraData: text("extraData"),
    prevRandao: text("mixHash"),
    baseFeePerGas: number("baseFeePerGas"),
    withdrawalsRoot: text("withdrawalsRoot"),
    blobGasUsed: number("blobGasUsed"),
    excessBlobGas: number("excessBlobGas"),
    parentBeaconBlockRoot: text("parentBeaconBlockRoot"),
    requestsHash: text("requestsHash"),
  };
}

const hexOf = (size: number): fc.Arbitrary<Hex> =>
  fc.uint8Array({ minLength: size, maxLength: size }).map(toHex);
const integer = (bits: number) =>
  fc.integer({ min: 0, max: bits }).chain((size) => fc.bigInt(0n, (1n << BigInt(size)) - 1n));
const headerArbitrary: fc.Arbitrary<BlockHeader> = fc.record({
  parentHash: hexOf(32),
  beneficiary: hexOf(20),
  stateRoot: hexOf(32),
  transactionsRoot: hexOf(32),
  receiptsRoot: hexOf(32),
  logsBloom: hexOf(256),
  number: integer(64),
  gasLimit: integer(64),
  gasUsed: integer(64),
  timestamp: integer(64),
  extraData: fc.uint8Array({ maxLength: 32 }).map(toHex),
  prevRandao: hexOf(32),
  baseFeePerGas: integer(256),
  withdrawalsRoot: hexOf(32),
  blobGasUsed: integer(64),
  excessBlobGas: integer(64),
  parentBeaconBlockRoot: hexOf(32),
  requestsHash: hexOf(32),
});
const common = new Common({ chain: Mainnet, hardfork: Hardfork.Osaka });

describe("blocks", () => {
  for (const { header, transactions, receipts } of blocks) {
    it(`BLOCK-14, BLOCK-15, BLOCK-17, BLOCK-19: anvil's block ${BigInt(header["number"]!)} has our roots and hash`, () => {
      const rpc = fromRpc(header);
      expect(orderedTrieRoot(transactions.map((raw) => fromHex(raw)))).to.equal(rpc.transactionsRoot);
      const encoded = receipts.map(({ type, status, cumulativeGasUsed, logs }) =>
        encodeReceipt({
          type: Number(type),
          isSuccess: status === "0x1",
          cumulativeGasUsed: BigInt(cumulativeGasUsed),
          logs,
        }),
      );
      expect(orderedTrieRoot(encoded)).to.equal(rpc.receiptsRoot);
      expect(toHex(logsBloom(receipts.flatMap(({ logs }) => logs)))).to.equal(rpc.logsBloom);
      expect(blockHash(rpc)).to.equal(header["hash"]);
    });
  }

  it("BLOCK-9, BLOCK-11: the keys that signed anvil's transactions are recovered from our payloads", () => {
    const types = new Set<number>();
    for (const { transactions, receipts } of blocks) {
      for (const [index, raw] of transactions.entries()) {
        const bytes = fromHex(raw);
        const decoded = decodeTransaction(bytes, 0, bytes.length);
        expect(senderOf(decoded).toLowerCase()).to.equal(receipts[index]!.from);
        types.add(decoded.type);
        for (const authority of authoritiesOf(decoded)) {
          // The account that the vector's set-code transaction calls has just signed its authorization.
          expect(authority.toLowerCase()).to.equal(toTransaction(decoded).to);
        }
      }
    }
    expect([...types].sort()).to.deep.equal([0, 1, 2, 4]);
  });

  it("BLOCK-22: each base fee of anvil's blocks follows from the block before", () => {
    // Anvil gives the block after genesis the base fee it was started with.
    for (let index = 2; index < blocks.length; index++) {
      const parent = fromRpc(blocks[index - 1]!.header);
      const { baseFeePerGas } = fromRpc(blocks[index]!.header);
      expect(nextBaseFee(parent, baseFeeRules.ethereum)).to.equal(baseFeePerGas);
    }
  });

  it("BLOCK-18, BLOCK-19: headers are encoded and hashed as @ethereumjs/block does, and decode to themselves", () => {
    fc.assert(
      fc.property(headerArbitrary, (drawn) => {
        // The peer refuses more gas used than the limit.
        const [gasUsed, gasLimit] =
          drawn.gasUsed < drawn.gasLimit ? [drawn.gasUsed, drawn.gasLimit] : [drawn.gasLimit, drawn.gasUsed];
        const header = { ...drawn, gasUsed, gasLimit };
        const { beneficiary, prevRandao, stateRoot, transactionsRoot, receiptsRoot, ...rest } = header;
        const peer = createBlockHeader(
          {
            ...rest,
            coinbase: beneficiary,
            mixHash: prevRandao,
            stateRoot,
            transactionsTrie: transactionsRoot,
            receiptTrie: receiptsRoot,
          },
          { common, skipConsensusFormatValidation: true },
        );
        expect(toHex(encodeHeader(header))).to.equal(toHex(peer.serialize()));
        expect(blockHash(header)).to.equal(toHex(peer.hash()));
        expect(decodeHeader(encodeHeader(header))).to.deep.equal(header);
      }),
      { seed, numRuns: 200 },
    );
  });

  it("BLOCK-20: decoding refuses other constants, and fields of other sizes", () => {
    const items = decodeRlp(encodeHeader(fromRpc(blocks[3]!.header))) as RlpValue[];
    const refused: [number, RlpItem, string][] = [
      [0, new Uint8Array(31), "parentHash"],
      [1, new Uint8Array(32), "ommersHash"],
      [2, new Uint8Array(21), "beneficiary"],
      [6, new Uint8Array(255), "logsBloom"],
      [7, 1n, "difficulty"],
      [8, 2n ** 64n, "number"],
      [12, new Uint8Array(33), "extraData"],
      [14, new Uint8Array(8).fill(1), "nonce"],
      [15, 2n ** 256n, "baseFeePerGas"],
      [20, new Uint8Array(0), "requestsHash"],
    ];
    for (const [index, item, field] of refused) {
      const error = caught(() => decodeHeader(encodeRlp(items.with(index, item as RlpValue))));
      expect(error.code).to.equal("HEADER_MALFORMED");
      expect(error.context["field"]).to.equal(field);
    }
    for (const changed of [items.slice(0, -1), [...items, new Uint8Array(0)]]) {
      expect(caught(() => decodeHeader(encodeRlp(changed))).code).to.equal("RLP_MALFORMED");
    }
    const trailing = Uint8Array.from([...encodeRlp(items), 0]);
    expect(caught(() => decodeHeader(trailing)).code).to.equal("RLP_MALFORMED");
  });

  it("BLOCK-21: the chain's constant fields are those of a block of anvil's that has nothing", () => {
    const { prevRandao: _drawn, ...empty } = fromRpc(blocks[2]!.header);
    const { prevRandao, ...constant } = chainBlockFields;
    expect(empty).to.deep.include(constant);
    expect(prevRandao).to.equal(fromRpc(blocks[0]!.header).prevRandao);
  });
});

describe("nextBaseFee", () => {
  const gas = fc.bigInt(0n, 60_000_000n);

  it("BLOCK-22, BLOCK-23: under Ethereum's rules is that of @ethereumjs/block", () => {
    fc.assert(
      fc.property(integer(80), gas, (baseFeePerGas, gasUsed) => {
        const parent = { baseFeePerGas, gasUsed, gasLimit: 60_000_000n };
        const peer = createBlockHeader({ ...parent, number: 1n }, { common });
        expect(nextBaseFee(parent, baseFeeRules.ethereum)).to.equal(peer.calcNextBaseFee());
      }),
      { seed, numRuns: 500 },
    );
  });

  it("BLOCK-22, BLOCK-23: on the chain moves by at most a fiftieth, never below the floor, never sticks", () => {
    const next = (baseFeePerGas: bigint, gasUsed: bigint) =>
      nextBaseFee({ baseFeePerGas, gasUsed, gasLimit: blockGasLimit }, baseFeeRules.muniment);
    const base = 100_000_000n;
    expect(blockGasLimit).to.equal(240_000_000n);
    expect(next(base, blockGasLimit)).to.equal(102_000_000n);
    expect(next(base, blockGasLimit / 2n)).to.equal(base);
    expect(next(base, 0n)).to.equal(98_000_000n);
    expect(next(base, 180_000_000n)).to.equal(101_000_000n);
    expect(next(1_000_000n, 0n)).to.equal(1_000_000n);
    expect(next(1_000_049n, 0n)).to.equal(1_000_000n);
    expect(next(1_000_000n, blockGasLimit / 2n + 1n)).to.equal(1_000_001n);
    expect(next(0n, 0n)).to.equal(1_000_000n);
    fc.assert(
      fc.property(fc.bigInt(1_000_000n, 2n ** 90n), fc.bigInt(0n, blockGasLimit), (fee, used) => {
        const result = next(fee, used);
        const change = result > fee ? result - fee : fee - result;
        expect(change <= fee / 50n, `${fee} -> ${result}`).to.equal(true);
        expect(result >= 1_000_000n).to.equal(true);
        expect(result > fee).to.equal(used > blockGasLimit / 2n);
      }),
      { seed, numRuns: 500 },
    );
  });

  it("BLOCK-22: a gas limit too small for a target moves nothing", () => {
    const parent = { baseFeePerGas: 7n, gasUsed: 0n, gasLimit: 1n };
    expect(nextBaseFee(parent, baseFeeRules.ethereum)).to.equal(7n);
  });
});

function senderOf(decoded: DecodedTransaction): string {
  const payload = new Uint8Array(decoded.end - decoded.start + 16);
  const size = writeSigningPayload(decoded, payload, 0);
  const transaction = toTransaction(decoded);
  if (transaction.type === 0x7e) return transaction.from;
  return recover(payload.subarray(0, size), transaction.signature);
}

function authoritiesOf(decoded: DecodedTransaction): string[] {
  const transaction = toTransaction(decoded);
  const list = transaction.type === 4 ? transaction.authorizationList : [];
  return readAuthorizations(decoded).map((authorization, index) => {
    const payload = new Uint8Array(66);
    const size = writeAuthorizationPayload(authorization, payload, 0);
    return recover(payload.subarray(0, size), list[index]!);
  });
}

function recover(payload: Uint8Array, { r, s, yParity }: { r: bigint; s: bigint; yParity: number }): string {
  const word = (value: bigint) => `0x${value.toString(16).padStart(64, "0")}`;
  const signature = Signature.from({ r: word(r), s: word(s), yParity: yParity === 0 ? 0 : 1 });
  return recoverAddress(keccak256(payload), signature);
}
