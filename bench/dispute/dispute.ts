import { performance } from "node:perf_hooks";
import { executeBatch, type Machine } from "@muniment/executor";
import { type Hex, partOffsets } from "@muniment/protocol";
import { getDisputeVerifier } from "@muniment/sdk";
import hre from "hardhat";
import { wrongGas } from "../../tasks/demo/dispute/lies/wrongGas.js";
import { MoveTeller } from "../../tasks/demo/dispute/MoveTeller.js";
import { Stage } from "../../tasks/demo/dispute/Stage.js";
import { transferOf } from "../../tasks/demo/dispute/transferOf.js";
import { untilEnd } from "../../tasks/demo/dispute/untilEnd.js";
import type { Output } from "../../tasks/output/Output.js";
import { quiet } from "../../tasks/output/quiet.js";
import type { Bench } from "../Bench.js";
import type { BenchArguments } from "../cli/BenchArguments.js";
import { circumstances } from "../report/circumstances.js";
import type { Report } from "../report/Report.js";
import type { DisputeFigures } from "./DisputeFigures.js";
import { plainCode } from "./plainCode.js";
import { segmentGas, type VerifierPlace } from "./segmentGas.js";
import { toDisputeResults } from "./toDisputeResults.js";

const NAME = "dispute";
/** Transactions of the batch in which the challenger looks for the wrong one. */
const transactions = 2_000;
/** Places of the leaves behind the permissioned transfer and the plain loop. */
const places = { transfer: 2, plain: 3 };
/** Steps of a segment; the longest the game takes is the last one. */
const segments = [1, 64, 512, 2_048];
/** Segments that are run of a kind at most. */
const most = 64;

/** Plays a dispute about a batch with a permissioned transfer and a loop; takes the machines of both. */
async function playOne(stage: Stage, output: Output) {
  const { l1, liar, manifest, parties, players } = stage;
  const teller = new MoveTeller({ manifest, l1, players }, (await l1.getBlockNumber()) + 1);
  const { seller, buyer } = parties;
  const raws = [
    await transferOf(stage, seller.account, buyer.account),
    await stage.sign({ from: stage.addressOf(buyer.account), data: plainCode(), gasLimit: 3_000_000n }),
  ];
  const machines: Machine[] = [];
  const trace = await liar.commit({
    transactions: raws,
    tampering: (machineAt) => {
      machines.push(machineAt(places.transfer), machineAt(places.plain));
      return wrongGas(places.transfer, 100n);
    },
  });
  const { rounds } = await untilEnd(stage, trace, async () => teller.tell(quiet(output)));
  const moves = new Map<string, number>();
  for (const { call, gas } of teller.moves) moves.set(call, Math.max(moves.get(call) ?? 0, Number(gas)));
  const shown = teller.moves.filter(({ call }) => call === "showStates").length;
  return { moves, rounds: rounds.length + shown, machines };
}

async function segmentsOf(place: VerifierPlace, machine: Machine | undefined, output: Output) {
  const found = [];
  for (const steps of segments) {
    output.progress(`steps on L1, ${String(steps)} at once`);
    if (machine !== undefined) found.push(await segmentGas(place, machine, steps, most));
  }
  return found;
}

/** How long a challenger takes over a batch: to execute it and its trace, and to make the seven states of a move. */
async function timed(stage: Stage, machine: Machine | undefined, output: Output) {
  output.progress(`signing ${String(transactions)} transfers`);
  const { seller, buyer } = stage.parties;
  const [from, to] = [stage.addressOf(seller.account), stage.addressOf(buyer.account)];
  const raws: Hex[] = [];
  for (let index = 0; index < transactions; index++) {
    raws.push(await stage.sign({ from, to, value: 1n, gasLimit: 21_000n }, index));
  }
  const { draft, lastBlock, state } = await stage.liar.prepare(raws);
  const before = state();
  output.progress("executing them as a challenger does");
  const began = performance.now();
  const { leaves } = executeBatch(before, lastBlock, draft);
  // The liar's are others from the last transaction on.
  const claimed = leaves.map((leaf, index) => (index < transactions ? leaf : undefined));
  leaves.findIndex((leaf, index) => leaf !== claimed[index]);
  const find = (performance.now() - began) / 1000;
  const asked = performance.now();
  const whole = machine?.clone();
  for (const offset of partOffsets({ from: 0, level: 15 })) whole?.commitmentAt(offset);
  return { find, states: (performance.now() - asked) / 1000 };
}

async function measure(_args: BenchArguments, output: Output): Promise<Report> {
  const stage = await Stage.open(hre, output);
  try {
    const { l1, manifest } = stage;
    output.progress("a whole dispute");
    const { moves, rounds, machines } = await playOne(stage, output);
    const verifier = await getDisputeVerifier(l1, manifest.contracts.DisputeGame.address);
    const place = { l1, verifier };
    const [transfer, plain] = machines;
    const figures: DisputeFigures = {
      ...{ moves, rounds, transactions },
      transfer: await segmentsOf(place, transfer, output),
      plain: await segmentsOf(place, plain, output),
      seconds: await timed(stage, transfer, output),
    };
    return { bench: NAME, ...circumstances(), seed: 0, results: toDisputeResults(figures) };
  } finally {
    await stage.close();
  }
}

/** What it costs on L1 to show that a batch is wrong, and how quickly it is found. */
export const dispute: Bench = {
  name: NAME,
  says: "gas on L1 of a whole dispute, of an opcode, and the challenger's time",
  run: measure,
};
