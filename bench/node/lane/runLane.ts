import { Node } from "@muniment/node";
import { pino } from "pino";
import { benchChain } from "../../executor/chain/benchChain.js";
import { threadTime } from "../../executor/pipeline/threadTime.js";
import { makeLane } from "./makeLane.js";
import { laneSigning } from "./LaneTask.js";
import type { LaneQuestion, LaneReply, LaneTask } from "./LaneTask.js";

// A node in a process of its own: its task is the argument; it answers questions until it is told to close.
const say = (reply: LaneReply): void => void process.send?.(reply);

async function open({ directory, population }: LaneTask): Promise<Node> {
  const { genesis, capacity } = await makeLane(population);
  return Node.open(
    {
      ...{ directory, chainId: BigInt(benchChain.chainId), lane: 1, epoch: 1n, capacity },
      signing: laneSigning,
      genesis: () => genesis,
    },
    { log: pino({ level: "fatal" }, pino.destination(2)) },
  );
}

const node = await open(JSON.parse(process.argv[2] ?? "{}") as LaneTask);
process.on("message", (question: LaneQuestion) => {
  if (question === "usage") {
    const { user, system } = process.cpuUsage();
    say({ all: user + system, main: threadTime(), resident: process.memoryUsage.rss() });
    return;
  }
  node.close().then(
    () => process.disconnect(),
    (error: unknown) => {
      say({ problem: String(error) });
      process.exitCode = 1;
      process.disconnect();
    },
  );
});
say({ url: node.url });
