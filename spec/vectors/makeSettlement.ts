// Writes spec/vectors/settlement.json: `npx tsx spec/vectors/makeSettlement.ts`. A test compares the file with what this
// makes, and another one has the circuit of two operations take its batches.
import { pathToFileURL } from "node:url";
import {
  commitmentOf,
  composeLeg,
  crossingKinds,
  fieldHash,
  fieldModulus,
  hashTags,
  HolderTree,
  jurisdictionSet,
  keccak256,
  keyOf,
  messageOf,
  nullifierKeyHash,
  nullifierOf,
  openPayment,
  operationWords,
  publicInputs,
  quadNode,
  RulesTree,
  settlementDomain,
  SettlementState,
  sharedSecret,
  shieldTarget,
  signMessage,
  utf8,
} from "@muniment/protocol";
import type { Note, SettlementOperation, UnsignedOperation } from "@muniment/protocol";
import type { BatchPlan } from "@muniment/prover";
import { planBatch } from "@muniment/prover";
import { writeVector } from "./writeVector.js";

const time = 1_795_000_000n;
const digests = [`0x${"01".repeat(32)}`, `0x${"02".repeat(32)}`] as const;
const place = { chainId: 31337n, rollup: `0x${"11".repeat(20)}`, lane: 2n } as const;
const hex = (value: bigint): string => `0x${value.toString(16)}`;
const named = (name: string): bigint => BigInt(keccak256(utf8(`settlement vector ${name}`))) % fieldModulus;

const names = ["alice", "bob", "stranger"] as const;
type Name = (typeof names)[number];
const secrets = Object.fromEntries(names.map((name) => [name, named(name)])) as Record<Name, bigint>;
const nullifierKeys = Object.fromEntries(
  names.map((name) => [name, named(`${name}'s nullifier key`)]),
) as Record<Name, bigint>;
const auditors = [named("nobody"), named("auditor of 1"), named("auditor of 2")];

/** A lane of three assets and two holders. */
function openLane() {
  const state = new SettlementState();
  const holders = new HolderTree();
  const rules = new RulesTree();
  const standing = { expiresAt: time + 1_000n, jurisdiction: 756, isFrozen: false };
  holders.set(keyOf(secrets.alice).x, standing);
  holders.set(keyOf(secrets.bob).x, { ...standing, jurisdiction: 276 });
  auditors.forEach((auditor, asset) => {
    const isBlank = asset === 0;
    const jurisdictions = jurisdictionSet(isBlank ? [] : [276, 756]);
    rules.set(BigInt(asset), { jurisdictions, cap: isBlank ? 0n : 10_000n, auditor: keyOf(auditor) });
  });
  return { state, holders, rules, domain: settlementDomain(place) };
}

type Move = { readonly asset: bigint; readonly notes: readonly Note[]; readonly paid: bigint };
const nothing: Move = { asset: 0n, notes: [], paid: 0n };

/** One operation, signed; its chance is drawn by its name. */
function compose(
  name: string,
  parties: readonly [Name, Name],
  moves: readonly [Move, Move],
  shielded = 0n,
): SettlementOperation {
  let draws = 0;
  const random = () => named(`${name} ${String(draws++)}`);
  const leg = (at: 0 | 1) =>
    composeLeg(
      {
        ...moves[at],
        entering: at === 0 ? shielded : 0n,
        receiverKeyHash: nullifierKeyHash(nullifierKeys[parties[at === 0 ? 1 : 0]]),
        changeKeyHash: nullifierKeyHash(nullifierKeys[parties[at]]),
      },
      random,
    );
  const composed = {
    ephemeral: random(),
    parties: [keyOf(secrets[parties[0]]), keyOf(secrets[parties[1]])] as const,
    legs: [leg(0), leg(1)] as const,
  };
  const crossing =
    shielded === 0n
      ? { kind: crossingKinds.none, amount: 0n, target: 0n }
      : { kind: crossingKinds.shield, amount: shielded, target: shieldTarget(composed) };
  const unsigned: UnsignedOperation = { ...composed, crossing, terms: random(), expiresAt: time + 60n };
  const message = messageOf(unsigned, settlementDomain(place), auditorsOf(moves));
  const sign = (party: Name) => signMessage(secrets[party], message);
  return { ...unsigned, signatures: [sign(parties[0]), sign(parties[1])] };
}

function auditorsOf(moves: readonly [Move, Move]): readonly [bigint, bigint] {
  const key = ({ asset }: Move) => keyOf(auditors[Number(asset)] as bigint).x;
  return [key(moves[0]), key(moves[1])];
}

/** Both batches: two deposits, then a delivery beside a blank. */
export function makeSettlementBatches(): readonly {
  readonly plan: BatchPlan;
  readonly digest: (typeof digests)[number];
}[] {
  const lane = openLane();
  const deposit = (to: Name, asset: bigint, amount: bigint) =>
    compose(`deposit of ${to}`, ["stranger", to], [{ ...nothing, asset, paid: amount }, nothing], amount);
  const first = planBatch({
    ...lane,
    time,
    operations: [deposit("alice", 1n, 1_000n), deposit("bob", 2n, 5_000n)],
  });
  const noteOf = (at: 0 | 1, owner: Name) =>
    openPayment(first.sealed[at] as (typeof first.sealed)[0], 0, {
      secret: secrets[owner],
      nullifierKeys: [nullifierKeys[owner]],
    }) as Note;
  const delivery = compose(
    "delivery",
    ["alice", "bob"],
    [
      { asset: 1n, notes: [noteOf(0, "alice")], paid: 400n },
      { asset: 2n, notes: [noteOf(1, "bob")], paid: 4_400n },
    ],
  );
  const blank = compose("blank", ["stranger", "stranger"], [nothing, nothing]);
  const second = planBatch({ ...lane, time, operations: [delivery, blank] });
  return [
    { plan: first, digest: digests[0] },
    { plan: second, digest: digests[1] },
  ];
}

/** Everything in spec/vectors/settlement.json. */
export function makeSettlement() {
  const note: Note = {
    ...{ asset: 1n, amount: 1_000n, owner: keyOf(secrets.alice).x },
    ...{ nullifierKey: nullifierKeys.alice, randomness: named("randomness") },
  };
  const message = named("message");
  const signature = signMessage(secrets.alice, message);
  return {
    source: "spec/settlement.md, SETTLE-18 to SETTLE-44; made by spec/vectors/makeSettlement.ts",
    hashes: Object.values(hashTags).map((tag) => {
      const inputs = Array.from({ length: 1 + (Number(tag) % 7) }, (_, at) => named(`input ${String(at)}`));
      return { tag: Number(tag), inputs: inputs.map(hex), hash: hex(fieldHash(tag, inputs)) };
    }),
    node: { children: ["0x0", "0x1", "0x2", "0x3"], parent: hex(quadNode([0n, 1n, 2n, 3n])) },
    keys: names.map((name) => ({ secret: hex(secrets[name]), key: hex(keyOf(secrets[name]).x) })),
    shared: hex(sharedSecret(secrets.alice, keyOf(secrets.bob).x)),
    signature: {
      secret: hex(secrets.alice),
      message: hex(message),
      challenge: hex(signature.challenge),
      response: hex(signature.response),
    },
    note: {
      ...Object.fromEntries(Object.entries(note).map(([member, value]) => [member, hex(value as bigint)])),
      commitment: hex(commitmentOf(note)),
      nullifier: hex(nullifierOf(note.nullifierKey, commitmentOf(note))),
    },
    jurisdictions: { codes: [4, 276, 756, 894], words: jurisdictionSet([4, 276, 756, 894]).map(hex) },
    domain: {
      ...place,
      chainId: Number(place.chainId),
      lane: Number(place.lane),
      domain: hex(settlementDomain(place)),
    },
    auditors: auditors.map(hex),
    batches: makeSettlementBatches().map(({ plan, digest }) => ({
      digest,
      operations: plan.sealed.map((sealed) => operationWords(sealed).map(hex)),
      dataHash: keccak256(plan.data),
      publicInputs: publicInputs(plan.state(digest).statement),
    })),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeVector("settlement.json", makeSettlement());
}
