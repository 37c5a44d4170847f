import type { ContractTransactionResponse, Signer } from "ethers";
import { AbiCoder, keccak256 as keccakHex } from "ethers";
import type { BatchHeader, Hex, SettlementOperation } from "@muniment/protocol";
import {
  batchDigest,
  dataChallenge,
  encodeBatchHeader,
  evaluateData,
  keccak256,
  publicInputs,
  settlementDomain,
  toHex,
  utf8,
} from "@muniment/protocol";
import type { BatchPlan } from "@muniment/prover";
import type { QueueItemStruct } from "../../../../typechain-types/contracts/L1/rollup/IRollup.js";
import type { Bank } from "../../../helpers/settlement/SettlementWorld.js";
import { farAway, SettlementWorld, standing } from "../../../helpers/settlement/SettlementWorld.js";
import { noItem } from "../batches.js";
import { nowOn } from "../setUpL1.js";
import type { SettlementL1 } from "./setUpSettlement.js";
import { settlementLane } from "./setUpSettlement.js";
import { hexWord } from "./hexWord.js";
import { signRoots } from "./signRoots.js";

/** A batch that is not posted yet. */
export interface MadeBatch {
  readonly header: BatchHeader;
  readonly parent: BatchHeader;
  readonly data: Uint8Array;
  readonly commitment: Hex;
  readonly inputs: readonly Hex[];
  readonly proof: Hex;
  /** The first item that it consumes, if it does. */
  readonly first: QueueItemStruct;
}

const circuitNames = new Map([
  [2, "batch2"],
  [8, "batch8"],
  [24, "batch24"],
]);

/** What makes a conformance mock say yes: no proof. */
export function conformanceProof(circuit: string, inputs: readonly Hex[]): Hex {
  const key = keccak256(utf8(circuit));
  const words = AbiCoder.defaultAbiCoder().encode(
    ["string", "bytes32", "bytes32[]"],
    ["no proof", key, inputs],
  );
  return keccakHex(words) as Hex;
}

/** Makes the batches of a settlement lane, from notes to transactions; each test has its own. */
export class SettlementDesk {
  tip: BatchHeader;
  /** The batch that was made last, for a prover; none when it had no data. */
  planned: BatchPlan | undefined;
  private number = 0n;

  readonly l1: SettlementL1;
  readonly world: SettlementWorld;

  private constructor(l1: SettlementL1, world: SettlementWorld) {
    this.l1 = l1;
    this.world = world;
    this.tip = l1.settlementGenesis;
  }

  /** With roots of the world's holders and rules on L1. */
  static async open(l1: SettlementL1): Promise<SettlementDesk> {
    const { chainId } = await l1.connection.ethers.provider.getNetwork();
    const rollup = (await l1.rollup.getAddress()).toLowerCase() as Hex;
    const domain = settlementDomain({ chainId, rollup, lane: settlementLane });
    const world = new SettlementWorld(domain);
    world.expiresAt = farAway;
    for (const { key } of [world.alice, world.bob])
      world.holders.set(key.x, { ...standing, expiresAt: farAway });
    const desk = new SettlementDesk(l1, world);
    await desk.setRoots();
    return desk;
  }

  /** Tells L1 the roots of the world. */
  async setRoots(): Promise<ContractTransactionResponse> {
    const { roots: registry, connection, actors } = this.l1;
    const { domain, holders, rules } = this.world;
    const roots = {
      holders: hexWord(holders.root),
      rules: hexWord(rules.root),
      number: ++this.number,
      time: await nowOn(this.l1),
    };
    const signatures = await signRoots(registry, connection, { domain, ...roots });
    return registry.connect(actors.anyone).setRoots(roots, signatures);
  }

  /** Pays in what an operation shields. */
  async shield(
    by: Signer,
    operation: SettlementOperation,
    more: bigint = 0n,
  ): Promise<ContractTransactionResponse> {
    const { gateway } = this.l1;
    const { amount, target } = operation.crossing;
    const asset = operation.legs[0].asset;
    const token = asset === 1n ? this.l1.bond : this.l1.cash;
    const cash = token.connect(by);
    await cash.mint(await by.getAddress(), amount);
    await cash.approve(gateway, amount);
    const value = (await gateway.shieldFee()) + more;
    return gateway.connect(by).shield(asset, amount, target, { value });
  }

  /** The next batch of these operations, which consumes the whole queue; without operations, without data. */
  async make(
    operations: readonly SettlementOperation[] = [],
    change: (header: BatchHeader) => BatchHeader = (same) => same,
  ): Promise<MadeBatch> {
    const { queue } = this.l1;
    const time = await nowOn(this.l1);
    const plan = operations.length === 0 ? undefined : this.world.plan(operations, { time });
    this.planned = plan;
    if (plan !== undefined) this.world.receive(plan);
    const cursor = await queue.length(settlementLane);
    const data = plan?.data ?? new Uint8Array(0);
    const header = change({
      ...this.tip,
      index: this.tip.index + 1n,
      parent: batchDigest(this.tip),
      firstBlock: this.tip.firstBlock + BigInt(this.tip.blocks),
      blocks: 1,
      time,
      dataSize: data.length,
      dataHash: keccak256(data),
      queueCursor: cursor,
      queueHash: (await queue.rollingHash(settlementLane, cursor)) as Hex,
      queueGas: await queue.totalGas(settlementLane),
      stateRoot: plan === undefined ? this.tip.stateRoot : hexWord(plan.newState),
      steps: 3,
    });
    const first = await this.firstItem();
    return { header, parent: this.tip, data, first, ...statementOf(plan, header, operations.length) };
  }

  /** Posts a batch, by the operator when nobody else is named. */
  post(batch: MadeBatch, by: Signer = this.l1.actors.operator): Promise<ContractTransactionResponse> {
    return this.l1.portal.connect(by).post(postingOf(batch));
  }

  /** Makes and posts a batch, and goes on from it. */
  async advance(
    operations: readonly SettlementOperation[] = [],
    by?: Signer,
  ): Promise<{ readonly batch: MadeBatch; readonly sent: ContractTransactionResponse }> {
    const batch = await this.make(operations);
    const sent = await this.post(batch, by);
    this.tip = batch.header;
    return { batch, sent };
  }

  /** The first item behind the tip. */
  async firstItem(): Promise<QueueItemStruct> {
    const { queue } = this.l1;
    const [found] = await queue.queryFilter(queue.filters.ItemQueued(settlementLane, this.tip.queueCursor));
    if (found === undefined) return noItem;
    const { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore } =
      found.args.item;
    return { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore };
  }

  /** Shields for a bank, by an account on L1, and an operation of it. */
  async fund(by: Signer, bank: Bank, asset: bigint, amount: bigint): Promise<SettlementOperation> {
    const operation = this.world.shield(bank, asset, amount);
    await this.shield(by, operation);
    return operation;
  }

  /** Shields 1,000 bonds for Alice and 5,000 in cash for Bob. */
  async fundBoth(): Promise<[SettlementOperation, SettlementOperation]> {
    const { actors } = this.l1;
    const { alice, bob } = this.world;
    return [
      await this.fund(actors.anyone, alice, 1n, 1_000n),
      await this.fund(actors.other, bob, 2n, 5_000n),
    ];
  }
}

/** What the portal is given of a batch. */
export function postingOf({ header, parent, data, commitment, proof, first }: MadeBatch) {
  return {
    ...{ header: encodeBatchHeader(header), parent: encodeBatchHeader(parent) },
    witness: { expectedDigest: batchDigest(header), first, next: noItem },
    ...{ data, commitment, proof },
  };
}

/** The bytes that the verifier on L1 takes (SETTLE-66). */
export function proofBytes({ header, parent, data, commitment, proof }: MadeBatch): Hex {
  const parts = [
    toHex(encodeBatchHeader(header)),
    toHex(encodeBatchHeader(parent)),
    commitment,
    toHex(data),
    proof,
  ];
  return `0x${parts.map((part) => part.slice(2)).join("")}`;
}

/** What a verifier is asked about one batch. */
export function subjectOf({ header }: MadeBatch): Hex {
  return keccakHex(batchDigest(header)) as Hex;
}

/** The batch with other bytes or another header, and a mock's proof of exactly that: what L1 checks itself is left. */
export function restated(
  batch: MadeBatch,
  change: { readonly header?: Partial<BatchHeader>; readonly data?: Uint8Array; readonly commitment?: Hex },
): MadeBatch {
  const data = change.data ?? batch.data;
  const commitment = change.commitment ?? batch.commitment;
  const dataFields = { dataSize: data.length, dataHash: keccak256(data) };
  const header = { ...batch.header, ...dataFields, ...change.header };
  if (data.length === 0) return { ...batch, header };
  const challenge = dataChallenge(batchDigest(header), BigInt(commitment));
  const words = Array.from({ length: Math.floor(data.length / 32) }, (_, place) =>
    BigInt(toHex(data.subarray(32 * place, 32 * place + 32))),
  );
  const [domain, , , holders, rules] = batch.inputs as [Hex, Hex, Hex, Hex, Hex];
  const roots = [batch.parent.stateRoot, header.stateRoot, holders, rules] as const;
  const evaluation = hexWord(evaluateData(words, challenge));
  const inputs = [domain, ...roots, hexWord(header.time), commitment, hexWord(challenge), evaluation];
  const circuit = circuitNames.get(data.length / 864) ?? "none";
  return { ...batch, header, data, commitment, inputs, proof: conformanceProof(circuit, inputs) };
}

function statementOf(
  plan: BatchPlan | undefined,
  header: BatchHeader,
  size: number,
): Pick<MadeBatch, "commitment" | "inputs" | "proof"> {
  if (plan === undefined) return { commitment: hexWord(0n), inputs: [], proof: "0x" };
  const { statement } = plan.state(batchDigest(header));
  const inputs = publicInputs(statement);
  const proof = conformanceProof(circuitNames.get(size) as string, inputs);
  return { commitment: hexWord(statement.commitment), inputs, proof };
}
