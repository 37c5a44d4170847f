import { callData, selectorOf } from "./callData.js";
import { placeOf } from "./placeOf.js";
import type { Workload } from "./Workload.js";

const mint = selectorOf("mint(address)");

/** Mints of OpenZeppelin's ERC721. */
export const nftMint: Workload = {
  name: "nft-mint",
  says: "mint of the next token of OpenZeppelin's ERC721 to any holder",
  deploy: ({ ledger, contracts }) => ({ deeds: ledger.deploy(contracts, "Deeds") }),
  holdings: () => [],
  intents: ({ places, people, draw }) => {
    const to = placeOf(places, "deeds");
    return () => {
      const { sender, receiver } = draw();
      const data = callData(mint, people, [{ holder: receiver }]);
      return { sender, receiver, to, value: 0n, data, gasLimit: 150_000n };
    };
  },
};
