import { SigningKey, Transaction, type TransactionLike, Wallet } from "ethers";
import {
  encodeRlp,
  fromHex,
  type Hex,
  joinBytes,
  keccak256,
  type RlpItem,
} from "../../../../../../packages/protocol/src/index.js";
import { chainId } from "../../helpers/makeState.js";

/** Keys of these tests, which are of no use elsewhere. */
export const keys = {
  sender: new SigningKey(`0x${"51".repeat(32)}`),
  authority: new SigningKey(`0x${"52".repeat(32)}`),
};
const addressOf = (key: SigningKey): Hex => new Wallet(key.privateKey).address.toLowerCase() as Hex;
export const sender = addressOf(keys.sender);
export const authority = addressOf(keys.authority);
export const target: Hex = "0x00112233445566778899aabbccddeeff00112233";

/** A transaction of any form, signed by ethers. */
export function signed(transaction: TransactionLike): Uint8Array {
  const made = Transaction.from({ chainId, nonce: 7, gasLimit: 100_000, ...transaction });
  made.signature = keys.sender.sign(made.unsignedHash);
  return fromHex(made.serialized);
}

/** Fields of a fee market transaction before its signature, each of which a test may spoil. */
export interface Fields {
  chainId?: RlpItem;
  nonce?: RlpItem;
  tip?: RlpItem;
  fee?: RlpItem;
  gasLimit?: RlpItem;
  to?: RlpItem;
  value?: RlpItem;
  data?: RlpItem;
  accessList?: RlpItem;
  /** More items between access list and signature. */
  extra?: readonly RlpItem[];
}

/** The items of a transaction of types 2 and 4 before its signature. */
export function itemsOf(fields: Fields = {}): RlpItem[] {
  const {
    chainId: id = BigInt(chainId),
    nonce = 7n,
    tip = 1n,
    fee = 2_000_000n,
    gasLimit = 100_000n,
  } = fields;
  const { to = fromHex(target), value = 5n, data = new Uint8Array(3), accessList = [], extra = [] } = fields;
  return [id, nonce, tip, fee, gasLimit, to, value, data, accessList, ...extra];
}

/** The raw bytes of items that were signed as they are. */
export function signedItems(items: readonly RlpItem[], type = 2): Uint8Array {
  const { yParity, r, s } = keys.sender.sign(keccak256(typed(type, items)));
  return typed(type, [...items, BigInt(yParity), BigInt(r), BigInt(s)]);
}

/** A type's byte and a list. */
export function typed(type: number, items: RlpItem): Uint8Array {
  return joinBytes([Uint8Array.of(type), encodeRlp(items)]);
}

/** The item of an authorization that its key has signed. */
export function authorizationItem(
  key: SigningKey,
  {
    chainId: id = BigInt(chainId),
    to = target,
    nonce = 0n,
  }: { chainId?: bigint; to?: Hex; nonce?: bigint } = {},
): RlpItem[] {
  const message = [id, fromHex(to), nonce];
  const { yParity, r, s } = key.sign(keccak256(typed(5, message)));
  return [...message, BigInt(yParity), BigInt(r), BigInt(s)];
}
