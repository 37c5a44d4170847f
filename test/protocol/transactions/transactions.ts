import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { createTxFromRLP } from "@ethereumjs/tx";
import { expect } from "chai";
import { getBytes, keccak256, Transaction as EthersTransaction } from "ethers";
import fc from "fast-check";
import {
  decodeTransaction,
  encodeTransaction,
  fromHex,
  preparedTransactionSize,
  readAuthorizations,
  readPreparedTransaction,
  toHex,
  toTransaction,
  writePreparedTransaction,
  writeSigningPayload,
} from "../../../packages/protocol/src/index.js";
import type { Hex, Transaction } from "../../../packages/protocol/src/index.js";
import { transactionArbitraries } from "../../helpers/transactionArbitraries.js";

const seed = 20261121;
const decode = (raw: Uint8Array) => decodeTransaction(raw, 0, raw.length);
const sender = fromHex("0x0102030405060708090a0b0c0d0e0f1011121314");

describe("transactions", () => {
  for (const [name, arbitrary] of Object.entries(transactionArbitraries)) {
    describe(name, () => {
      it("BLOCK-3, BLOCK-4, BLOCK-6: round-trips, wherever in a buffer it lies", () => {
        fc.assert(
          fc.property(arbitrary, fc.nat(9), (transaction, before) => {
            const raw = encodeTransaction(transaction);
            const buffer = new Uint8Array(before + raw.length + 3).fill(0xff);
            buffer.set(raw, before);
            const decoded = decodeTransaction(buffer, before, before + raw.length);
            expect(toTransaction(decoded)).to.deep.equal(transaction);
            expect(toHex(encodeTransaction(toTransaction(decoded)))).to.equal(toHex(raw));
          }),
          { seed, numRuns: 200 },
        );
      });

      it("BLOCK-13: is prepared with all its fields", () => {
        fc.assert(
          fc.property(arbitrary, fc.nat(4), (transaction, eighths) => {
            const raw = encodeTransaction(transaction);
            const decoded = decode(raw);
            const authorities = readAuthorizations(decoded).map((_, index) =>
              index % 2 === 0 ? sender.map((byte) => byte + index) : undefined,
            );
            const hash = getBytes(keccak256(raw));
            const offset = eighths * 8;
            const target = new Uint8Array(offset + preparedTransactionSize(decoded)).fill(0xee);
            const size = writePreparedTransaction(decoded, { sender, hash, authorities }, target, offset);
            expect(size % 8).to.equal(0);
            expect(offset + size).to.equal(target.length);
            expect(readPreparedTransaction(target, offset)).to.deep.equal(
              preparedOf(transaction, { size, hash: toHex(hash), authorities }),
            );
          }),
          { seed, numRuns: 200 },
        );
      });
    });
  }

  it("BLOCK-6, BLOCK-9: hash and signing payload are those of ethers", () => {
    const { deposit: _unsigned, ...signed } = transactionArbitraries;
    fc.assert(
      fc.property(fc.oneof(...Object.values(signed)).map(forEthers), (transaction) => {
        const raw = encodeTransaction(transaction);
        const peer = EthersTransaction.from(toHex(raw));
        expect(peer.hash).to.equal(keccak256(raw));
        const payload = new Uint8Array(raw.length + 20);
        const size = writeSigningPayload(decode(raw), payload, 3);
        expect(toHex(payload.subarray(3, 3 + size))).to.equal(peer.unsignedSerialized);
      }),
      { seed, numRuns: 500 },
    );
  });

  it("BLOCK-6, BLOCK-9: hash and signing payload are those of @ethereumjs/tx", () => {
    // The peer wants a KZG library for blob transactions.
    const { deposit: _unsigned, blob: _blob, ...signed } = transactionArbitraries;
    const common = new Common({ chain: Mainnet, hardfork: Hardfork.Osaka });
    fc.assert(
      fc.property(fc.oneof(...Object.values(signed)).map(forMainnet), (transaction) => {
        const raw = encodeTransaction(transaction);
        const peer = createTxFromRLP(raw, { common });
        expect(toHex(peer.serialize())).to.equal(toHex(raw));
        expect(toHex(peer.hash())).to.equal(keccak256(raw));
        const payload = new Uint8Array(raw.length + 16);
        const size = writeSigningPayload(decode(raw), payload, 0);
        expect(keccak256(payload.subarray(0, size))).to.equal(toHex(peer.getHashedMessageToSign()));
      }),
      { seed, numRuns: 300 },
    );
  });
});

/** @ethereumjs/tx takes no gas limit above 2^24, no product of it and the fee above 256 bits, and here transactions of mainnet only. */
function forMainnet(transaction: Transaction): Transaction {
  const peers = forEthers(transaction);
  if (peers.type === 0x7e) return peers;
  const gasLimit = BigInt.asUintN(24, peers.gasLimit);
  const chainId = 1n;
  if (peers.type === 0 || peers.type === 1) {
    return { ...peers, gasLimit, chainId, gasPrice: peers.gasPrice >> 64n };
  }
  const maxPriorityFeePerGas = peers.maxPriorityFeePerGas >> 64n;
  return { ...peers, gasLimit, chainId, maxFeePerGas: peers.maxFeePerGas >> 64n, maxPriorityFeePerGas };
}

/** ethers takes no tip above the fee, no nonce above 53 bits, and no authorization whose y parity is no bit. */
function forEthers(transaction: Transaction): Transaction {
  if (transaction.type === 0x7e) return transaction;
  const nonce = BigInt.asUintN(53, transaction.nonce);
  if (transaction.type === 0 || transaction.type === 1) return { ...transaction, nonce };
  const { maxFeePerGas: high, maxPriorityFeePerGas: low } = transaction;
  const fees = low > high ? { maxFeePerGas: low, maxPriorityFeePerGas: high } : {};
  if (transaction.type !== 4) return { ...transaction, nonce, ...fees };
  const authorizationList = transaction.authorizationList.map((entry) => ({
    ...entry,
    yParity: entry.yParity & 1,
  }));
  return { ...transaction, nonce, ...fees, authorizationList };
}

function preparedOf(
  transaction: Transaction,
  { size, hash, authorities }: { size: number; hash: Hex; authorities: (Uint8Array | undefined)[] },
) {
  const { type } = transaction;
  const isDeposit = type === 0x7e;
  const isPriced = type === 0 || type === 1;
  const fees = isDeposit
    ? [transaction.mint, 0n]
    : isPriced
      ? [transaction.gasPrice, transaction.gasPrice]
      : [transaction.maxFeePerGas, transaction.maxPriorityFeePerGas];
  const authorizations = type === 4 ? transaction.authorizationList : [];
  return {
    size,
    type,
    nonce: isDeposit ? 0n : transaction.nonce,
    gasLimit: transaction.gasLimit,
    maxFeePerGas: fees[0],
    maxPriorityFeePerGas: fees[1],
    value: transaction.value,
    sender: isDeposit ? transaction.from : toHex(sender),
    to: transaction.to,
    data: fromHex(transaction.data),
    accessList: type === 0 || isDeposit ? [] : transaction.accessList,
    authorizations: authorizations.map(({ chainId, target, nonce }, index) => ({
      authority: toHex(authorities[index] ?? new Uint8Array(20)),
      isValid: authorities[index] !== undefined,
      ...{ chainId, target, nonce },
    })),
    blobHashes: type === 3 ? transaction.blobVersionedHashes : [],
    maxFeePerBlobGas: type === 3 ? transaction.maxFeePerBlobGas : 0n,
    hash,
  };
}
