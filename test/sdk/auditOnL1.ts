import { expect } from "chai";
import type { BatchHeader, Hex } from "@muniment/protocol";
import {
  batchSchema,
  buildAudit,
  checkpointHeads,
  findAuditBatch,
  formatAudit,
  lifecycleSlots,
  MunimentRpc,
  parseAudit,
  proveAudit,
  verifyAuditOnL1,
  type AnchoredAudit,
  type AssetProof,
  type AuditProofs,
  type AuditTrail,
  type RollupContracts,
} from "@muniment/sdk";
import { id } from "ethers";
import { network } from "hardhat";

import { loader } from "../helpers/bridge/loader.js";
import { lane, rollupWorld } from "../helpers/bridge/rollupWorld.js";
import { stateOf } from "../helpers/bridge/stateOf.js";
import { bringTo } from "../helpers/journey.js";
import { rejected } from "../helpers/rejected.js";
import { createWorld } from "../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const two = await network.create({ network: "l2", chainType: "l1" });
const l1ChainId = 31_337;
const chainId = 424_242;

/** A header's fields as JSON-RPC may write them. */
const plain = (header: BatchHeader): object =>
  Object.fromEntries(
    Object.entries(header).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "bigint" ? value.toString() : value,
    ]),
  );

/** Two assets on L2, and what the state of L2 says of them where it is proven on L1. */
async function lane2Assets() {
  const world = await createWorld(two);
  const { asset } = await bringTo(world, "Issued");
  const other = await bringTo(world, "Registered");
  const lifecycle = (await world.contracts.Lifecycle.getAddress()).toLowerCase();
  const { provider } = world.ethers;
  const toBlock = await provider.getBlockNumber();
  const slotsOf = (id: string) => Object.values(lifecycleSlots(id as Hex));
  const slots = [asset, other.asset, ...["a", "b", "c"].map((name) => id(name))].flatMap(slotsOf);
  // The tree is built from what the chain's storage really has at these slots.
  const state = stateOf(
    [{ address: lifecycle, nonce: 1n, codeHash: id("code") }],
    await Promise.all(
      slots.map(async (slot) => ({
        address: lifecycle,
        slot,
        value: BigInt(await provider.getStorage(lifecycle, BigInt(slot))),
      })),
    ).then((all) => all.filter(({ value }) => value !== 0n)),
  );
  const valueOf = (slot: string): Promise<string> => provider.getStorage(lifecycle, BigInt(slot));
  return { world, asset: asset as Hex, other: other.asset as Hex, lifecycle, toBlock, state, valueOf };
}

describe("sdk > audit > verifyAuditOnL1", function () {
  this.timeout(180_000);
  let assets: Awaited<ReturnType<typeof lane2Assets>>;
  before(async () => {
    assets = await lane2Assets();
  });

  const load = loader(connection, async () => {
    const world = await rollupWorld(connection);
    await world.open();
    return world;
  });

  /** The trail of the assets, exported with proofs from a batch that is COMMITTED, or FINAL. */
  const exported = async (isFinal = true, wanted?: Hex) => {
    const l1 = await load();
    const output = { stateRoot: assets.state.root, blocks: assets.toBlock };
    const header = await (isFinal ? l1.finalize(output) : l1.commit(output));
    const { world, lifecycle, state, toBlock } = assets;
    const index = Number(header.index);
    const answers: Record<string, (params: unknown[]) => unknown> = {
      muniment_getLevel: ([tag]) => ({
        block: toBlock,
        level: isFinal ? "FINAL" : "COMMITTED",
        batch: tag === "finalized" && !isFinal ? 0 : index,
        evidence: ["ATTESTED"],
        trust: "trusted",
      }),
      muniment_getBatch: ([asked]) => {
        const found = Number(asked) === 0 ? l1.genesis : header;
        return {
          ...plain(found),
          digest: id("digest"),
          header: l1.headerOf(found),
          committer: null,
          l1: null,
          level: isFinal ? "FINAL" : "COMMITTED",
          evidence: ["ATTESTED"],
          trust: "trusted",
        };
      },
    };
    const rpc = new MunimentRpc({
      send: async (method, params) => {
        if (method !== "muniment_getProof") return answers[method]?.(params) ?? null;
        const [address, keys] = params as [string, string[]];
        const account = state.accountProof(lifecycle);
        return {
          ...{ address, blockNumber: toBlock, blockHash: id("block"), stateRoot: state.root },
          account: { nonce: "0x1", balance: "0x0", codeHash: account.codeHash },
          accountProof: account.proof,
          slots: await Promise.all(
            keys.map(async (key) => ({
              key,
              value: await assets.valueOf(key),
              proof: state.slotProof(lifecycle, key),
            })),
          ),
        };
      },
    });
    const found = await findAuditBatch(rpc, 1, lifecycle);
    const parameters = { provider: world.ethers.provider, contracts: world.contracts, fromBlock: 0 };
    const trail = await buildAudit({
      ...parameters,
      toBlock: found.toBlock,
      ...(wanted === undefined ? {} : { asset: wanted }),
    });
    const proven = await proveAudit(trail, found.batch, rpc);
    const rollup = { Rollup: l1.rollup, lane } as Pick<RollupContracts, "Rollup" | "lane">;
    const check = (changed: AuditTrail, more: { lifecycle?: string; chainId?: number } = {}) =>
      verifyAuditOnL1(changed, { rollup, l1ChainId, chainId, ...more });
    return { l1, rpc, trail, proven, rollup, check };
  };

  const refusal = async (check: Promise<AnchoredAudit>) => {
    const { code, context } = await rejected(check);
    return { code, field: context["field"] };
  };
  const withProofs = (trail: AuditTrail, change: Partial<AuditProofs>): AuditTrail => ({
    ...trail,
    proofs: { ...trail.proofs!, ...change },
  });
  const withAsset = (trail: AuditTrail, change: Partial<AssetProof>): AuditTrail => {
    const [first, ...rest] = trail.proofs!.assets;
    return withProofs(trail, { assets: [{ ...first!, ...change }, ...rest] });
  };

  it("AUDIT-9 to AUDIT-12: proves every asset's newest checkpoint against a FINAL batch, JSON and CSV", async () => {
    const { proven, check } = await exported();
    for (const format of ["json", "csv"] as const) {
      const read = parseAudit(`audit.${format}`, formatAudit(proven, format));
      expect(read).to.deep.equal(proven);
      const result = await check(read, { lifecycle: assets.lifecycle });
      expect(result).to.deep.include({ level: "FINAL", batch: 1n, evidence: ["ATTESTED"], assets: 2 });
      expect(result.checkpoints).to.equal(5);
    }
    expect([...checkpointHeads(proven).keys()]).to.have.members([assets.asset, assets.other]);
  });

  it("AUDIT-12: a batch that is COMMITTED is said to be no more", async () => {
    const { proven, check } = await exported(false);
    expect(await check(proven)).to.deep.include({ level: "COMMITTED", batch: 1n });
  });

  it("AUDIT-11: an asset without checkpoints is proven to have none", async () => {
    const nobody = id("a") as Hex;
    const { proven, check } = await exported(true, nobody);
    expect(proven.proofs!.assets).to.have.length(1);
    expect(await check(proven)).to.include({ assets: 1, checkpoints: 0 });
    const { proven: whole } = await exported();
    // What is there cannot be called absent.
    const empty = { ...proven, header: { ...proven.header, asset: assets.asset }, head: proven.head };
    const lie = withProofs(empty, { assets: [whole.proofs!.assets[0]!] });
    expect((await refusal(check(lie))).code).to.equal("AUDIT_TAMPERED");
  });

  it("AUDIT-11: a trail whose end was cut off, chained anew, is found out", async () => {
    const { l1, trail, proven, rpc, rollup } = await exported(true, assets.asset);
    const last = checkpointHeads(trail).get(assets.asset)!;
    const { world, toBlock } = assets;
    const before = trail.lines[last.line - 1]!.block - 1;
    const short = await buildAudit({
      provider: world.ethers.provider,
      contracts: world.contracts,
      fromBlock: 0,
      asset: assets.asset,
      toBlock: before,
    });
    const anchor = { rollup, l1ChainId, chainId };
    // It ends at another block than the batch …
    expect(await refusal(verifyAuditOnL1({ ...short, proofs: proven.proofs! }, anchor))).to.deep.equal({
      code: "AUDIT_PROOF_MISMATCH",
      field: "header.toBlock",
    });
    // … and where a batch does end there, its state does not have the chain that the trail has.
    const { header } = { header: await l1.finalize({ stateRoot: assets.state.root, blocks: 1 }) };
    const batch = batchSchema.parse({
      ...plain(header),
      ...{
        digest: id("digest"),
        header: l1.headerOf(header),
        level: "FINAL",
        evidence: [],
        trust: "trusted",
      },
    });
    const longer = await buildAudit({
      provider: world.ethers.provider,
      contracts: world.contracts,
      fromBlock: 0,
      asset: assets.asset,
      toBlock: toBlock + 1,
    });
    const whole = await proveAudit(longer, batch, rpc);
    expect((await verifyAuditOnL1(whole, anchor)).batch).to.equal(2n);
    const cut = await buildAudit({
      provider: world.ethers.provider,
      contracts: world.contracts,
      fromBlock: trail.lines[last.line - 1]!.block + 1,
      asset: assets.asset,
      toBlock: toBlock + 1,
    });
    const lie = { ...cut, proofs: whole.proofs! };
    const { code, field } = await refusal(verifyAuditOnL1(lie, anchor));
    expect(code).to.equal("AUDIT_PROOF_MISMATCH");
    expect(field).to.equal("checkpoint on the trail's end");
  });

  it("AUDIT-10, AUDIT_PROOF_MISMATCH: names the field that is not L1's", async () => {
    const { proven, check } = await exported();
    const [first, second] = proven.proofs!.assets;
    const header = proven.proofs!.header;
    const other = (hex: Hex, at: number): Hex =>
      `${hex.slice(0, at)}${hex[at] === "0" ? "1" : "0"}${hex.slice(at + 1)}` as Hex;
    const cases: [string, AuditTrail][] = [
      ["proofs.l1ChainId", withProofs(proven, { l1ChainId: 1 })],
      ["proofs.rollup", withProofs(proven, { rollup: assets.lifecycle })],
      ["proofs.lane", withProofs(proven, { lane: 2 })],
      ["proofs.batch", withProofs(proven, { batch: "2" })],
      // Another state root is another digest.
      ["proofs.header", withProofs(proven, { header: other(header, 2 + 2 * 252) })],
      ["proofs.assets.0.headProof", withAsset(proven, { headProof: second!.headProof })],
      ["proofs.assets.0.checkpointsProof", withAsset(proven, { checkpointsProof: "0x" })],
      ["proofs.assets.0.head", withAsset(proven, { head: second!.head })],
      ["proofs.assets.0.checkpoints", withAsset(proven, { checkpoints: "9" })],
      ["proofs.assets.1.asset", withProofs(proven, { assets: [first!, first!] })],
      [
        "proofs.assets.2.asset",
        withProofs(proven, { assets: [first!, second!, { ...first!, asset: first!.head }] }),
      ],
    ];
    for (const [field, trail] of cases)
      expect(await refusal(check(trail)), field).to.deep.equal({ code: "AUDIT_PROOF_MISMATCH", field });
    expect((await refusal(check(proven, { chainId: 5 }))).field).to.equal("header.chainId");
    expect((await refusal(check(proven, { lifecycle: proven.proofs!.rollup }))).field).to.equal(
      "header.lifecycle",
    );
  });

  it("AUDIT_PROOF_MISSING: every asset of the trail needs its proof", async () => {
    const { proven, trail, check } = await exported();
    expect((await refusal(check(trail))).code).to.equal("AUDIT_PROOF_MISSING");
    const [first] = proven.proofs!.assets;
    expect((await refusal(check(withProofs(proven, { assets: [first!] })))).code).to.equal(
      "AUDIT_PROOF_MISSING",
    );
  });

  it("AUDIT_NOT_COMMITTED: there is nothing to prove against before a batch has the deployment", async () => {
    const { rpc } = await exported(false);
    const error = await rejected(findAuditBatch(rpc, assets.toBlock + 1, assets.lifecycle));
    expect(error.code).to.equal("AUDIT_NOT_COMMITTED");
    expect(error.exitCode).to.equal(4);
  });
});
