import type { Case, CaseTransaction } from "@muniment/executor/reference";
import type { Hex } from "@muniment/protocol";
import type { Fragment, Item } from "./Code.js";
import type { RandomCase } from "./layOut.js";

/** Whether a case still shows what is looked for. */
export type Fails = (candidate: RandomCase) => Promise<boolean>;

/**
 * Makes a failing case smaller while it still fails: contracts, fragments and instructions are left out, the
 * transaction loses what it can, storage is emptied. Again from the start until nothing more can go.
 */
export async function shrink(failing: RandomCase, fails: Fails): Promise<RandomCase> {
  let best = failing;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidates of [withoutFragments, withSimplerTransaction, withLessState, withoutItems]) {
      for (let next = await firstFailing(candidates(best), fails); next !== undefined;) {
        best = next;
        isSmaller = true;
        next = await firstFailing(candidates(best), fails);
      }
    }
  }
  return best;
}

async function firstFailing(candidates: Iterable<RandomCase>, fails: Fails): Promise<RandomCase | undefined> {
  for (const candidate of candidates) if (await fails(candidate)) return candidate;
  return undefined;
}

/** Without runs of fragments: long runs first. */
function* withoutFragments(from: RandomCase): Generator<RandomCase> {
  for (const [address, fragments] of from.contracts) {
    for (let length = fragments.length; length > 0; length = Math.floor(length / 2)) {
      for (let at = 0; at + length <= fragments.length; at += length) {
        yield replace(from, address, [...fragments.slice(0, at), ...fragments.slice(at + length)]);
      }
    }
  }
}

/** Without instructions, or with a push of less. */
function* withoutItems(from: RandomCase): Generator<RandomCase> {
  for (const [address, fragments] of from.contracts) {
    for (const [index, fragment] of fragments.entries()) {
      for (const [start, end] of instructionsOf(fragment)) {
        const put = (items: readonly Item[]): RandomCase =>
          replace(
            from,
            address,
            fragments.with(index, [...fragment.slice(0, start), ...items, ...fragment.slice(end)]),
          );
        yield put([]);
        const first = fragment[start];
        if (typeof first === "number" && first > 0x5f && first < 0x80) yield put([0x5f]);
        if (typeof first === "number" && first > 0x60 && first < 0x80) yield put([0x60, fragment[end - 1]!]);
      }
    }
  }
}

/** Where the instructions of a fragment begin and end, operands of PUSHn included. */
function instructionsOf(fragment: Fragment): [start: number, end: number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < fragment.length;) {
    const item = fragment[at]!;
    const operands = typeof item === "number" && item > 0x5f && item < 0x80 ? item - 0x5f : 0;
    found.push([at, Math.min(at + 1 + operands, fragment.length)]);
    at += 1 + operands;
  }
  return found;
}

function* withSimplerTransaction(from: RandomCase): Generator<RandomCase> {
  const { transaction } = from.given;
  const simpler: Partial<CaseTransaction>[] = [];
  if (transaction.data.length > 0) simpler.push({ data: new Uint8Array(0) });
  if (transaction.value > 0n) simpler.push({ value: 0n });
  if (transaction.accessList.length > 0) simpler.push({ accessList: transaction.accessList.slice(1) });
  if (transaction.authorizations.length > 0) {
    simpler.push({ authorizations: transaction.authorizations.slice(1) });
  }
  if (transaction.blobHashes.length > 0) simpler.push({ blobHashes: transaction.blobHashes.slice(1) });
  if (transaction.type !== 0) {
    const price = { maxFeePerGas: 7n, maxPriorityFeePerGas: 7n, maxFeePerBlobGas: 0n };
    simpler.push({ type: 0, ...price, accessList: [], authorizations: [], blobHashes: [] });
  }
  for (const change of simpler) {
    yield { ...from, given: { ...from.given, transaction: { ...transaction, ...change } } };
  }
}

function* withLessState(from: RandomCase): Generator<RandomCase> {
  const { given } = from;
  const put = (accounts: Case["accounts"]): RandomCase => ({ ...from, given: { ...given, accounts } });
  if (given.blockHashes.size > 0) yield { ...from, given: { ...given, blockHashes: new Map() } };
  for (const [address, account] of given.accounts) {
    if (address === given.transaction.sender) continue;
    yield withoutAccount(from, address);
    if (account.storage.size > 0)
      yield put(new Map(given.accounts).set(address, { ...account, storage: new Map() }));
    if (account.balance > 0n) yield put(new Map(given.accounts).set(address, { ...account, balance: 0n }));
  }
}

function withoutAccount(from: RandomCase, address: Hex): RandomCase {
  const [accounts, contracts] = [new Map(from.given.accounts), new Map(from.contracts)];
  accounts.delete(address);
  contracts.delete(address);
  return { given: { ...from.given, accounts }, contracts };
}

function replace(from: RandomCase, address: Hex, fragments: readonly Fragment[]): RandomCase {
  return { ...from, contracts: new Map(from.contracts).set(address, fragments) };
}
