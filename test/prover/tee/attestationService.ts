import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Derivation, DirectoryArchive } from "@muniment/derivation";
import { AttestationService, type BatchAttestation, SimulatedEnclave } from "@muniment/prover";
import { type Hex, keccak256, type ProtocolError, utf8 } from "@muniment/protocol";
import { FileSendJournal, ReliableSender } from "@muniment/sdk";
import { expect } from "chai";
import { parseEther, Wallet, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { enclaves, evidence, lane } from "../../L1/helpers/deployL1.js";
import { RealLane } from "../../derivation/helpers/RealLane.js";
import { chainId, other, signed } from "../../executor/transition/helpers/chain.js";
import { rejected } from "../../helpers/rejected.js";
import { HardhatRpc } from "../../node/helpers/HardhatRpc.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const quorum = 2;

/** A batch with one transfer. */
const transfer = (nonce: number, value = 1n) => ({
  blocks: [{ transactions: [signed({ to: other.address, nonce, value })] }],
});

describe("prover > AttestationService", () => {
  const payer = new Wallet(keccak256(utf8("who pays for attestations")));
  let directory: string;
  let archive: DirectoryArchive;
  let real: RealLane;
  let provider: HardhatRpc;
  let attested: bigint[];
  let troubles: ProtocolError[];
  let service: AttestationService;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "muniment-attest-"));
    archive = new DirectoryArchive(join(directory, "blobs"));
    real = await RealLane.open(connection);
    provider = new HardhatRpc(connection, 31_337n);
    attested = [];
    troubles = [];
    await real.l1.actors.deployer.sendTransaction({ to: payer.address, value: parseEther("10") });
    service = await open();
  });

  afterEach(() => {
    provider.destroy();
    rmSync(directory, { recursive: true });
  });

  async function open(): Promise<AttestationService> {
    const l1 = real.client();
    const registry = (await real.l1.registry.getAddress()).toLowerCase() as Hex;
    const common = { registry, queue: real.queue, chainId: Number(chainId), genesis: real.genesisOfReplica };
    const parts = [];
    for (const { privateKey } of enclaves.slice(0, quorum)) {
      parts.push(await SimulatedEnclave.start({ ...common, key: privateKey as Hex }, { l1 }));
    }
    const sender = await ReliableSender.open({
      ...{ provider, wallet: payer.connect(provider), journal: await FileSendJournal.open(directory) },
      ...{ confirmations: 1, feeLimit: 1_000n * 10n ** 9n },
      onTrouble: (trouble) => troubles.push(trouble),
    });
    return new AttestationService(
      {
        derivation: new Derivation(real.derivationOptions, { l1, reader: real.reader(l1), archive }),
        ...{ enclaves: parts, sender },
        onAttested: (attestations: readonly BatchAttestation[]) => attested.push(attestations[0]!.index),
      },
      { lane: Number(lane), rollup: real.rollup, quorum },
    );
  }

  const evidenceOf = async (index: bigint): Promise<bigint> => real.l1.rollup.evidenceOf(lane, index);

  it("ROLLUP-34: derives what is new, has it signed and gives the quorum to L1", async () => {
    await real.produce({ ...transfer(0), as: "blobs" }, archive);
    await service.tick();
    expect(await evidenceOf(1n)).to.equal(evidence.attested);
    await real.produce(transfer(1));
    await real.produce(transfer(2));
    await service.tick();
    expect([await evidenceOf(2n), await evidenceOf(3n)]).to.deep.equal([
      evidence.attested,
      evidence.attested,
    ]);
    expect(attested).to.deep.equal([1n, 2n, 3n]);
  });

  it("NODE-17: does not send again what L1 has, after a restart", async () => {
    await real.produce(transfer(0));
    await service.tick();
    const sent = await provider.getTransactionCount(payer.address);
    service = await open();
    await service.tick();
    expect(attested).to.deep.equal([1n, 1n]);
    expect(await provider.getTransactionCount(payer.address)).to.equal(sent);
  });

  it("ROLLUP-13: ends at a batch that is wrong, and signs nothing behind it", async () => {
    await real.produce(transfer(0));
    const change = { stateRoot: keccak256(utf8("another state")) };
    const { input } = await real.produce({ ...transfer(1), change });
    for (let tick = 0; tick < 2; tick++) {
      const { code, context } = await rejected(service.tick());
      expect([code, context["field"], context["actual"]]).to.deep.equal([
        "BATCH_OUTPUT_WRONG",
        "stateRoot",
        input.header.stateRoot,
      ]);
    }
    expect(attested).to.deep.equal([1n]);
    expect([await evidenceOf(1n), await evidenceOf(2n)]).to.deep.equal([evidence.attested, 0n]);
  });

  it("NODE-18: sends later what L1 did not take", async () => {
    await real.produce(transfer(0));
    provider.refused.add("eth_sendRawTransaction");
    await service.tick();
    expect(attested).to.deep.equal([1n]);
    expect(await evidenceOf(1n)).to.equal(0n);
    expect(troubles.map(({ code }) => code)).to.deep.equal(["SEND_REFUSED"]);
    provider.refused.clear();
    await service.tick();
    expect(await evidenceOf(1n)).to.equal(evidence.attested);
    expect(attested).to.deep.equal([1n]);
  });

  it("NODE-21: goes back with L1, sends no quorum for what is gone, and signs what comes instead", async () => {
    const { rollup, actors } = real.l1;
    await real.produce(transfer(0));
    await service.tick();
    await real.produce(transfer(1));
    provider.refused.add("eth_feeHistory");
    const error: unknown = await service.tick().catch((problem: unknown) => problem);
    expect(error).to.have.property("message").that.includes("connection refused");
    expect(attested).to.deep.equal([1n, 2n]);
    provider.refused.clear();
    await rollup.connect(actors.council).rollBack(lane, 1n, ZeroAddress);
    real.undoTo(1n);
    const sent = await provider.getTransactionCount(payer.address);
    await real.produce(transfer(1, 5n));
    await service.tick();
    expect(await evidenceOf(2n)).to.equal(evidence.attested);
    expect(attested).to.deep.equal([1n, 2n, 2n]);
    expect(await provider.getTransactionCount(payer.address)).to.equal(sent + 1);
  });
});
