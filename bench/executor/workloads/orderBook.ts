import { callData, selectorOf } from "./callData.js";
import { placeOf } from "./placeOf.js";
import type { Workload } from "./Workload.js";

const place = selectorOf("place(bool,uint256,uint64)");
const lot = 100;
const lowestPrice = 1000;
const prices = 64;

// Slots, in the order of declaration (contracts/OrderBook.sol).
const assets = 0n;
const cash = 1n;

/**
 * Orders in a book. At each price the first order waits; every later one is of the other side and twice the lot, so it
 * is matched against the one that waits, and the rest of it waits for the next.
 */
export const orderBook: Workload = {
  name: "order-book",
  says: "limit order matched against a resting one",
  deploy: ({ ledger, contracts }) => ({ book: ledger.deploy(contracts, "OrderBook") }),
  holdings: (places) =>
    [assets, cash].map((mapping) => ({
      contract: placeOf(places, "book"),
      mapping,
      value: 10n ** 30n,
      sendersOnly: true,
    })),
  intents: ({ places, people, chance, draw }) => {
    const to = placeOf(places, "book");
    const waiting = new Map<number, number>();
    return () => {
      const { sender } = draw();
      const price = lowestPrice + chance.below(prices);
      const side = waiting.get(price);
      const isBid = side === undefined ? chance.below(2) : 1 - side;
      waiting.set(price, isBid);
      const data = callData(place, people, [isBid, price, side === undefined ? lot : 2 * lot]);
      return { sender, to, value: 0n, data, gasLimit: 250_000n };
    };
  },
};
