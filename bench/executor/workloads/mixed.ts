import { amm } from "./amm.js";
import { erc20 } from "./erc20.js";
import { native } from "./native.js";
import { nftMint } from "./nftMint.js";
import { permissioned } from "./permissioned.js";
import type { Places, Workload } from "./Workload.js";

/** What the load is made of, in percent. */
const parts: readonly { readonly workload: Workload; readonly percent: number }[] = [
  { workload: permissioned, percent: 40 },
  { workload: erc20, percent: 30 },
  { workload: amm, percent: 10 },
  { workload: nftMint, percent: 10 },
  { workload: native, percent: 10 },
];

/** Each hundredth of the load, by its workload's number. */
const hundredths = parts.flatMap(({ percent }, index) => Array.from({ length: percent }, () => index));

/** All kinds side by side, with hot accounts. */
export const mixed: Workload = {
  name: "mixed",
  says: "40 % permissioned, 30 % ERC-20, 10 % swaps, 10 % mints, 10 % ether; accounts by Zipf's law",
  isHot: true,
  deploy: async (site) => {
    let places: Places = {};
    for (const { workload } of parts) places = { ...places, ...(await workload.deploy(site)) };
    return places;
  },
  holdings: (places) => parts.flatMap(({ workload }) => workload.holdings(places)),
  intents: (scene) => {
    const streams = parts.map(({ workload }) => workload.intents(scene));
    const [first = native.intents(scene)] = streams;
    return () => {
      const stream = streams[hundredths[scene.chance.below(hundredths.length)] ?? 0] ?? first;
      return stream();
    };
  },
};
