import { keccak256, utf8 } from "@muniment/protocol";
import { getLaneDisputes, ROLLUP_CONTRACT_NAMES, type RollupManifest } from "@muniment/sdk";
import { expect } from "chai";
import { network } from "hardhat";

import { Arguments } from "../../../../tasks/context/Arguments.js";
import { showDisputes } from "../../../../tasks/rollup/dispute/showDisputes.js";
import { watchDisputes } from "../../../../tasks/rollup/dispute/watchDisputes.js";
import { transfers } from "../../../challenger/helpers/contents.js";
import { answer } from "../../../challenger/helpers/duel.js";
import { type Lie, lie, lyingMachines, wrongFrom } from "../../../challenger/helpers/lies.js";
import { Arena, terms } from "../../../challenger/helpers/openArena.js";
import { RecordedOutput } from "../../../helpers/RecordedOutput.js";
import { rejected } from "../../../helpers/rejected.js";
import { lane } from "../../../L1/helpers/deployL1.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fake = keccak256(utf8("fake"));

describe("rollup dispute status and watch", () => {
  let arena: Arena;
  let manifest: Pick<RollupManifest, "contracts" | "lane" | "l1Block">;
  let wrong: Lie;

  beforeEach(async () => {
    arena = await Arena.open(connection);
    const policy = await arena.real.l1.policy.getAddress();
    const contracts = Object.fromEntries(
      ROLLUP_CONTRACT_NAMES.map((name) => [name, { address: policy }]),
    ) as unknown as RollupManifest["contracts"];
    manifest = { contracts, lane: Number(lane), l1Block: Number(arena.real.deployedAt) };
    wrong = await lie(arena.real, transfers(2), { leaves: wrongFrom(2, () => ({ stateRoot: fake })) });
  });

  afterEach(() => arena.close());

  const ask = () => getLaneDisputes(arena.provider, manifest);

  async function shown(isAll = false): Promise<RecordedOutput> {
    const output = new RecordedOutput();
    showDisputes(output, await ask(), isAll);
    return output;
  }

  it("DISPUTE-9: shows the game, each open dispute, whose turn it is and how long", async () => {
    const none = await shown();
    expect([none.values["game"], none.values["open"], none.rows("disputes")]).to.deep.equal([
      arena.game,
      0,
      [],
    ]);
    const player = await arena.challenger();
    await player.tick();
    const [opened] = (await shown()).rows("disputes");
    expect(opened).to.deep.include({ batch: 1n, challenger: arena.addressOf("challenger"), phase: "nodes" });
    expect(opened).to.deep.include({ turn: "committer", step: "", machineSteps: "", winner: "" });
    expect(Number(opened?.["secondsLeft"])).to.be.within(Number(terms.clock) - 5, Number(terms.clock));
    await arena.pass(100n);
    const [later] = (await shown()).rows("disputes");
    expect(Number(later?.["secondsLeft"])).to.be.at.most(Number(terms.clock) - 100);
    const machines = lyingMachines(arena.real, 3);
    while ((await shown()).rows("disputes")[0]?.["step"] === "") {
      await answer(arena, wrong, machines);
      await player.tick();
    }
    expect((await shown()).rows("disputes")[0]).to.deep.include({
      ...{ phase: "states", turn: "committer", step: 2, machineSteps: 2 ** 24 },
    });
    await arena.pass(terms.clock + 1n);
    expect((await shown()).rows("disputes")[0]?.["secondsLeft"]).to.equal(0n);
    await player.tick();
    expect((await shown()).rows("disputes")).to.deep.equal([]);
    expect((await shown(true)).rows("disputes")[0]).to.deep.include({
      ...{ phase: "challengerWon", turn: "", secondsLeft: "", winner: arena.addressOf("challenger") },
    });
  });

  it("DISPUTE-4: shows nothing of a lane without a game", async () => {
    const output = new RecordedOutput();
    showDisputes(output, await getLaneDisputes(arena.provider, { ...manifest, lane: 7 }));
    expect([output.values["game"], output.rows("disputes")]).to.deep.equal(["", []]);
  });

  it("DISPUTE-4, DISPUTE-6: says each move once, until nobody is to move", async () => {
    const player = await arena.challenger();
    const machines = lyingMachines(arena.real, 3);
    await player.tick();
    const output = new RecordedOutput();
    let time = 0;
    const pause = async (milliseconds: number): Promise<void> => {
      time += milliseconds;
      // Every other look finds nothing new.
      if (time % 2_000 === 0) return;
      if (!(await answer(arena, wrong, machines))) await player.tick();
    };
    await watchDisputes({ output, now: () => time, pause, ask }, new Arguments({}));
    const [dispute] = await arena.disputes();
    const [first, ...rest] = output.lines;
    expect(first).to.equal(`${dispute?.id}  batch 1  nodes, the committer's turn`);
    expect(rest.at(-1)).to.equal(`${dispute?.id}  batch 1  challengerWon, over`);
    // Eight rounds of two moves at most about the steps, less what is run at once.
    expect(rest.length).to.be.within(10, 18);
    expect(output.rows("disputes")[0]).to.deep.include({ phase: "challengerWon" });
  });

  it("WAIT_EXPIRED: ends after its time with disputes that are open", async () => {
    await (await arena.challenger()).tick();
    let time = 0;
    const pause = (milliseconds: number): Promise<void> => {
      time += milliseconds;
      return Promise.resolve();
    };
    const output = new RecordedOutput();
    const watching = watchDisputes({ output, now: () => time, pause, ask }, new Arguments({ timeout: "5" }));
    const error = await rejected(watching);
    expect([error.code, error.context["what"]]).to.deep.equal(["WAIT_EXPIRED", "1 disputes are open"]);
  });
});
