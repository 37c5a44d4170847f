import { DisputeLog, DisputeMetrics } from "@muniment/challenger";
import { L1Client, type L1Rpc } from "@muniment/derivation";
import { type Dispute, keccak256, utf8, zeroHash } from "@muniment/protocol";
import { decodeDisputeLog, readDispute, replayDispute } from "@muniment/sdk";
import { expect } from "chai";
import { network } from "hardhat";
import { caught } from "../helpers/caught.js";
import { rejected } from "../helpers/rejected.js";
import { transfers } from "./helpers/contents.js";
import { answer } from "./helpers/duel.js";
import { lie, lyingMachines } from "./helpers/lies.js";
import { Arena, terms } from "./helpers/openArena.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fake = keccak256(utf8("fake"));

describe("challenger > DisputeLog", () => {
  let arena: Arena;

  beforeEach(async () => {
    arena = await Arena.open(connection);
  });

  afterEach(() => arena.close());

  const logOf = (options = {}, rpc: L1Rpc = arena.provider) =>
    new DisputeLog(
      { game: arena.game, fromBlock: arena.real.deployedAt, ...options },
      { l1: new L1Client(rpc, { attempts: 1 }) },
    );

  /** A dispute about a wrong batch, in which the committer has answered. */
  async function begun() {
    const wrong = await lie(arena.real, transfers(2), { header: { stateRoot: fake } });
    await (await arena.challenger()).tick();
    await answer(arena, wrong, lyingMachines(arena.real, 0));
    return wrong;
  }

  it("DISPUTE-4: tells the same, however it is read, and goes back with L1", async () => {
    const logs = [logOf(), logOf({ depth: 0n }), logOf({ depth: 1n, range: 3n })];
    const readAll = async () => {
      for (const log of logs) await log.read();
      return logs.map((log) => [...log.disputes.values()].map(({ phase }) => phase));
    };
    expect(await readAll()).to.deep.equal([[], [], []]);
    const wrong = await lie(arena.real, transfers(2), { header: { stateRoot: fake } });
    await (await arena.challenger()).tick();
    expect(await readAll()).to.deep.equal([["nodes"], ["nodes"], ["nodes"]]);
    const snapshot: unknown = await arena.provider.send("evm_snapshot", []);
    await answer(arena, wrong, lyingMachines(arena.real, 0));
    expect(await readAll()).to.deep.equal([["nodeChoice"], ["nodeChoice"], ["nodeChoice"]]);
    await arena.provider.send("evm_revert", [snapshot]);
    await arena.pass(5n);
    expect(await readAll()).to.deep.equal([["nodes"], ["nodes"], ["nodes"]]);
    const heads = logs.map(({ head }) => head);
    expect(heads).to.deep.equal(Array(3).fill(BigInt(await arena.provider.getBlockNumber())));
  });

  it("DISPUTE-9: a dispute is read as L1 has it, with whose turn it is", async () => {
    await begun();
    const [transcript] = await arena.disputes();
    const id = transcript!.id;
    const found = await readDispute(arena.provider, arena.game, { id, fromBlock: 0 });
    expect(found).to.deep.include({ ...transcript, turn: "challenger", levelNow: 3, placeNow: 0 });
    expect(found.clock.allowed).to.equal(terms.clock);
    const late = { id, fromBlock: await arena.provider.getBlockNumber() };
    const other = { id: zeroHash, fromBlock: 0 };
    for (const asked of [late, other]) {
      const { code } = await rejected(readDispute(arena.provider, arena.game, asked));
      expect(code).to.equal("DISPUTE_EVENTS_INCONSISTENT");
    }
  });

  it("asks for fewer blocks where the node refuses many", async () => {
    await begun();
    const rpc: L1Rpc = {
      send: async (method, parameters) => {
        const [query] = parameters as [{ fromBlock: string; toBlock: string }];
        if (method === "eth_getLogs" && Number(query.toBlock) - Number(query.fromBlock) > 3) {
          throw new TypeError("too many blocks");
        }
        return arena.provider.send(method, parameters) as Promise<unknown>;
      },
    };
    const log = logOf({}, rpc);
    await log.read();
    expect([...log.disputes.values()].map(({ phase }) => phase)).to.deep.equal(["nodeChoice"]);
  });

  it("refuses events that cannot follow, and those that are no game's", () => {
    const id = fake;
    const dispute: Dispute = {
      lane: 1n,
      index: 1n,
      digest: fake,
      challenger: `0x${"11".repeat(20)}`,
      salt: 0n,
    };
    const opened = replayDispute(undefined, { kind: "opened", id, dispute });
    const wrong = [
      () => replayDispute(opened, { kind: "opened", id, dispute }),
      () => replayDispute(undefined, { kind: "nodeChosen", id, which: 1 }),
      () => replayDispute(opened, { kind: "nodeChosen", id, which: 1 }),
      () => replayDispute(opened, { kind: "partChosen", id, which: 1 }),
      () => decodeDisputeLog({ topics: [fake], data: "0x" }),
    ];
    for (const attempt of wrong) expect(caught(attempt).code).to.equal("DISPUTE_EVENTS_INCONSISTENT");
  });

  it("counts what a player does", async () => {
    const metrics = new DisputeMetrics("challenger");
    metrics.standing(2, terms.bond * 2n);
    metrics.moved("open");
    metrics.foundWrong();
    metrics.trouble("DISPUTE_LOST");
    metrics.ended("committerWon");
    const text = await metrics.text();
    for (const line of [
      "muniment_challenger_disputes 2",
      "muniment_challenger_stake_ether 1",
      'muniment_challenger_moves_total{move="open"} 1',
      "muniment_challenger_wrong_batches_total 1",
      'muniment_challenger_troubles_total{code="DISPUTE_LOST"} 1',
      'muniment_challenger_ended_total{outcome="committerWon"} 1',
    ]) {
      expect(text).to.include(line);
    }
  });
});
