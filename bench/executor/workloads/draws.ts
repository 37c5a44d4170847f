import type { Chance } from "../chance/Chance.js";
import { Zipf } from "../chance/Zipf.js";
import type { People } from "../people/People.js";

/** Two different people: one who sends, one who receives. */
export type Draw = () => { readonly sender: number; readonly receiver: number };

/** Everyone as likely as the next. */
export function evenDraw({ population }: People, chance: Chance): Draw {
  const { senders, holders } = population;
  return () => apart(chance.below(senders), chance.below(holders), holders);
}

/** Low numbers as often as Zipf's law says, so that some accounts are in every block. */
export function zipfDraw({ population }: People, chance: Chance): Draw {
  const senders = new Zipf(population.senders);
  const holders = new Zipf(population.holders);
  return () => apart(senders.draw(chance), holders.draw(chance), population.holders);
}

function apart(sender: number, receiver: number, holders: number): { sender: number; receiver: number } {
  return { sender, receiver: receiver === sender ? (receiver + 1) % holders : receiver };
}
