import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  deriveBatches,
  type DerivationStep,
  type DerivedBatch,
  DirectoryArchive,
} from "@muniment/derivation";
import { type BatchAttestation, packQuorum, SimulatedEnclave } from "@muniment/prover";
import { batchDigest, type BatchHeader, type Hex, keccak256, utf8, zeroHash } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";
import { enclaves, evidence, lane } from "../../L1/helpers/deployL1.js";
import { productionParameters } from "../../L1/helpers/l1Parameters.js";
import { RealLane } from "../../derivation/helpers/RealLane.js";
import { contracts } from "../../executor/batches/helpers/lane.js";
import { chainId, ether, other, signed } from "../../executor/transition/helpers/chain.js";
import { rejected } from "../../helpers/rejected.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;

const archive = new DirectoryArchive(mkdtempSync(join(tmpdir(), "muniment-blobs-")));

/** A lane with two batches, one of them in a blob. */
async function busyLane() {
  const real = await RealLane.open(connection);
  await real.deposit(other.address.toLowerCase() as Hex, ether);
  await real.force({ recipient: contracts.hasher });
  const transfer = (nonce: number) => signed({ to: other.address, nonce, value: 1n });
  await real.produce({ blocks: [{ transactions: [transfer(0)] }], cursor: 2n });
  await real.produce({ blocks: [{ transactions: [transfer(1), transfer(2)] }], as: "blobs" }, archive);
  return real;
}

const openLane = () => RealLane.open(connection);

async function start(real: RealLane, key: string): Promise<SimulatedEnclave> {
  const registry = (await real.l1.registry.getAddress()).toLowerCase() as Hex;
  const { queue, genesisOfReplica: genesis } = real;
  const options = { key: key as Hex, registry, queue, chainId: Number(chainId), genesis };
  return SimulatedEnclave.start(options, { l1: real.client() });
}

function derive(real: RealLane): AsyncGenerator<DerivationStep> {
  const l1 = real.client();
  return deriveBatches(real.derivationOptions, { l1, reader: real.reader(l1), archive });
}

async function batchesOf(real: RealLane): Promise<DerivedBatch[]> {
  const batches: DerivedBatch[] = [];
  for await (const step of derive(real)) if (step.kind === "batch") batches.push(step.batch);
  return batches;
}

/** The batch with another header; its data stay. */
const changed = (batch: DerivedBatch, change: Partial<BatchHeader>): DerivedBatch => ({
  ...batch,
  input: { ...batch.input, header: { ...batch.input.header, ...change } },
});

describe("SimulatedEnclave", () => {
  it("ROLLUP-34: two of three that derive and execute the batches attest them, and the contract accepts it", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const { rollup, actors } = real.l1;
    const attestations: BatchAttestation[] = [];
    for (const { privateKey } of [enclaves[2]!, enclaves[0]!]) {
      const enclave = await start(real, privateKey);
      for (const batch of await batchesOf(real)) attestations.push(await enclave.attest(batch));
    }
    expect(attestations.map(({ index, isSimulated }) => [index, isSimulated])).to.deep.equal([
      [1n, true],
      [2n, true],
      [1n, true],
      [2n, true],
    ]);
    for (const index of [1n, 2n]) {
      const digest = (await rollup.digestOf(lane, index)) as Hex;
      await rollup.connect(actors.anyone).attest(lane, index, packQuorum(digest, attestations, 2));
      expect(await rollup.evidenceOf(lane, index)).to.equal(evidence.attested);
    }
  });

  it("ATTESTATION_QUORUM_MISSED: one key is no quorum of two, however often it signs", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const enclave = await start(real, enclaves[0]!.privateKey);
    const [first] = await batchesOf(real);
    const attestation = await enclave.attest(first!);
    const pack = () => packQuorum(attestation.digest, [attestation, attestation], 2);
    expect(pack).to.throw().with.property("code", "ATTESTATION_QUORUM_MISSED");
  });

  for (const [field, value] of Object.entries({
    lastBlock: keccak256(utf8("another block")),
    stateRoot: keccak256(utf8("another state")),
    messageRoot: keccak256(utf8("other messages")),
    messageCount: 9n,
    steps: 1_000,
    traceRoot: keccak256(utf8("another trace")),
  })) {
    it(`ROLLUP-13: it does not sign a batch with a wrong ${field}, and then signs the right one`, async () => {
      const real = await networkHelpers.loadFixture(busyLane);
      const enclave = await start(real, enclaves[0]!.privateKey);
      const [first] = await batchesOf(real);
      const error = await rejected(enclave.attest(changed(first!, { [field]: value })));
      expect(error.code).to.equal("BATCH_OUTPUT_WRONG");
      expect(error.context).to.include({ field, actual: value });
      expect((await enclave.attest(first!)).digest).to.equal(batchDigest(first!.input.header));
    });
  }

  it("ROLLUP-13: it does not sign a batch of other data, of calldata or of a blob", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const enclave = await start(real, enclaves[0]!.privateKey);
    const [first, second] = await batchesOf(real);
    const data = first!.input.data.slice();
    data[6]! ^= 1;
    const other1 = await rejected(enclave.attest({ ...first!, source: { kind: "calldata", data } }));
    await enclave.attest(first!);
    if (second!.source.kind !== "blobs") expect.fail("the second batch is in a blob");
    const blob = second!.source.blobs[0]!.slice();
    blob[9]! ^= 1;
    const other2 = await rejected(enclave.attest({ ...second!, source: { kind: "blobs", blobs: [blob] } }));
    const none = await rejected(enclave.attest({ ...second!, source: { kind: "blobs", blobs: [] } }));
    expect([other1, other2, none].map(({ code, context }) => [code, context["field"]])).to.deep.equal([
      ["BATCH_DATA_WRONG", "dataHash"],
      ["BATCH_DATA_WRONG", "dataHash"],
      ["BATCH_DATA_WRONG", "blobs"],
    ]);
    expect((await enclave.attest(second!)).index).to.equal(2n);
  });

  it("ROLLUP-6: it does not sign behind a parent that it has not executed, nor twice", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const enclave = await start(real, enclaves[0]!.privateKey);
    const [first, second] = await batchesOf(real);
    const skipped = await rejected(enclave.attest(second!));
    const orphan = await rejected(enclave.attest(changed(first!, { parent: zeroHash })));
    await enclave.attest(first!);
    const again = await rejected(enclave.attest(first!));
    for (const { code, context } of [skipped, orphan, again]) {
      expect([code, context["field"]]).to.deep.equal(["BATCH_INPUT_INCONSISTENT", "parent"]);
    }
  });

  it("ROLLUP-5: it signs for its own L1, rollup, queue and rules alone", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const enclave = await start(real, enclaves[0]!.privateKey);
    const [first] = await batchesOf(real);
    const address: Hex = "0x00000000000000000000000000000000000000ff";
    const changes = [{ l1ChainId: 1n }, { rollup: address }, { rules: zeroHash }, { lane: 2 }];
    for (const change of changes) {
      const { code, context } = await rejected(enclave.attest(changed(first!, change)));
      expect([code, context["field"]]).to.deep.equal(["BATCH_INPUT_INCONSISTENT", Object.keys(change)[0]]);
    }
    const { header, items } = first!.input;
    const cut = { ...first!, input: { ...first!.input, header, items: items.slice(1) } };
    expect((await rejected(enclave.attest(cut))).code).to.equal("BATCH_INPUT_INCONSISTENT");
  });

  it("NODE-21: it goes back when L1 takes a batch away, and signs what comes instead", async () => {
    const real = await networkHelpers.loadFixture(busyLane);
    const enclave = await start(real, enclaves[0]!.privateKey);
    const [first, second] = await batchesOf(real);
    await enclave.attest(first!);
    await enclave.attest(second!);
    enclave.undoTo(1n);
    const again = changed(second!, { epoch: 1n });
    expect((await enclave.attest(again)).digest).to.equal(batchDigest(again.input.header));
  });

  it("ROLLUP-33: it does not start where the registry is for production", async () => {
    const real = await networkHelpers.loadFixture(productionLane);
    const error = await rejected(start(real, enclaves[0]!.privateKey));
    expect(error.code).to.equal("ENCLAVE_SIMULATED_REFUSED");
    expect(error.context["problem"]).to.equal("the registry is for production");
  });

  it("ROLLUP-33: it does not start with a key that is not registered as SIMULATED", async () => {
    const real = await networkHelpers.loadFixture(openLane);
    const error = await rejected(start(real, keccak256(utf8("nobody has registered this"))));
    expect(error.code).to.equal("ENCLAVE_SIMULATED_REFUSED");
  });
});

async function productionLane() {
  return RealLane.open(connection, productionParameters);
}
